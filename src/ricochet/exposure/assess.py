"""Assess: where everybody stands under every regime in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ricochet.exposure.carried import carried
from ricochet.exposure.facts import Facts
from ricochet.exposure.governments import by_definition
from ricochet.exposure.owners import Owners, behind, way
from ricochet.model.finding import Reached
from ricochet.model.listing import Listing
from ricochet.model.regime import Regime
from ricochet.ownership.reach import Answer, reach
from ricochet.ownership.seeds import doubted_on, listed_on
from ricochet.ownership.stakes import Stakes, stakes_on

Standing = Literal["listed", "caught", "possible", "not"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One regime on one day: who is listed (with the listings in force), who is reached through ownership.

    `doubted` are listed on one of the regime's lists without the programme that would tell whether it applies. `coming`
    is the same regime on each later day on which a supposed listing takes effect. `owners` are the stakes in force,
    `names` what the parties are called.
    """

    regime: Regime
    listed: Mapping[str, tuple[Listing, ...]]
    doubted: Mapping[str, tuple[Listing, ...]]
    answer: Answer
    reached: Mapping[str, Reached]
    owners: Owners
    names: Mapping[str, tuple[str, ...]]
    coming: tuple[tuple[date, "Assessment"], ...] = ()

    def standing(self, party: str) -> Standing:
        """How the regime stands to a party; "not" means: not by the facts that were given."""
        if party in self.listed:
            return "listed"
        if party in self.doubted:
            return "possible"
        found = self.reached.get(party)
        return found.status if found else "not"

    def listings(self, party: str) -> tuple[Listing, ...]:
        """The listings of a party that the regime applies, or may apply."""
        return self.listed.get(party, ()) or self.doubted.get(party, ())

    def behind(self, party: str) -> tuple[str, ...]:
        """The listed parties through whom the regime comes to a party: itself, or its owners."""
        return self.way(party)[0]

    def way(self, party: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The listed parties behind a party, and the others on the way to them, itself first."""
        return way(party, self.regime, self.listed.keys() | self.doubted.keys(), self.reached, self.owners)


def assess(facts: Facts, regimes: Iterable[Regime], day: date) -> tuple[Assessment, ...]:
    """Apply each regime (the versions in force) to the facts on `day`."""
    regimes = tuple(regimes)
    now = _on(facts, regimes, day)
    coming = [(later, _on(_known(facts, day), regimes, later)) for later in _days_coming(facts.listings, day)]
    return tuple(
        replace(one, coming=tuple((later, found[place]) for later, found in coming)) for place, one in enumerate(now)
    )


def _on(facts: Facts, regimes: Iterable[Regime], day: date) -> tuple[Assessment, ...]:
    countries = {party.id: party.countries for party in facts.parties}
    complete = [party.id for party in facts.parties if party.register_complete]
    names = {party.id: tuple(name.text for name in party.names) for party in facts.parties}
    stakes = stakes_on(facts.holdings, day)
    owners = Owners(stakes)
    return tuple(_assess(facts, stakes, regime, day, countries, complete, owners, names) for regime in regimes)


def _known(facts: Facts, day: date) -> Facts:
    """Without the listings that nobody knew on the day: real ones that came later."""
    known = (one for one in facts.listings if one.hypothetical or one.since is None or one.since <= day)
    return replace(facts, listings=tuple(known))


def _days_coming(listings: Iterable[Listing], day: date) -> list[date]:
    """Days after `day` on which supposed listings take effect."""
    return sorted({one.since for one in listings if one.hypothetical and one.since and day < one.since})


def _assess(
    facts: Facts,
    stakes: Stakes,
    regime: Regime,
    day: date,
    countries: Mapping[str, tuple[str, ...]],
    complete: list[str],
    owners: Owners,
    names: Mapping[str, tuple[str, ...]],
) -> Assessment:
    listings = (*facts.listings, *by_definition(regime, facts.parties))
    answer = reach(stakes, listings, regime, day, countries=countries, complete=complete)
    listed = listed_on(regime, listings, day)
    doubted = doubted_on(regime, listings, day)
    reached = {one.party: one for one in answer.reached if one.party not in listed}
    reached = _with_carried(reached, regime, listed | doubted, owners)
    return Assessment(
        regime=regime,
        listed=listed,
        doubted=doubted,
        answer=answer,
        reached=reached,
        owners=owners,
        names=names,
    )


def with_carried(
    reached: Iterable[Reached], regime: Regime, listings: Iterable[Listing], stakes: Stakes, day: date
) -> tuple[Reached, ...]:
    """The same parties with what each takes over from the listed parties behind it, where the regime has scales."""
    listings = tuple(listings)
    sources = listed_on(regime, listings, day) | doubted_on(regime, listings, day)
    return tuple(_with_carried({one.party: one for one in reached}, regime, sources, Owners(stakes)).values())


def _with_carried(
    reached: dict[str, Reached], regime: Regime, sources: Mapping[str, tuple[Listing, ...]], owners: Owners
) -> dict[str, Reached]:
    if not regime.scales:
        return reached
    return {
        party: replace(one, carries=carried(regime.scales, behind(party, regime, sources, reached, owners), sources))
        for party, one in reached.items()
    }
