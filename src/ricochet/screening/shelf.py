"""Shelf: indexes kept in files beside the snapshot, so that lists are made ready once and then opened.

A file is named by what it was made from and by the code and tables that made it; deleting it changes no answer.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from ricochet.screening.entry import Entry
from ricochet.screening.index import Index, arrays_of
from ricochet.snapshot import arrays
from ricochet.snapshot.code import code_version

KEPT = 8
"""Indexes kept; of more, those that were used longest ago go."""


def open_index(
    directory: Path, parts: Sequence[str], read: Callable[[], Iterable[Entry]], *, day: date | None = None
) -> Index:
    """The index named by `parts`, or one of the entries that `read` gives, kept from then on."""
    name = hashlib.sha256(
        "\n".join((code_version("ricochet.model", "ricochet.screening"), *parts)).encode()
    ).hexdigest()
    path = directory / f"index-{name}"
    found = arrays.load(path)
    if found is None:
        found = arrays_of(read())
        arrays.save(path, found)
    with suppress(OSError):
        path.touch()
        others = sorted(directory.glob("index-*"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in others[KEPT:]:
            old.unlink(missing_ok=True)
    return Index(found, day)
