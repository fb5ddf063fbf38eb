"""Owners: the listed parties behind a reached one, however small their part. A proof cites only those it needs."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import cached_property

from ricochet.model.finding import Reached
from ricochet.model.regime import Regime
from ricochet.ownership.stakes import Stake


class Owners:
    """Stakes looked up from the side of the company; arranged when first asked for."""

    def __init__(self, stakes: Iterable[Stake]) -> None:
        self._stakes = stakes

    @cached_property
    def _by_owned(self) -> Mapping[str, list[Stake]]:
        found: dict[str, list[Stake]] = defaultdict(list)
        for stake in self._stakes:
            found[stake.owned].append(stake)
        return dict(found)

    def of(self, owned: str) -> list[Stake]:
        """All stakes in one company."""
        return self._by_owned.get(owned, [])


def behind(
    party: str, regime: Regime, listed: Container[str], reached: Mapping[str, Reached], owners: Owners
) -> tuple[str, ...]:
    """Listed parties that own part of `party`, directly or through others the rule reaches; and those of its proof."""
    if party in listed:
        return (party,)
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
    return tuple(sorted(found))
