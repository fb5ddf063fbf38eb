"""Captures: whose address is whose, and what devices answered."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.devices.reading import read, traces

from ricochet.errors import DataError, RicochetError
from ricochet.model.device import Device
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.read import stream

NOBODY = "0.0.0.0"  # noqa: S104 - what a client without address sends from
CAMERA, ROUTER = "44:19:b6:00:00:07", "00:e0:fc:00:00:01"


def mac(text: str) -> bytes:
    return bytes.fromhex(text.replace(":", ""))


def ip(text: str) -> bytes:
    return bytes(map(int, text.split(".")))


def udp(sender: str, address: str, port: int, payload: bytes) -> bytes:
    segment = struct.pack(">HHHH", port, 50000, 8 + len(payload), 0) + payload
    return packet(sender, address, 17, segment)


def tcp(sender: str, address: str, payload: bytes) -> bytes:
    return packet(sender, address, 6, struct.pack(">HHIIBBHHH", 80, 50000, 1, 1, 0x50, 24, 1000, 0, 0) + payload)


def packet(sender: str, address: str, kind: int, segment: bytes) -> bytes:
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(segment), 0, 0, 64, kind, 0) + ip(address) + ip("192.0.2.2")
    return mac("02:00:00:00:00:02") + mac(sender) + b"\x08\x00" + head + segment


def arp(sender: str, address: str) -> bytes:
    body = b"\x00\x01\x08\x00\x06\x04\x00\x02" + mac(sender) + ip(address) + bytes(10)
    return b"\xff" * 6 + mac(sender) + b"\x08\x06" + body


def classic(*frames: bytes, order: str = "<") -> bytes:
    head = struct.pack(f"{order}IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    return head + b"".join(struct.pack(f"{order}IIII", 1, 0, len(one), len(one)) + one for one in frames)


def block(kind: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)


def next_generation(*frames: bytes) -> bytes:
    section = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    face = block(1, struct.pack("<HHI", 1, 0, 65535))
    return section + face + b"".join(
        block(6, struct.pack("<IIIII", 0, 0, 0, len(one), len(one)) + one) for one in frames
    )  # fmt: skip


SADP = b"<ProbeMatch><Types>inquiry</Types><DeviceDescription>DS-2CD2032-I</DeviceDescription></ProbeMatch>"
FRAMES = (
    arp(CAMERA, "192.0.2.7"),
    udp(CAMERA, "192.0.2.7", 37020, SADP),
    tcp(CAMERA, "192.0.2.7", b"HTTP/1.1 401 Unauthorized\r\nServer: App-webs/\r\n\r\n"),
    tcp("02:00:00:00:00:09", "192.0.2.9", b"GET / HTTP/1.1\r\nServer: no\r\n\r\n"),
)


@pytest.mark.parametrize("data", [classic(*FRAMES), classic(*FRAMES, order=">"), next_generation(*FRAMES)])
def test_a_capture_in_every_shape(data: bytes) -> None:
    devices, aside, log = read(data)
    assert not aside
    assert log.rows == 4
    camera, other = devices
    assert set(traces(camera)) == {("sadp", "DS-2CD2032-I"), ("http_server", "App-webs/"), ("mac", CAMERA)}
    assert traces(other) == [("mac", "02:00:00:00:00:09")]


def test_a_routers_hardware_address_is_no_devices() -> None:
    frames = [tcp(ROUTER, f"198.51.100.{last}", b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n") for last in range(1, 5)]
    devices, _, log = read(classic(*frames))
    assert all(device.all_of("mac") == () for device in devices)
    assert any("router" in note for note in log.notices("c"))


def test_names_from_dhcp_and_lldp() -> None:
    options = b"\x0c\x04door\x3c\x09HIKVISION\x32\x04" + ip("192.0.2.7") + b"\xff"
    asked = b"\x01\x01\x06\x00" + bytes(24) + mac(CAMERA) + bytes(202) + b"\x63\x82\x53\x63" + options
    lldp = b"\x0a\x03sw1" + struct.pack(">H", 6 << 9 | 6) + b"AXIS P" + b"\x00\x00"
    frames = [udp(CAMERA, NOBODY, 68, asked), b"\x01\x80\xc2\x00\x00\x0e" + mac(ROUTER) + b"\x88\xcc" + lldp]
    door, switch = read(classic(*frames))[0]
    assert (door.id, traces(door)) == ("192.0.2.7", [("mac", CAMERA), ("name", "door"), ("text", "HIKVISION")])
    assert traces(switch) == [("mac", ROUTER), ("name", "sw1"), ("lldp", "AXIS P")]


def test_a_capture_that_breaks_off_says_where() -> None:
    with pytest.raises(DataError, match="packet 2 is cut off"):
        read(classic(*FRAMES[:2])[:-5])


@given(st.sampled_from([classic(*FRAMES), next_generation(*FRAMES)]), st.data())
def test_a_damaged_capture_is_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(min_size=1, max_size=4)) + whole[at + 4 :]
    try:
        facts = list(stream("capture", io.BytesIO(damaged), Log()))
    except RicochetError:
        return
    assert all(isinstance(fact, Device) or fact.reason for fact in facts)
