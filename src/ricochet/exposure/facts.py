"""Facts: everything a question is asked of, and a scenario laid over it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ricochet.errors import UsageError
from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.model.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Parties, listings, holdings and dealings as known; nothing here depends on a day."""

    parties: tuple[Party, ...] = ()
    listings: tuple[Listing, ...] = ()
    holdings: tuple[Holding, ...] = ()
    dealings: tuple[Dealing, ...] = ()


def overlay(facts: Facts, scenario: Scenario, day: date) -> Facts:
    """The facts as the scenario would have them: listings added and ended on `day`, holdings put in place.

    A scenario's holding replaces what is known of the same owner, company and basis. Raises UsageError for the
    removal of a listing that is not in force.
    """
    listings = list(facts.listings)
    for party, list_id in scenario.remove:
        hit = [one for one in listings if one.party == party and one.list == list_id and one.in_force(day)]
        if not hit:
            raise UsageError(
                f"'{party}' is not on {list_id} on {day}, so it cannot be taken off.",
                remedy="Check the party's id and the list's id.",
            )
        listings = [replace(one, until=day) if one in hit else one for one in listings]
    replaced = {(row.owner, row.owned, row.basis) for row in scenario.holdings}
    kept = tuple(row for row in facts.holdings if (row.owner, row.owned, row.basis) not in replaced)
    return replace(facts, listings=(*listings, *scenario.add), holdings=kept + scenario.holdings)


def compose(scenarios: Iterable[Scenario]) -> Scenario:
    """Several scenarios as one, in order; a later holding or override wins, and the last date given stands."""
    stack = tuple(scenarios)
    holdings = {(row.owner, row.owned, row.basis): row for one in stack for row in one.holdings}
    overrides = {(switch.regime, switch.version): switch for one in stack for switch in one.overrides}
    return Scenario(
        name=" + ".join(one.name for one in stack),
        add=tuple(listing for one in stack for listing in one.add),
        remove=tuple(pair for one in stack for pair in one.remove),
        holdings=tuple(holdings.values()),
        overrides=tuple(overrides.values()),
        as_of=next((one.as_of for one in reversed(stack) if one.as_of), None),
    )
