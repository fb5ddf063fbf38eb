"""Digest: what one parsed edition amounts to, small enough to compare and to keep in a manifest. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ricochet.model.quarantine import Quarantined
from ricochet.sources.lists.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Counts of one edition; `entries` maps the publisher's ids to primary names, `kinds` counts parties."""

    list: str
    published: date | None
    rows: int
    loaded: int
    details: int
    entries: Mapping[str, str]
    kinds: tuple[tuple[str, int], ...]
    quarantined: tuple[Quarantined, ...] = ()
    lacks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def digest(edition: Edition) -> Digest:
    """Count an edition. `details` is every name, address, identifier and relation, to tell rich from poor."""
    names = {party.id: party.name.casefold() for party in edition.parties}
    kinds = Counter(party.kind for party in edition.parties)
    return Digest(
        list=edition.list,
        published=edition.published,
        rows=edition.rows,
        loaded=edition.rows - len(edition.quarantined),
        details=len(edition.relations)
        + sum(len(party.names) + len(party.addresses) + len(party.identifiers) for party in edition.parties),
        entries={listing.entry: names.get(listing.party, "") for listing in edition.listings},
        kinds=tuple(sorted(kinds.items())),
        quarantined=edition.quarantined,
        lacks=edition.lacks,
        notices=edition.notices,
    )


def gone(before: Digest, now: Digest) -> int:
    """Count the entries of `before` that `now` has neither by id nor by name.

    By name too, because some carriers give an entry a new id whenever a word in it changes (CSL outside Treasury).
    """
    names = set(now.entries.values()) - {""}
    return sum(entry not in now.entries and name not in names for entry, name in before.entries.items())
