"""show: everything that the lists held and the built-in case say about one party, record by record."""

from dataclasses import dataclass
from datetime import date

from ricochet.errors import UsageError
from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.screening.entry import Entry
from ricochet.settings import Settings, read_settings
from ricochet.snapshot.choice import choose
from ricochet.snapshot.store import open_snapshot
from ricochet.verbs.case import Case, kept_case
from ricochet.verbs.listed import index_of
from ricochet.verbs.search import CASE, ties

NAMED = 5
"""Parties named where an id is that of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One list's own words about the party, and its listings there; `version` of that list, empty for the case."""

    list: str
    entry: str
    version: str
    party: Party
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Every record that ids tie to the party asked, the one asked first; `doubts` as `search` has them."""

    records: tuple[Record, ...]
    doubts: tuple[str, ...]


def show(party: str, *, settings: Settings | None = None, as_of: date | None = None) -> Dossier:
    """Show a party by its id: LIST:ENTRY, the entry's number or its beginning, or an id of the built-in case.

    Raises UsageError where nobody has it, and where several have.
    """
    settings = settings or read_settings()
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    known, snapshot = kept_case(settings.home / "caches"), open_snapshot(settings.home)
    versions, doubts = dict[str, str](), tuple[str, ...]()
    entries = [Entry(CASE, one.id, one) for one in known.parties]
    if snapshot is not None:
        choice = choose(snapshot, (), day, dated=as_of is not None)
        versions = {one.list: one.version for one in choice.versions}
        doubts = choice.missing + choice.stale
        entries += [one for one in index_of(snapshot, choice.versions, day).entries if one.in_force(day)]
    asked = _asked(entries, party)
    if not asked:
        raise UsageError(f"Nobody held here has the id '{party}'.", remedy=f'By name: ricochet search "{party}"')
    cited = {(one.list, one.entry): one.party for one in known.listings}
    if any(ties(one, cited).isdisjoint(ties(asked[0], cited)) for one in asked[1:]):
        ids = ", ".join(f"{one.list}:{one.entry}" for one in asked[:NAMED])
        raise UsageError(f"'{party}' is the id of several parties.", remedy=f"Write one in full: {ids}.")
    own = set[str]().union(*(ties(one, cited) for one in asked))
    others = [one for one in entries if one not in asked and not ties(one, cited).isdisjoint(own)]
    records = tuple(
        Record(
            list=one.list,
            entry=one.entry,
            version=versions.get(one.list, ""),
            party=one.party,
            listings=_listings(one, known, day),
        )
        for one in (*asked, *others)
    )
    return Dossier(records=records, doubts=doubts)


def _asked(entries: list[Entry], party: str) -> list[Entry]:
    """Entries of this id; if there are none, those whose id begins so."""
    wanted = party.strip().casefold()
    ids = [
        (one, {f"{one.list}:{one.entry}".casefold(), one.entry.casefold(), one.party.id.casefold()}) for one in entries
    ]
    exact = [one for one, own in ids if wanted in own]
    return exact or [one for one, own in ids if wanted and any(each.startswith(wanted) for each in own)]


def _listings(entry: Entry, known: Case, day: date) -> tuple[Listing, ...]:
    if entry.list == CASE:
        return tuple(one for one in known.listings if one.party == entry.party.id and one.in_force(day))
    return (entry.listing,) if entry.listing else ()
