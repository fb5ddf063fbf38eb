"""The cases of what-if (W01-W07), and one listing done in five ways, on a user's tables and scenario file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ricochet.exposure.facts import compose, overlay
from ricochet.exposure.hit import hits
from ricochet.exposure.timeline import timeline
from ricochet.exposure.what_if import WhatIf
from ricochet.regimes import licensed, load_regimes, regimes_on
from ricochet.sources.tables.scenarios import read_scenarios
from ricochet.verbs.facts import read_tables
from ricochet.verbs.what_if import suppose

REGIMES = load_regimes()
FILE = Path(__file__).parent / "scenarios" / "what-if.yml"
CASES = yaml.safe_load(FILE.read_text("utf-8"))


def ask(case: dict[str, Any]) -> list[WhatIf]:
    kinds = ("holdings", "listed", "dealings")
    facts = read_tables({kind: (f"{kind}.csv", case[kind].encode()) for kind in kinds if kind in case}).facts
    stacks = read_scenarios("case.yaml", yaml.safe_dump(case["scenario"]).encode())
    scenarios = [compose(stack) for stack in stacks]
    return [suppose(facts, one, REGIMES, day) for one in scenarios for day in one.as_of]


@pytest.mark.parametrize("case", [case for case in CASES if "answers" in case], ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = ask(case)
    assert [one.scenario.name for one in found] == [wanted["name"] for wanted in case["answers"]]
    for answer, wanted in zip(found, case["answers"], strict=True):
        rows = {row.regime.id: row for row in answer.marginal}
        for regime, effect in wanted.get("marginal", {}).items():
            row = rows[regime]
            assert " ".join(filter(None, (row.effect, row.by and f"by {row.by}"))) == effect, (regime, case["why"])
        if "after" in wanted:
            changes = {name: {one.party: one.after for one in row.changes} for name, row in rows.items() if row.changes}
            narrow = {name: found for name, found in changes.items() if name in (wanted["after"] or changes)}
            assert narrow == wanted["after"], case["why"]
        for regime, kept in wanted.get("kept", {}).items():
            assert list(rows[regime].second_support) == kept
        for regime, near in wanted.get("near", {}).items():
            side = next(one for one in answer.after if one.regime.id == regime)
            assert {one.party: one.flags[0] for one in side.answer.near} == near
        if "findings" in wanted:
            texts = [f"{one.actor} {one.code} {one.status} {one.licence}".strip() for one in answer.new_exposures]
            assert texts == wanted["findings"]
        for actor, since in wanted.get("since", {}).items():
            assert {one.since for one in answer.new_exposures if one.actor == actor} == {since}, case["why"]


@pytest.mark.parametrize("case", [case for case in CASES if "timeline" in case], ids=lambda case: case["id"])
def test_a_timeline_follows_the_dates(case: dict[str, Any]) -> None:
    wanted = case["timeline"]
    facts = read_tables({"holdings": ("holdings.csv", case["holdings"].encode())}).facts
    (stack,) = read_scenarios("case.yaml", yaml.safe_dump(case["scenario"]).encode())
    scenario = compose(stack)
    law = licensed(REGIMES, scenario.licences)
    spans = timeline(
        overlay(facts, scenario, date(2022, 1, 1)),
        wanted["party"],
        law,
        lambda day: regimes_on(law, day, scenario.overrides),
    )
    own = [one for one in spans if one.regime == wanted["regime"]]
    assert [
        [one.start, one.end, one.standing, ", ".join(licence.id for licence in one.licences)] for one in own
    ] == wanted["spans"]


def test_one_listing_in_five_ways_hits_different_parties() -> None:
    case = next(one for one in CASES if "hit" in one)
    found = {one.party: [row[0].how if row else "" for row in one.blows] for one in hits(ask(case))}
    assert found == case["hit"], case["why"]


def test_every_row_of_the_section_is_here() -> None:
    assert {f"W{n:02}" for n in range(1, 8)} <= {case["id"] for case in CASES}
