"""What each rule says of a device, on a day, for an organisation."""

import csv
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.equipment import Covered, cover, law_on
from ricochet.equipment.cover import Kind
from ricochet.equipment.law import Law
from ricochet.equipment.organisation import organisation
from ricochet.errors import UsageError
from ricochet.makers import Identified, identify
from ricochet.makers.tables import table
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source
from ricochet.settings import Settings
from ricochet.verbs.show import show

TODAY = date(2026, 11, 25)
SOURCE = Source(publisher="user", file="devices.csv", sha256="", row=2)
LAW = law_on(TODAY)


def made(*traces: tuple[TraceKind, str]) -> Identified:
    read = tuple(Trace(kind=kind, value=value, source=SOURCE) for kind, value in traces)
    return identify(Device(id="cam-1", traces=read, source=SOURCE))


HIKVISION = made(("model", "DS-2CD2032-I"), ("sadp", "DS-2CD2032-I"))
ANNKE = made(("vendor", "Annke"))
SHARED = made(("model", "IPC-2100"))
AXIS = made(("vendor", "Axis Communications"), ("model", "AXIS P3245"))
HUAWEI = made(("vendor", "Huawei"), ("tls_subject", "CN=huawei"))
DJI = made(("vendor", "DJI"))
UNKNOWN = made(("vendor", "Acme"))


def under(found: Identified, regime: str, law: Law = LAW, kind: Kind = "") -> Covered:
    (one,) = [one for one in cover(found, law, kind) if one.regime == regime]
    return one


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (HIKVISION, "covered"),
        (ANNKE, "probable"),
        (SHARED, "possible"),
        (AXIS, "not_covered"),
        (UNKNOWN, "unknown"),
        (made(("vendor", "Shanghai Dahua Scale Factory")), "unknown"),
        (made(("vendor", "ZTEC Instruments")), "unknown"),
        (made(("vendor", "Jorex Lorex India Private Limited")), "unknown"),
        (made(("vendor", "Honeywell-Dating")), "unknown"),
    ],
)
def test_the_five_answers_under_section_889(found: Identified, status: str) -> None:
    assert under(found, "us-889-a1a").status == status


def test_axis_is_not_covered_with_its_evidence_and_nobody_is_safe() -> None:
    axis = under(AXIS, "us-889-a1a")
    assert axis.why.startswith("Made by Axis Communications AB")
    assert "2026-08-18" in axis.why
    assert all("safe" not in one.why for one in cover(AXIS, LAW))


@pytest.mark.parametrize(
    ("regime", "since"),
    [
        ("us-889-a1a", date(2019, 8, 13)),
        ("us-889-a1b", date(2020, 8, 13)),
        ("us-889-b", date(2020, 8, 13)),
        ("us-fcc-covered", date(2021, 3, 12)),
        ("us-fcc-authorisation", date(2022, 11, 25)),
        ("us-fcc-legacy", date(2026, 7, 1)),
        ("us-1260h", date(2021, 6, 3)),
        ("uk-co-2022", date(2022, 11, 24)),
        ("au-defence-2023", date(2023, 2, 9)),
        ("ca-hikvision", date(2025, 6, 27)),
    ],
)
def test_since_when_and_not_the_day_before(regime: str, since: date) -> None:
    assert under(HIKVISION, regime).since == since
    assert under(HIKVISION, regime, law_on(since)).status == "covered"
    before = under(HIKVISION, regime, law_on(date.fromordinal(since.toordinal() - 1)))
    assert before.status == "not_covered"
    assert str(since) in before.why


def test_goods_of_listed_makers_are_barred_to_the_department_from_mid_2027() -> None:
    assert under(HIKVISION, "us-805-goods").status == "not_covered"
    assert "2027-06-30" in under(HIKVISION, "us-805-goods").why
    assert under(HIKVISION, "us-805-goods", law_on(date(2027, 6, 30))).status == "covered"
    assert under(HIKVISION, "us-805-entity").status == "possible"


def test_authorisation_and_use_are_kept_apart() -> None:
    authorisation = under(HIKVISION, "us-fcc-authorisation")
    assert authorisation.acts == ("authorise",)
    assert "their use are not touched" in authorisation.condition
    assert under(HIKVISION, "us-fcc-covered").acts == ("fund",)


def test_the_reason_tells_the_listing_from_the_rule_and_its_steps() -> None:
    why = under(HIKVISION, "us-fcc-authorisation").why
    assert "named since 2021-03-12; the rule holds since 2022-11-25 (freeze from 2022-11-25; FCC 22-84 from" in why
    assert "FCC 25-71 from 2025-12-26" in why
    assert "the rule holds" not in under(HIKVISION, "us-889-a1a").why


def test_a_listing_after_2024_is_outside_the_rule_on_earlier_grants() -> None:
    assert under(DJI, "us-fcc-authorisation").status != "not_covered"
    assert under(DJI, "us-fcc-legacy").status == "not_covered"


def test_a_camera_of_a_maker_whose_telecommunications_equipment_is_named_is_possible() -> None:
    assert under(HUAWEI, "us-889-a1a", kind="telecom").status != "possible"
    camera = under(HUAWEI, "us-889-a1a", kind="video")
    assert camera.status == "possible"
    assert "telecommunications equipment is open" in camera.why


def test_a_law_on_drones_does_not_take_in_cameras() -> None:
    florida = law_on(TODAY, organisation("us-local", "fl"))
    assert under(HIKVISION, "us-fl-60gg", florida).status == "not_covered"
    assert under(DJI, "us-fl-60gg", florida).status in {"covered", "probable"}


def test_whom_a_rule_binds_is_no_part_of_the_status() -> None:
    city = law_on(TODAY, organisation("us-local,us-grantee", "LA"))
    bound = {one.regime: one.binding for one in cover(HIKVISION, city)}
    assert bound["us-la-1753-1"] == bound["us-889-b"] == "yes"
    assert bound["us-889-a1a"] == bound["uk-co-2022"] == "no"
    assert under(HIKVISION, "us-889-a1a", city).status == "covered"
    assert {one.binding for one in cover(HIKVISION, LAW)} == {"unknown"}


def test_rules_of_a_state_stand_only_in_the_law_of_its_bodies() -> None:
    def states(law: Law) -> set[str]:
        return {rule.state for rule in law.rules} - {""}

    assert states(LAW) == set()
    assert states(law_on(TODAY, organisation("us-state", "VT"))) == {"VT"}


def test_the_department_of_defense_is_an_agency_too() -> None:
    army = law_on(TODAY, organisation("us-dod"))
    assert under(HIKVISION, "us-889-a1a", army).binding == "yes"


def test_a_state_that_named_a_maker_later() -> None:
    uniview = made(("model", "IPC3614LE-A"), ("vendor", "Uniview"))
    texas = organisation("us-state", "TX")
    assert under(uniview, "us-tx-prohibited", law_on(date(2026, 1, 25), texas)).status == "not_covered"
    assert under(uniview, "us-tx-prohibited", law_on(date(2026, 1, 26), texas)).status == "covered"
    assert under(HIKVISION, "us-tx-prohibited", law_on(date(2026, 1, 25), texas)).status == "covered"


def test_of_a_state_that_nobody_read_nothing_is_said() -> None:
    assert law_on(TODAY, organisation("us-local", "CA")).unread == "CA"
    assert law_on(TODAY, organisation("us-local", "la")).unread == ""
    assert LAW.unread == ""


@pytest.mark.parametrize(("text", "state"), [("city", ""), ("", ""), ("us-local", ""), ("us-local", "Louisiana")])
def test_an_organisation_nobody_can_place_is_refused(text: str, state: str) -> None:
    with pytest.raises(UsageError):
        organisation(text, state)


def test_the_maker_s_dossier_is_one_step_away() -> None:
    assert under(HIKVISION, "us-1260h").party == "hikvision"


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.sampled_from([HIKVISION, ANNKE, SHARED, AXIS, UNKNOWN, DJI]))
def test_every_answer_is_dated_cited_and_says_why(day: date, found: Identified) -> None:
    for one in cover(found, law_on(day, organisation("us-state", "NH"))):
        assert one.citation
        assert one.confidence
        assert one.why.endswith(".")
        if one.status in {"covered", "probable"}:
            assert one.maker
            assert one.since
            assert one.since <= day


def test_every_row_names_a_known_maker_and_its_source() -> None:
    makers = {row["id"] for row in table("makers.csv")}
    assert {named.maker for named in LAW.listed} <= makers
    for state in ("LA", "AR", "FL", "ME", "NE", "NH", "NJ", "TX", "VT"):
        law = law_on(TODAY, organisation("us-state", state))
        assert any(rule.state == state for rule in law.rules)
        for rule in law.rules:
            assert set(rule.makers) <= makers
            assert rule.title
            assert rule.source
            assert rule.text
            assert rule.citation


def test_of_several_grounds_the_strongest_counts_not_the_oldest() -> None:
    first = next(one for one in LAW.listed if (one.list, one.maker) == ("us-ndaa-889", "hikvision"))
    grounds = (
        replace(first, kinds=("telecom",), since=date(2019, 8, 13)),
        replace(first, kinds=("video",), since=date(2020, 1, 1)),
    )
    law = Law(day=LAW.day, rules=LAW.rules, listed=grounds)
    found = under(made(("model", "DS-2CD2532F-I")), "us-889-a1a", law, "video")
    assert (found.status, found.since) == ("covered", date(2020, 1, 1))


def test_the_lists_agree_with_the_built_in_case() -> None:
    """What the case says of a maker on these lists is said here too, from the same day."""
    makers = {row["party"]: row["id"] for row in table("makers.csv") if row["party"]}
    lists = {named.list for named in LAW.listed}
    text = resources.files("ricochet").joinpath("demo/hikvision/listings.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["list"] in lists and row["party"] in makers]
    here = {(named.list, named.maker): str(named.since) for named in LAW.listed}
    assert rows
    for row in rows:
        assert here[row["list"], makers[row["party"]]] == row["since"], row


def test_every_maker_with_a_party_has_its_dossier(tmp_path: Path) -> None:
    for row in table("makers.csv"):
        if row["party"]:
            assert show(row["party"], settings=Settings(home=tmp_path)).records
