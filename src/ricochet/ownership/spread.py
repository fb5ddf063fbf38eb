"""Spread: what one wave of members takes off what blocks lack, and which blocks lack nothing any more."""

from typing import TYPE_CHECKING

import numpy as np

from ricochet.model.holdings import Ints

if TYPE_CHECKING:
    from ricochet.ownership.solve import Closure


def spread(closure: "Closure", members: Ints, sign: int = 1) -> Ints:
    """Count the members' stakes (sign -1: take them out again); blocks whose test is met, each once."""
    register = closure.register
    edges = span(register.out_first, members)
    blocks, codes = register.out_block[edges], register.out_code[edges]
    definite = closure.certainty == "definite"
    low = register.alone if closure.pooled else register.low
    first, second = (low, register.high) if definite else (register.high, register.low)
    np.subtract.at(closure.left, blocks, sign * first[codes])
    met = closure.left[blocks] <= 0
    if closure.rest is not None:
        np.subtract.at(closure.rest, blocks, sign * second[codes])
        met = (met | (closure.rest[blocks] <= 0)) if definite else (met & (closure.rest[blocks] <= 0))
    found: Ints = np.unique(blocks[met])
    return found


def span(first: Ints, rows: Ints) -> Ints:
    """The places first[row] to first[row + 1] of every row, one after the other."""
    starts, sizes = first[rows], first[rows + 1] - first[rows]
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    places: Ints = np.arange(total) + np.repeat(starts - ends + sizes, sizes)
    return places
