"""Opened: a register solved once under one rule; what other listings would change is then told at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from ricochet.model.holdings import Ints
from ricochet.model.listing import Listing
from ricochet.model.regime import Regime
from ricochet.ownership.arrange import register_of
from ricochet.ownership.reach import groups, outside_of, runs
from ricochet.ownership.register import Register
from ricochet.ownership.seeds import doubted_on, listed_on, seeds_of
from ricochet.ownership.solve import close
from ricochet.ownership.spread import kernel
from ricochet.ownership.stakes import Stakes
from ricochet.ownership.suppose import suppose

Standing = Literal["listed", "caught", "possible", "not"]
_LISTED: Standing = "listed"
_BY_OWNERSHIP: tuple[Standing, ...] = ("not", "possible", "caught")


@dataclass(frozen=True, slots=True)
class Shift:
    """A party that would stand otherwise."""

    party: str
    before: Standing
    after: Standing


def opened_on(
    stakes: Stakes,
    listings: Iterable[Listing],
    regime: Regime,
    day: date,
    *,
    countries: Mapping[str, Iterable[str]] | None = None,
    complete: Iterable[str] = (),
) -> "Opened":
    """Open what `reach` would answer from."""
    listings = tuple(listings)
    return Opened(
        register_of(stakes, regime.tests, frozenset(complete)),
        regime,
        seeds_of(regime, listed_on(regime, listings, day)),
        doubted_on(regime, listings, day),
        outside_of(regime, countries or {}),
    )


class Opened:
    """Who is caught and who possible now; `what_if` leaves that as it is.

    `seeds` are listed, with their programmes, and `doubted` perhaps; those `outside` are not reached themselves but
    pass ownership on. Where a rule pools all listed parties a change costs what it touches; any other is solved again.
    """

    def __init__(
        self,
        register: Register,
        regime: Regime,
        seeds: Mapping[str, tuple[str, ...]],
        doubted: Iterable[str] = (),
        outside: Iterable[str] = (),
    ) -> None:
        kernel()  # many questions are to come
        self._register, self._regime, self._names = register, regime, register.stakes.parties
        self._seeds, self._doubted, self._outside = dict(seeds), frozenset(doubted), frozenset(outside)
        pooled = bool(regime.tests) and regime.tests[0].pooling == "all" and regime.direction != "affiliates"
        grouped = self._groups(self._seeds)
        self._closures = (
            [close(register, grouped[0][0], "definite"), close(register, grouped[0][1], "conceivable")]
            if pooled and len(grouped) == 1
            else []
        )
        self._now = np.zeros(register.nodes, np.int8) if self._closures else self._solved(self._seeds)
        for closure in self._closures:
            self._now[closure.members] += 1

    def what_if(self, add: Iterable[str] = (), remove: Iterable[str] = ()) -> tuple[Shift, ...]:
        """Who would stand otherwise, by id, if some parties were listed besides and others no longer."""
        added, removed = set(add) - self._seeds.keys(), self._seeds.keys() & set(remove)
        then = dict[str, Standing](dict.fromkeys(added, _LISTED))
        then.update(dict.fromkeys(removed, _BY_OWNERSHIP[0]))
        for node, level in self._changed(added, removed):
            name = self._names[node] if node < len(self._names) else ""
            if (
                name
                and name not in added
                and (name in removed or name not in self._seeds)
                and name not in self._outside
            ):
                then[name] = _BY_OWNERSHIP[level]
        shifts = (Shift(name, self._standing(name), after) for name, after in sorted(then.items()))
        return tuple(shift for shift in shifts if shift.before != shift.after)

    def _standing(self, name: str) -> Standing:
        if name in self._seeds:
            return "listed"
        node = self._names.find(name)
        level = 0 if node < 0 or name in self._outside else int(self._now[node])
        return _BY_OWNERSHIP[max(level, int(name in self._doubted))]

    def _changed(self, added: set[str], removed: set[str]) -> Iterator[tuple[int, int]]:
        """Nodes whose level changes, and the new one; 2 is caught, 1 possible."""
        counts = [len(self._seeds), len(self._seeds) + len(added) - len(removed)]
        apart = {(count > 1, count + len(self._doubted) > 1) for count in counts}
        also = np.array([node for name in removed if (node := self._names.find(name)) >= 0], np.int64)
        if self._closures and len(apart) == 1:
            changes = [suppose(closure, add=added, remove=removed) for closure in self._closures]
            nodes = np.unique(np.concatenate([also, *(part for one in changes for part in (one.gained, one.lost))]))
            levels = self._now[nodes].copy()
            for change in changes:
                levels[np.searchsorted(nodes, change.gained)] += 1
                levels[np.searchsorted(nodes, change.lost)] -= 1
        else:
            kept = {name: programmes for name, programmes in self._seeds.items() if name not in removed}
            then = self._solved(kept | dict.fromkeys(added, ("",)))
            nodes = np.union1d(np.flatnonzero(then != self._now), also)
            levels = then[nodes]
        yield from zip(nodes.tolist(), levels.tolist(), strict=True)

    def _groups(self, seeds: Mapping[str, tuple[str, ...]]) -> list[tuple[list[str], list[str]]]:
        return groups(self._regime, dict(sorted(seeds.items())), sorted(self._doubted))

    def _solved(self, seeds: Mapping[str, tuple[str, ...]]) -> Ints:
        """The level of every node."""
        found = np.zeros(self._register.nodes, np.int8)
        if self._regime.tests and (seeds or self._doubted):
            for sure, may in runs(self._register, self._regime, self._groups(seeds)):
                found[may.members] = np.maximum(found[may.members], 1)
                found[sure.members] = 2
        return found
