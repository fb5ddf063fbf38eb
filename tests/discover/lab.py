"""A laboratory: simulated devices on one bridge, each in a network namespace of its own; nothing of it leaves it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def possible() -> bool:
    """Whether namespaces can be made here."""
    name = f"ric{os.getpid()}t"
    try:
        made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
    if made:
        subprocess.run(["ip", "netns", "del", name], check=True)
    return made


@dataclass
class Lab:
    name: str
    stack: ExitStack
    count: int = 0
    told: dict[str, list[str]] = field(default_factory=dict)

    def _ip(self, *words: str) -> None:
        subprocess.run(["ip", *words], check=True, capture_output=True)

    def _namespace(self, name: str) -> str:
        self._ip("netns", "add", name)
        self.stack.callback(subprocess.run, ["ip", "netns", "del", name], check=False, capture_output=True)
        return name

    def begin(self) -> None:
        self._namespace(self.name)
        self._ip("-n", self.name, "link", "add", "br0", "type", "bridge")
        self._ip("-n", self.name, "link", "set", "br0", "up")

    def host(self, address: str, mac: str) -> str:
        """A namespace with one interface on the bridge."""
        self.count += 1
        host = self._namespace(f"{self.name}h{self.count}")
        port = f"p{self.count}"
        self._ip("link", "add", "eth0", "netns", host, "type", "veth", "peer", "name", port, "netns", self.name)
        self._ip("-n", self.name, "link", "set", port, "master", "br0", "up")
        self._ip("-n", host, "link", "set", "eth0", "address", mac)
        self._ip("-n", host, "link", "set", "lo", "up")
        self._ip("-n", host, "link", "set", "eth0", "up")
        self._ip("-n", host, "addr", "add", f"{address}/24", "dev", "eth0")
        return host

    def start(
        self,
        host: str,
        script: str,
        *words: str,
        told: Mapping[str, Any] | None = None,
        python: str = sys.executable,
    ) -> subprocess.Popen[str]:
        """One of the scripts beside this file, in a namespace, until the laboratory ends."""
        process = subprocess.Popen(
            ["ip", "netns", "exec", host, python, str(HERE / script), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.stack.callback(_end, process)
        if told is not None and process.stdin:
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()
        return process

    def run(self, host: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["ip", "netns", "exec", host, *words], check=False, capture_output=True, text=True, timeout=120
        )


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


@contextmanager
def lab() -> Iterator[Lab]:
    with ExitStack() as stack:
        made = Lab(f"ric{os.getpid()}", stack)
        made.begin()
        yield made
