"""Rank: every party designated alone, one at a time: whose listing would ricochet furthest."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ricochet.exposure.facts import Facts
from ricochet.model.dealing import Dealing
from ricochet.model.regime import Regime
from ricochet.ownership.arrange import register_of
from ricochet.ownership.register import Register
from ricochet.ownership.solve import close
from ricochet.ownership.stakes import stakes_on


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


def rank(facts: Facts, regime: Regime, day: date, parties: Iterable[str] = ()) -> tuple[Ricochet, ...]:
    """Designate each party alone (default: every owner, every listed party and every target of a dealing), by id."""
    stakes = stakes_on(facts.holdings, day)
    complete = frozenset(party.id for party in facts.parties if party.register_complete)
    register = register_of(stakes, regime.tests, complete)
    dealings: dict[str, list[Dealing]] = defaultdict(list)
    for dealing in facts.dealings:
        if dealing.period.covers(day):
            dealings[dealing.target].append(dealing)
    countries = {party.id: party.countries for party in facts.parties}
    alone = set(parties) or {stake.owner for stake in stakes} | {one.party for one in facts.listings} | set(dealings)
    return tuple(_alone(party, register, regime, dealings, countries) for party in sorted(alone))


def _alone(
    party: str,
    register: Register,
    regime: Regime,
    dealings: dict[str, list[Dealing]],
    countries: dict[str, tuple[str, ...]],
) -> Ricochet:
    affiliates = regime.direction == "affiliates"
    sure = {party, *close(register, [party], "definite", affiliates=affiliates).parties}
    may = {party, *close(register, [party], "conceivable", affiliates=affiliates).parties}
    own = [dealing for target in sure for dealing in dealings.get(target, ())]
    exposed = {dealing.actor for dealing in own} - sure
    values: dict[str, Decimal] = defaultdict(Decimal)
    for dealing in own:
        if dealing.value is not None and dealing.currency:
            values[dealing.currency] += dealing.value
    return Ricochet(
        party=party,
        caught=tuple(sorted(sure - {party})),
        possible=tuple(sorted(may - sure)),
        exposed=tuple(sorted(exposed)),
        countries=tuple(sorted({country for actor in exposed for country in countries.get(actor, ())})),
        values=tuple(sorted(values.items())),
    )
