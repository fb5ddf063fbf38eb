"""Scenario: named, composable changes to the facts, laid over them."""

from dataclasses import dataclass
from datetime import date

from ricochet.model.holding import Holding
from ricochet.model.listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A regime's version switched on or off against its own dates, with the reason shown wherever it matters."""

    regime: str
    version: str
    in_force: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is added and taken away. `remove` holds (party, list) pairs; dates are in the listings themselves."""

    name: str
    add: tuple[Listing, ...] = ()
    remove: tuple[tuple[str, str], ...] = ()
    holdings: tuple[Holding, ...] = ()
    overrides: tuple[Override, ...] = ()
    as_of: date | None = None
