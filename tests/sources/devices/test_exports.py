"""JSON of asset tools and port scanners: nested or not, wrapped or not, each object is a device or set aside."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.devices.reading import read, traces

from ricochet.errors import RicochetError

NETBOX = {
    "count": 1, "next": None, "results": [{
        "id": 7, "name": "cam-7", "serial": "S1", "asset_tag": "A-7", "device_type": {
            "manufacturer": {"id": 2, "name": "Hikvision"}, "model": "DS-2CD2032-I", "display": "DS-2CD2032-I"},
        "site": {"id": 1, "name": "Depot"}, "primary_ip": {"id": 9, "address": "192.0.2.7/24"}}],
}  # fmt: skip
SNIPE = {
    "total": 1, "rows": [{
        "id": 7, "asset_tag": "A-7", "serial": "S1", "model": {"id": 1, "name": "DS-2CD2032-I"}, "model_number": None,
        "manufacturer": {"id": 2, "name": "Hikvision"}, "location": {"id": 1, "name": "Depot"},
        "custom_fields": {"MAC Address": {"field": "_mac", "value": "44:19:B6:00:00:07"}}}],
}  # fmt: skip
RUNZERO = {
    "id": "r-7", "addresses": ["192.0.2.7"], "macs": ["44:19:b6:00:00:07"], "names": ["CAM-7"],
    "mac_vendors": ["Hangzhou Hikvision Digital Technology Co.,Ltd."], "hw_vendor": "Hikvision",
    "hw_product": "DS-2CD2032-I", "type": "IP Camera", "attributes": {"_macs.ipmap": "x"},
}  # fmt: skip
OSCAL = {
    "system-security-plan": {"uuid": "1", "system-implementation": {"inventory-items": [{
        "uuid": "i-7", "description": "Yard camera", "props": [
            {"name": "asset-id", "value": "A-7"}, {"name": "ipv4-address", "value": "192.0.2.7"},
            {"name": "vendor-name", "value": "Hikvision"}, {"name": "hardware-model", "value": "DS-2CD2032-I"},
            {"name": "public", "value": "no"}]}]}},
}  # fmt: skip


@pytest.mark.parametrize("export", [NETBOX, SNIPE, RUNZERO, OSCAL])
@pytest.mark.parametrize("indent", [None, 1])
def test_the_exports_of_asset_tools(export: dict[str, object], indent: int | None) -> None:
    devices, aside, log = read(json.dumps(export, indent=indent))
    assert not aside
    (one,) = devices
    assert {("vendor", "Hikvision"), ("model", "DS-2CD2032-I")} <= set(traces(one))
    assert one.id in {"7", "A-7", "r-7", "i-7"}
    assert one.address in {"192.0.2.7", ""}
    assert log.mapping


def test_what_else_they_tell() -> None:
    assert read(json.dumps(NETBOX))[0][0].site == "Depot"
    assert ("mac", "44:19:b6:00:00:07") in traces(read(json.dumps(SNIPE))[0][0])
    assert ("vendor", "Hangzhou Hikvision Digital Technology Co.,Ltd.") in traces(read(json.dumps(RUNZERO))[0][0])
    assert read(json.dumps(OSCAL))[0][0].exposed is False


def test_an_object_that_tells_of_no_device_is_set_aside() -> None:
    devices, aside, _ = read(
        '{"model": "P3245-V", "count": "1"}\n{"colour": "red"}\n{"model": "x", "quantity": "many"}\n7\n'
    )
    assert [device.all_of("model") for device in devices] == [("P3245-V",)]
    assert [row.row for row in aside] == [2, 3, 4]
    assert dict(devices[0].columns) == {"model": "P3245-V", "count": "1"}


MASSCAN = """[
{   "ip": "192.0.2.7",   "timestamp": "1790000000", "ports": [ {"port": 80, "proto": "tcp", "status": "open"} ] },
{   "ip": "192.0.2.7",   "timestamp": "1790000000", "ports": [ {"port": 80, "proto": "tcp",
 "service": {"name": "http.server", "banner": "App-webs/"} } ] }
]"""
NAABU = '{"host":"door.example","ip":"192.0.2.7","timestamp":"2026-09-01T10:00:00Z","port":80,"protocol":"tcp"}\n'


def test_the_ports_of_masscan_and_naabu() -> None:
    (one,) = read(MASSCAN)[0]
    assert traces(one) == [("port", "80/tcp"), ("http_server", "App-webs/")]
    (other,) = read(NAABU)[0]
    assert traces(other) == [("name", "door.example"), ("port", "80/tcp")]


CENSYS = {
    "ip": "198.51.100.7", "last_updated_at": "2026-09-01T00:00:00Z", "services": [
        {"port": 80, "service_name": "HTTP", "transport_protocol": "TCP", "http": {"response": {
            "html_title": "index", "headers": {"Server": ["App-webs/"]}, "favicons": [{"md5_hash": "md5:89b932fc"}]}},
         "software": [{"vendor": "Hikvision", "product": "IP Camera"}]},
        {"port": 554, "service_name": "RTSP", "banner": "RTSP/1.0 401\r\nServer: Dahua Rtsp Server\r\n\r\n"}],
}  # fmt: skip


@pytest.mark.parametrize("export", [CENSYS, {"host": CENSYS}])
def test_hosts_of_censys(export: dict[str, object]) -> None:
    (one,) = read(json.dumps(export))[0]
    assert (one.exposed, one.seen) == (True, "2026-09-01")
    assert {("http_server", "App-webs/"), ("http_title", "index"), ("favicon", "89b932fc"),
            ("text", "Hikvision IP Camera"), ("rtsp_server", "Dahua Rtsp Server")} <= set(traces(one))  # fmt: skip


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "value", "model", "ip", "rows", "mac"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_no_object_is_lost(values: list[object]) -> None:
    try:
        devices, aside, log = read("\n".join(["", *map(json.dumps, values)]) if len(values) > 1 else json.dumps(values))
    except RicochetError:
        return
    assert log.form != "export" or len(devices) + len(aside) == log.rows
