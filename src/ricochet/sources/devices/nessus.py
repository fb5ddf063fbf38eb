"""Nessus: the hosts of a `.nessus` report, with hardware address, services and what the plugins were told."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from ricochet.model.device import Device
from ricochet.sources.devices.addresses import MAC
from ricochet.sources.devices.banner import said, subject
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.xml_in import elements, text_of
from ricochet.sources.registers.facts import Origin

_SERVER_TYPE, _HTTP, _CARD, _CERTIFICATE, _RTSP = "10107", "24260", "35716", "10863", "45139"
_WEB = re.compile(r"web server type is\s*:\s*(\S.*)")
_VENDOR = re.compile(rf"({MAC.pattern})\s*:\s*(\S.*)")
_SUBJECT = re.compile(r"Subject Name:(.*?)(?:Issuer Name:|\Z)", re.DOTALL)
_PART = re.compile(
    r"^(Country|State/Province|Locality|Organization Unit|Organization|Common Name):\s*(.+?)\s*$", re.MULTILINE
)
_NAMES = {"Country": "C", "State/Province": "ST", "Locality": "L", "Organization": "O", "Organization Unit": "OU",
          "Common Name": "CN"}  # fmt: skip
_DAY = re.compile(r"(\w{3}) +(\d{1,2}) [\d:]+ (\d{4})$")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each host of the report."""
    for row, host in elements(file, origin, "ReportHost"):
        log.rows += 1
        yield _device(host, row, origin)


def _device(host: etree._Element, row: int, origin: Origin) -> Device:
    marks = Marks(origin.at(row))
    tags = {tag.get("name", ""): (tag.text or "").strip() for tag in host.iterfind("{*}HostProperties/{*}tag")}
    address = tags.get("host-ip", "") or host.get("name", "")
    for mac in MAC.findall(tags.get("mac-address", "")):
        marks.add("mac", mac)
    for name in ("host-fqdn", "netbios-name", "hostname"):
        marks.add("name", tags.get(name, ""))
    for name, text in tags.items():
        if name == "cpe" or name.startswith("cpe-"):
            marks.add("cpe", text)
    marks.add("text", tags.get("operating-system", ""), "product")
    for item in host.iterfind("{*}ReportItem"):
        if item.get("port", "0") != "0":
            marks.add("port", f"{item.get('port')}/{item.get('protocol', 'tcp')}")
        _plugin(marks, item)
    return Device(
        id=host.get("name", "") or address or f"host {row}",
        traces=marks.traces(),
        address=address,
        seen=_day(tags.get("HOST_END", "")),
        source=marks.source,
    )


def _plugin(marks: Marks, item: etree._Element) -> None:
    plugin, output = item.get("pluginID", ""), text_of(item, "plugin_output")
    if plugin == _SERVER_TYPE and (found := _WEB.search(output)):
        marks.add("http_server", found[1])
    elif plugin == _HTTP:
        head = output.partition("Headers :")[2]
        said(marks, "\n".join(line.strip() for line in head.strip().splitlines()), "http")
    elif plugin == _RTSP:
        said(marks, output, "rtsp")
    elif plugin == _CARD:
        for mac, vendor in _VENDOR.findall(output):
            marks.add("mac", mac)
            marks.add("vendor", vendor, "oui")
    elif plugin == _CERTIFICATE and (named := _SUBJECT.search(output)):
        marks.add("tls_subject", subject({_NAMES[name]: text for name, text in _PART.findall(named[1])}))
    elif "Detection" in item.get("pluginName", ""):
        marks.add("text", item.get("pluginName", "").replace("Detection", "").strip(), "product")


def _day(text: str) -> str:
    found = _DAY.search(text)
    if not found or found[1] not in _MONTHS:
        return ""
    return f"{found[3]}-{_MONTHS.index(found[1]) + 1:02}-{int(found[2]):02}"
