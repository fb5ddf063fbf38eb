"""Scenario: named, composable changes to the facts, laid over them."""

from dataclasses import dataclass
from datetime import date

from ricochet.model.holding import Holding
from ricochet.model.listing import Listing
from ricochet.model.regime import Licence


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A regime's version switched on or off against its own dates, with the reason shown wherever it matters.

    It holds from `since` to `until` (last day, included); None is open.
    """

    regime: str
    version: str
    in_force: bool
    why: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether anything is switched on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A listing taken off: on `since`, or on whatever day is asked for."""

    party: str
    list: str
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is added and taken away; dates are in the listings, removals, holdings, overrides and licences themselves.

    `licences` are (regime, licence) pairs. `as_of` are the days it is meant for.
    """

    name: str
    add: tuple[Listing, ...] = ()
    remove: tuple[Removal, ...] = ()
    holdings: tuple[Holding, ...] = ()
    overrides: tuple[Override, ...] = ()
    licences: tuple[tuple[str, Licence], ...] = ()
    as_of: tuple[date, ...] = ()
