"""nmap: hosts, services and scripts; a document type that could hide something is refused."""

import io

import pytest
from tests.sources.devices.reading import read, traces

from ricochet.errors import ForeignFile, TruncatedFile
from ricochet.model.device import Device
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.read import stream

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>
<nmaprun scanner="nmap" start="1790000000">
"""
HOST = """<host starttime="1790000000" endtime="1790000060"><status state="up"/>
<address addr="192.0.2.20" addrtype="ipv4"/>
<address addr="44:19:B6:00:00:20" addrtype="mac" vendor="Hangzhou Hikvision Digital Technology"/>
<hostnames><hostname name="door.example" type="PTR"/></hostnames>
<ports>
<port protocol="tcp" portid="80"><state state="open"/>
<service name="http" product="Hikvision IP camera httpd"><cpe>cpe:/h:hikvision:ip_camera</cpe></service>
<script id="http-server-header" output="App-webs/"/>
<script id="http-auth" output="HTTP/1.1 401&#xa;  Digest realm=DVRNVRDVS nonce=1"/>
<script id="http-favicon" output="Unknown favicon MD5: 89B932FCC47CF4CA3FAADB0CFDEF89CF"/></port>
<port protocol="tcp" portid="443"><state state="open"/>
<script id="ssl-cert" output="Subject: commonName=www.hikvision.com/organizationName=HIKVISION&#xa;Issuer: x"/></port>
<port protocol="tcp" portid="81"><state state="closed"/></port>
</ports></host>
"""
DOWN = '<host><status state="down"/><address addr="192.0.2.21" addrtype="ipv4"/></host>'


def test_what_a_host_tells() -> None:
    devices, aside, log = read(f"{HEAD}{HOST}{DOWN}</nmaprun>")
    assert not aside
    (door,) = devices
    assert (door.id, door.address, door.seen) == ("192.0.2.20", "192.0.2.20", "2026-09-21")
    assert traces(door) == [
        ("mac", "44:19:B6:00:00:20"),
        ("vendor", "Hangzhou Hikvision Digital Technology"),
        ("name", "door.example"),
        ("port", "80/tcp"),
        ("text", "Hikvision IP camera httpd"),
        ("cpe", "cpe:/h:hikvision:ip_camera"),
        ("http_server", "App-webs/"),
        ("http_realm", "DVRNVRDVS"),
        ("favicon", "89b932fcc47cf4ca3faadb0cfdef89cf"),
        ("port", "443/tcp"),
        ("tls_subject", "CN=www.hikvision.com, O=HIKVISION"),
    ]
    assert log.left_out["hosts that did not answer, left out"] == 1


@pytest.mark.parametrize(
    "kind",
    [
        '<!DOCTYPE nmaprun [<!ENTITY a "b">]>',
        '<!DOCTYPE nmaprun SYSTEM "http://192.0.2.1/x.dtd">',
        '<!DOCTYPE nmaprun><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_with_contents_is_refused(kind: str) -> None:
    with pytest.raises(ForeignFile, match="document type"):
        read(f"<?xml version='1.0'?>{kind}<nmaprun>{HOST}</nmaprun>")


def test_an_interrupted_scan_is_answered_up_to_its_end() -> None:
    facts = stream("scan.xml", io.BytesIO(f"{HEAD}{HOST}<host><status".encode()), Log())
    assert isinstance(next(facts), Device)
    with pytest.raises(TruncatedFile, match="ends too early, after 1 records"):
        list(facts)
