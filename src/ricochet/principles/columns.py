"""Columns: what is known of every firm about one fact, as arrays: the form in which expressions are evaluated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ricochet.principles.figure import Interval

Bits: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Truths:
    """Yes, no or unknown: `sure` where yes is known, `may` where no is not known. sure implies may."""

    sure: Bits
    may: Bits

    def open(self, place: int) -> bool:
        """Whether the firm's own is not settled."""
        return bool(self.may[place]) and not bool(self.sure[place])


@dataclass(frozen=True, slots=True)
class Numbers:
    """Lower and upper bound of each firm's figure; an exact figure has both alike."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def open(self, place: int) -> bool:
        """Whether the firm's own is not settled."""
        return bool(self.low[place] < self.high[place])


@dataclass(frozen=True, slots=True)
class Texts:
    """Each firm's text as a place in `vocabulary`; -1 is unknown."""

    code: NDArray[np.int32]
    vocabulary: tuple[str, ...]

    def open(self, place: int) -> bool:
        """Whether the firm's own is not settled."""
        return bool(self.code[place] < 0)


Column: TypeAlias = Truths | Numbers | Texts
Columns: TypeAlias = Mapping[str, Column]


def truths(answers: Sequence[bool | None]) -> Truths:
    """A column of yes, no and None for unknown."""
    return Truths(
        np.fromiter((one is True for one in answers), np.bool_, len(answers)),
        np.fromiter((one is not False for one in answers), np.bool_, len(answers)),
    )


def numbers(intervals: Sequence[Interval]) -> Numbers:
    """A column of intervals."""
    return Numbers(
        np.fromiter((one.low for one in intervals), np.float64, len(intervals)),
        np.fromiter((one.high for one in intervals), np.float64, len(intervals)),
    )


def texts(words: Sequence[str | None]) -> Texts:
    """A column of texts and None for unknown."""
    vocabulary = tuple(sorted({word for word in words if word is not None}))
    places = {word: place for place, word in enumerate(vocabulary)}
    codes = (-1 if word is None else places[word] for word in words)
    return Texts(np.fromiter(codes, np.int32, len(words)), vocabulary)
