"""Register: the stakes arranged for a regime's tests, as arrays: who takes part in which sum, with how much.

A block is all stakes in one company that one test counts. Its bounds are whole numbers (`amounts`): most blocks
count in the common unit; those with thirds, share counts or very many open bounds in a unit of their own. Owners in a
joint arrangement enter a block through a node that stands for them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ricochet.model.holdings import NOBODY, Ints
from ricochet.model.regime import Test
from ricochet.ownership.amounts import COMMON, LIMIT, Unit, unit_of
from ricochet.ownership.stakes import Stakes

NEVER = LIMIT
"""What is left to an amount that no sum reaches."""
ALWAYS = -LIMIT
"""What is left where nothing is asked."""
Joint = Mapping[int, tuple[tuple[int, int], ...]]
"""Owners and stakes by the node that stands for them together."""


@dataclass(frozen=True, slots=True)
class Units:
    """One block in full. A unit is a single owner's stake, or all those of a joint arrangement.

    `owners` are nodes, `stakes` the places of each unit's stakes, `lows` and `highs` bounds in `unit`. `need` is the
    least amount that meets the test (None: any stake does). `capped`: the lower bounds leave room, so others' stakes
    limit what an unknown one can be. `complete`: the register is asserted complete and its bounds allow 100, so what
    others cannot hold must be held.
    """

    test: Test
    owners: list[int]
    stakes: list[tuple[int, ...]]
    lows: list[int]
    highs: list[int]
    unit: Unit
    need: int | None
    capped: bool
    complete: bool

    def sure(self, held: int, outside: int) -> bool:
        """Whether the test is met in every case: caught units hold at least `held`, all others at most `outside`."""
        return self.meets(max(held, self.unit.whole - outside) if self.complete else held)

    def may(self, held: int, outside: int) -> bool:
        """Whether it is met in some case: caught or possible units hold at most `held`, others at least `outside`."""
        return self.meets(min(held, self.unit.whole - outside) if self.capped else held)

    def meets(self, amount: int) -> bool:
        """Whether an amount meets the test."""
        return self.need is None or amount >= self.need


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Blocks in order of test and company; their members (`owner`, `stake`, `code`) stand from `first[block]` on.

    Nodes are the parties and, after them, the joint arrangements: `joint` has those. `about` is a block's node. `code`
    is a place in `amounts` (lower and upper bound) and in `alone` (the same, but 0 unless that stake meets the test by
    itself). By owner the same members stand as pairs of block and code in `out`, from `out_first[node]` on. What a
    block lacks before anybody is caught stands in pairs too: `sure` of lower bounds, or of upper bounds that close a
    complete register; `may` of upper bounds, and of lower bounds, which others would otherwise hold. `scale` is the per
    cent of blocks that count in a unit of their own, else 0. Blocks too long for 64 bits are `loose`: any member makes
    them candidates, and `units` decides.
    """

    stakes: Stakes
    tests: tuple[Test, ...]
    joint: Joint
    about: Ints
    test: Ints
    first: Ints
    owner: Ints
    stake: Ints
    code: Ints
    amounts: Ints
    alone: Ints
    capped: Ints
    complete: Ints
    scale: Ints
    loose: frozenset[int]
    out_first: Ints
    out: Ints
    sure: Ints
    may: Ints

    @property
    def several(self) -> bool:
        """Whether more than one block may be about a party."""
        return len(self.test) > 0 and bool(self.test[0] != self.test[-1])

    @property
    def nodes(self) -> int:
        """How many parties and joint arrangements there are."""
        return len(self.out_first) - 1

    def find(self, party: str) -> int:
        """The node of a party, NOBODY for one without holdings."""
        return self.stakes.parties.find(party)

    def blocks_about(self, nodes: Ints) -> Ints:
        """The blocks of some parties, in order of test."""
        found = [np.zeros(0, np.int64)]
        nodes = nodes.astype(self.about.dtype)  # of other types, every search would copy the whole
        ends = np.searchsorted(self.test, np.arange(len(self.tests) + 1).astype(self.test.dtype)).tolist()
        for start, end in pairwise(ends):
            about = self.about[start:end]
            places = np.minimum(np.searchsorted(about, nodes), max(end - start - 1, 0))
            found.append(places[about[places] == nodes] + start if end > start else places[:0])
        return np.concatenate(found)

    def plain(self, blocks: Ints) -> Ints:
        """Of blocks: whether their owners are parties only, and their amounts exact in 64 bits."""
        found = np.ones(len(blocks), bool)
        if self.joint:
            groups = np.logical_or.reduceat(self.stake == NOBODY, self.first[:-1])
            found &= ~groups[blocks]
        if self.loose:
            found &= ~np.isin(blocks, np.fromiter(self.loose, np.int64, len(self.loose)))
        return found

    def figured(self, blocks: Ints) -> Ints:
        """Of blocks: whether their test has a figure; where it has none, any stake meets it."""
        found: Ints = np.array([test.threshold is not None for test in self.tests] + [False])[self.test[blocks]]
        return found

    def units(self, block: int) -> Units:
        """One block in full."""
        if block in self.loose:
            return self.exactly(block)
        span = slice(int(self.first[block]), int(self.first[block + 1]))
        owners: list[int] = self.owner[span].tolist()
        scale, test, code = int(self.scale[block]), self.tests[self.test[block]], self.code[span]
        unit = Unit(scale, len(owners) + 1) if scale else COMMON
        return Units(
            test=test,
            owners=owners,
            stakes=self._stakes(span, owners),
            lows=self.amounts[code, 0].tolist(),
            highs=self.amounts[code, 1].tolist(),
            unit=unit,
            need=unit.need(test),
            capped=bool(self.capped[block]),
            complete=bool(self.complete[block]),
        )

    def exactly(self, block: int) -> Units:
        """The same from the shares themselves, in numbers of any length."""
        span = slice(int(self.first[block]), int(self.first[block + 1]))
        owners, test = self.owner[span].tolist(), self.tests[self.test[block]]
        stakes = self._stakes(span, owners)
        shares = [[self.stakes.shares[self.stakes.share[place]] for place in places] for places in stakes]
        unit = unit_of([share for some in shares for share in some], test)
        lows, highs = ([sum(map(end, some)) for some in shares] for end in (unit.low, unit.high))
        capped = sum(lows) <= unit.whole
        complete = bool(self.complete[block]) and capped and sum(highs) >= unit.whole
        return Units(test, owners, stakes, lows, highs, unit, unit.need(test), capped, complete)

    def _stakes(self, span: slice, owners: list[int]) -> list[tuple[int, ...]]:
        places = self.stake[span].tolist()
        if not self.joint:
            return [(place,) for place in places]
        return [
            (place,) if place != NOBODY else tuple(stake for _, stake in self.joint[owner])
            for owner, place in zip(owners, places, strict=True)
        ]
