"""Lookup: what stands under a number, in flat arrays that can be kept in a file and mapped from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.compiled import LEAP, kernel, sealed
from ricochet.screening.keys import Askers, Keys
from ricochet.screening.texts import Places


@dataclass(frozen=True)
class Lookup:
    """Places by key, as two arrays sorted by key: what a dictionary of lists would hold, but flat."""

    keys: Keys
    places: Places

    def of(self, wanted: Sequence[int]) -> Places:
        """Places of all keys wanted, in any order, perhaps repeated."""
        return self.each(np.array(wanted, dtype=np.uint32))[0]

    def each(self, sought: Keys) -> tuple[Places, Askers]:
        """Places of all keys sought, and for each place which of the keys led to it."""
        if code := kernel(sought.size):
            found: tuple[Places, Askers] = code.look(
                code.Keys(sealed(self.keys), sealed(self.places), self._leaps), sought
            )
            return found
        order = sought.argsort()  # neighbours lie in the same pages: several times faster than in any other order
        ordered = sought[order]
        starts, counts = np.empty((2, sought.size), dtype=np.int64)
        starts[order] = first = self.keys.searchsorted(ordered)
        counts[order] = self.keys.searchsorted(ordered, side="right") - first
        which = np.repeat(np.arange(sought.size), counts)
        return self.places[np.arange(which.size) + np.repeat(starts - counts.cumsum() + counts, counts)], which

    @cached_property
    def _leaps(self) -> Keys:
        return self.keys[::LEAP].copy()


def lookup_arrays(name: str, keys: Keys, places: NDArray[np.integer[Any]]) -> dict[str, NDArray[Any]]:
    """Sorted by key, then by place; each pair once."""
    pairs = np.unique(keys.astype(np.uint64) << np.uint64(32) | places.astype(np.uint64))
    return {
        f"{name}_keys": (pairs >> np.uint64(32)).astype(np.uint32),
        f"{name}_places": pairs.astype(np.uint32).view(np.int32),
    }


def spread(starts: Askers, wanted: Places) -> tuple[Askers, Askers]:
    """Places of everything under those wanted, and for each which of the wanted led to it."""
    first = starts[wanted]
    counts = starts[wanted + 1] - first
    which = np.repeat(np.arange(wanted.size), counts)
    return np.arange(which.size) + np.repeat(first - counts.cumsum() + counts, counts), which
