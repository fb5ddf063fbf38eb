"""Shodan, Nessus and CycloneDX: what their records tell of a device."""

import json

from tests.sources.devices.reading import read, traces


def test_shodans_banners_of_one_address_are_one_device() -> None:
    web = {
        "ip_str": "198.51.100.7", "port": 80, "transport": "tcp", "timestamp": "2026-09-01T10:00:00",
        "data": 'HTTP/1.1 401 Unauthorized\r\nServer: App-webs/\r\nWWW-Authenticate: Digest realm="DVRNVRDVS"\r\n\r\n',
        "http": {"server": "App-webs/", "title": "index", "favicon": {"hash": 999357577}},
        "hostnames": ["door.example"], "cpe23": ["cpe:2.3:h:hikvision:ds-2cd2032-i"],
    }  # fmt: skip
    stream = {"ip_str": "198.51.100.7", "port": 554, "timestamp": "2026-09-03T10:00:00",
              "data": "RTSP/1.0 401 Unauthorized\r\nServer: Hipcam RealServer/V1.0\r\n\r\n"}  # fmt: skip
    devices, aside, log = read(f"{json.dumps(web)}\n{json.dumps(stream)}\nno json\n")
    assert log.form == "Shodan"
    assert [row.row for row in aside] == [3]
    (one,) = devices
    assert (one.exposed, one.seen) == (True, "2026-09-03")
    assert traces(one) == [
        ("port", "80/tcp"),
        ("name", "door.example"),
        ("cpe", "cpe:2.3:h:hikvision:ds-2cd2032-i"),
        ("http_server", "App-webs/"),
        ("http_realm", "DVRNVRDVS"),
        ("http_title", "index"),
        ("favicon", "999357577"),
        ("port", "554/tcp"),
        ("rtsp_server", "Hipcam RealServer/V1.0"),
    ]


def test_a_host_of_shodan_over_many_lines() -> None:
    host = {"ip_str": "198.51.100.7", "last_update": "2026-09-01", "data": [{"port": 23, "data": "192.0.0.64 login:"}]}
    (one,) = read(json.dumps(host, indent=1))[0]
    assert ("telnet", "192.0.0.64 login:") in traces(one)


NESSUS = """<?xml version="1.0" ?><NessusClientData_v2><Report name="r"><ReportHost name="192.0.2.20"><HostProperties>
<tag name="host-ip">192.0.2.20</tag><tag name="mac-address">44:19:B6:00:00:20</tag>
<tag name="HOST_END">Mon Sep 21 10:01:00 2026</tag></HostProperties>
<ReportItem port="80" protocol="tcp" pluginID="10107" pluginName="HTTP Server Type and Version">
<plugin_output>The remote web server type is :

DNVRS-Webs</plugin_output></ReportItem>
<ReportItem port="0" protocol="tcp" pluginID="35716" pluginName="Ethernet Card Manufacturer Detection">
<plugin_output>The following card manufacturers were identified :

44:19:B6:00:00:20 : Hangzhou Hikvision Digital Technology Co.,Ltd.</plugin_output></ReportItem>
<ReportItem port="443" protocol="tcp" pluginID="10863" pluginName="SSL Certificate Information">
<plugin_output>Subject Name:

Country: CN
Organization: HIKVISION
Common Name: www.hikvision.com

Issuer Name:

Organization: Other</plugin_output></ReportItem>
</ReportHost></Report></NessusClientData_v2>"""


def test_what_the_plugins_of_nessus_were_told() -> None:
    (one,) = read(NESSUS)[0]
    assert (one.address, one.seen) == ("192.0.2.20", "2026-09-21")
    assert traces(one) == [
        ("mac", "44:19:B6:00:00:20"),
        ("port", "80/tcp"),
        ("http_server", "DNVRS-Webs"),
        ("vendor", "Hangzhou Hikvision Digital Technology Co.,Ltd."),
        ("port", "443/tcp"),
        ("tls_subject", "C=CN, O=HIKVISION, CN=www.hikvision.com"),
    ]


BOM = {
    "bomFormat": "CycloneDX", "specVersion": "1.6",
    "components": [
        {"type": "device", "bom-ref": "cam-1", "name": "DS-2CD2032-I", "manufacturer": {"name": "Hikvision"},
         "properties": [{"name": "internal:device:macAddress", "value": "44:19:B6:00:00:20"}],
         "components": [{"type": "firmware", "name": "fw", "version": "V5.2.0 build 140721"}]},
        {"type": "library", "name": "zlib", "version": "1"},
    ],
}  # fmt: skip
XML_BOM = """<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="device" bom-ref="cam-1">
<manufacturer><name>Hikvision</name></manufacturer><name>DS-2CD2032-I</name>
<components><component type="firmware"><name>fw</name><version>V5.2.0 build 140721</version></component></components>
<properties><property name="internal:device:macAddress">44:19:B6:00:00:20</property></properties>
</component></components></bom>"""


def test_a_bill_of_materials_in_both_shapes() -> None:
    for text in (json.dumps(BOM), json.dumps(BOM, indent=2), XML_BOM):
        (one,) = read(text)[0]
        assert one.id == "cam-1"
        assert sorted(traces(one)) == [
            ("firmware", "V5.2.0 build 140721"),
            ("mac", "44:19:B6:00:00:20"),
            ("model", "DS-2CD2032-I"),
            ("vendor", "Hikvision"),
        ]
    assert read(json.dumps(BOM))[2].left_out == {"components that are no device, left out": 1}
