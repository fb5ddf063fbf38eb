"""The solver against clingo, which computes the same least models by another road, on random registers.

Graphs have cycles, self-holdings, open intervals, unknown stakes, totals over 100, complete registers, dates, votes
and control; stakes are pooled or not. The random numbers are seeded: every run tries the same graphs.
"""

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import clingo
import pytest

from ricochet.model.holding import Basis, Holding
from ricochet.model.listing import Listing
from ricochet.model.period import Period
from ricochet.model.regime import Pooling, Regime, Test
from ricochet.model.share import UNKNOWN, Share
from ricochet.model.source import Source
from ricochet.ownership.reach import reach
from ricochet.ownership.stakes import stakes_on

SOURCE = Source(publisher="test", file="random", sha256="", row=1)
DAY = date(2024, 6, 1)
LIMIT = 64  # open bounds move a sum by less than this many units
GRAPHS = 1200

PROGRAM = """
party(P) :- stake(_, P, _, _, _).
party(O) :- stake(_, _, O, _, _).
% stake(block, owned, owner, low, high); test(block, threshold, sign, total of lows, total of highs)
sure(P) :- seed(P).
may(P) :- seed(P).
lows(B, S) :- block(B), S = #sum { L, O : stake(B, _, O, L, _) }.
highs(B, S) :- block(B), S = #sum { H, O : stake(B, _, O, _, H) }.
consistent(B) :- lows(B, S), S <= whole.
sure(P) :- need(B, P, T), #sum { L, O : stake(B, P, O, L, _), sure(O) } >= T.
sure(P) :- need(B, P, T), complete(B), consistent(B), highs(B, A), A >= whole, stake(B, P, X, _, _), sure(X),
           #sum { H, O : stake(B, P, O, _, H), sure(O) } >= T - whole + A.
may(P) :- need(B, P, T), consistent(B), lows(B, A), #sum { H, O : stake(B, P, O, _, H), may(O) } >= T,
          #sum { L, O : stake(B, P, O, L, _), may(O) } >= T - whole + A.
may(P) :- need(B, P, T), not consistent(B), #sum { H, O : stake(B, P, O, _, H), may(O) } >= T.
sure(P) :- control(O, P), sure(O).
may(P) :- control(O, P), may(O).
#show sure/1. #show may/1.
"""


class World(NamedTuple):
    holdings: list[Holding]
    seeds: list[str]
    complete: set[str]
    comparison: str
    votes: bool
    control: bool


def world(dice: random.Random) -> World:
    size = dice.randint(3, 9)
    parties = [f"p{number}" for number in range(size)]
    holdings = []
    for _ in range(dice.randint(size, 3 * size)):
        basis: Basis = dice.choices(("equity", "votes", "control", "director"), (12, 3, 1, 1))[0]
        start = date(2024, dice.randint(1, 12), 1) if dice.random() < 0.15 else None
        end = date(2024, dice.randint(1, 12), 1) if dice.random() < 0.15 else None
        if start and end and start > end:
            start, end = end, start
        holdings.append(
            Holding(
                owner=dice.choice(parties),
                owned=dice.choice(parties),
                share=UNKNOWN if basis in ("control", "director") else share(dice),
                basis=basis,
                period=Period(start, end),
                source=SOURCE,
            )
        )
    unique = {(row.owner, row.owned, row.basis): row for row in holdings if row.period.covers(DAY)}
    past = [row for row in holdings if not row.period.covers(DAY)]
    seeds = dice.sample(parties, dice.randint(1, 2))
    complete = {party for party in parties if dice.random() < 0.3}
    return World(
        [*unique.values(), *past], seeds, complete, dice.choice(("ge", "gt")), dice.random() < 0.5, dice.random() < 0.5
    )


def share(dice: random.Random) -> Share:
    kind = dice.random()
    if kind < 0.12:
        return UNKNOWN
    low = dice.choice((10, 20, 25, 30, 40, 49, 50, 51, 60, 75, 100, dice.randint(0, 100)))
    if kind < 0.55:
        return Share(Fraction(low), Fraction(low))
    high = dice.choice([number for number in (25, 50, 75, 100) if number > low] or [low])
    if low == high:
        return Share(Fraction(low), Fraction(high))
    return Share(Fraction(low), Fraction(high), dice.random() < 0.5, dice.random() < 0.5)


def oracle(case: World, seeds: list[str]) -> tuple[set[str], set[str]]:
    whole = 100 * LIMIT
    facts = [f"seed({seed})." for seed in seeds]
    blocks: dict[tuple[str, str], int] = {}
    for row in case.holdings:
        if not row.period.covers(DAY) or row.owner == row.owned:
            continue
        if row.basis == "control" and case.control:
            facts.append(f"control({row.owner},{row.owned}).")
        if row.basis == "equity" or (row.basis == "votes" and case.votes):
            block = blocks.setdefault((row.owned, row.basis), len(blocks))
            low, high = row.share.low * LIMIT + row.share.low_open, row.share.high * LIMIT - row.share.high_open
            facts.append(f"stake({block},{row.owned},{row.owner},{low},{high}).")
    for (owned, basis), block in blocks.items():
        threshold = 50 * LIMIT + (case.comparison == "gt")
        facts.append(f"block({block}). need({block},{owned},{threshold}).")
        if basis == "equity" and owned in case.complete:
            facts.append(f"complete({block}).")
    control = clingo.Control(["--warn=none", "-c", f"whole={whole}"])
    control.add("base", [], PROGRAM + "\n".join(facts))
    control.ground([("base", [])])
    found: dict[str, set[str]] = {"sure": set(), "may": set()}
    with control.solve(yield_=True) as handle:
        for model in handle:
            for symbol in model.symbols(shown=True):
                found[symbol.name].add(str(symbol.arguments[0]))
    return found["sure"], found["may"]


def regime(case: World, pooling: Pooling) -> Regime:
    equity = Test(basis="equity", threshold=Fraction(50), comparison=case.comparison, pooling=pooling)  # type: ignore[arg-type]
    tests = [equity]
    if case.votes:
        tests.append(replace(equity, basis="votes"))
    if case.control:
        tests.append(Test(basis="control", pooling=pooling))
    return bare(*tests)


def bare(*tests: Test, lists: tuple[str, ...] = ()) -> Regime:
    """A regime of nothing but its tests."""
    return Regime(
        id="test",
        version="1",
        name="",
        authority="",
        forbids="",
        binds=(),
        citation="",
        confidence="",
        since=None,
        until=None,
        lists=lists,
        tests=tests,
    )


@pytest.mark.parametrize("batch", range(4))
def test_agrees_with_an_independent_solver(batch: int) -> None:
    both = 0
    for number in range(batch * GRAPHS // 4, (batch + 1) * GRAPHS // 4):
        dice = random.Random(number)  # noqa: S311 - test data, not a secret
        case = world(dice)
        pooling: Pooling = dice.choice(("all", "person"))
        groups = [case.seeds] if pooling == "all" else [[seed] for seed in case.seeds]
        answers = [oracle(case, group) for group in groups]
        sure = set().union(*(answer[0] for answer in answers)) - set(case.seeds)
        may = set().union(*(answer[1] for answer in answers)) - set(case.seeds)
        listings = [Listing(party=seed, list="", entry=seed, source=SOURCE) for seed in case.seeds]
        found = reach(stakes_on(case.holdings, DAY), listings, regime(case, pooling), DAY, complete=case.complete)
        assert {one.party for one in found.reached if one.status == "caught"} == sure, f"graph {number}"
        assert {one.party for one in found.reached if one.status == "possible"} == may - sure, f"graph {number}"
        both += bool(sure) and bool(may - sure)
    assert both > 20  # the graphs are hard enough to mean something
