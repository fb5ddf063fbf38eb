"""The cases of scope (S01-S12) and of dealings (N01-N24), asked of a user's tables and the shipped law."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from ricochet.exposure.assess import Assessment, assess
from ricochet.exposure.dealings import exposures
from ricochet.exposure.property import frozen
from ricochet.exposure.tiers import tiers
from ricochet.model.finding import Exposure
from ricochet.regimes import load_regimes, rule
from ricochet.verbs.facts import Tables, read_tables

TODAY = date(2026, 11, 22)
REGIMES = load_regimes()
FILES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
CASES = [case for file in FILES for case in yaml.safe_load(file.read_text("utf-8"))]
ASKED = [(case, ask) for case in CASES for ask in case["ask"]]


def world(case: dict[str, Any]) -> Tables:
    kinds = ("parties", "holdings", "listed", "dealings")
    tables = read_tables({kind: (f"{kind}.csv", case[kind].encode()) for kind in kinds if kind in case})
    assert tables.quarantined == ()
    return tables


def written(one: Exposure) -> str:
    return " ".join(word for word in (one.actor, one.code, one.status, one.licence) if word)


@pytest.mark.parametrize(("case", "ask"), ASKED, ids=[f"{c['id']}-{a['rule']}-{a.get('as_of', '')}" for c, a in ASKED])
def test_case(case: dict[str, Any], ask: dict[str, Any]) -> None:
    tables, day = world(case), ask.get("as_of", TODAY)
    regime = rule(REGIMES, ask["rule"], day)
    found: tuple[Assessment, ...] = assess(tables.facts, [regime] if regime else [], day)
    for status in ("caught", "possible"):
        if status in ask:
            names = {one.party for side in found for one in side.reached.values() if one.status == status}
            assert names == set(ask[status]), case["why"]
    if "findings" in ask:
        dealt = (*exposures(tables.facts.dealings, found, day), *frozen(tables.facts, found, day))
        assert sorted(map(written, dealt)) == sorted(ask["findings"]), case["why"]
    for party, texts in ask.get("carries", {}).items():
        (side,) = found
        assert [text for one in side.reached[party].carries for text in one.holds] == texts


def test_tiers_are_information() -> None:
    case = next(one for one in CASES if one["id"] == "N21")
    for target, wanted in case["tiers"].items():
        found = tiers(world(case).facts.dealings, [target], TODAY)
        assert {one.party: one.tier for one in found} == wanted
        assert [dealing.target for dealing in found[-1].through] == ["tier2", "tier1", "T"]
        assert len(tiers(world(case).facts.dealings, [target], TODAY, depth=1)) == 1


def test_a_finding_keeps_value_currency_programme_and_its_first_day() -> None:
    case = next(one for one in CASES if one["id"] == "N01")
    day = date(2022, 5, 12)
    tables, regime = world(case), rule(REGIMES, "us-ofac-50", day)
    assert regime
    (found,) = exposures(tables.facts.dealings, assess(tables.facts, [regime], day), day)
    assert (found.value, found.currency) == (Decimal(120000), "USD")
    assert (found.programmes, found.since) == (("GLOMAG",), date(2022, 5, 11))


def test_every_row_of_the_sections_is_here() -> None:
    wanted = {f"S{n:02}" for n in range(1, 13)} | {f"N{n:02}" for n in range(1, 25)}
    assert wanted <= {case["id"] for case in CASES}
