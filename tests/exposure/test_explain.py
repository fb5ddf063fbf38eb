"""The cases of explanation (P01-P07), and look-through against plain iteration."""

import random
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.ownership.notation import read_graph

from ricochet.exposure.explain import explain
from ricochet.exposure.facts import Facts
from ricochet.exposure.look_through import look_through
from ricochet.exposure.owners import Owners
from ricochet.model.proof import Proof, Step
from ricochet.model.share import WHOLE, read_share
from ricochet.ownership.stakes import stakes_on
from ricochet.regimes import load_regimes, rule

DAY = date(2026, 11, 22)
REGIMES = load_regimes()
CASES = yaml.safe_load((Path(__file__).parent / "explanations" / "explain.yml").read_text("utf-8"))


def written(step: Step) -> str:
    return f"{step.owner} {step.share} {step.owned}"


def holdings(proof: Proof) -> list[str]:
    return [written(step) for step in proof.steps if step.kind == "holding"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    graph, regime = read_graph(case["graph"]), rule(REGIMES, "us-ofac-50", DAY)
    assert regime
    facts = Facts(holdings=tuple(graph.holdings), listings=tuple(graph.listings.values()))
    found = explain(facts, regime, DAY, case["party"])
    assert found
    assert (found.status, found.slack) == (case["status"], case["slack"]), case["why"]
    assert holdings(found.proof) == case["proof"], case["why"]
    assert list(found.critical) == case["critical"], case["why"]
    assert list(map(written, found.contributing)) == case.get("contributing", [])
    if "alternatives" in case:
        assert [holdings(proof) for proof in found.alternatives] == case["alternatives"], case["why"]
    if "look_through" in case:
        assert read_share(found.look_through) == read_share(case["look_through"])
    if "route" in case:
        assert found.route == case["route"]
    if "decided_by" in case:
        assert [one.text for one in found.unknowns] == case["decided_by"]


def test_nothing_is_explained_of_the_listed_or_the_untouched() -> None:
    graph, regime = read_graph("X* -60-> A; Q -60-> B"), rule(REGIMES, "us-ofac-50", DAY)
    assert regime
    facts = Facts(holdings=tuple(graph.holdings), listings=tuple(graph.listings.values()))
    assert explain(facts, regime, DAY, "X") is None
    assert explain(facts, regime, DAY, "B") is None


def test_look_through_is_what_plain_iteration_converges_to() -> None:
    dice = random.Random(4)  # noqa: S311 - a test, not a secret
    names = "ABCDEFG"
    for _ in range(25):
        edges = [
            f"{o} -{dice.choice((5, 10, 20, 45))}-> {e}" for o in f"X{names}" for e in names if dice.random() < 0.3
        ]
        rows = [row for text in edges for row in read_graph(text).holdings if row.owner != row.owned]
        weights: dict[str, dict[str, Fraction]] = {name: {} for name in names}
        for row in rows:
            weights[row.owned][row.owner] = row.share.low / WHOLE
        sums = {name: max(sum(parts.values()), Fraction(1)) for name, parts in weights.items()}
        part = dict.fromkeys(names, 0.0) | {"X": 1.0}
        for _ in range(400):
            part |= {n: sum(float(w / sums[n]) * part[o] for o, w in weights[n].items()) for n in names}
        found = look_through("A", {"X"}, Owners(stakes_on(rows, DAY)))
        assert found is not None
        assert float(found.low / WHOLE) == pytest.approx(part["A"], abs=1e-5)


@pytest.mark.parametrize(
    ("graph", "share"),
    [
        ("X* -?-> A; Q -60-> A", "0..40"),  # what another holds is not X's
        ("X* -0..50-> A; B -0..60-> A; X -100-> B", "0..100"),
        ("X* -0..50-> A; B -0..60-> A; Q -100-> B", "0..50"),
        ("X* -10..30-> A; B -40..90-> A; X -50-> B", "30..65"),  # 30 for X itself, half of the rest
        ("B -0..60-> A; C -0..60-> A; X* -50-> B; X -80-> C", "0..68"),  # 60 through C, the rest through B
        ("X* -60-> A; Y* -60-> A", "100"),
        ("A -100-> B; B -100-> A; X* -?-> Q", "0"),
    ],
)
def test_the_most_a_listed_party_can_own_leaves_the_others_what_is_theirs(graph: str, share: str) -> None:
    read = read_graph(graph)
    assert look_through(
        "A", {one.party for one in read.listings.values()}, Owners(stakes_on(read.holdings, DAY))
    ) == read_share(share)


def test_no_division_of_open_shares_gives_more_than_the_bounds() -> None:
    dice = random.Random(7)  # noqa: S311 - a test, not a secret
    names = "ABCD"
    for _ in range(25):
        lows = {(o, e): dice.choice((0, 5, 10)) for o in f"X{names}" for e in names if o != e and dice.random() < 0.5}
        bands = {pair: (low, low + dice.choice((0, 20, 70))) for pair, low in lows.items()}
        rows = read_graph("; ".join(f"{o} -{low}..{high}-> {e}" for (o, e), (low, high) in bands.items())).holdings
        found = look_through("A", {"X"}, Owners(stakes_on(rows, DAY)))
        assert found is not None
        for _ in range(20):
            fixed = {pair: dice.randint(low, high) for pair, (low, high) in bands.items()}
            if any(sum(part for (_, e), part in fixed.items() if e == name) > 100 for name in names):
                continue
            text = "; ".join(f"{o} -{part}-> {e}" for (o, e), part in fixed.items())
            one = look_through("A", {"X"}, Owners(stakes_on(read_graph(text).holdings, DAY)))
            assert one is not None
            assert found.low <= one.low <= one.high <= found.high


def test_every_row_of_the_section_is_here() -> None:
    assert {f"P{n:02}" for n in range(1, 8)} <= {case["id"] for case in CASES}
