"""Entry: one listing to screen against; many of them packed in arrays and unpacked one by one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, overload

import msgspec
import numpy as np
from numpy.typing import NDArray

from ricochet.model.listing import Listing
from ricochet.model.party import Party

_UNPACKED = 1 << 12
"""Entries kept as objects; the others are unpacked when they are asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing to screen against: list id, the publisher's own entry id, the party and its programmes.

    `listing` has its dates; without one it is always in force. `same`: parties that the list itself says are this one.
    """

    list: str
    entry: str
    party: Party
    programmes: tuple[str, ...] = ()
    listing: Listing | None = None
    same: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether the listing binds on the day."""
        return self.listing is None or self.listing.in_force(day)


class Entries(Sequence[Entry]):
    """Entries in order of list and entry, packed: msgpack, one after another."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._packed = arrays["entries"].data
        self._ends = arrays["entry_ends"]
        self._first, self._last = arrays["entry_first_day"], arrays["entry_last_day"]
        self.lists = arrays["entry_lists"].tobytes().decode().split("\n")[:-1]
        self._counts = arrays["entry_counts"].tolist()
        self._at = lru_cache(maxsize=_UNPACKED)(self._unpack)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Entry: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...

    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        """One entry; a slice is a list of entries."""
        if isinstance(at, slice):
            return [self._at(place) for place in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._at(at % len(self))

    def __iter__(self) -> Iterator[Entry]:
        return map(self._unpack, range(len(self)))

    def of(self, list_id: str, entry: str) -> Entry:
        """The entry of this list and id. Raises KeyError."""
        at = bisect_left(self, (list_id, entry), key=_order)
        found = self[at] if at < len(self) else None
        if found is None or _order(found) != (list_id, entry):
            raise KeyError(list_id, entry)
        return found

    def in_force(self, day: date | None) -> NDArray[np.bool_]:
        """Which entries bind on a day; all of them without one."""
        if day is None:
            return np.ones(len(self), dtype=np.bool_)
        found: NDArray[np.bool_] = (self._first <= day.toordinal()) & (day.toordinal() <= self._last)
        return found

    def counts(self, force: NDArray[np.bool_]) -> dict[str, int]:
        """How many entries of each list are among those marked."""
        starts = np.concatenate(([0], np.cumsum(self._counts)))
        return {
            name: int(force[start:end].sum())
            for name, start, end in zip(self.lists, starts[:-1], starts[1:], strict=True)
        }

    def _unpack(self, at: int) -> Entry:
        start = int(self._ends[at - 1]) if at else 0
        return msgspec.msgpack.decode(self._packed[start : int(self._ends[at])], type=Entry)


def pack(entries: Iterable[Entry]) -> dict[str, NDArray[Any]]:
    """Arrays of entries, in order of list and entry whatever order they come in."""
    ordered = sorted(entries, key=_order)
    packed = [msgspec.msgpack.encode(entry) for entry in ordered]
    days = [_days(entry.listing) for entry in ordered]
    counts = Counter(entry.list for entry in ordered)
    return {
        "entries": np.frombuffer(b"".join(packed), dtype=np.uint8),
        "entry_ends": np.cumsum([len(one) for one in packed], dtype=np.int64),
        "entry_first_day": np.array([first for first, _ in days], dtype=np.int32),
        "entry_last_day": np.array([last for _, last in days], dtype=np.int32),
        "entry_lists": np.frombuffer("".join(f"{name}\n" for name in counts).encode(), dtype=np.uint8),
        "entry_counts": np.array(list(counts.values()), dtype=np.int64),
    }


def _order(entry: Entry) -> tuple[str, str]:
    return entry.list, entry.entry


def _days(listing: Listing | None) -> tuple[int, int]:
    """First and last day in force, as ordinals."""
    since = listing.since if listing else None
    until = listing.until if listing else None
    return since.toordinal() if since else 0, until.toordinal() - 1 if until else date.max.toordinal()
