"""The arrays against the plain reading of every regime's tests; what must hold of any solver; exact at the figure."""

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from tests.ownership.naive import reached
from tests.ownership.test_oracle import DAY, SOURCE, bare, world

from ricochet.model.holding import Holding
from ricochet.model.listing import Listing
from ricochet.model.regime import Regime, Test
from ricochet.model.share import Share
from ricochet.ownership import grounds, spread
from ricochet.ownership.alone import alone
from ricochet.ownership.arrange import register_of
from ricochet.ownership.reach import Answer, reach
from ricochet.ownership.rings import rings
from ricochet.ownership.solve import Certainty, Closure, close
from ricochet.ownership.stakes import Stakes, stakes_on
from ricochet.ownership.suppose import suppose
from ricochet.regimes import load_regimes

LAWS = [replace(regime, lists=(), list_programmes=(), switches=()) for regime in load_regimes() if regime.tests]
"""Every version of every regime through which ownership flows; a listing without a list seeds any."""
EQUITY = Test(basis="equity", threshold=Fraction(50))


def dealt(number: int) -> tuple[random.Random, Stakes, list[str], set[str]]:
    """A random register with joint arrangements, interests and thirds, whom it lists and which registers are full."""
    dice = random.Random(number)  # noqa: S311 - test data, not a secret
    case = world(dice)
    rows = [
        replace(
            row,
            basis="interest" if dice.random() < 0.05 else row.basis,
            joint=dice.choice("gh") if dice.random() < 0.3 else "",
            share=Share(Fraction(100, 3), Fraction(100, 3)) if dice.random() < 0.1 else row.share,
        )
        for row in case.holdings
    ]
    return dice, stakes_on(rows, DAY), case.seeds, case.complete


def ask(stakes: Stakes, regime: Regime, seeds: list[str], complete: set[str] = frozenset()) -> Answer:  # type: ignore[assignment]
    listings = [Listing(party=seed, list="", entry=seed, source=SOURCE) for seed in seeds]
    return reach(stakes, listings, regime, DAY, complete=complete)


def of(answer: Answer, *statuses: str) -> set[str]:
    return {one.party for one in answer.reached if one.status in statuses}


def plain(stakes: Stakes, regime: Regime, seeds: list[str], complete: set[str], *, certain: bool) -> set[str]:
    apart = any(test.pooling == "person" for test in regime.tests)
    together = [] if regime.tests[0].pooling == "person" else [seeds]
    groups = together + ([[seed] for seed in seeds] if apart else [])
    return set().union(*(reached(stakes, regime, group, certain, complete) for group in groups)) - set(seeds)


@pytest.mark.parametrize("regime", LAWS, ids=[f"{one.id} {one.version}" for one in LAWS])
def test_every_regime_answers_as_its_tests_plainly_read(regime: Regime) -> None:
    told = 0
    for number in range(60):
        _, stakes, seeds, complete = dealt(number)
        found = ask(stakes, regime, seeds, complete)
        assert of(found, "caught") == plain(stakes, regime, seeds, complete, certain=True), number
        assert of(found, "caught", "possible") == plain(stakes, regime, seeds, complete, certain=False), number
        told += bool(found.reached)
    assert told > 10


@pytest.mark.parametrize("regime", LAWS, ids=[f"{one.id} {one.version}" for one in LAWS])
def test_adding_a_listing_releases_nobody_and_removing_one_catches_nobody(regime: Regime) -> None:
    for number in range(40):
        _, stakes, seeds, complete = dealt(number)
        fewer, more = ask(stakes, regime, seeds[:1], complete), ask(stakes, regime, [*seeds, "p0"], complete)
        listed = {*seeds, "p0"}
        assert of(fewer, "caught") - listed <= of(more, "caught")
        assert of(fewer, "caught", "possible") - listed <= of(more, "caught", "possible")


@pytest.mark.parametrize("certainty", ["definite", "conceivable"])
def test_a_supposed_listing_or_delisting_is_what_solving_anew_finds(
    certainty: Certainty, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = 0
    for number in range(400):
        monkeypatch.setattr("ricochet.ownership.suppose.FEW", number % 2 * 1_000)
        dice, stakes, seeds, complete = dealt(number)
        register = register_of(stakes, (EQUITY, Test(basis="control")), complete)
        start = close(register, seeds, certainty)
        before = kept(start)
        add, remove = dice.sample([f"p{one}" for one in range(3)], 2), dice.sample(seeds, dice.randint(0, 1))
        change = suppose(start, add, remove)
        anew = close(register, {*seeds, *add} - {*remove} | ({*add} & {*remove}), certainty)
        assert set(start.members) | set(change.gained) == set(anew.members) | set(change.lost), number
        assert set(change.lost).isdisjoint(anew.members)
        assert [array.tolist() for array in before] == [array.tolist() for array in kept(start)]
        changed += bool(len(change.lost) and len(change.gained))
    assert changed > 20


def kept(closure: Closure) -> tuple[Any, ...]:
    return closure.lacks.copy(), closure.wave.copy(), closure.cause[closure.members], closure.members


def test_delisting_lets_a_ring_of_owners_go() -> None:
    ring = [*(held(f"r{one}", f"r{(one + 1) % 50}", 60) for one in range(50)), held("X", "r7", 50), held("Y", "r9", 50)]
    closure = close(register_of(stakes_on(ring, DAY), (EQUITY,)), ["X", "Y"], "definite")
    assert len(closure.members) == 52
    assert len(suppose(closure, remove=["X", "Y"]).lost) == 52
    assert suppose(closure, remove=["X"]).lost.tolist() == [closure.register.find("X")]


def held(owner: str, owned: str, share: Fraction | int) -> Holding:
    return Holding(owner=owner, owned=owned, share=Share(Fraction(share), Fraction(share)), source=SOURCE)


def test_compiled_code_finds_what_arrays_find(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    for number in range(150):
        _, stakes, seeds, complete = dealt(number)
        regime = LAWS[number % len(LAWS)]
        slow = ask(stakes, regime, seeds, complete)
        monkeypatch.setattr(spread, "LARGE", 0)
        monkeypatch.setattr(spread, "ONCE", 0)
        assert ask(stakes, regime, seeds, complete) == slow
        monkeypatch.undo()


@pytest.mark.parametrize("certainty", ["definite", "conceivable"])
def test_each_alone_reaches_whom_solving_for_it_finds(certainty: Certainty, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(200):
        _, stakes, _, complete = dealt(number)
        regime = LAWS[number % len(LAWS)]
        register = register_of(stakes, regime.tests, complete)
        nodes, marked = np.arange(len(stakes.parties)), np.arange(len(stakes.parties)) % 2 == 0
        above = regime.direction == "affiliates"
        for compiled in (True, False):
            if not compiled:
                monkeypatch.setattr("ricochet.ownership.alone.kernel", lambda: None)
            found = alone(register, nodes, certainty, marked, affiliates=above)
            monkeypatch.undo()
            for node, count in enumerate(found.counts.tolist()):
                parties = set(close(register, [stakes.parties[node]], certainty, affiliates=above).parties)
                assert count == len(parties - {stakes.parties[node]}), number
                told = {stakes.parties[one] for one in found.node[found.place == node].tolist()}
                assert told == {one for one in parties - {stakes.parties[node]} if marked[register.find(one)]}


def test_answers_found_all_at_once_are_those_found_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        _, stakes, seeds, complete = dealt(number)
        regime = LAWS[number % len(LAWS)]
        one_by_one = ask(stakes, regime, seeds, complete)
        monkeypatch.setattr(grounds, "MANY", 0)
        assert ask(stakes, regime, seeds, complete) == one_by_one
        monkeypatch.undo()


def test_one_large_ring_among_others_is_found_as_any_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(100):
        dice = np.random.default_rng(number)
        owner, owned = dice.integers(0, 60, (2, dice.integers(1, 120)))
        plainly = rings(owner, owned, 60)
        monkeypatch.setattr("ricochet.ownership.rings.LARGE", 0)
        assert rings(owner, owned, 60) == plainly
        monkeypatch.undo()


def test_millions_of_shares_decide_exactly() -> None:
    """Share counts at, just under and just over a half: 400 companies, each of millions of shares."""
    dice = random.Random(4)  # noqa: S311 - test data, not a secret
    rows, caught = [], set()
    for number in range(400):
        whole = dice.randint(1_000_000, 900_000_000)
        parts = [dice.randint(0, whole // 6) for _ in range(3)]
        rest = whole // 2 - sum(parts) + dice.randint(-1, 1)
        counts = [*parts, rest]
        if sum(Fraction(count, whole) for count in counts) >= Fraction(1, 2):
            caught.add(f"c{number}")
        rows += [held(f"X{place}", f"c{number}", Fraction(100 * n, whole)) for place, n in enumerate(counts)]
    answer = ask(stakes_on(rows, DAY), bare(EQUITY), [f"X{place}" for place in range(4)])
    assert of(answer, "caught", "possible") == caught
    assert 100 < len(caught) < 300


def test_denominators_too_long_for_64_bits_decide_exactly() -> None:
    dice = random.Random(5)  # noqa: S311 - test data, not a secret
    rows, caught = [], set()
    for number in range(100):
        first = Fraction(dice.randint(1, 10**15), dice.choice([10**15 + 37, 10**15 + 91]))
        second = Fraction(50) - first + dice.choice([Fraction(0), Fraction(1, 10**30), Fraction(-1, 10**30)])
        if first + second >= 50:
            caught.add(f"c{number}")
        rows += [held("X", f"c{number}", first), held("Y", f"c{number}", second)]
    register = register_of(stakes_on(rows, DAY), (EQUITY,))
    assert len(register.loose) == 100
    assert of(ask(stakes_on(rows, DAY), bare(EQUITY), ["X", "Y"]), "caught") == caught


def test_many_open_bounds_do_not_add_up_to_a_share() -> None:
    """600 owners of more than 1/12 per cent each surely have more than 50; of less than that, surely less."""
    twelfth = Fraction(50, 600)
    rows = [
        Holding(owner=f"X{one}", owned=owned, share=share, source=SOURCE)
        for one in range(600)
        for owned, share in (
            ("above", Share(twelfth, twelfth * 2, True, False)),
            ("below", Share(Fraction(0), twelfth, False, True)),
        )
    ]
    tests = bare(replace(EQUITY, comparison="gt"))
    answer = ask(stakes_on(rows, DAY), tests, [f"X{one}" for one in range(600)])
    assert (of(answer, "caught"), of(answer, "possible")) == ({"above"}, set())


def test_nothing_listed_and_nothing_held() -> None:
    assert ask(stakes_on([], DAY), bare(EQUITY), ["X"]).reached == ()
    assert np.array_equal(close(register_of(stakes_on([], DAY), (EQUITY,)), ["X"], "definite").members, [])


@pytest.mark.parametrize("regime", [one for one in LAWS if one.id == "eu"], ids=lambda one: one.version)
def test_a_second_listing_takes_nothing_from_what_one_person_holds_through_others(regime: Regime) -> None:
    rows = [held("A", "M1", 60), held("A", "M2", 60)]
    rows += [replace(held(owner, "C", 30), basis="votes") for owner in ("M1", "M2")]
    stakes = stakes_on(rows, DAY)
    assert "C" in of(ask(stakes, regime, ["A"]), "caught")
    assert "C" in of(ask(stakes, regime, ["A", "Z"]), "caught")
