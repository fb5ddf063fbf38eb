"""Tables of hardware addresses as text, as the tools print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.devices.reading import read, traces

from ricochet.sources.devices.addresses import plain_ip, plain_mac

LINUX = """? (192.0.2.1) at 00:11:22:33:44:55 [ether] on eth0
door.example (192.0.2.20) at 44:19:b6:00:00:20 [ether] on eth0
? (192.0.2.9) at <incomplete> on eth0
"""
NEIGHBOURS = "192.0.2.20 dev eth0 lladdr 44:19:b6:00:00:20 REACHABLE\nfe80::1 dev eth0 lladdr 44:19:b6:00:00:21 STALE\n"
WINDOWS = """
Interface: 192.0.2.10 --- 0x5
  Internet Address      Physical Address      Type
  192.0.2.20            44-19-b6-00-00-20     dynamic
  192.0.2.255           ff-ff-ff-ff-ff-ff     static
  224.0.0.22            01-00-5e-00-00-16     static
"""
CISCO_ARP = """Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  192.0.2.20              5   4419.b600.0020  ARPA   Vlan10
"""
CAM = """          Mac Address Table
-------------------------------------------
Vlan    Mac Address       Type        Ports
  10    4419.b600.0020    DYNAMIC     Gi1/0/7
"""
HUAWEI = "192.0.2.20      4419-b600-0020  14        D-0  GE0/0/3\n"
SCAN = "192.0.2.20\t44:19:b6:00:00:20\tHangzhou Hikvision Digital Technology Co.,Ltd.\n"
MACOS = "? (192.0.2.20) at 4:19:b6:0:0:20 on en0 ifscope [ethernet]\n"
DNSMASQ = "1790000000 44:19:b6:00:00:20 192.0.2.20 door 01:44:19:b6:00:00:20\n"


@pytest.mark.parametrize("text", [NEIGHBOURS, WINDOWS, CISCO_ARP, HUAWEI, SCAN, DNSMASQ])
def test_one_line_one_device(text: str) -> None:
    devices, aside, _ = read(text)
    assert not aside
    assert devices[0].address == "192.0.2.20"
    assert devices[0].all_of("mac") == ("44:19:b6:00:00:20",)


def test_names_and_ports_beside_the_address() -> None:
    assert traces(read(LINUX)[0][1]) == [("mac", "44:19:b6:00:00:20"), ("name", "door.example")]
    assert read(CAM)[0][0].site == "switch port Gi1/0/7"
    assert ("vendor", "Hangzhou Hikvision Digital Technology Co.,Ltd.") in traces(read(SCAN)[0][0])
    assert ("name", "door") in traces(read(DNSMASQ)[0][0])
    assert read(MACOS)[0][0].all_of("mac") == ("04:19:b6:00:00:20",)


def test_what_is_no_device_is_counted() -> None:
    _, _, log = read(LINUX)
    assert log.left_out["lines with an address that did not answer, left out"] == 1
    _, _, windows = read(WINDOWS)
    assert windows.left_out["addresses of groups (multicast), left out"] == 1


def test_leases() -> None:
    text = """lease 192.0.2.20 {
  starts 3 2026/09/02 10:00:00;
  hardware ethernet 44:19:b6:00:00:20;
  set vendor-class-identifier = "HIKVISION";
  client-hostname "door";
}
lease 192.0.2.21 {
  hardware ethernet"""
    devices, aside, _ = read(text)
    assert [(device.address, device.seen) for device in devices] == [("192.0.2.20", "2026-09-02")]
    assert traces(devices[0]) == [("mac", "44:19:b6:00:00:20"), ("name", "door"), ("text", "HIKVISION")]
    assert [row.row for row in aside] == [7]


@given(st.binary(min_size=6, max_size=6), st.sampled_from([":", "-", ""]))
def test_every_spelling_of_an_address_is_the_same(address: bytes, mark: str) -> None:
    assert plain_mac(address.hex(mark) if mark else address.hex().upper()) == address.hex(":")


def test_no_address() -> None:
    assert [plain_mac(text) for text in ("", "44:19:b6", "zz:19:b6:00:00:20", "1:2:3:4:5:678")] == [""] * 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7/24", "192.0.2.7"),
        ("http://192.0.2.7:8080/onvif", "192.0.2.7"),
        ("192.0.2.7, 192.0.2.8", "192.0.2.7"),
        ("fe80::1%eth0 (link)", "fe80::1%eth0"),
        ("version 1.2.3.4.5", "version 1.2.3.4.5"),
        ("door.example", "door.example"),
    ],
)
def test_the_address_in_a_text(text: str, found: str) -> None:
    assert plain_ip(text) == found
