"""Arrange: stakes into a register: blocks, amounts, what each block lacks, and the same members by owner."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ricochet.model.holding import BASES
from ricochet.model.holdings import NOBODY, Ints
from ricochet.model.regime import Test
from ricochet.ownership.amounts import COMMON, LIMIT, OPEN, Table, fits, table_of
from ricochet.ownership.register import ALWAYS, NEVER, Joint, Register
from ricochet.ownership.stakes import Stakes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blocks:
    """Members in order of block; `test` and `about` have an element a block."""

    test: Ints
    about: Ints
    first: Ints
    owner: Ints
    stake: Ints
    code: Ints

    def each(self, values: Ints) -> Ints:
        """One value a block, repeated for each of its members."""
        return np.repeat(values, np.diff(self.first))

    def total(self, ufunc: np.ufunc, values: Ints) -> Ints:
        """Values of members put together by block."""
        return ufunc.reduceat(values, self.first[:-1]) if len(self.about) else values[:0]


class _Codes:
    """Bounds by code: the shares' own in the common unit, then "any stake", then others as they are needed."""

    def __init__(self, table: Table) -> None:
        self.any = len(table.low)
        one = np.ones(1, np.int64)
        self.low, self.high = np.append(table.low, one), np.append(table.high, one)
        self.alone = self.low
        self.fits = np.append(table.fits, True)
        self.open = np.append(table.low_open | table.high_open, False).astype(np.int64)

    def more(self, low: Ints, high: Ints, alone: Ints | None = None) -> Ints:
        """Put further bounds at the end; their codes."""
        start = len(self.low)
        self.low, self.high = np.concatenate([self.low, low]), np.concatenate([self.high, high])
        self.alone = np.concatenate([self.alone, low if alone is None else alone])
        return np.arange(start, len(self.low), dtype=np.int32)


def register_of(stakes: Stakes, tests: Sequence[Test], complete: Collection[str] = ()) -> Register:
    """Arrange the stakes for a regime's tests. A company's own shares count neither for nor against anybody.

    `complete` names companies whose register is asserted complete.
    """
    tests = tuple(tests)
    table = table_of(stakes.shares)
    codes = _Codes(table)
    blocks, joint = _joined(_blocks(stakes, tests, codes), stakes, tests, codes)
    blocks, scale, loose = _own_units(blocks, tests, table, codes)
    need = _needs(blocks, tests, scale, loose)
    blocks = _alone(blocks, tests, codes, need)
    low = blocks.total(np.add, codes.low[blocks.code])
    high = blocks.total(np.add, codes.high[blocks.code])
    whole = np.where(scale > 0, scale, COMMON.per_cent) * 100
    capped = low <= whole
    asserted = np.zeros(len(stakes.parties) + len(joint), bool)
    asserted[[node for name in complete if (node := stakes.parties.find(name)) != NOBODY]] = True
    closed = asserted[blocks.about] & _by_test(blocks, [test.basis == "equity" for test in tests])
    closed &= (capped & (high >= whole)) | _marked(loose, len(closed))
    sure = np.where(_by_test(blocks, [test.yields == "possible" for test in tests]), NEVER, need)
    may_rest = np.where(capped, need - whole + low, ALWAYS)
    may_rest[_by_test(blocks, [test.threshold is None for test in tests], joint=True) | _marked(loose, len(need))] = (
        ALWAYS
    )
    out_first, order = _by_owner(blocks.owner, len(asserted))
    out = np.empty((len(order), 2), np.int32)
    out[:, 0] = blocks.each(np.arange(len(need), dtype=np.int32))[order]
    out[:, 1] = blocks.code[order]
    return Register(
        stakes=stakes,
        tests=tests,
        joint=joint,
        about=blocks.about,
        test=blocks.test,
        first=blocks.first,
        owner=blocks.owner,
        stake=blocks.stake,
        code=blocks.code,
        amounts=np.column_stack([codes.low, codes.high]),
        alone=np.column_stack([codes.alone, codes.high]),
        capped=capped,
        complete=closed,
        scale=scale,
        loose=frozenset(loose.tolist()),
        out_first=out_first,
        out=out,
        sure=np.column_stack([sure, np.where(closed & (sure < NEVER), need - whole + high, NEVER)]),
        may=np.column_stack([need, may_rest]),
    )


def _blocks(stakes: Stakes, tests: tuple[Test, ...], codes: _Codes) -> _Blocks:
    parts = []
    others = stakes.owner != stakes.owned
    for place, test in enumerate(tests):
        picked = np.flatnonzero(others & (stakes.basis == BASES.index(test.basis))).astype(np.int32)
        owned = stakes.owned[picked]
        starts = np.flatnonzero(np.append(True, owned[1:] != owned[:-1]) if len(owned) else owned)
        code = stakes.share[picked] if test.threshold is not None else np.full(len(picked), codes.any, np.int32)
        parts.append((np.full(len(starts), place, np.int8), owned[starts], starts, stakes.owner[picked], picked, code))
    offsets = np.cumsum([0, *(len(part[4]) for part in parts)])
    return _Blocks(
        test=np.concatenate([part[0] for part in parts]),
        about=np.concatenate([part[1] for part in parts]),
        first=np.concatenate([*(part[2] + offset for part, offset in zip(parts, offsets, strict=False)), offsets[-1:]]),
        owner=np.concatenate([part[3] for part in parts]),
        stake=np.concatenate([part[4] for part in parts]),
        code=np.concatenate([part[5] for part in parts]),
    )


def _joined(blocks: _Blocks, stakes: Stakes, tests: tuple[Test, ...], codes: _Codes) -> tuple[_Blocks, Joint]:
    """Put a node in the place of owners that a joint arrangement links, where the test counts them together."""
    counted = blocks.each(_by_test(blocks, [test.joint for test in tests]))
    labelled = np.flatnonzero(counted & np.isin(blocks.stake, list(stakes.joint))).tolist()
    of = blocks.each(np.arange(len(blocks.about), dtype=np.int32))
    by_block: dict[int, list[int]] = {}
    for member in labelled:
        by_block.setdefault(int(of[member]), []).append(member)
    groups = [
        (block, group)
        for block, members in by_block.items()
        for group in _linked(members, [stakes.joint[int(blocks.stake[member])] for member in members])
        if len(group) > 1
    ]
    if not groups:
        return blocks, {}
    node, new = len(stakes.parties), len(blocks.about)
    joint: dict[int, tuple[tuple[int, int], ...]] = {}
    code = blocks.code.copy()
    low = np.array([codes.low[code[group]].sum() for _, group in groups])
    high = np.array([codes.high[code[group]].sum() for _, group in groups])
    codes.fits = np.append(codes.fits, [codes.fits[code[group]].all() for _, group in groups])
    codes.open = np.append(codes.open, [codes.open[code[group]].sum() for _, group in groups])
    together = codes.more(low, high)
    for place, (_, group) in enumerate(groups):
        joint[node + place] = tuple((int(blocks.owner[one]), int(blocks.stake[one])) for one in group)
        of[group], code[group] = new + place, codes.any
    count = np.arange(len(groups), dtype=np.int32)
    of = np.concatenate([of, np.array([block for block, _ in groups], np.int32)])
    order = np.argsort(of, kind="stable")
    return (
        _Blocks(
            test=np.concatenate([blocks.test, np.full(len(groups), len(tests), np.int8)]),
            about=np.concatenate([blocks.about, node + count]),
            first=np.searchsorted(of[order], np.arange(new + len(groups) + 1)),
            owner=np.concatenate([blocks.owner, node + count])[order],
            stake=np.concatenate([blocks.stake, np.full(len(groups), NOBODY, np.int32)])[order],
            code=np.concatenate([code, together])[order],
        ),
        joint,
    )


def _linked(members: Iterable[int], labels: Iterable[Iterable[str]]) -> list[list[int]]:
    """Members linked by a common label, directly or through others."""
    groups: list[tuple[set[str], list[int]]] = []
    for member, own in zip(members, labels, strict=True):
        linked = [group for group in groups if group[0] & set(own)]
        groups = [group for group in groups if group not in linked]
        groups.append(
            (set(own).union(*(group[0] for group in linked)), [*(one for group in linked for one in group[1]), member])
        )
    return [sorted(group) for _, group in groups]


def _own_units(blocks: _Blocks, tests: tuple[Test, ...], table: Table, codes: _Codes) -> tuple[_Blocks, Ints, Ints]:
    """Count blocks the common unit does not hold exactly in one of their own; those too long for it are loose."""
    scale = np.zeros(len(blocks.about), np.int64)
    figures = np.array([test.threshold.denominator if test.threshold else 1 for test in tests] + [1])[blocks.test]
    own = ~blocks.total(np.logical_and, codes.fits[blocks.code])
    own |= blocks.total(np.add, codes.open[blocks.code]) >= OPEN
    own |= ~_by_test(blocks, [test.threshold is None or fits(test.threshold) for test in tests], joint=True)
    if not own.any():
        return blocks, scale, np.flatnonzero(own)
    sizes = np.diff(blocks.first)
    members = np.flatnonzero(blocks.each(own))
    code = blocks.code[members]
    shares = np.where(code < codes.any, code, 0)
    fraction = np.where((code < codes.any)[:, None], table.fraction[shares], 0)
    denominator = np.lcm(fraction[:, 1], fraction[:, 3])
    starts = np.cumsum(np.append(0, sizes[own]))[:-1]
    common = np.lcm.reduceat(denominator, starts)  # may have overflowed: then it is no multiple of them all
    multiple = (denominator > 0) & (np.repeat(common, sizes[own]) % np.maximum(denominator, 1) == 0)
    exact = (common > 0) & np.logical_and.reduceat(multiple, starts)
    exact &= common.astype(float) * (sizes[own] + 1.0) * figures[own] * 100 * sizes[own] < LIMIT / 4
    found = np.flatnonzero(own)
    scale[found[exact]] = (common * (sizes[own] + 1) * figures[own])[exact]
    kept = np.repeat(exact, sizes[own])
    part, members, shares = fraction[kept], members[kept], shares[kept]
    per_cent = np.repeat(scale[found[exact]], sizes[found[exact]])
    low = part[:, 0] * (per_cent // part[:, 1]) + table.low_open[shares]
    high = part[:, 2] * (per_cent // part[:, 3]) - table.high_open[shares]
    code = blocks.code.copy()
    code[np.flatnonzero(blocks.each(own))] = codes.any
    code[members] = codes.more(low, high)
    return replace(blocks, code=code), scale, found[~exact]


def _needs(blocks: _Blocks, tests: tuple[Test, ...], scale: Ints, loose: Ints) -> Ints:
    """The amount that meets each block's test; loose blocks, and those where any stake does, need one stake."""
    need = _by_test(blocks, [COMMON.need(test) or 1 for test in tests], joint=1)
    own = scale > 0
    parts = _by_test(blocks, [test.threshold.numerator if test.threshold else 0 for test in tests], joint=0)
    figures = _by_test(blocks, [test.threshold.denominator if test.threshold else 1 for test in tests], joint=1)
    above = _by_test(blocks, [test.comparison == "gt" for test in tests], joint=False)
    need[own] = parts[own] * (scale[own] // figures[own]) + above[own]
    need[loose] = 1
    return need


def _alone(blocks: _Blocks, tests: tuple[Test, ...], codes: _Codes, need: Ints) -> _Blocks:
    """Mark stakes that meet a test by themselves, where it counts one person's only and others of the rule pool."""
    if not tests or tests[0].pooling == "person":
        return blocks
    single = blocks.each(_by_test(blocks, [test.pooling == "person" and test.threshold is not None for test in tests]))
    members = np.flatnonzero(single)
    if not len(members):
        return blocks
    code, needs = blocks.code.copy(), blocks.each(need)[members]
    low, high = codes.low[code[members]], codes.high[code[members]]
    code[members] = codes.more(low, high, np.where(low >= needs, needs, 0))
    return replace(blocks, code=code)


def _by_test(blocks: _Blocks, values: Sequence[object], *, joint: object = False) -> Ints:
    """A value of each test, by block; `joint` for the nodes of joint arrangements."""
    return np.array([*values, joint])[blocks.test]


def _marked(places: Ints, size: int) -> Ints:
    marks = np.zeros(size, bool)
    marks[places] = True
    return marks


def _by_owner(owner: Ints, nodes: int) -> tuple[Ints, Ints]:
    """Where each owner's members start once they are in the order that is the second answer."""
    first = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=nodes), out=first[1:])
    key = owner.astype(np.int64) << 32
    key |= np.arange(len(owner))
    key.sort()
    key &= (1 << 32) - 1
    return first, key
