"""The right maker or nobody on every banner with a known vendor, and on every discovery payload."""

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from ricochet.errors import DataError
from ricochet.makers import identify
from ricochet.makers.names import named
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.read import stream

pytestmark = pytest.mark.real
SOURCE = Source(publisher="user", file="banner", sha256="", row=1)
KINDS: dict[str, TraceKind] = {
    "favicons": "favicon",
    "http_servers": "http_server",
    "http_wwwauth": "http_realm",
    "rtsp_servers": "rtsp_server",
    "telnet_banners": "telnet",
    "x509_subjects": "tls_subject",
    "x509_issuers": "tls_subject",
    "html_title": "http_title",
    "snmp_sysdescr": "snmp",
    "mdns_device-info_txt": "mdns",
    "sip_banners": "text",
    "ftp_banners": "text",
    "ssh_banners": "text",
}
COVERED = {"hikvision", "dahua", "huawei", "zte", "hytera"}


def examples(folder: Path) -> Iterator[tuple[str, TraceKind, str, set[str]]]:
    """File, kind, banner, and the makers that recog names for hardware or service (the system's may be another's)."""
    for stem, kind in KINDS.items():
        for fingerprint in etree.parse(folder / f"{stem}.xml").getroot().iter("fingerprint"):
            names = [
                param.get("value", "")
                for param in fingerprint.iter("param")
                if param.get("name") in {"hw.vendor", "service.vendor"}
            ]
            if not names:
                continue
            makers = {who[0] or who[1] for name in names if (who := named(name))}
            for example in fingerprint.iter("example"):
                text = example.text or ""
                if example.get("_encoding") == "base64":
                    text = base64.b64decode(text).decode("utf-8", errors="replace")
                if text.strip() and example.get("_filename") is None:
                    yield stem, kind, text, makers


def test_no_banner_is_taken_for_another_makers(shared: Path) -> None:
    found = list(examples(shared / "data" / "equipment" / "fingerprints" / "recog"))
    assert len(found) > 3000
    right = 0
    wrong = []
    for stem, kind, text, makers in found:
        device = Device(id="1", traces=(Trace(kind=kind, value=text, source=SOURCE),), source=SOURCE)
        told = identify(device)
        if told.maker in makers or told.brand in makers:
            right += 1
        elif told.maker is not None:
            wrong.append((stem, text[:80], makers, told.maker))
    assert wrong == []
    assert right >= 75


@pytest.mark.parametrize("stem", ["favicons", "http_servers", "http_wwwauth", "rtsp_servers", "x509_subjects"])
def test_the_banners_of_hikvision_and_dahua_are_known(shared: Path, stem: str) -> None:
    folder = shared / "data" / "equipment" / "fingerprints" / "recog"
    for file, kind, text, makers in examples(folder):
        if file == stem and makers & {"hikvision", "dahua"}:
            device = Device(id="1", traces=(Trace(kind=kind, value=text, source=SOURCE),), source=SOURCE)
            assert identify(device).candidates, text
            assert identify(device).candidates[0][0] in makers


PAYLOADS = {"Hikvision.selftest": "hikvision", "Dahua1.selftest": "dahua", "Dahua2.selftest": "dahua"}


def test_every_discovery_payload_is_its_makers_or_nobodys(shared: Path) -> None:
    folder = shared / "data" / "equipment" / "inventory_samples" / "discovery_payloads"
    files = sorted(folder.glob("*.selftest"))
    assert len(files) == 13
    for path in files:
        try:
            facts = list(stream(path.name, io.BytesIO(path.read_bytes()), Log()))
        except DataError:
            facts = []
        makers = {identify(fact).maker for fact in facts if isinstance(fact, Device)}
        assert makers <= {PAYLOADS.get(path.name)}, path.name
        assert not PAYLOADS.get(path.name) or makers == {PAYLOADS[path.name]}


def test_every_scope_line_is_read_as_the_wire_has_it(shared: Path) -> None:
    path = shared / "data" / "equipment" / "inventory_samples" / "onvif_wsdiscovery_scopes_real.jsonl"
    for line in path.read_bytes().splitlines():
        facts = [fact for fact in stream(path.name, io.BytesIO(line), Log()) if isinstance(fact, Device)]
        told = json.loads(line)
        truth = told.get("true_maker", told.get("brand")).lower().split()[0]
        assert [identify(fact).maker for fact in facts] in ([truth], [None]), line
