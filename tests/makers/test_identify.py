"""Each sort of trace names the right maker, or nobody."""

import csv
from importlib import resources

import pytest

from ricochet.makers import Identified, identify
from ricochet.makers.oui import registrant
from ricochet.makers.tables import table
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source

REGISTRY = {
    "4419B6": "Hangzhou Hikvision Digital Technology Co.,Ltd.",
    "A44C62": "Hangzhou Microimage Software Co., Ltd",
    "00408C": "Axis Communications AB",
    "0000AA": "Shanghai Dahua Scale Factory",
    "344663": "IEEE Registration Authority",
    "3446632": "Amcrest Technologies",
}
SOURCE = Source(publisher="user", file="devices.csv", sha256="", row=2)


def seen(*traces: tuple[TraceKind, str], day: str = "") -> Identified:
    made = tuple(Trace(kind=kind, value=value, source=SOURCE) for kind, value in traces)
    return identify(Device(id="cam-1", traces=made, seen=day, source=SOURCE), REGISTRY)


@pytest.mark.parametrize(
    ("kind", "value", "maker"),
    [
        ("mac", "44:19:b6:00:00:01", "hikvision"),
        ("mac", "A4-4C-62-00-00-01", "hikvision"),
        ("mac", "00:40:8c:00:00:01", "axis"),
        ("mac", "46:19:b6:00:00:01", None),
        ("mac", "00:00:aa:00:00:01", None),
        ("model", "DS-2CD2385G1-I", "hikvision"),
        ("model", "DH-IPC-HDW1230T2", "dahua"),
        ("model", "IPC-2100", None),
        ("http_server", "DNVRS-Webs", "hikvision"),
        ("rtsp_server", "Dahua Rtsp Server", "dahua"),
        ("vendor", "Shanghai Dahua Scale Factory", None),
        ("vendor", "ZTEC Instruments", None),
        ("vendor", "Jorex Lorex India Private Limited", None),
        ("vendor", "Honeywell-Dating", None),
        ("vendor", "Teltronics Inc", None),
        ("vendor", "Zhejiang Dahua Technology Co., Ltd.", "dahua"),
        ("vendor", "Amcrest", "dahua"),
        ("vendor", "Vantech", None),
        ("text", "Lorex 4K bullet camera, outdoor", "dahua"),
        ("text", "Dahua IPC-HDW2431T", "dahua"),
        ("vendor", "Honor Device Co., Ltd.", "honor"),
    ],
)
def test_one_trace(kind: TraceKind, value: str, maker: str | None) -> None:
    assert seen((kind, value)).maker == maker


def test_a_shared_prefix_is_possible_for_several() -> None:
    shared = seen(("model", "IPC-2100"))
    assert shared.certainty == "possible"
    assert {maker for maker, _ in shared.candidates} >= {"hikvision", "dahua"}


def test_an_axis_label_over_hikvision_services_is_flagged() -> None:
    odd = seen(("mac", "00:40:8c:00:00:01"), ("sadp", "DS-2CD2032-I"), ("http_server", "App-webs/"))
    assert odd.maker == "hikvision"
    assert odd.certainty == "probable"
    assert odd.contradictions


def test_a_brand_has_one_maker_until_and_another_since() -> None:
    early = seen(("vendor", "Alibi"), day="2023-05-01")
    assert [maker for maker, _ in early.candidates] == ["hikvision"]
    assert {maker for maker, _ in seen(("vendor", "Alibi")).candidates} == {"hikvision", "uniview"}


def test_a_relabel_is_never_confirmed_by_its_name() -> None:
    assert seen(("vendor", "Annke")).certainty == "probable"
    assert seen(("vendor", "Annke"), ("sadp", "DeviceSN")).certainty == "confirmed"


def test_without_a_registry_an_address_says_nothing() -> None:
    trace = Trace(kind="mac", value="44:19:b6:00:00:01", source=SOURCE)
    assert identify(Device(id="cam-1", traces=(trace,), source=SOURCE)).certainty == "unknown"


def test_no_trace_is_unknown() -> None:
    assert seen(("vendor", "Acme")).certainty == "unknown"


def test_every_evidence_ends_in_a_source() -> None:
    device = seen(("mac", "44:19:b6:00:00:01"), ("vendor", "Annke"), ("model", "DS-2CD2032-I"))
    assert len(device.evidence) >= 3
    assert all(one.text and one.source and one.weight > 0 for one in device.evidence)


def test_the_longest_prefix_wins() -> None:
    row = registrant("34:46:63:2a:00:00", REGISTRY)
    assert row is not None
    assert row["brand"] == "amcrest"


def test_every_row_of_the_tables_has_a_source_and_knows_its_maker() -> None:
    makers = {row["id"] for row in table("makers.csv")}
    brands = {row["brand"] for row in table("brands.csv")}
    assert len(brands) >= 60
    for name in ("makers.csv", "brands.csv", "models.csv", "replies.csv", "registrants.csv"):
        assert all(row["source"] for row in table(name))
    for name in ("brands.csv", "models.csv", "replies.csv", "registrants.csv"):
        for row in table(name):
            assert row["maker"] in makers or (not row["maker"] and row["brand"] in brands), row


def test_every_party_of_a_maker_is_in_the_built_in_data() -> None:
    held = set()
    for place in ("demo/hikvision/parties.csv", "principles/universe/firms.csv"):
        text = resources.files("ricochet").joinpath(place).read_text(encoding="utf-8")
        held |= {row["id"] for row in csv.DictReader(text.splitlines())}
    assert {row["party"] for row in table("makers.csv")} - {""} <= held
