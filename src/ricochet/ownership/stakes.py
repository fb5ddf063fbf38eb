"""Stakes: the holdings in force on a day, one a pair of owner and owned, however many rows state it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce

from ricochet.model.holding import Basis, Holding
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


def stakes_on(holdings: Iterable[Holding], day: date) -> tuple[Stake, ...]:
    """Merge the rows in force on `day`.

    A nominee is transparent: the stake is its principal's. Identical rows of one source count once, different shares
    of one source add up, classes of stock without weights leave an interval, different sources leave their hull.
    The order of the rows does not matter.
    """
    rows: dict[tuple[str, str, Basis], list[Holding]] = defaultdict(list)
    for holding in holdings:
        if holding.period.covers(day):
            rows[holding.held_for or holding.owner, holding.owned, holding.basis].append(holding)
    return tuple(_merge(key, rows[key]) for key in sorted(rows))


def _merge(key: tuple[str, str, Basis], rows: list[Holding]) -> Stake:
    if len(rows) == 1:
        row = rows[0]
        joint = (row.joint,) if row.joint else ()
        return Stake(owner=key[0], owned=key[1], basis=key[2], share=row.share, joint=joint, sources=(row.source,))
    by_source: dict[str, list[Holding]] = defaultdict(list)
    for row in rows:
        by_source[row.source.cite].append(row)
    stated = {_of_one_source(by_source[cite]) for cite in by_source}
    return Stake(
        owner=key[0],
        owned=key[1],
        basis=key[2],
        share=reduce(Share.hull, stated),
        joint=tuple(sorted({row.joint for row in rows} - {""})),
        sources=tuple(sorted({row.source for row in rows}, key=str)),
        contradicted=len(stated) > 1,
    )


def _of_one_source(rows: list[Holding]) -> Share:
    classes: dict[str, set[Share]] = defaultdict(set)
    for row in rows:
        classes[row.share_class].add(row.share)
    totals = [reduce(Share.plus, sorted(shares, key=_ends)) for _, shares in sorted(classes.items())]
    if len(totals) == 1:
        return totals[0]
    # Without the classes' weights the whole lies between the smallest class and the plain sum.
    smallest, total = min(totals, key=_ends), reduce(Share.plus, totals)
    return Share(smallest.low, total.high, smallest.low_open, total.high_open and total.high < WHOLE)


def _ends(share: Share) -> tuple[object, ...]:
    return share.low, share.low_open, share.high, not share.high_open
