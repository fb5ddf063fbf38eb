"""Affected, fixed, not affected or possible, each with its reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ricochet.equipment.vulnerabilities import Assessment, Knowledge, Vulnerability, assess, know
from ricochet.makers import identify
from ricochet.model.advisory import Advisory, Bound, Exploited, Likelihood, Range, Release, Statement
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source
from ricochet.sources.advisories.prose import read_prose

DAY = date(2026, 11, 25)
SOURCE = Source(publisher="csaf", file="icsa.json", sha256="", row=1)
SPAN = ">= 5.2.0 build  140721 | <= 5.4.0  build 160530"
FAMILY = "DS-2CD2xx2F-I Series"


def advisory(
    text: str, *products: str, cve: str = "CVE-2017-7921", vendor: str = "Hikvision", publisher: str = "CISA"
) -> Advisory:
    said = tuple(
        Statement(
            vendor=vendor,
            products=told.families or products,
            ranges=told.ranges,
            every=told.every,
            excepted=told.excepted,
            certain=told.certain,
            doubt=told.doubt,
            text=text,
            source=SOURCE,
        )
        for told in read_prose(text)
    )
    return Advisory(
        cve=cve, title="A flaw", publisher=publisher, published=DAY, cvss=9.8, statements=said, source=SOURCE
    )


def look(known: Knowledge, *traces: tuple[TraceKind, str]) -> Assessment:
    read = tuple(Trace(kind=kind, value=value, source=SOURCE) for kind, value in traces)
    device = Device(id="cam-1", traces=read, source=SOURCE)
    return assess(device, identify(device), known)


def one(stated: Sequence[Advisory], firmware: str, model: str = "DS-2CD2532F-I") -> Vulnerability:
    known = know(stated, as_of=DAY)
    traces: list[tuple[TraceKind, str]] = [("model", model), ("vendor", "Hikvision")]
    told: list[tuple[TraceKind, str]] = [("firmware", firmware)] if firmware else []
    (found,) = look(known, *traces, *told).vulnerabilities
    return found


@pytest.mark.parametrize(
    ("firmware", "status"),
    [
        ("V5.2.0 build 140721", "affected"),
        ("V5.2.0 build 140720", "not_affected"),
        ("V5.4.0 build 160530", "affected"),
        ("V5.4.0 build 160531", "fixed"),
        ("V5.3.0", "affected"),
        ("V5.4.0", "possible"),
        ("V5.3.0 build 180101", "possible"),
        ("", "possible"),
        ("unknown", "possible"),
    ],
)
def test_a_range_with_builds(firmware: str, status: str) -> None:
    found = one([advisory(SPAN, FAMILY)], firmware)
    assert found.status == status
    assert found.why.endswith(".")
    assert found.statement == SPAN
    assert found.dated == ("CISA, 2026-11-25 (icsa.json)",)


def test_another_family_is_not_spoken_of() -> None:
    known = know([advisory(SPAN, FAMILY)], as_of=DAY)
    assert look(known, ("model", "DS-2CD2142FWD-I"), ("firmware", "V5.3.0")).vulnerabilities == ()


@pytest.mark.parametrize(
    ("firmware", "status"),
    [
        ("V4.0.9 build 230801", "not_affected"),  # the exception comes first
        ("V4.1.60 build 230801", "affected"),
        ("V4.1.70 build 230901", "fixed"),
        ("V4.1.70", "possible"),
    ],
)
def test_by_date_with_an_exception(firmware: str, status: str) -> None:
    text = "Build date before 230821(Version  before  V4.1.60  are not affected)"
    assert one([advisory(text, FAMILY)], firmware).status == status


def test_certain_models_are_possible_at_most() -> None:
    text = "certain models from the DS-2CD2xxxF series build time before April 16, 2025"
    assert one([advisory(text)], "V5.4.0 build 160530").status == "possible"


def test_without_versions_it_is_possible_and_a_source_that_has_them_decides() -> None:
    vague = advisory("n/a", FAMILY, publisher="nvd")
    assert one([vague], "V5.4.0 build 160531").status == "possible"
    assert one([vague, advisory(SPAN, FAMILY)], "V5.4.0 build 160531").status == "fixed"


def test_sources_that_disagree_leave_it_possible() -> None:
    other = advisory("Versions below V5.5.0 (including V5.5.0)", FAMILY, publisher="nvd")
    found = one([other, advisory(SPAN, FAMILY)], "V5.4.5")
    assert found.status == "possible"
    assert "disagree" in found.why


def test_a_single_version_says_nothing_of_others() -> None:
    assert one([advisory("5.2.7 Build 170628", FAMILY)], "V5.4.5 build 170123").status == "possible"
    assert one([advisory("5.2.7 Build 170628", FAMILY)], "V5.2.7 build 170628").status == "affected"


@pytest.mark.parametrize(
    ("firmware", "status"), [("V5.2.9 build 200101", "affected"), ("V5.3.0 build 210731", "fixed")]
)
def test_an_end_without_a_build_means_every_build_of_it(firmware: str, status: str) -> None:
    assert one([advisory("< 5.3.0", FAMILY)], firmware).status == status


def test_the_maker_must_be_settled() -> None:
    known = know([advisory("all firmware versions", "IPC-2100")], as_of=DAY)
    (found,) = look(known, ("model", "IPC-2100")).vulnerabilities
    assert found.status == "possible"


def test_advisories_of_makers_that_nobody_knows_here_reach_no_device() -> None:
    known = know([advisory("all firmware versions", "ip camera", vendor="Acme")], as_of=DAY, exploited=[])
    assert look(known, ("model", "IPC-2100")).vulnerabilities == ()
    assert look(known, ("vendor", "Acme"), ("model", "X1")).vulnerabilities == ()


KEV = Exploited(
    cve="CVE-2021-36260",
    added=date(2022, 1, 10),
    due=date(2022, 1, 24),
    vendor="Hikvision",
    product="Security cameras web server",
    ransomware=False,
    source=SOURCE,
)


@pytest.mark.parametrize(("day", "count"), [(date(2022, 1, 9), 0), (date(2022, 1, 10), 1)])
def test_exploited_from_the_day_it_was_added(day: date, count: int) -> None:
    known = know((), as_of=day, exploited=[KEV], released=DAY)
    found = look(known, ("model", "DS-2CD2532F-I")).vulnerabilities
    assert len(found) == count
    for flaw in found:
        assert (flaw.status, flaw.exploited) == ("possible", date(2022, 1, 10))
        assert "2026-11-25" in flaw.dated[0]


def test_exploited_flaws_of_another_brand_do_not_reach_the_maker() -> None:
    known = know((), as_of=DAY, exploited=[replace(KEV, vendor="D-Link and TRENDnet")])
    assert look(known, ("model", "DS-2CD2532F-I")).vulnerabilities == ()


def test_without_a_model_only_exploited_flaws_are_shown_and_the_rest_counted() -> None:
    known = know([advisory(SPAN, FAMILY)], as_of=DAY, exploited=[KEV])
    seen = look(known, ("vendor", "Hikvision"))
    assert [flaw.cve for flaw in seen.vulnerabilities] == ["CVE-2021-36260"]
    assert "1 others of the maker are not" in seen.notes[0]


def test_the_newest_firmware_dates_and_end_of_life() -> None:
    releases = [
        Release(model="DS-2CD2532F-I", version="5.4.0", built=date(2016, 5, 30), source=SOURCE),
        Release(model="DS-2CD2532F-I", version="5.4.5", built=date(2017, 1, 23), ended=date(2020, 1, 1), source=SOURCE),
    ]
    known = know([advisory("Build date before 160601", FAMILY)], as_of=DAY, releases=releases)
    seen = look(known, ("model", "DS-2CD2532F-I"), ("firmware", "V5.4.0"))
    assert seen.vulnerabilities[0].status == "affected"  # the table of releases gives the date
    assert seen.newest is not None
    assert (seen.newest.version, seen.behind, seen.ended) == ("5.4.5", True, date(2020, 1, 1))


def test_the_newest_edition_of_a_record_counts() -> None:
    early = replace(advisory("all firmware versions", FAMILY), published=date(2017, 1, 1))
    assert one([advisory(SPAN, FAMILY), early], "V5.4.0 build 160531").status == "fixed"


def test_the_chance_of_exploitation_stands_beside() -> None:
    chance = Likelihood(cve="CVE-2017-7921", scored=DAY, chance=0.9, percentile=0.99, source=SOURCE)
    known = know([advisory(SPAN, FAMILY)], as_of=DAY, chances={chance.cve: chance})
    assert look(known, ("model", "DS-2CD2532F-I")).vulnerabilities[0].chance == chance


def test_unknown_makers_are_said_not_to_have_been_asked() -> None:
    assert "no advisory was asked" in look(know((), as_of=DAY), ("vendor", "Acme")).notes[0]


def test_fields_of_a_reply_count_as_model_and_firmware() -> None:
    known = know([advisory(SPAN, FAMILY)], as_of=DAY)
    read = (
        Trace(kind="isapi", field="model", value="DS-2CD2532F-I", source=SOURCE),
        Trace(kind="isapi", field="firmwareVersion", value="V5.4.0", source=SOURCE),
        Trace(kind="isapi", field="firmwareReleasedDate", value="build 160531", source=SOURCE),
    )
    device = Device(id="cam-1", traces=read, source=SOURCE)
    assert assess(device, identify(device), known).vulnerabilities[0].status == "fixed"


def test_a_bound_in_no_known_grammar_is_shown() -> None:
    odd = Statement(
        vendor="Hikvision",
        products=(FAMILY,),
        ranges=(Range(upper=Bound(text="nxt", closed=True)),),
        text="<= nxt",
        source=SOURCE,
    )
    stated = Advisory(
        cve="CVE-1", title="", publisher="nvd", published=None, cvss=None, statements=(odd,), source=SOURCE
    )
    assert "'nxt' is in no known grammar" in one([stated], "V5.4.0").why
