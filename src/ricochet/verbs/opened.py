"""Opened: a register of any size solved once under one rule, to be asked one what-if after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from ricochet.errors import UsageError
from ricochet.model.quarantine import Quarantined
from ricochet.ownership.opened import Opened, Shift, opened_on
from ricochet.ownership.stakes import stakes_on
from ricochet.regimes import load_regimes
from ricochet.regimes import rule as version_on
from ricochet.sources.registers.extract import Extract
from ricochet.verbs.brought import Brought, brought
from ricochet.verbs.identify import identified
from ricochet.verbs.inputs import open_input, read_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRegister:
    """`what_if` answers in milliseconds, and changes nothing. `quarantined` rows were left out."""

    rule: str
    as_of: date
    opened: Opened
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]

    def what_if(self, add: Iterable[str] = (), remove: Iterable[str] = ()) -> tuple[Shift, ...]:
        """Who would stand otherwise if some parties were listed besides and others no longer, by id."""
        return self.opened.what_if(add, remove)


def opened(
    holdings: str | Path,
    listed: str | Path,
    rule: str,
    *,
    as_of: date | None = None,
    parties: str | Path | None = None,
    share_unit: Literal["percent", "fraction"] | None = None,
    mapping: str | Path | None = None,
) -> OpenedRegister:
    """Open what `reach` would answer from: the same tables, rule and day.

    Raises UsageError for a rule that is unknown or not in force or a missing file, DataError for a file that is no such
    table.
    """
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    regime = version_on(load_regimes(), rule, day)
    if regime is None:
        raise UsageError(f"No version of {rule} was in force on {day}.", remedy="Ask for another day or rule.")
    columns = read_mapping(mapping)

    def read(kind: Brought, path: str | Path | None, unit: Literal["percent", "fraction"] | None = None) -> Extract:
        if path is None:
            return Extract()
        with open_input(path) as (name, file):
            return brought(kind, name, file, mapping=columns.get(kind), share_unit=unit)

    owned, seeds, known = read("holdings", holdings, share_unit), read("listed", listed), read("parties", parties)
    records = owned.parties + known.parties
    rows = [*owned.holdings, *seeds.holdings] if seeds.holdings else owned.holdings
    found = identified(seeds.listings, rows, records, listed=known.parties + seeds.parties, same=owned.same)
    return OpenedRegister(
        rule=rule,
        as_of=day,
        opened=opened_on(
            stakes_on(rows, day),
            found.listings,
            regime,
            day,
            countries={party.id: party.countries for party in records},
            complete=[party.id for party in records if party.register_complete],
        ),
        quarantined=owned.quarantined + seeds.quarantined + known.quarantined,
        notices=(*owned.told, *seeds.told, *known.told),
    )
