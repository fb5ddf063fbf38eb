"""Facts: everything a question is asked of, and a scenario laid over it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ricochet.errors import UsageError
from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.model.period import Period
from ricochet.model.scenario import Scenario

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Parties, listings, holdings and dealings as known; nothing here depends on a day."""

    parties: tuple[Party, ...] = ()
    listings: tuple[Listing, ...] = ()
    holdings: Sequence[Holding] = ()
    dealings: tuple[Dealing, ...] = ()


def overlay(facts: Facts, scenario: Scenario, day: date) -> Facts:
    """The facts as the scenario would have them: listings added and ended (by default on `day`), holdings put in place.

    A scenario's holding replaces what is known of the same owner, company and basis; one that begins on a day replaces
    it from that day. Raises UsageError for the removal of a listing that is not in force.
    """
    listings = list(facts.listings)
    for off in scenario.remove:
        last = off.since or day
        hit = [one for one in listings if (one.party, one.list) == (off.party, off.list) and one.in_force(last)]
        if not hit:
            raise UsageError(
                f"'{off.party}' is not on {off.list} on {last}, so it cannot be taken off.",
                remedy="Check the party's id and the list's id.",
            )
        listings = [replace(one, until=last) if one in hit else one for one in listings]
    facts = replace(facts, listings=(*listings, *scenario.add))
    return replace(facts, holdings=(*_kept(facts, scenario), *scenario.holdings)) if scenario.holdings else facts


def _kept(facts: Facts, scenario: Scenario) -> Iterator[Holding]:
    """Holdings the scenario does not replace, and the time before it does."""
    first: dict[tuple[str, str, str], date] = {}
    for row in scenario.holdings:
        first[_key(row)] = min(first.get(_key(row), date.max), row.period.start or date.min)
    for row in facts.holdings:
        since = first.get(_key(row))
        start, end = row.period.start or date.min, row.period.end or date.max
        if since is None or end < since:
            yield row
        elif start < since:
            yield replace(row, period=Period(row.period.start, since - DAY))


def _key(row: Holding) -> tuple[str, str, str]:
    return row.owner, row.owned, row.basis


def compose(scenarios: Iterable[Scenario]) -> Scenario:
    """Several scenarios as one, in order; a later holding or override wins, and the last date given stands."""
    stack = tuple(scenarios)
    holdings: tuple[Holding, ...] = ()
    for one in stack:
        own = {_key(row) for row in one.holdings}
        holdings = (*(row for row in holdings if _key(row) not in own), *one.holdings)
    overrides = {(switch.regime, switch.version): switch for one in stack for switch in one.overrides}
    return Scenario(
        name=" + ".join(one.name for one in stack),
        add=tuple(listing for one in stack for listing in one.add),
        remove=tuple(pair for one in stack for pair in one.remove),
        holdings=holdings,
        overrides=tuple(overrides.values()),
        licences=tuple(licence for one in stack for licence in one.licences),
        as_of=next((one.as_of for one in reversed(stack) if one.as_of), ()),
    )
