"""Alone: how many each of very many parties would reach if it alone were listed."""

from dataclasses import dataclass

import numpy as np

from ricochet.model.holdings import Ints
from ricochet.ownership.register import Register
from ricochet.ownership.solve import Certainty, Closure, opened
from ricochet.ownership.spread import kernel


@dataclass(frozen=True, slots=True)
class Alone:
    """`counts` are of others reached, by party asked; `place` and `node` say which marked ones each of them reaches."""

    counts: Ints
    place: Ints
    node: Ints


def alone(register: Register, nodes: Ints, certainty: Certainty, marked: Ints, *, affiliates: bool = False) -> Alone:
    """List each of `nodes` alone, one at a time. `marked` is by node; `affiliates` as in `close`.

    Most own too little of anything to reach anybody, which a look at their stakes tells; only the others are solved.
    """
    closure = opened(register, certainty, pooled=False)
    some = np.arange(len(nodes)) if affiliates else np.flatnonzero(_moving(closure)[nodes])
    counts = np.zeros(len(nodes), np.int64)
    if not affiliates and not register.loose and (compiled := kernel()):
        marked = np.append(marked, np.zeros(register.nodes - len(marked), bool))
        counts[some], place, node = compiled.alone(
            register.out_first,
            register.out,
            register.about,
            register.amounts,
            closure.lacks,
            nodes[some],
            marked,
            parties=len(register.stakes.parties),
            definite=certainty == "definite",
        )
        return Alone(counts, some[place], node)
    places, found = [some[:0]], [some[:0]]
    for one in some.tolist():
        if affiliates:
            closure.climb(nodes[one : one + 1])
        else:
            closure.grow(nodes[one : one + 1])
        members = closure.members
        members = members[(members < len(marked)) & (members != nodes[one])]
        counts[one] = len(members)
        found.append(members[marked[members]])
        places.append(np.full(len(found[-1]), one))
        closure.leave()
    return Alone(counts, np.concatenate(places), np.concatenate(found))


def _moving(closure: Closure) -> Ints:
    """By node, whether any of its stakes by itself may meet a test."""
    register = closure.register
    blocks, codes = register.out.T
    first, second = (0, 1) if closure.certainty == "definite" else (1, 0)
    left = closure.lacks[blocks, 0] <= register.amounts[codes, first]
    rest = closure.lacks[blocks, 1] <= register.amounts[codes, second]
    met = left | rest if closure.certainty == "definite" else left & rest
    if register.loose:
        met |= np.isin(blocks, list(register.loose))
    upto = np.append(0, np.cumsum(met))[register.out_first]
    found: Ints = upto[1:] > upto[:-1]
    return found
