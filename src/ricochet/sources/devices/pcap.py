"""pcap: what a capture of one's own network holds: addresses from ARP, names from DHCP and LLDP, devices' own answers.

Classic pcap and pcapng, Ethernet and Linux "cooked" frames, IPv4. Only the first answer of a connection is read.
"""

import ipaddress
import struct
from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from ricochet.errors import DataError, ForeignFile
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.gathered import Gathered
from ricochet.sources.devices.replies import take
from ricochet.sources.registers.facts import Origin

MAGIC = {b"\xd4\xc3\xb2\xa1": "<", b"\xa1\xb2\xc3\xd4": ">", b"\x4d\x3c\xb2\xa1": "<", b"\xa1\xb2\x3c\x4d": ">"}
"""Microseconds and nanoseconds, in both orders of bytes."""
NEXT_GENERATION = b"\x0a\x0d\x0d\x0a"
LONGEST = 1 << 18
_ETHERNET, _RAW, _COOKED, _COOKED2 = 1, 101, 113, 276
_IP, _ARP, _VLAN, _LLDP = 0x0800, 0x0806, 0x8100, 0x88CC
_TCP, _UDP = 6, 17
_SERVERS = 3
"""Addresses seen from one hardware address from which on it is taken for a router's, which says nothing of a device."""


class _Frame(NamedTuple):
    kind: int
    mac: str
    body: bytes


def is_pcap(head: bytes) -> bool:
    """Whether a file begins as a capture does."""
    return head[:4] in MAGIC or head.startswith(NEXT_GENERATION)


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each address that sent something. Raises DataError where the capture breaks off."""
    hosts = Gathered(origin)
    by_mac = defaultdict[str, set[str]](set)
    for row, (link, data) in enumerate(_packets(file, origin), start=1):
        log.rows += 1
        frame = _frame(link, data)
        if frame is None:
            log.left_out["packets of another kind, left out"] += 1
        elif frame.kind == _ARP:
            _arp(frame.body, row, hosts, by_mac)
        elif frame.kind == _LLDP:
            _lldp(frame, row, hosts)
        elif frame.kind == _IP:
            _ip(frame, row, hosts, by_mac)
    for mac, addresses in by_mac.items():
        if len(addresses) < _SERVERS:
            for address in addresses:
                hosts.at(address, 0).add("mac", mac)
        else:
            log.left_out["hardware addresses that speak for several addresses, as a router's does, left out"] += 1
    yield from hosts.devices()


def _packets(file: BinaryIO, origin: Origin) -> Iterator[tuple[int, bytes]]:
    head = file.read(24)
    if head.startswith(NEXT_GENERATION):
        file.seek(0)
        yield from _blocks(file, origin)
        return
    order = MAGIC.get(head[:4])
    if order is None or len(head) < 24:
        raise ForeignFile(f"{origin.file} is no capture.", remedy="Save it as pcap or pcapng.")
    (link,) = struct.unpack(f"{order}I", head[20:24])
    number = 0
    while record := file.read(16):
        number += 1
        size = struct.unpack(f"{order}I", record[8:12])[0] if len(record) == 16 else 0
        data = file.read(size) if size <= LONGEST else b""
        if len(record) < 16 or size > LONGEST or len(data) < size:
            raise DataError(f"{origin.file}: packet {number} is cut off.", remedy="What came before it is answered.")
        yield link & 0xFFFF, data


def _blocks(file: BinaryIO, origin: Origin) -> Iterator[tuple[int, bytes]]:
    order, links = "<", list[int]()
    number = 0
    while head := file.read(12):
        number += 1
        if head.startswith(NEXT_GENERATION):
            order, links = ("<" if head[8:12] == b"\x4d\x3c\x2b\x1a" else ">"), []
        kind, size = struct.unpack(f"{order}II", head[:8]) if len(head) == 12 else (0, 0)
        rest = file.read(size - 12) if 12 <= size <= LONGEST else b""
        if size < 12 or len(rest) < size - 12:
            raise DataError(f"{origin.file}: block {number} is cut off.", remedy="What came before it is answered.")
        body = head[8:12] + rest[:-4]
        if kind == 1 and len(body) >= 2:
            links.append(struct.unpack(f"{order}H", body[:2])[0])
        elif kind == 6 and len(body) >= 20:
            face, captured = struct.unpack(f"{order}I", body[:4])[0], struct.unpack(f"{order}I", body[12:16])[0]
            yield links[face] if face < len(links) else _ETHERNET, body[20 : 20 + captured]


def _frame(link: int, data: bytes) -> _Frame | None:
    if link == _ETHERNET and len(data) >= 14:
        kind, at = int.from_bytes(data[12:14], "big"), 14
        while kind == _VLAN and len(data) >= at + 4:
            kind, at = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
        return _Frame(kind, data[6:12].hex(":"), data[at:])
    if link == _COOKED and len(data) >= 16:
        return _Frame(int.from_bytes(data[14:16], "big"), data[6:12].hex(":"), data[16:])
    if link == _COOKED2 and len(data) >= 20:
        return _Frame(int.from_bytes(data[0:2], "big"), data[12:18].hex(":"), data[20:])
    return _Frame(_IP, "", data) if link == _RAW else None


def _arp(body: bytes, row: int, hosts: Gathered, by_mac: dict[str, set[str]]) -> None:
    if len(body) < 28 or body[14:18] == bytes(4):
        return
    address, mac = str(ipaddress.IPv4Address(body[14:18])), body[8:14].hex(":")
    hosts.at(address, row)
    by_mac[mac].add(address)


def _lldp(frame: _Frame, row: int, hosts: Gathered) -> None:
    """System name (5) and description (6), under the sender's hardware address."""
    at, marks = 0, hosts.at(frame.mac, row)
    marks.add("mac", frame.mac)
    while at + 2 <= len(frame.body):
        head = int.from_bytes(frame.body[at : at + 2], "big")
        kind, size = head >> 9, head & 0x1FF
        if kind == 0:
            break
        text = frame.body[at + 2 : at + 2 + size].decode("utf-8", errors="replace")
        if kind in {5, 6}:
            marks.add("name" if kind == 5 else "lldp", text)
        at += 2 + size


def _ip(frame: _Frame, row: int, hosts: Gathered, by_mac: dict[str, set[str]]) -> None:
    body = frame.body
    if len(body) < 20 or body[0] >> 4 != 4:
        return
    start, end = (body[0] & 15) * 4, int.from_bytes(body[2:4], "big") or len(body)
    sender, segment = ipaddress.IPv4Address(body[12:16]), body[start:end]
    if body[9] == _UDP and len(segment) >= 8:
        port, payload = int.from_bytes(segment[:2], "big"), segment[8:]
        if port in {67, 68}:
            _dhcp(payload, frame.mac, row, hosts)
            return
    elif body[9] == _TCP and len(segment) >= 20:
        payload = segment[(segment[12] >> 4) * 4 :]
    else:
        return
    if sender.is_unspecified or sender.is_multicast:
        return
    address = str(sender)
    if frame.mac:
        by_mac[frame.mac].add(address)
    marks = hosts.at(address, row)
    if payload and not payload.startswith((b"GET ", b"POST ")):
        take(marks, payload)


def _dhcp(payload: bytes, mac: str, row: int, hosts: Gathered) -> None:
    """Host name (12) and vendor class (60) of a client that asks; it has no address yet, or asks for one (50)."""
    if len(payload) < 240 or payload[0] != 1:
        return
    options, at = dict[int, bytes](), 240
    while at + 2 <= len(payload) and payload[at] != 255:
        if payload[at] == 0:
            at += 1
            continue
        options[payload[at]] = payload[at + 2 : at + 2 + payload[at + 1]]
        at += 2 + payload[at + 1]
    client = payload[28:34].hex(":") or mac
    wanted = options.get(50, payload[12:16])
    address = str(ipaddress.IPv4Address(wanted)) if len(wanted) == 4 and wanted != bytes(4) else client
    marks: Marks = hosts.at(address, row)
    marks.add("mac", client)
    marks.add("name", options.get(12, b"").decode("utf-8", errors="replace"))
    marks.add("text", options.get(60, b"").decode("utf-8", errors="replace"), "DHCP vendor class")
