"""Rings: groups of companies that own each other, directly or through others of the group."""

from collections import defaultdict

import numpy as np

from ricochet.model.holdings import Ints
from ricochet.ownership.spread import distinct, span

ROUNDS = 64
"""Times that what cannot be in a ring is cut off before the search: it leaves little of a real register."""
LARGE = 50_000
"""Stakes from which one large ring is looked for before all others: a country has one, of most that is left."""


def rings(owner: Ints, owned: Ints, nodes: int) -> list[list[int]]:
    """Strongly connected groups of two or more, each in order, in the order of their first."""
    found = []
    owner, owned = _trimmed(owner, owned, nodes)
    while len(owner) > LARGE:
        hub = int(np.bincount(owner).argmax())
        ring = _below(hub, owner, owned, nodes) & _below(hub, owned, owner, nodes)
        found.append(np.flatnonzero(ring).tolist())
        apart = ~(ring[owner] | ring[owned])
        large = apart.sum() < len(owner) / 2
        owner, owned = _trimmed(owner[apart], owned[apart], nodes)
        if not large:
            break
    below: dict[int, list[int]] = defaultdict(list)
    for parent, child in zip(owner.tolist(), owned.tolist(), strict=True):
        below[parent].append(child)
    found += [sorted(ring) for ring in _strong(below)]
    return sorted(ring for ring in found if len(ring) > 1)


def _trimmed(owner: Ints, owned: Ints, nodes: int) -> tuple[Ints, Ints]:
    """Without stakes of those nobody owns and in those that own nothing, so far as ROUNDS go."""
    for _ in range(ROUNDS):
        holds, held = np.zeros((2, nodes), bool)
        holds[owner], held[owned] = True, True
        kept = held[owner] & holds[owned]
        if kept.all():
            break
        owner, owned = owner[kept], owned[kept]
    return owner, owned


def _below(top: int, owner: Ints, owned: Ints, nodes: int) -> Ints:
    """A mark for each node that is the top, or owned by it through any number of others."""
    order = np.argsort(owner, kind="stable")
    first = np.append(0, np.cumsum(np.bincount(owner, minlength=nodes)))
    owned = owned[order]
    marks, frontier = np.zeros(nodes, bool), np.array([top])
    marks[top] = True
    while len(frontier):
        below = owned[span(first, frontier)]
        below = below[~marks[below]]
        marks[below] = True
        frontier = distinct(below)
    return marks


def _strong(below: dict[int, list[int]]) -> list[list[int]]:
    """Tarjan's algorithm, without recursion: chains may be long."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in list(below):
        if root in index:
            continue
        work = [(root, iter(below[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(below.get(other, ()))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_popped(node, stack, on_stack))
    return found


def _popped(node: int, stack: list[int], on_stack: set[int]) -> list[int]:
    ring: list[int] = []
    while not ring or ring[-1] != node:
        ring.append(stack.pop())
    on_stack.difference_update(ring)
    return ring
