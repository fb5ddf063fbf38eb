"""Rank: every party designated alone, one at a time: whose listing would ricochet furthest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

import numpy as np

from ricochet.exposure.facts import Facts
from ricochet.model.dealing import Dealing
from ricochet.model.holdings import NOBODY, Ints
from ricochet.model.regime import Regime
from ricochet.ownership.alone import Alone, alone
from ricochet.ownership.arrange import register_of
from ricochet.ownership.register import Register
from ricochet.ownership.solve import Certainty, Closure, opened
from ricochet.ownership.stakes import stakes_on

By = Literal["caught", "exposed", "countries", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ricochet:
    """What listing `party` alone would do under one regime.

    `caught` and `possible` are companies reached through ownership, the party not counted. `exposed` are the parties
    that deal with it or with a caught company, `countries` theirs. `values` add up their dealings, by currency.
    """

    party: str
    caught: tuple[str, ...]
    possible: tuple[str, ...]
    exposed: tuple[str, ...]
    countries: tuple[str, ...]
    values: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class League:
    """The table, furthest first, ties by id; `asked` parties were listed alone, whom it may show but the first of."""

    ranked: tuple[Ricochet, ...]
    asked: int


@dataclass(frozen=True, slots=True)
class _Dealt:
    """What dealings with a party and those it catches come to."""

    exposed: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    values: tuple[tuple[str, Decimal], ...] = ()


def rank(
    facts: Facts,
    regime: Regime,
    day: date,
    parties: Iterable[str] = (),
    *,
    by: By = "caught",
    currency: str = "USD",
    most: int | None = None,
) -> League:
    """Designate each party alone (default: every owner, every listed party and every target of a dealing).

    Ranked `by` companies caught, parties exposed, countries, or value in `currency`, then by the others. Only the first
    `most` are told in full.
    """
    stakes = stakes_on(facts.holdings, day)
    complete = frozenset(party.id for party in facts.parties if party.register_complete)
    register = register_of(stakes, regime.tests, complete)
    dealings: dict[str, list[Dealing]] = defaultdict(list)
    for dealing in facts.dealings:
        if dealing.period.covers(day):
            dealings[dealing.target].append(dealing)
    asked = _Asked(register, set(parties) or None, {one.party for one in facts.listings} | set(dealings))
    affiliates = regime.direction == "affiliates"
    sure, may = _alone(register, asked.nodes, dealings, affiliates=affiliates)
    dealt = _dealt(asked, sure, dealings, {party.id: party.countries for party in facts.parties})
    order = _order(asked, sure, may, dealt, by, currency, len(asked) if most is None else most)
    ranked = _Listed(register, affiliates=affiliates)
    return League(tuple(ranked.alone(asked.name(place), dealt.get(place, _Dealt())) for place in order), len(asked))


class _Asked:
    """The parties by place: nodes of the register in order, and behind them those it does not have."""

    def __init__(self, register: Register, only: set[str] | None, besides: set[str]) -> None:
        self._names = register.stakes.parties
        found = {name: self._names.find(name) for name in only or besides}
        owners = np.unique(register.stakes.owner) if only is None else np.zeros(0, np.int32)
        self.nodes = np.union1d(owners, np.array([node for node in found.values() if node != NOBODY], np.int64))
        self._others = sorted(name for name, node in found.items() if node == NOBODY)

    def __len__(self) -> int:
        return len(self.nodes) + len(self._others)

    def name(self, place: int) -> str:
        """A party's id."""
        count = len(self.nodes)
        return self._names[int(self.nodes[place])] if place < count else self._others[place - count]

    def name_of(self, node: int) -> str:
        """The id of a node."""
        return self._names[node]

    def place(self, name: str) -> int:
        """Where a party stands; NOBODY where it was not asked."""
        node = self._names.find(name)
        if node == NOBODY:
            return len(self.nodes) + self._others.index(name) if name in self._others else NOBODY
        place = int(np.searchsorted(self.nodes, node))
        return place if place < len(self.nodes) and self.nodes[place] == node else NOBODY


def _alone(
    register: Register, nodes: Ints, dealings: Mapping[str, Sequence[Dealing]], *, affiliates: bool
) -> tuple[Alone, Alone]:
    """Surely and in some case, both at once where compiled; of those surely caught, who deals or is dealt with."""
    nobody = np.zeros(len(register.stakes.parties), bool)
    marked = nobody.copy()
    names = {name for target, some in dealings.items() for name in (target, *(one.actor for one in some))}
    marked[[node for name in names if (node := register.find(name)) != NOBODY]] = True
    with ThreadPoolExecutor(2) as threads:
        sure = threads.submit(alone, register, nodes, "definite", marked, affiliates=affiliates)
        may = threads.submit(alone, register, nodes, "conceivable", nobody, affiliates=affiliates)
        return sure.result(), may.result()


def _dealt(
    asked: _Asked, sure: Alone, dealings: Mapping[str, Sequence[Dealing]], countries: Mapping[str, tuple[str, ...]]
) -> dict[int, _Dealt]:
    """By place, for all with whom, or with whose companies, anybody deals."""
    names: dict[int, set[str]] = defaultdict(set)
    for name in dealings:
        if (place := asked.place(name)) != NOBODY:
            names[place].add(name)
    for place, node in zip(sure.place.tolist(), sure.node.tolist(), strict=True):
        names[place].add(asked.name_of(node))
    return {place: _of(some | {asked.name(place)}, dealings, countries) for place, some in names.items()}


def _of(
    caught: set[str], dealings: Mapping[str, Sequence[Dealing]], countries: Mapping[str, tuple[str, ...]]
) -> _Dealt:
    own = [dealing for target in caught for dealing in dealings.get(target, ())]
    exposed = {dealing.actor for dealing in own} - caught
    values: dict[str, Decimal] = defaultdict(Decimal)
    for dealing in own:
        if dealing.value is not None and dealing.currency:
            values[dealing.currency] += dealing.value
    return _Dealt(
        exposed=tuple(sorted(exposed)),
        countries=tuple(sorted({country for actor in exposed for country in countries.get(actor, ())})),
        values=tuple(sorted(values.items())),
    )


def _order(
    asked: _Asked, sure: Alone, may: Alone, dealt: Mapping[int, _Dealt], by: By, currency: str, most: int
) -> list[int]:
    """The places of the first `most`, by all sizes, then by id."""
    sizes = {name: np.zeros(len(asked), np.int64) for name in get_args(By)}
    sizes["caught"][: len(sure.counts)] = sure.counts
    values = {place: dict(one.values).get(currency, Decimal(0)) for place, one in dealt.items()}
    steps = {value: step for step, value in enumerate(sorted({Decimal(0), *values.values()}))}
    for place, one in dealt.items():
        sizes["exposed"][place], sizes["countries"][place] = len(one.exposed), len(one.countries)
        sizes["value"][place] = steps[values[place]]
    possible = np.zeros(len(asked), np.int64)
    possible[: len(may.counts)] = may.counts - sure.counts
    keys = [sizes[by], *(size for name, size in sizes.items() if name != by), possible]
    order = np.lexsort([-key for key in reversed(keys)])
    ranks = np.column_stack(keys)[order]
    if most < len(order):  # whoever ties with the last place shown may come before it
        last = ranks[most - 1] if most > 0 else ranks[0]
        order = order[: int(np.flatnonzero((ranks == last).all(axis=1))[-1]) + 1]
    return sorted(order.tolist(), key=lambda place: (*(-int(key[place]) for key in keys), asked.name(place)))[:most]


class _Listed:
    """One party at a time listed, with the names of all it reaches."""

    def __init__(self, register: Register, *, affiliates: bool) -> None:
        self._affiliates = affiliates
        self._closures = [opened(register, certainty, pooled=False) for certainty in get_args(Certainty)]

    def alone(self, party: str, dealt: _Dealt) -> Ricochet:
        """What listing it does."""
        sure, may = (self._reached(closure, party) for closure in self._closures)
        return Ricochet(
            party=party,
            caught=tuple(sorted(sure - {party})),
            possible=tuple(sorted(may - sure)),
            exposed=dealt.exposed,
            countries=dealt.countries,
            values=dealt.values,
        )

    def _reached(self, closure: Closure, party: str) -> set[str]:
        closure.take([party], affiliates=self._affiliates)
        found = {party, *closure.parties}
        closure.leave()
        return found
