"""Reach: the ownership rule on plain tables."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal

from ricochet.exposure.assess import with_carried
from ricochet.model.finding import Reached
from ricochet.model.party import Party
from ricochet.model.quarantine import Quarantined
from ricochet.model.regime import Regime
from ricochet.ownership.age import aged
from ricochet.ownership.quality import quality
from ricochet.ownership.reach import reach as reach_by
from ricochet.ownership.stakes import stakes_on
from ricochet.regimes import load_regimes
from ricochet.regimes import rule as version_on
from ricochet.sources.registers.extract import Extract
from ricochet.verbs.brought import brought
from ricochet.verbs.identify import identified, owners_of
from ricochet.verbs.inputs import open_input, read_mapping

MOST = 200
"""Notices of one kind that are spelled out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachReport:
    """`reached` in order of party, listed parties not repeated; `near` are owned in part but not caught.

    `regime` is the version applied, None where none was in force on the day. `parties` are those the files describe.
    `quarantined` rows were left out.
    """

    rule: str
    as_of: date
    regime: Regime | None
    reached: tuple[Reached, ...]
    near: tuple[Reached, ...]
    parties: tuple[Party, ...] = ()
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]


def reach(
    holdings: str | Path,
    listed: str | Path,
    rule: str,
    *,
    as_of: date | None = None,
    parties: str | Path | None = None,
    share_unit: Literal["percent", "fraction"] | None = None,
    mapping: str | Path | None = None,
    max_age: timedelta | None = None,
    majority: bool = False,
    match_names: bool = False,
    near: bool = True,
) -> ReachReport:
    """Whom `rule` reaches through the holdings from the listed parties on the day (default: today).

    `holdings` and `parties` may be registers' own files, `listed` an official list. `max_age`: a stake last seen longer
    ago may be gone. `majority`: direct consolidation (GLEIF) means more than 50. `match_names`: a listed party that
    owns nothing under its id or number is looked for by name; whom it may be is possible. Without `near` those owned in
    part are not worked out; of a country's register they are very many.

    Raises UsageError for an unknown rule or a missing file, DataError for a file that is no such table.
    """
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    regime = version_on(load_regimes(), rule, day)
    columns = read_mapping(mapping)
    with open_input(holdings) as (name, file):
        owned = brought(
            "holdings", name, file, share_unit=share_unit, mapping=columns.get("holdings"), majority=majority
        )
    with open_input(listed) as (name, file):
        seeds = brought("listed", name, file, mapping=columns.get("listed"))
    known = Extract()
    if parties:
        with open_input(parties) as (name, file):
            known = brought("parties", name, file, mapping=columns.get("parties"))
    quarantined = owned.quarantined + seeds.quarantined + known.quarantined
    notices = [*owned.told, *seeds.told, *known.told]
    if regime is None:
        notices.append(f"no version of {rule} was in force on {day}, so nobody is reached by it")
        return ReachReport(
            rule=rule,
            as_of=day,
            regime=None,
            reached=(),
            near=(),
            quarantined=quarantined,
            notices=tuple(notices),
        )
    records = owned.parties + known.parties  # what the user's own table says of a party counts
    rows = [*owned.holdings, *seeds.holdings] if seeds.holdings else owned.holdings
    found = identified(
        seeds.listings, rows, records, listed=known.parties + seeds.parties, same=owned.same, by_name=match_names
    )
    if max_age is not None:
        rows = tuple(aged(rows, day, max_age))
    stakes = stakes_on([*rows, *found.doubts] if found.doubts else rows, day)
    answer = reach_by(
        stakes,
        found.listings,
        regime,
        day,
        countries={party.id: party.countries for party in records},
        complete=[party.id for party in records if party.register_complete],
        near=near,
    )
    if regime.banner:
        notices.append(f"{rule}: {regime.banner}")
    return ReachReport(
        rule=rule,
        as_of=day,
        regime=regime,
        reached=with_carried(answer.reached, regime, found.listings, stakes, day),
        near=answer.near,
        parties=records + seeds.parties,
        quarantined=quarantined,
        notices=(
            *notices,
            *_first(found.told, "owners that could not be compared in full"),
            *_unowned(answer.seeds, [owners_of(rows), {row.owner for row in found.doubts}]),
            *_first(quality(stakes), "notes on odd holdings"),
        ),
    )


def _unowned(seeds: Iterable[str], owners: Iterable[Container[str]]) -> Iterator[str]:
    without = (seed for seed in seeds if not any(seed in some for some in owners))
    found = (f"listed party '{seed}' owns nothing in the holdings" for seed in without)
    return _first(found, "listed parties own nothing in the holdings")


def _first(notices: Iterable[str], what: str) -> Iterator[str]:
    """The first MOST, and how many more there are."""
    rest = iter(notices)
    yield from islice(rest, MOST)
    if more := sum(1 for _ in rest):
        yield f"{more} more {what}"
