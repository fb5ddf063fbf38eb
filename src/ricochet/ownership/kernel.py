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


@njit(cache=True, nogil=True)
def flow(
    first: Ints,
    out: Ints,
    about: Ints,
    amounts: Ints,
    lacks: Ints,
    wave: Ints,
    cause: Ints,
    frontier: Ints,
    height: int,
    definite: bool,
) -> tuple[Ints, Ints]:
    """Take in all whom the frontier lets in, wave by wave; who came, and where each wave ends."""
    queue = np.empty(len(wave) + 1, np.int32)
    queue[: len(frontier)] = frontier
    ends, waves = np.zeros((1 << 10, 1), np.int64), 1
    ends[0, 0] = len(frontier)
    edges = np.empty((1 << 10, 2), np.uint32)
    start, end, new = 0, len(frontier), len(frontier)
    while start < end:
        height += 1
        for some in range(start, end, TOGETHER):
            members = queue[some : min(some + TOGETHER, end)]
            size = _gathered(first, out, members, edges)
            while size < 0:
                edges = np.empty((-2 * size, 2), np.uint32)
                size = _gathered(first, out, members, edges)
            new = _entered(edges[:size], about, amounts, lacks, wave, cause, queue, new, height, definite)
        ends = _roomy(ends, waves, 1)
        ends[waves, 0] = new
        waves += 1
        start, end = end, new
    return queue[:end].copy(), ends[:waves, 0].copy()


@njit(cache=True, nogil=True)
def _gathered(first: Ints, out: Ints, members: Ints, edges: Ints) -> int:
    """Copy the members' stakes; how many they are, as a negative number where there is no room for them."""
    size = 0
    for member in members:  # what lies far apart in memory is asked for at once, not one after the other
        size += first[member + 1] - first[member]
    if size > len(edges):
        return -size
    at = 0
    for member in members:
        for edge in range(first[member], first[member + 1]):
            edges[at, 0], edges[at, 1] = out[edge, 0], out[edge, 1]
            at += 1
    return size


@njit(cache=True, nogil=True)
def _entered(
    edges: Ints,
    about: Ints,
    amounts: Ints,
    lacks: Ints,
    wave: Ints,
    cause: Ints,
    queue: Ints,
    new: int,
    height: int,
    definite: bool,
) -> int:
    """Count some stakes, and put whom they let in at the end of the queue; its new end."""
    one, other = (0, 1) if definite else (1, 0)
    met, touched = 0, 0
    for at in range(len(edges)):
        touched += lacks[edges[at, 0], 0]
    for at in range(len(edges)):
        block, code = edges[at, 0], edges[at, 1]
        left, rest = lacks[block, 0], lacks[block, 1]
        now_left, now_rest = left - amounts[code, one], rest - amounts[code, other]
        lacks[block, 0], lacks[block, 1] = now_left, now_rest
        if _met(now_left, now_rest, definite) and not _met(left, rest, definite):
            edges[met, 0] = block
            met += 1
    for at in range(met):
        touched += wave[about[edges[at, 0]]]
    for at in range(met):
        block = edges[at, 0]
        node = about[block]
        if wave[node] == 0:
            wave[node], cause[node] = height, block
            queue[new] = node
            new += 1
        elif wave[node] == height and cause[node] > block:
            cause[node] = block
    queue[new] = touched  # beyond the end: the compiler must not leave the reading out
    return new


@njit(cache=True, nogil=True)
def _roomy(rows: Ints, used: int, more: int) -> Ints:
    """The rows, with room for more of them."""
    if used + more <= len(rows):
        return rows
    wide = np.empty((2 * len(rows) + more, rows.shape[1]), rows.dtype)
    wide[:used] = rows[:used]
    return wide


@njit(cache=True, nogil=True)
def alone(
    first: Ints,
    out: Ints,
    about: Ints,
    amounts: Ints,
    lacks: Ints,
    nodes: Ints,
    marked: Ints,
    parties: int,
    definite: bool,
) -> tuple[Ints, Ints, Ints]:
    """How many parties each node reaches if it alone is listed, and which marked ones."""
    inside = np.zeros(len(first) - 1, np.bool_)
    stack = np.empty(len(first), np.int64)
    taken = np.empty((1 << 10, 3), np.int64)
    counts = np.zeros(len(nodes), np.int64)
    pairs, found = np.empty((1 << 10, 2), np.int64), 0
    one, other = (0, 1) if definite else (1, 0)
    for place, node in enumerate(nodes):
        stack[0] = node
        inside[node] = True
        size, read, edges = 1, 0, 0
        while read < size:
            member = stack[read]
            read += 1
            taken = _roomy(taken, edges, first[member + 1] - first[member])
            for edge in range(first[member], first[member + 1]):
                block, code = out[edge, 0], out[edge, 1]
                taken[edges, 0], taken[edges, 1], taken[edges, 2] = block, lacks[block, 0], lacks[block, 1]
                edges += 1
                lacks[block, 0] -= amounts[code, one]
                lacks[block, 1] -= amounts[code, other]
                owned = about[block]
                if not inside[owned] and _met(lacks[block, 0], lacks[block, 1], definite):
                    inside[owned] = True
                    stack[size] = owned
                    size += 1
        for back in range(edges - 1, -1, -1):
            block = taken[back, 0]
            lacks[block, 0], lacks[block, 1] = taken[back, 1], taken[back, 2]
        for at in range(size):
            member = stack[at]
            inside[member] = False
            if at == 0 or member >= parties:
                continue
            counts[place] += 1
            if marked[member]:
                pairs = _roomy(pairs, found, 1)
                pairs[found, 0], pairs[found, 1] = place, member
                found += 1
    return counts, pairs[:found, 0].copy(), pairs[:found, 1].copy()
