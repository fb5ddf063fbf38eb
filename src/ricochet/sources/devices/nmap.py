"""nmap: the hosts of a scan (`nmap -oX`), with hardware address, services and what the scripts were told."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from ricochet.model.device import Device, TraceKind
from ricochet.sources.devices.banner import realms, said, subject
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.xml_in import elements
from ricochet.sources.registers.facts import Origin

_PLAIN: dict[str, TraceKind] = {
    "http-server-header": "http_server",
    "http-title": "http_title",
    "snmp-sysdescr": "snmp",
    "banner": "text",
}
_MD5 = re.compile(r"\b[0-9a-f]{32}\b")
_SHORT = re.compile(r"(?:^|/)(\w+)=")


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each host that is up. Those that did not answer are counted: nothing is known of them."""
    for row, host in elements(file, origin, "host"):
        log.rows += 1
        status = host.find("{*}status")
        if status is not None and status.get("state") == "down":
            log.left_out["hosts that did not answer, left out"] += 1
            continue
        yield _device(host, row, origin)


def _device(host: etree._Element, row: int, origin: Origin) -> Device:
    marks = Marks(origin.at(row))
    address = ""
    for found in host.iterfind("{*}address"):
        text = found.get("addr", "")
        if found.get("addrtype") == "mac":
            marks.add("mac", text)
            marks.add("vendor", found.get("vendor", ""), "oui")
        else:
            address = address or text
    for name in host.iterfind("{*}hostnames/{*}hostname"):
        marks.add("name", name.get("name", ""))
    for port in host.iterfind("{*}ports/{*}port"):
        state = port.find("{*}state")
        if state is None or state.get("state") == "open":
            _port(marks, port)
    for script in host.iterfind("{*}hostscript/{*}script"):
        _script(marks, script)
    return Device(
        id=address or f"host {row}",
        traces=marks.traces(),
        address=address,
        seen=_day(host.get("endtime") or host.get("starttime") or ""),
        source=marks.source,
    )


def _port(marks: Marks, port: etree._Element) -> None:
    marks.add("port", f"{port.get('portid', '')}/{port.get('protocol', 'tcp')}")
    service = port.find("{*}service")
    if service is not None:
        told = (service.get(name, "") for name in ("product", "version", "extrainfo"))
        marks.add("text", " ".join(filter(None, told)), "product")
        for cpe in service.iterfind("{*}cpe"):
            marks.add("cpe", cpe.text or "")
    for script in port.iterfind("{*}script"):
        _script(marks, script)


def _script(marks: Marks, script: etree._Element) -> None:
    name, output = script.get("id", ""), script.get("output", "").strip()
    if kind := _PLAIN.get(name):
        marks.add(kind, output.partition("\n")[0])
    elif name == "http-auth":
        for realm in realms(output):
            marks.add("http_realm", realm)
    elif name == "http-favicon":
        for digest in _MD5.findall(output.lower()):
            marks.add("favicon", digest)
    elif name == "ssl-cert":
        _certificate(marks, output)
    elif name in {"fingerprint-strings", "http-headers"}:
        said(marks, output, "http")
    elif name in {"upnp-info", "wsdd-discover"}:
        marks.add("ssdp", output)


def _certificate(marks: Marks, output: str) -> None:
    line = next((line for line in output.splitlines() if line.strip().startswith("Subject:")), "")
    text = line.partition("Subject:")[2].strip()
    cuts = list(_SHORT.finditer(text))
    ends = [*(cut.start() for cut in cuts[1:]), *([len(text)] if cuts else [])]
    marks.add("tls_subject", subject({cut[1]: text[cut.end() : end] for cut, end in zip(cuts, ends, strict=True)}))


def _day(epoch: str) -> str:
    return (
        dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat()
        if epoch.isdecimal() and len(epoch) < 12
        else ""
    )
