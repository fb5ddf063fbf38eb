"""Assess: where everybody stands under every regime in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ricochet.exposure.facts import Facts
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

    `doubted` are listed on one of the regime's lists without the programme that would tell whether it applies.
    """

    regime: Regime
    listed: Mapping[str, tuple[Listing, ...]]
    doubted: Mapping[str, tuple[Listing, ...]]
    answer: Answer
    reached: Mapping[str, Reached]

    def standing(self, party: str) -> Standing:
        """How the regime stands to a party; "not" means: not by the facts that were given."""
        if party in self.listed:
            return "listed"
        if party in self.doubted:
            return "possible"
        found = self.reached.get(party)
        return found.status if found else "not"


def assess(facts: Facts, regimes: Iterable[Regime], day: date) -> tuple[Assessment, ...]:
    """Apply each regime (the versions in force) to the facts on `day`."""
    countries = {party.id: party.countries for party in facts.parties}
    complete = [party.id for party in facts.parties if party.register_complete]
    stakes = stakes_on(facts.holdings, day)
    return tuple(_assess(facts, stakes, regime, day, countries, complete) for regime in regimes)


def _assess(
    facts: Facts,
    stakes: Stakes,
    regime: Regime,
    day: date,
    countries: Mapping[str, tuple[str, ...]],
    complete: list[str],
) -> Assessment:
    answer = reach(stakes, facts.listings, regime, day, countries=countries, complete=complete)
    listed = listed_on(regime, facts.listings, day)
    doubted = doubted_on(regime, facts.listings, day)
    reached = {one.party: one for one in answer.reached if one.party not in listed}
    return Assessment(regime=regime, listed=listed, doubted=doubted, answer=answer, reached=reached)
