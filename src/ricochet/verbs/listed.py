"""Listed: the lists of a snapshot, their names made ready to be searched."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ricochet.screening.entry import Entry
from ricochet.screening.index import Index
from ricochet.screening.shelf import open_index
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.store import Snapshot, cache_key
from ricochet.verbs.screen import entries_of


def index_of(snapshot: Snapshot, versions: Sequence[Version], day: date) -> Index:
    """The names of these versions, made ready once and kept; only what is in force on the day is found."""

    def read() -> Iterator[Entry]:
        for version in versions:
            edition = snapshot.edition(version.list, version.version)
            same: defaultdict[str, list[str]] = defaultdict(list)
            for relation in edition.relations:
                if relation.type == "same as" and relation.other:
                    same[relation.party].append(relation.other)
            for entry in entries_of(edition.parties, edition.listings):
                yield replace(entry, same=tuple(same[entry.party.id]))

    return open_index(snapshot.home / "caches", [cache_key(version) for version in versions], read, day=day)
