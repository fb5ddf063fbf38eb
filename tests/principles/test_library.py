"""The shipped library: every principle keeps the tests beside it, and each firm's verdict can be traced to sources."""

from functools import cache
from importlib import resources

import pytest

from ricochet.principles.check import check
from ricochet.principles.judge import Judged, deciding_facts, judge
from ricochet.principles.library import finder, shipped_ids, shipped_principle
from ricochet.principles.parse import parse_principle
from ricochet.principles.principle import Principle
from ricochet.principles.universe import Universe, built_in
from ricochet.regimes import load_regimes, rule
from ricochet.verbs.facts import built_in as case


@cache
def universe() -> Universe:
    return built_in(case()[0].facts)


def principle(name: str) -> Principle:
    found = shipped_principle(name)
    assert found is not None
    return found


@cache
def judged(name: str) -> Judged:
    regimes = load_regimes()
    found = universe()
    assert found.day is not None
    return judge(principle(name), found, found.day, find=finder({}), rule=lambda one, day: rule(regimes, one, day))


def test_there_are_enough() -> None:
    assert {
        "eo-13818",
        "eo-14032",
        "eo-13959",
        "entity-list-2019",
        "section-1260h",
        "particular-threat",
        "narrow",
        "broad",
    } <= set(shipped_ids())
    assert shipped_principle("nobody") is None


@pytest.mark.parametrize("name", shipped_ids())
def test_a_principle_keeps_its_tests(name: str) -> None:
    regimes = load_regimes()
    asked = principle(name)
    assert (asked.id, asked.reference) == (name, "hikvision")
    assert len(asked.tests) >= 2
    found = check(asked, universe(), find=finder({}), rule=lambda one, day: rule(regimes, one, day))
    assert len(found) == len(asked.tests)
    assert [str(one) for one in found if not one.passed] == []


@pytest.mark.parametrize("name", shipped_ids())
def test_every_verdict_leads_to_sources(name: str) -> None:
    answer = judged(name)
    for place, firm in enumerate(answer.universe.firms):
        verdict = answer.verdict(place)
        assert verdict.because, firm.id
        if verdict.status == "possible":
            assert deciding_facts(answer, place), firm.id
            assert verdict.open, firm.id
        for criterion in verdict.deciding if verdict.status == "caught" else ():
            reads = answer.principle.criterion(criterion).parsed.reads
            settled = [answer.evidence[key][place] for key in reads if answer.evidence[key][place].value is not None]
            assert settled, (firm.id, criterion)
            for one in settled:
                # a verdict of another principle, or a list that was looked up in vain, has its source in the reason
                assert one.pieces or one.why or "caught_by" in criterion or any("caught_by" in key for key in reads)
                assert all(piece.source.cite or piece.source.file for piece in one.pieces)


def test_a_wrong_test_is_told_with_its_place() -> None:
    text = b"""id: p
title: T
why: W
sources: [S]
criteria:
  c: {when: state_owned, why: w, source: s}
rule: c
tests:
  - {given: {state_owned: no}, verdict: caught}
  - {given: {}, verdict: possible, unknown: [us_listed]}
  - {firm: nobody, verdict: not}
"""
    found = check(parse_principle("p.yml", text), universe(), find=finder({}), rule=lambda _name, _day: None)
    assert [str(one) for one in found] == [
        "p.yml:9:5: the given facts: expected caught, got not",
        "p.yml:10:5: the given facts: expected possible (us_listed unknown), got possible (state_owned unknown)",
    ]
    assert not any(one.passed for one in found)


def test_a_principle_beside_goes_before_the_library() -> None:
    own = (resources.files("ricochet.principles") / "library" / "broad.yml").read_bytes()
    own = own.replace(b"title: The", b"title: mine, not The")
    found = finder({"broad": own})("broad")
    assert found is not None
    assert found.title.startswith("mine")
