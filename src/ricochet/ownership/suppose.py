"""Suppose: what other listings would change of a closure that stands, without solving it again.

Adding goes on from where the closure stands. Removing takes out everybody whose chain may lead to those removed (by
waves: a member leans only on earlier ones), then lets back in who is still caught (delete and re-derive; counting
supports instead would let a ring of owners hold itself up). Where that is a large part of all, solving anew is
quicker. Afterwards the closure is as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ricochet.model.holdings import NOBODY, Ints
from ricochet.ownership.solve import OUTSIDE, Closure, opened
from ricochet.ownership.spread import distinct, span, spread

PART = 8
"""From one member in so many, those who lean on the removed are not taken out one by one."""
FEW = 1_000
"""But for fewer than these it is not worth the arrays."""


@dataclass(frozen=True, slots=True)
class Change:
    """Nodes that come in and nodes that go out; those added or removed are among them."""

    gained: Ints
    lost: Ints


def suppose(closure: Closure, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Change:
    """The change if some were listed besides and others no longer. The closure must have been found downward.

    Those removed must be seeds. One seed more or less may turn one person into several: where a rule counts persons
    apart, ask for a closure anew.
    """
    register = closure.register
    added, removed = (
        np.array(sorted({register.find(name) for name in names} - {NOBODY}), np.int64) for names in (add, remove)
    )
    leaning = np.zeros(register.nodes, bool)
    out = _leaning(closure, removed, leaning)
    if out is None:
        return _anew(closure, added, removed)
    height = len(closure.waves)
    watched = set(closure.watched)
    wave, cause = closure.wave[out], closure.cause[out]
    spread(closure, out, -1)
    closure.wave[out] = OUTSIDE
    closure.grow(added)
    closure.flow(closure.enter(_met(closure, register.blocks_about(out))))
    fresh = np.concatenate([*closure.waves[height:], added[:0]])
    change = Change(fresh[~leaning[fresh]], out[closure.wave[out] == OUTSIDE])
    spread(closure, fresh, -1)
    closure.wave[fresh] = OUTSIDE
    del closure.waves[height:]
    spread(closure, out)
    closure.wave[out], closure.cause[out] = wave, cause
    closure.watched = watched
    return change


def _leaning(closure: Closure, removed: Ints, marks: Ints) -> Ints | None:
    """Those removed, and every member that may owe its entry to one of them; marked. None where they are too many."""
    register = closure.register
    found, frontier, count = [removed], removed, len(removed)
    marks[removed] = True
    limit = max(sum(map(len, closure.waves)) // PART, FEW)
    while len(frontier):
        nodes = register.about[register.out[span(register.out_first, frontier), 0]]
        sizes = register.out_first[frontier + 1] - register.out_first[frontier]
        later = closure.wave[nodes] > np.repeat(closure.wave[frontier], sizes)
        frontier = distinct(nodes[later & ~marks[nodes]])
        marks[frontier] = True
        found.append(frontier)
        count += len(frontier)
        if count > limit:
            return None
    return np.concatenate(found)


def _anew(closure: Closure, added: Ints, removed: Ints) -> Change:
    seeds = closure.members[closure.cause[closure.members] == NOBODY]
    other = opened(closure.register, closure.certainty, pooled=closure.pooled)
    other.grow(np.union1d(np.setdiff1d(seeds, removed), added))
    before, after = closure.wave != OUTSIDE, other.wave != OUTSIDE
    return Change(np.flatnonzero(after & ~before), np.flatnonzero(before & ~after))


def _met(closure: Closure, blocks: Ints) -> Ints:
    lacks = closure.lacks[blocks] <= 0
    met: Ints = blocks[lacks.any(axis=1) if closure.certainty == "definite" else lacks.all(axis=1)]
    return met
