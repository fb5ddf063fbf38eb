"""The rule again, as slowly and plainly as it can be said: intervals of fractions, tried until nothing changes.

It shares no code with the solver: no arrays, no whole numbers, no order of entry.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ricochet.model.regime import Regime, Test
from ricochet.ownership.stakes import Stake

WHOLE = Fraction(100)
End = tuple[Fraction, bool]  # a bound, and whether it is open


@dataclass
class Group:
    owners: set[str]
    low: End
    high: End


def total(ends: Iterable[End]) -> End:
    found = list(ends)
    return sum((value for value, _ in found), Fraction(0)), any(is_open for _, is_open in found)


def at_least(low: End, test: Test) -> bool:
    value, is_open = low
    figure = test.threshold or Fraction(0)
    return value > figure or (value == figure and (is_open or test.comparison == "ge"))


def at_most(high: End, test: Test) -> bool:
    value, is_open = high
    figure = test.threshold or Fraction(0)
    return value > figure or (value == figure and not is_open and test.comparison == "ge")


def groups(stakes: list[Stake], *, joint: bool) -> list[Group]:
    found: list[tuple[set[str], list[Stake]]] = []
    for stake in stakes:
        labels, members = (set(stake.joint) if joint else set[str]()), [stake]
        for other in [one for one in found if one[0] & labels]:
            found.remove(other)
            labels |= other[0]
            members += other[1]
        found.append((labels, members))
    return [
        Group(
            {stake.owner for stake in members},
            total((stake.share.low, stake.share.low_open) for stake in members),
            total((stake.share.high, stake.share.high_open) for stake in members),
        )
        for _, members in found
    ]


def sure(test: Test, units: list[Group], inside: list[Group], *, complete: bool, alone: bool) -> bool:
    if test.yields == "possible" or not inside:
        return False
    if test.threshold is None:
        return True
    if any(at_least(unit.low, test) for unit in inside) if alone else at_least(total(u.low for u in inside), test):
        return True
    low, high = total(unit.low for unit in units), total(unit.high for unit in units)
    if (
        not (complete and test.basis == "equity" and consistent(low))
        or high < (WHOLE, high[1])
        or high == (WHOLE, True)
    ):
        return False
    rest, is_open = total(unit.high for unit in units if unit not in inside)
    return at_least((WHOLE - rest, is_open), test)


def may(test: Test, units: list[Group], inside: list[Group]) -> bool:
    if not inside:
        return False
    if test.threshold is None:
        return True
    if not at_most(total(unit.high for unit in inside), test):
        return False
    if not consistent(total(unit.low for unit in units)):
        return True
    rest, is_open = total(unit.low for unit in units if unit not in inside)
    return at_most((WHOLE - rest, is_open), test)


def consistent(low: End) -> bool:
    return low[0] < WHOLE or low == (WHOLE, False)


def reached(
    stakes: Iterable[Stake], regime: Regime, seeds: Iterable[str], certain: bool, complete: Iterable[str] = ()
) -> set[str]:
    """Everybody inside, the seeds with them."""
    blocks = blocks_of(stakes, regime)
    found, asserted = set(seeds), set(complete)
    pooled = len(found) > 1

    def meets(owned: str, test: Test, units: list[Group], inside: list[Group], *, alone: bool) -> bool:
        if certain:
            return sure(test, units, inside, complete=owned in asserted, alone=alone)
        return may(test, units, inside)

    def parents() -> set[str]:
        return {
            owner
            for owned, test, units in blocks
            if owned in found
            for unit in units
            if meets(owned, test, units, [unit], alone=False)
            for owner in unit.owners
        }

    def children() -> set[str]:
        return {
            owned
            for owned, test, units in blocks
            if meets(
                owned,
                test,
                units,
                [one for one in units if one.owners & found],
                alone=pooled and test.pooling == "person",
            )
        }

    for step in [parents, children] if regime.direction == "affiliates" else [children]:
        while not (more := step()) <= found:
            found |= more
    return found


def blocks_of(stakes: Iterable[Stake], regime: Regime) -> list[tuple[str, Test, list[Group]]]:
    rows: dict[tuple[int, str], list[Stake]] = defaultdict(list)
    for stake in stakes:
        for number, test in enumerate(regime.tests):
            if stake.basis == test.basis and stake.owner != stake.owned:
                rows[number, stake.owned].append(stake)
    return [
        (owned, regime.tests[number], groups(found, joint=regime.tests[number].joint))
        for (number, owned), found in rows.items()
    ]
