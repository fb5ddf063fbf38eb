"""Rings: groups of companies that own each other, directly or through others of the group."""

from collections import defaultdict

import numpy as np

from ricochet.model.holdings import Ints

ROUNDS = 64
"""Times that what cannot be in a ring is cut off before the search: it leaves little of a real register."""


def rings(owner: Ints, owned: Ints, nodes: int) -> list[tuple[int, ...]]:
    """Strongly connected groups of two or more (Tarjan's algorithm, without recursion: chains may be long)."""
    for _ in range(ROUNDS):
        holds, held = np.zeros((2, nodes), bool)
        holds[owner], held[owned] = True, True
        kept = held[owner] & holds[owned]
        if kept.all():
            break
        owner, owned = owner[kept], owned[kept]
    below: dict[int, list[int]] = defaultdict(list)
    for parent, child in zip(owner.tolist(), owned.tolist(), strict=True):
        below[parent].append(child)
    return sorted(tuple(sorted(ring)) for ring in _strong(below) if len(ring) > 1)


def _strong(below: dict[int, list[int]]) -> list[list[int]]:
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
