"""Holdings: a register's rows as columns of whole numbers, so that tens of millions fit and are read quickly."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ricochet.model.holding import BASES, Holding
from ricochet.model.period import Period
from ricochet.model.share import Share
from ricochet.model.source import Source

Ints = NDArray[Any]
EVER = 0
"""A start that was always; a day on which nobody says to have seen it."""
FOREVER = date.max.toordinal()
"""An end that never comes."""
NOBODY = -1


class Names(Protocol):
    """Parties' ids by number; the numbering depends on which ids there are, not on the order of the rows."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, number: int, /) -> str:
        """The id of a number."""

    def find(self, name: str, /) -> int:
        """The number of an id, NOBODY for one not in the register."""

    def least(self, numbers: Sequence[int], count: int, /) -> list[str]:
        """The first ids of some, in alphabetical order."""


class Sorted:
    """Names in alphabetical order."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._numbers = {name: number for number, name in enumerate(self._names)}

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, number: int) -> str:
        return self._names[number]

    def find(self, name: str) -> int:
        """The number of an id, NOBODY for one that is not there."""
        return self._numbers.get(name, NOBODY)

    def least(self, numbers: Sequence[int], count: int) -> list[str]:
        """The first ids of some, in alphabetical order."""
        return [self._names[number] for number in sorted(numbers)[:count]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Holdings(Sequence[Holding]):
    """One array a column, one element a row.

    `owner`, `owned` and `held_for` (NOBODY: for itself) are numbers of `parties`; `share` one of `shares`; `basis` a
    place in BASES; `start`, `end` and `seen` days as ordinals; `joint`, `share_class`, `cite` and `stated` places in
    `words`, of which the first is "". `source` tells where a row was read.
    """

    parties: Names
    shares: Sequence[Share]
    words: Sequence[str]
    owner: Ints
    owned: Ints
    held_for: Ints
    share: Ints
    basis: Ints
    start: Ints
    end: Ints
    joint: Ints
    share_class: Ints
    cite: Ints
    stated: Ints
    seen: Ints
    source: Callable[[int], Source]

    def __len__(self) -> int:
        return len(self.owner)

    def __getitem__(self, row: int) -> Holding:  # type: ignore[override]  # one row; nobody slices a register
        if not 0 <= row < len(self):
            raise IndexError(row)
        start, end, seen, held_for = (int(one[row]) for one in (self.start, self.end, self.seen, self.held_for))
        return Holding(
            owner=self.parties[int(self.owner[row])],
            owned=self.parties[int(self.owned[row])],
            share=self.shares[int(self.share[row])],
            basis=BASES[int(self.basis[row])],
            period=Period(
                None if start == EVER else date.fromordinal(start), None if end == FOREVER else date.fromordinal(end)
            ),
            joint=self.words[int(self.joint[row])],
            held_for="" if held_for == NOBODY else self.parties[held_for],
            share_class=self.words[int(self.share_class[row])],
            stated=self.words[int(self.stated[row])],
            seen=None if seen == EVER else date.fromordinal(seen),
            source=self.source(row),
        )


def holdings_of(rows: Iterable[Holding]) -> Holdings:
    """Rows as columns."""
    if isinstance(rows, Holdings):
        return rows
    rows = tuple(rows)
    parties = Sorted(name for row in rows for name in (row.owner, row.owned, row.held_for) if name)
    shares = {share: code for code, share in enumerate(dict.fromkeys(row.share for row in rows))}
    texts = dict.fromkeys(["", *(text for row in rows for text in _words(row))])
    words = {text: code for code, text in enumerate(texts)}

    def column(values: Iterable[int], kind: type[np.integer[Any]] = np.int32) -> Ints:
        return np.fromiter(values, kind, len(rows))

    return Holdings(
        parties=parties,
        shares=tuple(shares),
        words=tuple(words),
        owner=column(parties.find(row.owner) for row in rows),
        owned=column(parties.find(row.owned) for row in rows),
        held_for=column(parties.find(row.held_for) if row.held_for else NOBODY for row in rows),
        share=column(shares[row.share] for row in rows),
        basis=column((BASES.index(row.basis) for row in rows), np.int8),
        start=column(row.period.start.toordinal() if row.period.start else EVER for row in rows),
        end=column(row.period.end.toordinal() if row.period.end else FOREVER for row in rows),
        joint=column(words[row.joint] for row in rows),
        share_class=column(words[row.share_class] for row in rows),
        cite=column(words[row.source.cite] for row in rows),
        stated=column(words[row.stated] for row in rows),
        seen=column(row.seen.toordinal() if row.seen else EVER for row in rows),
        source=lambda row: rows[row].source,
    )


def _words(row: Holding) -> tuple[str, ...]:
    return row.joint, row.share_class, row.source.cite, row.stated
