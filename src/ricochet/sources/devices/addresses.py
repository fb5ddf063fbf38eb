"""Addresses: tables of hardware addresses as text: ARP, neighbours, a switch's CAM table, arp-scan, DHCP leases."""

import ipaddress
import re
from collections.abc import Iterator
from typing import BinaryIO

from ricochet.model.device import Device
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.registers.facts import Origin, wrong

MAC = re.compile(
    r"(?<![0-9A-Za-z:.-])(?:[0-9A-Fa-f]{1,2}(?::[0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}"
    r"|[0-9A-Fa-f]{4}(?:[.-][0-9A-Fa-f]{4}){2}|[0-9A-Fa-f]{6}-[0-9A-Fa-f]{6})(?![0-9A-Za-z:-])"
)
"""A hardware address as Unix, Windows, Cisco, Huawei and HP write it; bare digits only where a column says so."""
_USUAL = re.compile(r"[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})")
_IP = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:%\w+)?(?![\w:]))"
)
_DIGITS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LEASE = re.compile(r"lease\s+(\S+)\s*\{")
_PORT = re.compile(r"\b(?:(?:Gi|Fa|Te|Tw|Fo|Hu|Eth|Et|Po|GE|XGE)\w*[\d/.]+|(?:ge|xe|et|ae)-?\d[\d/.]*)\b")
_DNSMASQ = re.compile(r"\d{9,11}\s+\S+\s+\S+\s+(\S+)")
_MEANINGLESS = {"ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00"}
_LONGEST = 1 << 16


def plain_mac(text: str) -> str:
    """A hardware address as six pairs of lower-case digits; blank for what is none."""
    if _USUAL.fullmatch(text):
        return text.lower().replace("-", ":")
    parts = re.split(r"[:.\-\s]", text.strip())
    digits = "".join(part.zfill(2) for part in parts) if len(parts) == 6 else "".join(parts)
    if len(digits) != 12 or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
        return ""
    return ":".join(digits[at : at + 2] for at in range(0, 12, 2)).lower()


def plain_ip(text: str) -> str:
    """The first IP address in a text, be it a URL, a list or a network; the text itself where there is none."""
    if _DIGITS.fullmatch(text):
        return text
    return next((found for found in _IP.findall(text) if _is_ip(found)), text)


def is_addresses(head: str) -> bool:
    """Whether the beginning of a file looks like such a table: addresses in it, and none of the cells of a CSV."""
    lines = [line for line in head.splitlines() if line.strip()]
    if not lines:
        return False
    return any(MAC.search(line) for line in lines) and (
        MAC.search(lines[0]) is not None or not any(mark in lines[0] for mark in ",;\t|")
    )


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each line with a hardware address, or each lease; an address that comes again is told once.

    Lines without one are headings and prompts, or addresses that did not answer; both are counted.
    """
    file.seek(0)
    seen = set[tuple[str, str]]()
    lease = None
    for row, raw in enumerate(iter(lambda: file.readline(_LONGEST), b""), start=1):
        try:
            line = raw.decode("utf-8-sig" if row == 1 else "utf-8")
        except UnicodeDecodeError as refused:
            log.rows += 1
            yield origin.aside(row, wrong("", ascii(raw[:80]), f"not UTF-8: {refused.reason}", "Save it as UTF-8."))
            continue
        if lease is None and (begun := _LEASE.match(line.strip())):
            lease = row, begun[1], [line]
        elif lease is not None:
            lease[2].append(line)
        if lease is not None:
            if line.strip() != "}":
                continue
            device, lease = _lease(lease[0], lease[1], lease[2], origin), None
        else:
            device = _line(line, row, origin, log)
        if device is None:
            continue
        log.rows += 1
        key = device.all_of("mac")[0], device.address
        if key in seen:
            log.left_out["lines with an address told before, counted once"] += 1
            continue
        seen.add(key)
        yield device
    if lease is not None:
        log.rows += 1
        yield origin.aside(lease[0], wrong("", lease[1], "the lease is never closed", "Fetch the whole file again."))


def _line(line: str, row: int, origin: Origin, log: Log) -> Device | None:
    found = MAC.search(line)
    mac = plain_mac(found[0]) if found else ""
    rest = MAC.sub(" ", line)
    address = next((text for text in _IP.findall(rest) if _is_ip(text)), "")
    if not found or not mac or mac in _MEANINGLESS:
        if line.strip():
            told = "with an address that did not answer" if address else "that name no device"
            log.left_out[f"lines {told}, left out"] += 1
        return None
    if int(mac[1], 16) & 1:
        log.left_out["addresses of groups (multicast), left out"] += 1
        return None
    marks = Marks(origin.at(row))
    marks.add("mac", mac)
    cells = line.rstrip().split("\t")
    if len(cells) == 3 and MAC.fullmatch(cells[1].strip()) and not cells[2].startswith("(Unknown"):
        marks.add("vendor", re.sub(r"\s*\(DUP: \d+\)", "", cells[2]), "oui")  # arp-scan looks it up
    elif lease := _DNSMASQ.match(line):
        marks.add("name", "" if lease[1] == "*" else lease[1])
    elif named := re.match(r"(\S+) \([\d.]+\) at ", line):
        marks.add("name", "" if named[1] == "?" else named[1])
    port = _PORT.search(rest)
    return Device(
        id=address or mac,
        traces=marks.traces(),
        address=address,
        site=f"switch port {port[0]}" if port and not address else "",
        source=marks.source,
    )


def _lease(row: int, address: str, lines: list[str], origin: Origin) -> Device | None:
    text = " ".join(lines)
    found = re.search(r"hardware\s+ethernet\s+([0-9A-Fa-f:]+)", text)
    mac = plain_mac(found[1]) if found else ""
    if not mac:
        return None
    marks = Marks(origin.at(row))
    marks.add("mac", mac)
    for word, kind in (("client-hostname", "name"), ("set vendor-class-identifier =", "text")):
        if told := re.search(rf'{word}\s+"([^"]*)"', text):
            marks.add(kind, told[1])  # type: ignore[arg-type] # both are kinds of traces
    day = re.search(r"starts\s+\d\s+(\d{4})/(\d\d)/(\d\d)", text)
    return Device(
        id=address, traces=marks.traces(), address=address, seen="-".join(day.groups()) if day else "",
        source=marks.source,
    )  # fmt: skip


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
