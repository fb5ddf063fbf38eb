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
    hashes, checks = _hashes(text, start, size)
    first = _first(hashes)
    if not np.array_equal(checks, checks[first]):
        return None
    own = np.flatnonzero(first == np.arange(len(first)))
    own = own[np.argsort(hashes[own])]
    numbers = np.empty(len(first), np.int32)
    numbers[own] = np.arange(len(own), dtype=np.int32)
    return numbers[first], Texts(text, start[own], size[own], hashes[own])


def _first(hashes: Ints) -> Ints:
    """By row, one row that stands for all of the same hash. Rows meet in a table; those that miss it, in the next."""
    count = len(hashes)
    first = np.empty(count, np.int32)
    rows, mixed = np.arange(count, dtype=np.int32), hashes
    while len(rows):
        bits = max(len(rows).bit_length(), 4)
        place = (mixed >> np.uint64(64 - bits)).astype(np.int64)
        table = np.empty(1 << bits, np.int32)
        table[place] = rows
        met = table[place]
        same = hashes[met] == hashes[rows]
        first[rows[same]] = met[same]
        rows, mixed = rows[~same], mixed[~same] * _FACTORS[1]
    return first


def _hashes(text: Ints, start: Ints, size: Ints) -> tuple[Ints, Ints]:
    """Two of each text."""
    words = _words(text)
    found = [size.astype(np.uint64) * factor for factor in _FACTORS]
    rows: Ints | slice = slice(None)
    at, left = start, size
    while len(at):
        read = words[at] & _MASKS[np.minimum(left, 8)]
        for some, factor in zip(found, _FACTORS, strict=True):
            mixed = (some[rows] ^ read) * factor
            some[rows] = mixed ^ (mixed >> _HALF)
        more = left > 8
        if more.all():
            at, left = at + 8, left - 8
        else:
            rows = np.arange(len(size))[rows][more]
            at, left = at[more] + 8, left[more] - 8
    return found[0], found[1]


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
