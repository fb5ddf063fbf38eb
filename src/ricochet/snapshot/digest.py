"""Digest: what one parsed edition amounts to, small enough to compare and to keep in a manifest. Pure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ricochet.model.quarantine import Quarantined
from ricochet.sources.lists.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Counts of one edition; `entries` are the publisher's ids, `kinds` how many parties of each kind."""

    list: str
    published: date | None
    rows: int
    loaded: int
    details: int
    entries: frozenset[str]
    kinds: tuple[tuple[str, int], ...]
    quarantined: tuple[Quarantined, ...] = ()
    lacks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def digest(edition: Edition) -> Digest:
    """Count an edition. `details` is every name, address, identifier and relation, to tell rich from poor."""
    kinds = Counter(party.kind for party in edition.parties)
    return Digest(
        list=edition.list,
        published=edition.published,
        rows=edition.rows,
        loaded=edition.rows - len(edition.quarantined),
        details=len(edition.relations)
        + sum(len(party.names) + len(party.addresses) + len(party.identifiers) for party in edition.parties),
        entries=frozenset(listing.entry for listing in edition.listings),
        kinds=tuple(sorted(kinds.items())),
        quarantined=edition.quarantined,
        lacks=edition.lacks,
        notices=edition.notices,
    )
