"""Sensitivity from one truth table, against asking each variant of the firms themselves."""

import itertools
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.principles.examples import TRUTHS, Fact, columns, principle, rules

from ricochet.principles.evaluate import truth_table
from ricochet.principles.sensitivity import Outcome, sensitivity
from ricochet.principles.verdict import reduced, verdicts

FIRM = st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in TRUTHS})
NAMES = ["c0", "c1", "c2", "c3"]


def outcome(verdict: "np.ndarray[tuple[int], np.dtype[np.int32]]", harm: list[int]) -> Outcome:
    caught = [place for place, one in enumerate(verdict.tolist()) if one == 2]
    return Outcome(
        caught=len(caught),
        possible=verdict.tolist().count(1),
        harm=sum(harm[place] for place in caught),
        collateral=sum(not harm[place] for place in caught),
    )


@settings(max_examples=40)
@given(st.lists(FIRM, min_size=1, max_size=12), rules(NAMES), st.data())
def test_every_variant_is_what_asking_the_firms_gives(
    firms: list[dict[str, Fact]], rule: str, data: st.DataObject
) -> None:
    asked = principle(list(TRUTHS), rule)
    harm = data.draw(st.lists(st.integers(0, 3), min_size=len(firms), max_size=len(firms)))
    found_in = columns(firms)
    table = truth_table(asked, found_in)
    found = sensitivity(asked, found_in, table, np.array(harm, np.int32))

    def ask(kept: frozenset[str]) -> Outcome:
        return outcome(verdicts(asked, table, reduced(asked, kept)), harm)

    assert found.whole == outcome(verdicts(asked, table), harm)
    assert found.everybody.caught == len(firms)
    assert {one.kept: one.outcome for one in found.variants} == {
        kept: ask(frozenset(kept)) for size in range(5) for kept in itertools.combinations(NAMES, size)
    }
    for one in found.dropped:
        assert one.outcome == ask(frozenset(NAMES) - {one.criterion})
        orders = [
            ask(frozenset(order[: order.index(one.criterion)])).caught
            - ask(frozenset(order[: order.index(one.criterion) + 1])).caught
            for order in itertools.permutations(NAMES)
        ]
        assert one.narrowing == pytest.approx(sum(orders) / factorial(4))
    assert sum(one.narrowing or 0 for one in found.dropped) == pytest.approx(len(firms) - found.whole.caught)
    for variant in found.variants:
        dominated = any(
            other.outcome.caught <= variant.outcome.caught
            and other.outcome.harm >= variant.outcome.harm
            and (other.outcome.caught, other.outcome.harm) != (variant.outcome.caught, variant.outcome.harm)
            for other in found.variants
        )
        assert variant.front == (not dominated)
    truths = [[firm[name] for name in TRUTHS] for firm in firms]
    assert [one.caught for one in found.counted] == [sum(row.count(True) >= k for row in truths) for k in (1, 2, 3, 4)]


def test_a_threshold_swept() -> None:
    asked = principle(
        ["state_owned_pct >= share", "state_owned"],
        "{all: [c0, c1]}",
        "{share: {value: 25, unit: per cent, why: w, sweep: [10, 50]}}",
    )
    firms: list[dict[str, Fact]] = [
        {"state_owned_pct": share, "state_owned": True} for share in (5.0, 20.0, 30.0, 60.0, None)
    ]
    found_in = columns(firms)
    sweeps = sensitivity(asked, found_in, truth_table(asked, found_in), np.ones(5, np.int32)).sweeps
    assert [(one.value, one.own, one.outcome.caught, one.outcome.possible) for one in sweeps] == [
        (10, False, 3, 1),
        (25, True, 2, 1),
        (50, False, 1, 1),
    ]
    assert [one.flipped.tolist() for one in sweeps] == [[1], [], [2]]
    assert (sweeps[0].before.tolist(), sweeps[0].after.tolist()) == ([0], [2])


def test_a_count_swept() -> None:
    asked = principle(
        ["state_owned", "us_listed"], "{at_least: k, of: [c0, c1]}", "{k: {value: 1, why: w, sweep: [2]}}"
    )
    found_in = columns([{"state_owned": True, "us_listed": False}])
    sweeps = sensitivity(asked, found_in, truth_table(asked, found_in), np.zeros(1, np.int32)).sweeps
    assert [(one.value, one.outcome.caught, one.outcome.collateral) for one in sweeps] == [(1, 1, 1), (2, 0, 0)]
