"""Network: the only file that opens sockets. What it asks stays within the networks named, is paced, and is told."""

import ipaddress
import selectors
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ricochet.errors import NetworkError, UsageError

LARGEST = 1 << 16
"""Most addresses of one network that are asked."""
ANSWER = 1 << 20
"""Most bytes read of one answer."""
GROUPS = (("239.255.255.250", 3702), ("239.255.255.250", 37020), ("239.255.255.251", 37810))
"""Groups and ports of WS-Discovery, SADP and DHIP."""
_AT_ONCE = 256
"""Answers taken before the next question is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One datagram to be sent, or one request over a connection; `what` says in words what it asks."""

    address: str
    port: int
    payload: bytes
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was sent, when (seconds since 1970), over "udp" or "tcp". Of a connection: its one request."""

    time: float
    address: str
    port: int
    over: str
    size: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One answer, from whom; `mac` where it is known, with or without an answer."""

    address: str
    port: int
    payload: bytes
    mac: str = ""


def network_of(text: str) -> ipaddress.IPv4Network:
    """A network as the user names it, like 192.0.2.0/24. Raises UsageError for none, or one that is too large."""
    try:
        found = ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise UsageError(f"'{text}' is no network.", remedy="Write it like 192.168.10.0/24.") from None
    if not isinstance(found, ipaddress.IPv4Network):
        raise UsageError(f"'{text}' is a network of IPv6, which is too large to be asked.", remedy="Name one of IPv4.")
    if found.num_addresses > LARGEST or found.is_multicast:
        raise UsageError(f"'{text}' is larger than a /16.", remedy="Name the parts that are yours, one by one.")
    return found


class Network:
    """Asks devices inside `within`, and nobody else, at most `rate` packets or connections a second.

    `tell` hears of each before it goes. Connections carry one request and no credentials. With `groups` the multicast
    groups of GROUPS may be asked too, on the machine's own link only (time to live 1); answers from outside `within`
    are dropped all the same.
    """

    def __init__(
        self,
        within: Sequence[ipaddress.IPv4Network],
        *,
        rate: float,
        tell: Callable[[Sent], None],
        wait: float = 2.0,
        groups: bool = False,
    ) -> None:
        self._within, self._tell, self._wait, self.groups = tuple(within), tell, wait, groups
        self._pause, self._next = 1.0 / rate, 0.0

    def inside(self, address: str) -> bool:
        """Whether it may be asked."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._within)

    def datagrams(self, questions: Iterable[Question]) -> Iterator[Heard]:
        """Send each question from one socket, and yield what comes back, up to `wait` seconds after the last."""
        with ExitStack() as stack:
            ready = stack.enter_context(selectors.DefaultSelector())
            line = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            if self.groups:
                self._join(line, stack, ready)
            line.setblocking(False)
            ready.register(line, selectors.EVENT_READ)
            for question in questions:
                self._pace(question, "udp")
                try:
                    line.sendto(question.payload, (question.address, question.port))
                except OSError:
                    continue  # nobody there: the log says that it was tried
                yield from self._heard(ready, 0.0)
            end = time.monotonic() + self._wait
            while (left := end - time.monotonic()) > 0:
                yield from self._heard(ready, left)

    def _join(self, line: socket.socket, stack: ExitStack, ready: selectors.BaseSelector) -> None:
        """Ask groups by the interface that leads to the first network; hear those whose answer goes to their group."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            try:
                way.connect((str(self._within[0].network_address + 1), 9))  # sends nothing
            except OSError:
                return
            own = socket.inet_aton(way.getsockname()[0])
        line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
        line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 0)
        line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
        for group, port in GROUPS:
            ear = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                ear.bind((group, port))
                ear.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + own)
            except OSError:
                continue  # another program has it
            ear.setblocking(False)
            ready.register(ear, selectors.EVENT_READ)

    def _heard(self, ready: selectors.BaseSelector, seconds: float) -> Iterator[Heard]:
        for key, _ in ready.select(seconds):
            line = key.fileobj
            if not isinstance(line, socket.socket):
                continue
            for _ in range(_AT_ONCE):
                try:
                    payload, (address, port) = line.recvfrom(1 << 16)
                except BlockingIOError:
                    break
                except OSError:
                    continue  # a port was unreachable
                if self.inside(address):
                    yield Heard(address=address, port=port, payload=payload)

    def request(self, question: Question) -> bytes:
        """Connect, send one request, read the answer until it ends or `wait` seconds pass; nothing where none comes."""
        self._pace(question, "tcp")
        answer = b""
        end = time.monotonic() + self._wait
        try:
            with socket.create_connection((question.address, question.port), timeout=self._wait) as line:
                line.sendall(question.payload)
                while len(answer) < ANSWER and (left := end - time.monotonic()) > 0:
                    line.settimeout(left)
                    part = line.recv(1 << 16)
                    if not part:
                        break
                    answer += part
        except OSError:
            pass  # refused, reset or too slow: what came is what there is
        return answer

    def _pace(self, question: Question, over: str) -> None:
        group = self.groups and over == "udp" and (question.address, question.port) in GROUPS
        if not group and not self.inside(question.address):
            raise NetworkError(f"{question.address} is outside the networks named; nothing was sent to it.")
        now = time.monotonic()
        if now < self._next:
            time.sleep(self._next - now)
        self._next = max(now, self._next) + self._pause
        self._tell(
            Sent(
                time=time.time(),
                address=question.address,
                port=question.port,
                over=over,
                size=len(question.payload),
                what=question.what,
            )
        )


def neighbours(table: Path = Path("/proc/net/arp")) -> dict[str, str]:
    """Hardware address by address, of those whom this machine has spoken with on its own links. Sends nothing."""
    try:
        lines = table.read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return {}
    found = (line.split() for line in lines)
    return {cells[0]: cells[3] for cells in found if len(cells) >= 6 and cells[3] != "00:00:00:00:00:00"}
