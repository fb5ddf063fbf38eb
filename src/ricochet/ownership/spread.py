"""Spread: what one wave of members takes off what blocks lack, and which blocks lack nothing any more."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from ricochet.model.holdings import Ints

if TYPE_CHECKING:
    from ricochet.ownership.register import Register
    from ricochet.ownership.solve import Closure

LARGE = 200_000
"""Stakes from which compiled code (the extra "fast") is quicker."""
ONCE = 10_000_000
"""Stakes from which it saves more than it takes to load, though asked once; who asks often loads it (`kernel`)."""


def spread(closure: "Closure", members: Ints, sign: int = 1) -> Ints:
    """Count the members' stakes (sign -1: take them out again); blocks whose test is met now, each once.

    Blocks that were met before may be among them or not.
    """
    register, lacks, amounts = closure.register, closure.lacks, counted(closure)
    definite = closure.certainty == "definite"
    if compiled := fast(register):
        return _ints(
            compiled.spread(register.out_first, register.out, amounts, lacks, members, sign=sign, definite=definite)
        )
    edges = register.out[span(register.out_first, members)]
    blocks, amount = edges[:, 0], sign * amounts[edges[:, 1]]
    first, second = (0, 1) if definite else (1, 0)
    np.subtract.at(lacks[:, 0], blocks, amount[:, first])
    np.subtract.at(lacks[:, 1], blocks, amount[:, second])
    met = lacks[blocks] <= 0
    return distinct(blocks[met[:, 0] | met[:, 1] if definite else met[:, 0] & met[:, 1]])


def counted(closure: "Closure") -> Ints:
    """The amounts that count: where several persons are pooled, of some tests only stakes that alone meet them."""
    register = closure.register
    return register.alone if closure.pooled and closure.certainty == "definite" else register.amounts


def fast(register: "Register") -> Any:
    """The compiled code, where it is installed and worth its while."""
    loaded = kernel.cache_info().currsize > 0
    return kernel() if len(register.owner) >= (LARGE if loaded else ONCE) else None


def distinct(numbers: Ints) -> Ints:
    """Each number once, in order: quicker than numpy's own, which hashes."""
    numbers = np.sort(numbers)
    return _ints(numbers[np.append(True, numbers[1:] != numbers[:-1])] if len(numbers) else numbers)


def span(first: Ints, rows: Ints) -> Ints:
    """The places first[row] to first[row + 1] of every row, one after the other."""
    starts, sizes = first[rows], first[rows + 1] - first[rows]
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return _ints(np.arange(total) + np.repeat(starts - ends + sizes, sizes))


def _ints(array: Any) -> Ints:
    """Numpy's own types forget what an array holds."""
    return array  # type: ignore[no-any-return]


@cache
def kernel() -> Any:
    """The compiled code, where numba is installed."""
    return import_module("ricochet.ownership.kernel") if find_spec("numba") else None
