"""Around: the part of the facts that can decide how a rule stands to one party, and the days on which they change."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ricochet.exposure.facts import DAY, Facts
from ricochet.model.regime import Direction, Regime


def around(facts: Facts, party: str, direction: Direction) -> Facts:
    """The facts without holdings that cannot reach `party`, without dealings with others.

    A rule that flows down needs every holder of the party, of those holders, and so on; one that also reaches parents
    and sisters needs all that hangs together with it.
    """
    both_ways = direction == "affiliates"
    near: dict[str, set[str]] = defaultdict(set)
    for row in facts.holdings:
        owner = row.held_for or row.owner
        near[row.owned].add(owner)
        if both_ways:
            near[owner].add(row.owned)
    seen, todo = {party}, [party]
    for one in todo:  # grows while it is read
        fresh = near[one] - seen
        seen |= fresh
        todo.extend(sorted(fresh))
    holdings = tuple(row for row in facts.holdings if row.owned in seen)
    return Facts(
        parties=tuple(one for one in facts.parties if one.id in seen),
        listings=tuple(one for one in facts.listings if one.party in seen),
        holdings=holdings,
        dealings=tuple(
            one for one in facts.dealings if party in {one.actor, one.target, one.concerning, one.signatory}
        ),
    )


def days_of_change(facts: Facts, regimes: Iterable[Regime] = ()) -> tuple[date, ...]:
    """First days of anything new: a listing, a holding, a version of the law or a licence begins, or one is over."""
    days: set[date | None] = set()
    for listing in facts.listings:
        days |= {listing.since, listing.until}
    for holding in facts.holdings:
        days |= {holding.period.start, holding.period.end and holding.period.end + DAY}
    for regime in regimes:
        days |= {regime.since, regime.until and regime.until + DAY}
        for licence in regime.licences:
            days |= {licence.since, licence.until}
    return tuple(sorted(day for day in days if day))
