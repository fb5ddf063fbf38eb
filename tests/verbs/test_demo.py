"""What the demo must state about the built-in case, on both of its days."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ricochet.exposure.assess import Assessment
from ricochet.exposure.what_if import WhatIf
from ricochet.report.case import Case
from ricochet.verbs.demo import answer_case, demo

THEN, NOW = date(2022, 5, 11), date(2026, 11, 10)


@cache
def case() -> Case:
    return answer_case()


def asked(day: date, word: str) -> WhatIf:
    (answered,) = [one for one in case().days if one.day == day]
    return next(one for one in (answered.main, *answered.beside) if word in one.scenario.name)


def after(day: date, word: str, regime: str) -> Assessment:
    return next(one for one in asked(day, word).after if one.regime.id == regime)


SDN = "Hikvision on the SDN list"
CETC = "CETC alone"
UK = "UK Sanctions List"


def test_an_sdn_listing_catches_hikrobot_and_then_ezviz() -> None:
    found = after(THEN, SDN, "us-ofac-50").reached
    assert {party: found[party].share for party in found if found[party].status == "caught"} == {
        "ezviz": "60",
        "hikrobot": "60",
    }
    for party in ("ezviz", "hikrobot"):
        assert [step.kind for step in found[party].proof.steps] == ["listing", "holding"]
    (holding,) = found["hikrobot"].proof.steps[1].sources
    assert "Securities Times" in holding.cite
    (unsure,) = found["ezviz"].proof.steps[1].sources
    assert "low confidence" in unsure.confidence.lower()


def test_subsidiaries_of_unknown_share_are_possible_and_say_what_would_decide_them() -> None:
    found = after(THEN, SDN, "us-ofac-50").reached
    possible = {party for party in found if found[party].status == "possible"}
    assert {"hikmicro", "hikstorage", "hik-urumqi", "hikvision-usa", "hikvision-canada"} <= possible
    assert all(found[party].unknowns[0].needed == ">=50" for party in possible)


def test_ownership_flows_downward_only() -> None:
    for day in (THEN, NOW):
        blocking = after(day, SDN, "us-ofac-50")
        assert [blocking.standing(owner) for owner in ("cethik", "cetc", "sasac")] == ["not"] * 3


def test_listing_cetc_alone_does_not_catch_hikvision() -> None:
    blocking = after(THEN, CETC, "us-ofac-50")
    assert blocking.standing("hikvision") == "not"
    near = {one.party: (one.share, one.flags) for one in blocking.answer.near}
    assert near["hikvision"] == ("40.46", ("9.54 per cent short of the threshold",))


def test_ezviz_has_left_the_us_rule_and_stands_inside_the_uk_control_test() -> None:
    blocking = after(NOW, SDN, "us-ofac-50")
    assert blocking.standing("ezviz") == "not"
    assert {one.party: one.share for one in blocking.answer.near}["ezviz"] == "48"
    freeze = after(NOW, UK, "uk")
    assert (freeze.standing("ezviz"), freeze.reached["ezviz"].by) == ("caught", "control")


@pytest.mark.parametrize("day", [THEN, NOW])
def test_the_marginal_table_tells_what_the_listing_adds(day: date) -> None:
    rows = {one.regime.id: (one.before, one.after, one.effect) for one in asked(day, SDN).marginal}
    assert rows["us-ofac-50"] == ("not", "listed", "new")
    assert rows["us-ns-cmic"] == ("listed", "listed", "subsumed")
    for regime in ("us-bis-el", "us-889-a1a", "us-889-a1b", "us-fcc-covered"):
        assert rows[regime] == ("listed", "listed", "unchanged")


def test_the_affiliates_rule_is_marked_for_confirmation() -> None:
    rows = {one.regime.id: one.regime for one in asked(NOW, SDN).marginal}
    assert "confirm" in rows["us-bis-affiliates"].banner


def test_the_demo_writes_three_whole_files_and_the_same_twice(tmp_path: Path) -> None:
    demo(tmp_path / "one")
    demo(tmp_path / "two")
    for name in ("memo.html", "map.svg", "result.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert json.loads((tmp_path / "one" / "result.json").read_text("utf-8"))["subject"] == "hikvision"
