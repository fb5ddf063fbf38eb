"""Sums: what `settle` says of one company, for very many at once."""

from collections.abc import Iterator

import numpy as np

from ricochet.model.finding import Unknown
from ricochet.model.holdings import Ints
from ricochet.ownership import grounds
from ricochet.ownership.amounts import COMMON, Unit
from ricochet.ownership.register import Register
from ricochet.ownership.settle import held, lacking, text_of, unknown, unknowns
from ricochet.ownership.solve import OUTSIDE, Closure
from ricochet.ownership.spread import span


class _Members:
    """The members of some blocks side by side, and which of their owners are inside."""

    def __init__(self, blocks: Ints, sure: Closure, may: Closure) -> None:
        register = sure.register
        sizes = register.first[blocks + 1] - register.first[blocks]
        self.starts = np.cumsum(sizes) - sizes
        self.places = span(register.first, blocks)
        self.of = np.repeat(np.arange(len(blocks)), sizes)
        owner = register.owner[self.places]
        self.inside = sure.wave[owner] != OUTSIDE
        self.maybe = self.inside if may is sure else may.wave[owner] != OUTSIDE
        self.low, self.high = register.amounts[register.code[self.places]].T

    def total(self, amounts: Ints) -> Ints:
        """By block."""
        found: Ints = np.add.reduceat(amounts, self.starts)
        return found


def shares_held(blocks: Ints, sure: Closure, may: Closure) -> list[str]:
    """What `held` says of each block."""
    register = sure.register
    plain = _plain(register, blocks)
    texts = dict[int, str]()
    if plain.any():
        some = blocks[plain]
        members = _Members(some, sure, may)
        scale = register.scale[some]
        whole = np.where(scale > 0, scale, COMMON.per_cent) * 100
        low, high = members.total(members.low * members.inside), members.total(members.high * members.maybe)
        left, most = members.total(members.low * ~members.maybe), members.total(members.high * ~members.inside)
        high = np.where(register.capped[some], np.minimum(high, whole - left), high)
        low = np.where(register.complete[some], np.maximum(low, whole - most), low)
        units = _units(register, some)
        amounts = zip(low.tolist(), high.tolist(), units, strict=True)
        texts = dict(zip(np.flatnonzero(plain).tolist(), (text_of(*one) for one in amounts), strict=True))
    return [texts[place] if place in texts else held(block, sure, may) for place, block in enumerate(blocks.tolist())]


def all_unknowns(blocks: Ints, sure: Closure, may: Closure) -> list[tuple[Unknown, ...]]:
    """What `unknowns` says of each block."""
    plain = _plain(sure.register, blocks)
    found = dict(zip(np.flatnonzero(plain).tolist(), _plain_unknowns(blocks[plain], sure, may), strict=True))
    return [
        found[place] if place in found else unknowns(block, sure, may) for place, block in enumerate(blocks.tolist())
    ]


def _plain_unknowns(blocks: Ints, sure: Closure, may: Closure) -> Iterator[tuple[Unknown, ...]]:
    if not len(blocks):
        return
    register = sure.register
    stakes, names = register.stakes, register.stakes.parties
    members = _Members(blocks, sure, may)
    exact = np.fromiter((share.exact for share in stakes.shares), bool, len(stakes.shares))
    share = stakes.share[register.stake[members.places]]
    unsettled = members.maybe & ~(members.inside & exact[share])
    firm = members.total(members.low * (members.inside & ~unsettled)).tolist()
    picked = np.flatnonzero(unsettled)
    ends = np.searchsorted(members.of[picked], np.arange(len(blocks) + 1)).tolist()
    owner, inside = register.owner[members.places[picked]].tolist(), members.inside[picked].tolist()
    share, high = share[picked].tolist(), members.high[picked].tolist()
    tests, owned = register.test[blocks].tolist(), register.about[blocks].tolist()
    for block, unit in enumerate(_units(register, blocks)):
        test = register.tests[tests[block]]
        rest = lacking(firm[block], unit, test)
        yield tuple(
            sorted(
                (
                    unknown(
                        names[owner[one]],
                        names[owned[block]],
                        stakes.text(share[one]),
                        test,
                        rest,
                        caught=inside[one],
                        most=unit.ceiling(high[one])[0],
                    )
                    for one in range(ends[block], ends[block + 1])
                ),
                key=lambda one: one.owner,
            )
        )


def _plain(register: Register, blocks: Ints) -> Ints:
    if len(blocks) < grounds.MANY:
        return np.zeros(len(blocks), bool)
    return register.plain(blocks) & register.figured(blocks)


def _units(register: Register, blocks: Ints) -> list[Unit]:
    scales, sizes = register.scale[blocks].tolist(), (register.first[blocks + 1] - register.first[blocks]).tolist()
    return [Unit(scale, size + 1) if scale else COMMON for scale, size in zip(scales, sizes, strict=True)]
