"""Register: who holds what of each company, in whole numbers that keep open bounds exact.

Within one company every bound is multiplied by the least common denominator and by more than the number of
stakes; an open lower bound then adds one unit, an open upper bound takes one away. Sums of bounds so compare with a
threshold exactly as the intervals do, in integers.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ricochet.model.regime import Test
from ricochet.model.share import WHOLE, Share
from ricochet.ownership.stakes import Stake


@dataclass(frozen=True, slots=True)
class Unit:
    """Stakes that count as one: a single owner's, or those of a joint arrangement. Bounds in the block's unit."""

    members: tuple[str, ...]
    low: int
    high: int
    stakes: tuple[Stake, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """All stakes in one company that one test counts.

    In the block's unit: `low` and `high` are the sums of all bounds, `whole` is 100 per cent, `threshold` the test's
    figure (None: any stake meets it). `capped`: the lower bounds leave room, so others' stakes limit what an unknown
    one can be. `complete`: the register is asserted complete and its bounds allow 100, so what others cannot hold
    must be held.
    """

    owned: str
    test: Test
    units: tuple[Unit, ...]
    low: int
    high: int
    whole: int
    threshold: int | None
    capped: bool
    complete: bool

    def definite(self, held: int, others_high: int) -> bool:
        """Whether the test is met in every case, where units known to be caught hold at least `held`."""
        if self.threshold is None:
            return True
        sure = max(held, self.whole - others_high) if self.complete else held
        return self.meets(sure)

    def conceivable(self, held_high: int, others_low: int) -> bool:
        """Whether the test is met in some case, where units caught or possible hold at most `held_high`."""
        if self.threshold is None:
            return True
        return self.meets(min(held_high, self.whole - others_low) if self.capped else held_high)

    def meets(self, amount: int) -> bool:
        """Whether an amount reaches the threshold: equals it or exceeds it, as the test says."""
        if self.threshold is None:
            return True
        return amount >= self.threshold if self.test.comparison == "ge" else amount > self.threshold


@dataclass(frozen=True, slots=True)
class Register:
    """Blocks by the companies they are about and by the owners in them."""

    blocks: tuple[Block, ...]
    by_owner: dict[str, tuple[tuple[int, int], ...]]
    """Owner -> (block, unit) positions in which it takes part."""
    by_owned: dict[str, tuple[int, ...]]


def register_of(stakes: Iterable[Stake], tests: tuple[Test, ...], complete: frozenset[str]) -> Register:
    """Arrange the stakes for a regime's tests. A company's own shares count neither for nor against anybody."""
    by_basis: dict[str, dict[str, list[Stake]]] = defaultdict(lambda: defaultdict(list))
    for stake in stakes:
        if stake.owner != stake.owned:
            by_basis[stake.basis][stake.owned].append(stake)
    blocks = [
        _block(owned, test, found, complete=owned in complete)
        for test in tests
        for owned, found in sorted(by_basis[test.basis].items())
    ]
    by_owner: dict[str, list[tuple[int, int]]] = defaultdict(list)
    by_owned: dict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        by_owned[block.owned].append(place)
        for position, unit in enumerate(block.units):
            for member in unit.members:
                by_owner[member].append((place, position))
    return Register(
        tuple(blocks),
        {owner: tuple(places) for owner, places in by_owner.items()},
        {owned: tuple(places) for owned, places in by_owned.items()},
    )


def _block(owned: str, test: Test, stakes: list[Stake], *, complete: bool) -> Block:
    threshold = test.threshold
    bounds = [bound for stake in stakes for bound in (stake.share.low, stake.share.high)]
    scale = math.lcm(*(bound.denominator for bound in bounds), threshold.denominator if threshold is not None else 1)
    scale *= len(stakes) + 1
    units = tuple(_unit(group, scale) for group in _groups(stakes, joint=test.joint))
    whole = _scaled(WHOLE, scale)
    low, high = sum(unit.low for unit in units), sum(unit.high for unit in units)
    consistent = low <= whole
    return Block(
        owned=owned,
        test=test,
        units=units,
        low=low,
        high=high,
        whole=whole,
        threshold=None if threshold is None else _scaled(threshold, scale),
        capped=consistent,
        complete=complete and test.basis == "equity" and consistent and high >= whole,
    )


def _groups(stakes: list[Stake], *, joint: bool) -> list[list[Stake]]:
    """Stakes linked by a common joint label stand together; all others alone."""
    groups: list[tuple[set[str], list[Stake]]] = []
    for stake in stakes:
        labels = set(stake.joint) if joint else set()
        linked = [group for group in groups if group[0] & labels]
        groups = [group for group in groups if not group[0] & labels]
        for group in linked:
            labels |= group[0]
        groups.append((labels, [member for group in linked for member in group[1]] + [stake]))
    return [members for _, members in groups]


def _unit(stakes: list[Stake], scale: int) -> Unit:
    return Unit(
        members=tuple(sorted(stake.owner for stake in stakes)),
        low=sum(_low(stake.share, scale) for stake in stakes),
        high=sum(_high(stake.share, scale) for stake in stakes),
        stakes=tuple(stakes),
    )


def _low(share: Share, scale: int) -> int:
    return _scaled(share.low, scale) + share.low_open


def _high(share: Share, scale: int) -> int:
    return _scaled(share.high, scale) - share.high_open


def _scaled(value: Fraction, scale: int) -> int:
    return value.numerator * scale // value.denominator
