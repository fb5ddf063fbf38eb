"""Stakes: the holdings in force on a day, one a pair of owner and owned, however many rows state it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

import numpy as np

from ricochet.model.holding import BASES, Basis, Holding
from ricochet.model.holdings import Holdings, Ints, Names, holdings_of
from ricochet.model.share import WHOLE, Share
from ricochet.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What `owner` has of `owned` on one basis, all rows together. `joint` are the labels of joint arrangements."""

    owner: str
    owned: str
    basis: Basis
    share: Share
    joint: tuple[str, ...]
    sources: tuple[Source, ...]
    contradicted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stakes(Sequence[Stake]):
    """One array a column, one element a stake, in order of `owned`, `basis` and `owner` (numbers of `parties`).

    `share` is a place in `shares`. The rows that state a stake are `rows[first[it]:first[it + 1]]`. `joint` and
    `contradicted` hold the few stakes that have labels or whose sources disagree.
    """

    holdings: Holdings
    shares: Sequence[Share]
    owner: Ints
    owned: Ints
    basis: Ints
    share: Ints
    rows: Ints
    first: Ints
    joint: Mapping[int, tuple[str, ...]]
    contradicted: frozenset[int]
    _texts: dict[int, str] = field(default_factory=dict)

    @property
    def parties(self) -> Names:
        """The ids by number."""
        return self.holdings.parties

    def __len__(self) -> int:
        return len(self.owner)

    def __getitem__(self, place: int) -> Stake:  # type: ignore[override]  # one stake; nobody slices a register
        if not 0 <= place < len(self):
            raise IndexError(place)
        return Stake(
            owner=self.parties[int(self.owner[place])],
            owned=self.parties[int(self.owned[place])],
            basis=BASES[int(self.basis[place])],
            share=self.shares[int(self.share[place])],
            joint=self.joint.get(place, ()),
            sources=self.sources(place),
            contradicted=place in self.contradicted,
        )

    def text(self, code: int) -> str:
        """A share of `shares` as text; a register repeats its few."""
        found = self._texts.get(code)
        if found is None:
            found = self._texts[code] = str(self.shares[code])
        return found

    def sources(self, place: int) -> tuple[Source, ...]:
        """Where the rows that state a stake were read."""
        rows = self.rows[self.first[place] : self.first[place + 1]].tolist()
        if len(rows) == 1:
            return (self.holdings.source(rows[0]),)
        found = {self.holdings.source(row) for row in rows}
        return tuple(found) if len(found) == 1 else tuple(sorted(found, key=str))


def stakes_on(holdings: Iterable[Holding], day: date) -> Stakes:
    """Merge the rows in force on `day`.

    A nominee is transparent: the stake is its principal's. Identical rows of one source count once, different shares
    of one source add up, classes of stock without weights leave an interval, different sources leave their hull.
    The order of the rows does not matter.
    """
    table = holdings_of(holdings)
    today = day.toordinal()
    rows = np.flatnonzero((table.start <= today) & (table.end >= today)).astype(np.int32)
    holder = np.where(table.held_for >= 0, table.held_for, table.owner)[rows]
    bits = max(len(table.parties).bit_length(), 1)
    key = table.owned[rows].astype(np.int64)
    key <<= 3
    key |= table.basis[rows]
    key <<= bits
    key |= holder
    order = np.argsort(key, kind="stable")
    rows, key = rows[order], key[order]
    new = np.ones(len(rows), bool)
    new[1:] = key[1:] != key[:-1]
    first = np.append(np.flatnonzero(new), len(rows))
    key = key[first[:-1]]
    share = table.share[rows[first[:-1]]].astype(np.int32)
    shares, joint, contradicted = _merged(table, rows, first, share)
    return Stakes(
        holdings=table,
        shares=shares,
        owner=(key & ((1 << bits) - 1)).astype(np.int32),
        owned=(key >> (bits + 3)).astype(np.int32),
        basis=((key >> bits) & 7).astype(np.int8),
        share=share,
        rows=rows,
        first=first,
        joint=joint,
        contradicted=contradicted,
    )


def _merged(
    table: Holdings, rows: Ints, first: Ints, share: Ints
) -> tuple[Sequence[Share], dict[int, tuple[str, ...]], frozenset[int]]:
    """Put the share of several rows that differ into `share`; labels and contradictions beside it."""
    if not len(rows):
        return table.shares, {}, frozenset()
    differ = np.zeros(len(first) - 1, bool)
    for column in (table.share, table.share_class):
        values = column[rows]
        differ |= np.minimum.reduceat(values, first[:-1]) != np.maximum.reduceat(values, first[:-1])
    labelled = np.maximum.reduceat(table.joint[rows], first[:-1]) > 0
    joint = {
        place: tuple(sorted({table.words[word] for word in table.joint[rows[first[place] : first[place + 1]]]} - {""}))
        for place in np.flatnonzero(labelled).tolist()
    }
    codes: dict[Share, int] = {}
    contradicted = set()
    for place in np.flatnonzero(differ).tolist():
        stated = _stated(table, rows[first[place] : first[place + 1]])
        if len(stated) > 1:
            contradicted.add(place)
        merged = reduce(Share.hull, stated)
        share[place] = len(table.shares) + codes.setdefault(merged, len(codes))
    return ((*table.shares, *codes) if codes else table.shares), joint, frozenset(contradicted)


def _stated(table: Holdings, rows: Ints) -> set[Share]:
    """What each source says of one stake."""
    by_source: dict[int, list[int]] = defaultdict(list)
    for row in rows.tolist():
        by_source[int(table.cite[row])].append(row)
    return {_of_one_source(table, found) for found in by_source.values()}


def _of_one_source(table: Holdings, rows: list[int]) -> Share:
    classes: dict[str, set[Share]] = defaultdict(set)
    for row in rows:
        classes[table.words[table.share_class[row]]].add(table.shares[table.share[row]])
    totals = [reduce(Share.plus, sorted(shares, key=_ends)) for _, shares in sorted(classes.items())]
    if len(totals) == 1:
        return totals[0]
    # Without the classes' weights the whole lies between the smallest class and the plain sum.
    smallest, total = min(totals, key=_ends), reduce(Share.plus, totals)
    return Share(smallest.low, total.high, smallest.low_open, total.high_open and total.high < WHOLE)


def _ends(share: Share) -> tuple[object, ...]:
    return share.low, share.low_open, share.high, not share.high_open
