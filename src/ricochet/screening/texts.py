"""Texts: many short ASCII texts kept as one, so that they can be mapped from a file and compared many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class Texts:
    """The letters of all texts one after another, and where each ends; the text at 0 begins at 0."""

    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return self.ends.size

    def of(self, places: Places) -> list[str]:
        """The texts at these places."""
        whole = self._whole
        ends = self.ends[places]
        starts = np.where(places > 0, self.ends[places - 1], 0)
        return [whole[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    @cached_property
    def _whole(self) -> str:
        return self.letters.tobytes().decode("ascii")


def mask(text: str) -> int:
    """Which of the letters a to z a text holds, a bit each."""
    found = 0
    for letter in set(text):
        found |= 1 << ord(letter) - 97 if letter >= "a" else 0
    return found


def texts(several: Iterable[str]) -> Texts:
    """Keep these texts."""
    kept = list(several)
    letters = np.frombuffer("".join(kept).encode("ascii"), dtype=np.uint8)
    return Texts(letters, np.cumsum([len(text) for text in kept], dtype=np.int64))
