"""Grounds: the stakes that let members in, found for all of them at once: the fewest largest that meet the test."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ricochet.model.holdings import NOBODY, Ints
from ricochet.ownership.solve import OUTSIDE, Closure
from ricochet.ownership.spread import span

MANY = 1_000
"""Members from which finding all at once saves more than it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Stakes by node, from `first[place[node]]` on, in the order a proof names them: each with its owner and share.

    `row` is the one row that states a stake, NOBODY where several do.

    Left out are nodes let in otherwise than by plain stakes alone: seeds, parents, joint arrangements, complete
    registers and what 64 bits do not hold.
    """

    place: Mapping[int, int]
    first: Sequence[int]
    stake: Sequence[int]
    owner: Sequence[int]
    share: Sequence[int]
    row: Sequence[int]


NONE = Grounds(place={}, first=(), stake=(), owner=(), share=(), row=())


def grounds(closure: Closure) -> Grounds:
    """What let the members in."""
    register = closure.register
    nodes = closure.members
    nodes = nodes[closure.cause[nodes] != NOBODY]
    if closure.upward:
        nodes = nodes[~np.isin(nodes, list(closure.upward))]
    nodes = nodes[register.plain(closure.cause[nodes])]
    if closure.certainty == "definite":
        nodes = nodes[~register.complete[closure.cause[nodes]]]
    blocks = closure.cause[nodes]
    places = span(register.first, blocks)
    of = np.repeat(np.arange(len(nodes)), register.first[blocks + 1] - register.first[blocks])
    wave = closure.wave[register.owner[places]]
    earlier = (wave > OUTSIDE) & (wave < closure.wave[nodes][of])
    places, of = places[earlier], of[earlier]
    amount = register.amounts[register.code[places], 0 if closure.certainty == "definite" else 1]
    order = _in_order(closure, places, of, amount)
    places, amount = places[order], amount[order]
    first = np.searchsorted(of, np.arange(len(nodes) + 1))
    before = np.cumsum(amount) - amount
    before -= before[first[:-1]][of] if len(of) else before
    needed = before < register.may[blocks, 0][of]
    places, of = places[needed], of[needed]
    stakes, stake = register.stakes, register.stake[places]
    row = np.where(stakes.first[stake + 1] - stakes.first[stake] == 1, stakes.rows[stakes.first[stake]], NOBODY)
    return Grounds(
        place=dict(zip(nodes.tolist(), range(len(nodes)), strict=True)),
        first=np.searchsorted(of, np.arange(len(nodes) + 1)).tolist(),
        stake=stake.tolist(),
        owner=register.owner[places].tolist(),
        share=stakes.share[stake].tolist(),
        row=row.tolist(),
    )


def _in_order(closure: Closure, places: Ints, of: Ints, amount: Ints) -> Ints:
    """The largest of each node first, equal ones by their owners' names."""
    order = np.lexsort((-amount, of))
    of, amount = of[order], amount[order]
    tied = np.zeros(len(order) + 1, bool)
    tied[1:-1] = (of[1:] == of[:-1]) & (amount[1:] == amount[:-1])
    names, owner = closure.register.stakes.parties, closure.register.owner
    starts = np.flatnonzero(tied[1:] & ~tied[:-1])
    ends = np.flatnonzero(tied[:-1] & ~tied[1:]) + 1
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        order[start:end] = sorted(order[start:end].tolist(), key=lambda one: names[int(owner[places[one]])])
    return order
