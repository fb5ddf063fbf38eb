"""Smallest: the fewest further listings by which a rule would reach a given party.

Sets are tried by size, so the first size that reaches is the smallest. An owner whom another one's listing catches
never does more than that other, so only the topmost owners are tried. Where there are too many sets, a greedy set
bounds the answer from above and the sizes tried in full from below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import comb

from ricochet.exposure.around import around
from ricochet.exposure.facts import Facts
from ricochet.exposure.owners import Owners
from ricochet.model.regime import Regime
from ricochet.ownership.arrange import register_of
from ricochet.ownership.register import Register
from ricochet.ownership.seeds import listed_on, seeds_of
from ricochet.ownership.solve import close
from ricochet.ownership.stakes import stakes_on

BUDGET = 5_000
"""Sets tried at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smallest:
    """`sets` are sets of that size that reach the party for certain, besides what is listed already.

    The smallest size lies between `at_least` and `at_most`; they are equal where the search was complete. `at_most` is
    None where not even all owners together reach the party. Sizes are 0 where it is reached, or listed, already.
    """

    party: str
    sets: tuple[tuple[str, ...], ...]
    at_least: int
    at_most: int | None


def smallest(facts: Facts, regime: Regime, day: date, party: str, *, budget: int = BUDGET) -> Smallest:
    """Search among all owners above `party` on `day`, listed ones aside. Caught is asked for, not possible."""
    local = around(facts, party, regime.direction)
    stakes = stakes_on(local.holdings, day)
    complete = frozenset(one.id for one in local.parties if one.register_complete)
    search = _Search(
        register_of(stakes, regime.tests, complete),
        regime,
        party,
        frozenset(seeds_of(regime, listed_on(regime, local.listings, day))),
    )
    owners = {stake.owner for stake in stakes} | {stake.owned for stake in stakes}
    found = _among(search, sorted(owners - search.listed - {party}), budget)
    return found or Smallest(party=party, sets=(), at_least=1, at_most=None)


def _among(search: "_Search", owners: list[str], budget: int) -> Smallest | None:
    party = search.party
    if search.reaches(()):
        return Smallest(party=party, sets=((),), at_least=0, at_most=0)
    single = tuple((owner,) for owner in owners if search.reaches((owner,)))
    if single:
        return Smallest(party=party, sets=single, at_least=1, at_most=1)
    if not search.adds_up or not search.reaches(owners):
        return None
    top = search.topmost(owners)
    for size in range(2, len(top) + 1):
        budget -= comb(len(top), size)
        if budget < 0:
            greedy = search.greedy(top)
            return Smallest(party=party, sets=(greedy,), at_least=size, at_most=len(greedy))
        found = tuple(names for names in combinations(top, size) if search.reaches(names))
        if found:
            return Smallest(party=party, sets=found, at_least=size, at_most=size)
    return None


class _Search:
    """One party and rule; whom a set of listings would catch."""

    def __init__(self, register: Register, regime: Regime, party: str, listed: frozenset[str]) -> None:
        self.register, self.party, self.listed = register, party, listed
        self._affiliates = regime.direction == "affiliates"
        self._stakes = Owners(register.stakes).of(party)
        self.adds_up = bool(regime.tests) and regime.tests[0].pooling != "person"

    def caught(self, names: Iterable[str]) -> set[str]:
        """Everybody inside when these are listed besides."""
        seeds = {*names, *self.listed}
        return {*seeds, *close(self.register, seeds, "definite", affiliates=self._affiliates).parties}

    def reaches(self, names: Iterable[str]) -> bool:
        """Whether the party is caught or listed then."""
        return self.party in self.caught(names)

    def topmost(self, owners: list[str]) -> list[str]:
        """Owners whom no other's listing catches; of a ring that catches itself, the first."""
        reach = {owner: self.caught([owner]) for owner in owners}
        kept: list[str] = []
        for owner in sorted(owners, key=lambda one: (-len(reach[one]), one)):
            if not any(owner in reach[other] for other in kept):
                kept.append(owner)
        return sorted(kept)

    def greedy(self, owners: list[str]) -> tuple[str, ...]:
        """A set that reaches the party and of which none can be left out; not always the smallest."""
        chosen: list[str] = []
        while not self.reaches(chosen):
            rest = [owner for owner in owners if owner not in chosen]
            chosen.append(max(rest, key=lambda owner: (self._part([*chosen, owner]), owner)))
        for owner in list(chosen):
            fewer = [one for one in chosen if one != owner]
            if self.reaches(fewer):
                chosen = fewer
        return tuple(sorted(chosen))

    def _part(self, names: list[str]) -> tuple[Fraction, int]:
        """How much of the party those caught would hold, and how many they are."""
        inside = self.caught(names)
        held = (stake.share.low for stake in self._stakes if stake.basis == "equity" and stake.owner in inside)
        return sum(held, Fraction(0)), len(inside)
