"""Texts: many short ASCII texts kept as one, so that they can be mapped from a file and compared many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.signedinteger[Any]]

_SHARE = 1 / 16
"""Where so great a share of the texts is asked for, all of them are kept as objects from then on."""
_BITS = np.zeros(256, dtype=np.int32)
_BITS[ord("a") : ord("z") + 1] = 1 << np.arange(26)


@dataclass(frozen=True)
class Texts:
    """The letters of all texts one after another, and where each ends; the text at 0 begins at 0."""

    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return self.ends.size

    def of(self, places: Places) -> list[str]:
        """The texts at these places."""
        if "_every" in self.__dict__ or places.size > _SHARE * len(self):
            every = self._every
            return [every[place] for place in places.tolist()]
        whole = self._whole
        ends = self.ends[places]
        starts = np.where(places > 0, self.ends[places - 1], 0)
        return [whole[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def masks(self) -> NDArray[np.int32]:
        """Which of the letters a to z each text holds, a bit each."""
        bits = _BITS[self.letters]
        starts = np.append(0, self.ends[:-1])[: len(self)]
        found = np.zeros(len(self), dtype=np.int32)
        some = self.ends > starts
        if bits.size:
            found[some] = np.bitwise_or.reduceat(bits, starts[some])
        return found

    @cached_property
    def _every(self) -> list[str]:
        whole, ends = self._whole, self.ends.tolist()
        return [whole[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    @cached_property
    def _whole(self) -> str:
        return self.letters.tobytes().decode("ascii")


def texts(several: Iterable[str]) -> Texts:
    """Keep these texts."""
    kept = list(several)
    letters = np.frombuffer("".join(kept).encode("ascii"), dtype=np.uint8)
    return Texts(letters, np.cumsum([len(text) for text in kept], dtype=np.int64))
