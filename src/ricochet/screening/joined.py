"""Joined: neighbouring words written as one, and words that may be such, looked up by their consonants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.keys import APART, TOGETHER, Askers, join_keys
from ricochet.screening.lookup import Lookup, lookup_arrays
from ricochet.screening.sound import consonants
from ricochet.screening.texts import Places, texts
from ricochet.screening.traits import Numbers

SLIPS, MORE = 2, 3
"""Kinds of consonants in which a word and neighbours written as one may differ (one slip exchanges two), and letters
that one may have more than the other."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Neighbours written as one, and words that may be such.

    `lookup`: their places by key. Of each: the names that hold it, `names[starts[t]:starts[t + 1]]`; the `letters`
    counted, the `first` of them, and which consonants there are (`mask`).
    """

    lookup: Lookup
    starts: NDArray[np.int64]
    names: Places
    letters: Numbers
    first: Numbers
    mask: Numbers

    def alike(self, several: Sequence[str], seeds: Sequence[int]) -> tuple[Places, Askers]:
        """Places of those that may be one of the texts but for a slip, and for each which text that is."""
        bones = list(map(consonants, several))
        mine = _shapes(several, bones)
        places, which = list[Places](), list[Askers]()
        for seed in seeds:
            keys, askers = join_keys(several, bones, seed)
            found, by_key = self.lookup.each(keys)
            asker = askers[by_key]
            alike = (
                (self.first[found] == mine["first"][asker])
                & (np.abs(self.letters[found] - mine["letters"][asker]) <= MORE)
                & (np.bitwise_count(self.mask[found] ^ mine["mask"][asker]) <= SLIPS)
            )
            places.append(found[alike])
            which.append(asker[alike])
        return np.concatenate(places), np.concatenate(which)


def joined_arrays(together: Mapping[str, Sequence[int]], apart: Mapping[str, Sequence[int]]) -> dict[str, NDArray[Any]]:
    """Names by neighbours written as one, and by words that may be such."""
    both = [*together, *apart]
    names = [*together.values(), *apart.values()]
    bones = list(map(consonants, both))
    keys = [
        join_keys(list(together), bones[: len(together)], TOGETHER),
        join_keys(list(apart), bones[len(together) :], APART),
    ]
    places = np.concatenate((keys[0][1], keys[1][1] + len(together)))
    return {
        **lookup_arrays("joined", np.concatenate([numbers for numbers, _ in keys]), places),
        "joined_starts": np.cumsum([0, *map(len, names)], dtype=np.int64),
        "joined_names": np.array([name for every in names for name in every], dtype=np.int32),
        **{f"joined_{name}": values for name, values in _shapes(both, bones).items()},
    }


def _shapes(both: Sequence[str], bones: Sequence[str]) -> dict[str, NDArray[np.int32]]:
    """What is compared of neighbours written as one, and of their consonants, before anything else."""
    return {
        "letters": np.array(list(map(len, both)), dtype=np.int32),
        "first": np.array([ord(text[0]) for text in both], dtype=np.int32),
        "mask": texts(bones).masks(),
    }
