"""Replies: what a device itself answers on the network, each protocol recognised by its content, whatever the port.

SADP (Hikvision), DHIP and its older binary form (Dahua), WS-Discovery, ONVIF, ISAPI, magicBox, SSDP and UPnP, HTTP and
RTSP.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from ricochet.model.device import TraceKind
from ricochet.sources.devices.banner import said
from ricochet.sources.devices.facts import Marks
from ricochet.sources.devices.xml_in import local

LONGEST = 1 << 20
"""Bytes of a reply that are looked at."""
_SADP = frozenset({
    "DeviceType", "DeviceDescription", "DeviceSN", "MAC", "SoftwareVersion", "DSPVersion", "OEMInfo", "Activated",
})  # fmt: skip
_INFO = frozenset({
    "deviceName", "model", "serialNumber", "macAddress", "firmwareVersion", "firmwareReleasedDate", "deviceType",
    "manufacturer", "OEMCode", "hardwareVersion",
})  # fmt: skip
_ONVIF = frozenset({"Manufacturer", "Model", "FirmwareVersion", "SerialNumber", "HardwareId"})
_UPNP = frozenset({"friendlyName", "manufacturer", "modelName", "modelNumber", "modelDescription", "serialNumber"})
_DHIP = ("DeviceType", "DeviceClass", "Vendor", "Version", "MachineName", "SerialNo", "DeviceID")
_PAIR = re.compile(r'"(\w+)"\s*:\s*"([^"]*)')
_LINE = re.compile(r"^(\w+):([^\r\n]*)", re.MULTILINE)
_MAGICBOX = re.compile(
    r"^(deviceType|updateSerial|serialNumber|hardwareVersion|vendor|version|name|type|sn)=([^\r\n]+)", re.MULTILINE
)
_MAGIC_KEYS = re.compile(r"^(?:updateSerial|deviceType|processor)=|^version=[^\r\n]*,build:", re.MULTILINE)
_ANSWERS = re.compile(r"(?=^RTSP/1\.\d \d)", re.MULTILINE)
"""Where one answer of a stream server ends and the next begins."""
_OLD_DAHUA = b"\xb3\x00"
_MAC = re.compile(rb"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")


def take(marks: Marks, payload: bytes) -> str:
    """Take the traces of one reply; the protocol's name, blank for what is none known here."""
    payload = payload[:LONGEST]
    for protocol, reader in _PROTOCOLS.items():
        if reader(marks, payload):
            return protocol
    return ""


def parsed(payload: bytes) -> etree._Element | None:
    """The XML of a reply, without entities or network; None for what is none, or holds a document type."""
    start = payload.find(b"<")
    if start < 0 or start > 64 or b"<!DOCTYPE" in payload:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        return etree.fromstring(payload[start:].strip(b"\x00\r\n \t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _dhip(marks: Marks, payload: bytes) -> bool:
    at = payload.find(b"DHIP")
    if at not in {0, 4}:
        return False
    text = payload[payload.find(b"{") :].decode("utf-8", errors="replace") if b"{" in payload else ""
    try:
        found = _flat(json.loads(text.strip("\x00\n\r ")))
    except (ValueError, RecursionError):  # firmware is known that closes no quotes
        found = dict(_PAIR.findall(text))
    for name in _DHIP:
        marks.add("dhip", found.get(name, ""), name)
    marks.add("mac", found.get("mac", ""))
    return bool(text)


def _flat(value: Any) -> dict[str, str]:
    """All text and numbers of an object, its objects' own included, by their last key."""
    found = dict[str, str]()
    for key, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, dict):
            found |= {name: text for name, text in _flat(inner).items() if name not in found}
        elif isinstance(inner, str | int) and not isinstance(inner, bool):
            found[key] = str(inner)
    return found


def _old_dahua(marks: Marks, payload: bytes) -> bool:
    if not payload.startswith(_OLD_DAHUA):
        return False
    text = payload.decode("latin-1")
    lines = dict(_LINE.findall(text))
    if not lines.keys() & {"SerialNo", "Device"}:
        return False
    for name in ("Device", "SerialNo"):
        marks.add("dhip", lines.get(name, "").strip(), name)
    if found := _MAC.search(payload):
        marks.add("mac", found[0].decode())
    return True


def _xml(marks: Marks, payload: bytes) -> bool:
    root = parsed(payload)
    if root is None:
        return False
    name = local(root)
    space = str(root.tag)
    if name == "ProbeMatch":
        _fields(marks, root, _SADP, "sadp")
    elif name == "DeviceInfo" and ("hikvision" in space or "isapi" in space.lower() or "std-cgi" in space):
        _fields(marks, root, _INFO, "isapi")
    elif name == "Envelope":
        _soap(marks, root)
    elif name == "root" and "upnp" in space:
        _fields(marks, root, _UPNP, "ssdp")
    else:
        return False
    return True


def _fields(marks: Marks, root: etree._Element, names: frozenset[str], kind: TraceKind) -> None:
    for element in root.iter("{*}*"):
        if local(element) in names and not len(element):
            marks.add(kind, element.text or "", local(element))


def _soap(marks: Marks, root: etree._Element) -> None:
    for element in root.iter("{*}*"):
        name = local(element)
        if name == "Scopes":
            for scope in (element.text or "").split():
                marks.add("onvif_scope", scope)
        elif name == "GetDeviceInformationResponse":
            _fields(marks, element, _ONVIF, "onvif_info")


def _magicbox(marks: Marks, payload: bytes) -> bool:
    text = payload.decode("utf-8", errors="replace")
    if text.startswith(("HTTP/", "RTSP/")) or not _MAGIC_KEYS.search(text):
        return False
    for name, value in _MAGICBOX.findall(text):
        marks.add("magicbox", value, name)
    return True


def _ssdp(marks: Marks, payload: bytes) -> bool:
    if not payload.startswith((b"NOTIFY * HTTP", b"HTTP/1.1 200 OK\r\n")) or b"USN:" not in payload.upper():
        return False
    for line in payload.decode("utf-8", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().upper() == "SERVER":
            marks.add("ssdp", value, "SERVER")
    return True


def _web(marks: Marks, payload: bytes) -> bool:
    if not payload.startswith((b"HTTP/", b"RTSP/")):
        return False
    for part in _ANSWERS.split(payload.decode("utf-8", errors="replace")):
        said(marks, part)
    body = payload.partition(b"\r\n\r\n")[2]
    if body:
        _ = _xml(marks, body) or _magicbox(marks, body)
    return True


_PROTOCOLS: Mapping[str, Callable[[Marks, bytes], bool]] = {
    "DHIP": _dhip,
    "Dahua": _old_dahua,
    "SSDP": _ssdp,
    "HTTP or RTSP": _web,
    "XML": _xml,
    "magicBox": _magicbox,
}
