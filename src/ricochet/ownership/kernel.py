"""Kernel: the inner loops, compiled (extra "fast"). They find what the arrays' own operations find."""

import numpy as np
from numba import njit

from ricochet.model.holdings import Ints

TOGETHER = 64


@njit(cache=True, nogil=True, inline="always")
def _met(left: int, rest: int, definite: bool) -> bool:
    return (left <= 0 or rest <= 0) if definite else (left <= 0 and rest <= 0)


@njit(cache=True, nogil=True)
def spread(
    first: Ints,
    out: Ints,
    amounts: Ints,
    lacks: Ints,
    members: Ints,
    sign: int,
    definite: bool,
) -> Ints:
    """Count the members' stakes; the blocks whose test that meets."""
    size = 0
    for member in members:
        size += first[member + 1] - first[member]
    edges = np.empty((size, 2), np.uint32)
    at = 0
    for member in members:
        for edge in range(first[member], first[member + 1]):
            edges[at, 0], edges[at, 1] = out[edge, 0], out[edge, 1]
            at += 1
    found = np.empty(size, np.int64)
    count = 0
    one, other = (0, 1) if definite else (1, 0)
    for start in range(0, size, TOGETHER):
        end = min(start + TOGETHER, size)
        touched = 0
        for at in range(start, end):  # what lies far apart in memory is asked for at once, not one after the other
            touched += lacks[edges[at, 0], 0]
        found[count] = touched
        for at in range(start, end):
            block, code = edges[at, 0], edges[at, 1]
            left, rest = lacks[block, 0], lacks[block, 1]
            now_left, now_rest = left - sign * amounts[code, one], rest - sign * amounts[code, other]
            lacks[block, 0], lacks[block, 1] = now_left, now_rest
            if _met(now_left, now_rest, definite) and not _met(left, rest, definite):
                found[count] = block
                count += 1
    return found[:count]
