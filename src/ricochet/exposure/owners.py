"""Owners: the listed parties behind a reached one, however small their part. A proof cites only those it needs."""

from collections.abc import Container, Mapping

import numpy as np

from ricochet.model.finding import Reached
from ricochet.model.holding import BASES
from ricochet.model.holdings import NOBODY
from ricochet.model.regime import Regime
from ricochet.ownership.stakes import Stake, Stakes


class Owners:
    """Stakes looked up from the side of the company."""

    def __init__(self, stakes: Stakes) -> None:
        self._stakes = stakes

    def of(self, owned: str) -> list[Stake]:
        """All stakes in one company, which stand together."""
        stakes = self._stakes
        node = stakes.parties.find(owned)
        if node == NOBODY:
            return []
        start, end = np.searchsorted(stakes.owned, [node, node + 1]).tolist()
        return [stakes[place] for place in range(start, end)]

    def boards(self, people: Container[str]) -> set[str]:
        """Companies on whose board one of the people sits."""
        places = np.flatnonzero(self._stakes.basis == BASES.index("director")).tolist()
        found = (self._stakes[place] for place in places)
        return {stake.owned for stake in found if stake.owner in people}


def behind(
    party: str, regime: Regime, listed: Container[str], reached: Mapping[str, Reached], owners: Owners
) -> tuple[str, ...]:
    """Listed parties that own part of `party`, directly or through others the rule reaches; and those of its proof."""
    return way(party, regime, listed, reached, owners)[0]


def way(
    party: str, regime: Regime, listed: Container[str], reached: Mapping[str, Reached], owners: Owners
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The listed parties behind `party`, and the others on the way from it to them, itself first."""
    if party in listed:
        return (party,), ()
    bases = {test.basis for test in regime.tests}
    found: set[str] = set()
    seen, todo = {party}, [party]
    for one in todo:  # grows while it is read
        if one in reached:
            found.update(step.owner for step in reached[one].proof.steps if step.kind == "listing")
        for stake in owners.of(one):
            if stake.basis not in bases or stake.owner in seen:
                continue
            seen.add(stake.owner)
            if stake.owner in listed:
                found.add(stake.owner)
            elif stake.owner in reached:
                todo.append(stake.owner)
    return tuple(sorted(found)), tuple(todo)
