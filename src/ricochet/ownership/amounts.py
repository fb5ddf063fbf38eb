"""Amounts: shares as whole numbers that keep open bounds exact.

The common unit is 1e-7 per cent, times OPEN: an open lower bound adds one, an open upper bound takes one away, and
sums of fewer than OPEN of them compare with a threshold exactly as the intervals do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ricochet.model.holdings import Ints
from ricochet.model.regime import Test
from ricochet.model.share import Share

OPEN = 256
LIMIT = 1 << 62
"""Sums stay below it: in the common unit those of 18 million stakes in one company."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How a company's bounds are counted: so many to the per cent; what `open` leaves over tells that a sum is open."""

    per_cent: int
    open: int

    @property
    def whole(self) -> int:
        """A hundred per cent."""
        return 100 * self.per_cent

    def of(self, value: Fraction) -> int:
        """A number of per cent, rounded down where the unit does not hold it."""
        return value.numerator * self.per_cent // value.denominator

    def low(self, share: Share) -> int:
        """A lower bound."""
        return self.of(share.low) + share.low_open

    def high(self, share: Share) -> int:
        """An upper bound."""
        return self.of(share.high) - share.high_open

    def need(self, test: Test) -> int | None:
        """The least amount that meets a test; None where any stake does."""
        return None if test.threshold is None else self.of(test.threshold) + (test.comparison == "gt")

    def floor(self, amount: int) -> tuple[Fraction, bool]:
        """A sum of lower bounds as per cent, and whether it is open."""
        steps, left = divmod(amount, self.open)
        return Fraction(steps * self.open, self.per_cent), left > 0

    def ceiling(self, amount: int) -> tuple[Fraction, bool]:
        """A sum of upper bounds as per cent, and whether it is open."""
        steps, left = divmod(-amount, self.open)
        return Fraction(-steps * self.open, self.per_cent), left > 0


COMMON = Unit(10**7 * OPEN, OPEN)


def fits(value: Fraction) -> bool:
    """Whether the common unit holds a number of per cent exactly."""
    return 10**7 % value.denominator == 0


def unit_of(shares: Sequence[Share], test: Test) -> Unit:
    """A unit, however small, that holds these shares and a test's threshold exactly."""
    bounds = [bound.denominator for share in shares for bound in (share.low, share.high)]
    figure = test.threshold.denominator if test.threshold else 1
    return Unit(math.lcm(*bounds, figure) * (len(shares) + 1), len(shares) + 1)


@dataclass(frozen=True, slots=True)
class Table:
    """Distinct shares by code: bounds in the common unit, whether it `fits` them, and the fractions they are.

    `fraction` holds numerator and denominator of the lower and of the upper bound; zeros where they are too long.
    """

    low: Ints
    high: Ints
    low_open: Ints
    high_open: Ints
    fits: Ints
    fraction: Ints


def table_of(shares: Sequence[Share]) -> Table:
    """Amounts of the shares."""
    count = len(shares)
    fraction = np.zeros((count, 4), np.int64)
    for code, share in enumerate(shares):
        parts = (share.low.numerator, share.low.denominator, share.high.numerator, share.high.denominator)
        if max(parts) < 1 << 31:
            fraction[code] = parts
    return Table(
        low=np.fromiter(map(COMMON.low, shares), np.int64, count),
        high=np.fromiter(map(COMMON.high, shares), np.int64, count),
        low_open=np.fromiter((share.low_open for share in shares), bool, count),
        high_open=np.fromiter((share.high_open for share in shares), bool, count),
        fits=np.fromiter((fits(share.low) and fits(share.high) for share in shares), bool, count),
        fraction=fraction,
    )
