"""Intern: equal texts get one number, found for millions of cells at once by two 64-bit hashes of their bytes."""

from collections.abc import Sequence

import numpy as np

from ricochet.model.holdings import NOBODY, Ints

_FACTORS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(29)
_WORD = 1 << 64
_MASKS = np.array([0, *((1 << 8 * size) - 1 for size in range(1, 9))], np.uint64)


class Texts:
    """Distinct texts, numbered in the order of their hashes: the numbers depend on which texts there are, only."""

    def __init__(self, text: Ints, start: Ints, size: Ints, hashes: Ints) -> None:
        self._text, self._start, self._size, self._hashes = text, start, size, hashes
        self._found: dict[str, int] = {}
        self._read: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._start)

    def __getitem__(self, number: int) -> str:
        found = self._read.get(number)
        if found is None:
            start = int(self._start[number])
            found = self._read[number] = self._text[start : start + int(self._size[number])].tobytes().decode()
        return found

    def find(self, name: str) -> int:
        """The number of a text, NOBODY for one that is not there."""
        number = self._found.get(name)
        if number is None:
            place = int(np.searchsorted(self._hashes, np.uint64(_hash_one(name.encode()))))
            number = self._found[name] = place if place < len(self) and self[place] == name else NOBODY
        return number

    def least(self, numbers: Sequence[int], count: int) -> list[str]:
        """The first texts of some, in alphabetical order: that of their bytes in UTF-8."""
        some = np.asarray(numbers, np.int64)
        if len(some) > count:
            heads = (_words(self._text)[self._start[some]] & _MASKS[np.minimum(self._size[some], 8)]).byteswap()
            some = some[heads <= np.partition(heads, count)[count]]
        return sorted(self[number] for number in some.tolist())[:count]


def intern(text: Ints, start: Ints, size: Ints) -> tuple[Ints, Texts] | None:
    """Number the texts; None where two different ones have the same hash, which nobody will see by chance.

    `text` must have eight bytes of room behind the last cell.
    """
    hashes, checks = (_hash(text, start, size, factor) for factor in _FACTORS)
    order = np.argsort(hashes)
    ordered = hashes[order]
    new = np.ones(len(order), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    ranks = np.cumsum(new, dtype=np.int32) - np.int32(1)
    numbers = np.empty(len(order), np.int32)
    numbers[order] = ranks
    first = order[new]
    if not np.array_equal(checks, checks[first][numbers]):
        return None
    return numbers, Texts(text, start[first], size[first], ordered[new])


def _hash(text: Ints, start: Ints, size: Ints, factor: np.uint64) -> Ints:
    words = _words(text)
    found = size.astype(np.uint64) * factor
    rows, at, left = np.arange(len(start)), start, size
    while len(at):
        mixed = (found[rows] ^ (words[at] & _MASKS[np.minimum(left, 8)])) * factor
        found[rows] = mixed ^ (mixed >> _HALF)
        more = left > 8
        if not more.any():
            break
        rows, at, left = rows[more], at[more] + 8, left[more] - 8
    return found


def _words(text: Ints) -> Ints:
    """The eight bytes from every place on, as one number."""
    return np.ndarray((len(text) - 7,), "<u8", text, strides=(1,))


def _hash_one(text: bytes) -> int:
    """The first hash, of one text."""
    factor = int(_FACTORS[0])
    found = len(text) * factor % _WORD
    for start in range(0, max(len(text), 1), 8):
        mixed = (found ^ int.from_bytes(text[start : start + 8], "little")) * factor % _WORD
        found = mixed ^ (mixed >> int(_HALF))
    return found
