"""Exact at the threshold: very many companies at, just under and just over a half, against fractions.

    benchmarks/exact.py [COMPANIES]      # default 1000000: some four million stakes

Stakes are thirds, sixths, roundings such as 33.33 and 16.67, open bounds, bands and counts among millions of shares;
the last of each company's is drawn to bring those of listed owners to the half, or a hair beside it. Every company's
answer, under "at least half" and "more than half", must be the one that sums of fractions give.
"""

import random
import sys
import time
from datetime import date
from fractions import Fraction

import numpy as np
from reach import holdings

from ricochet.model.regime import Test
from ricochet.model.share import Share, read_share
from ricochet.ownership.arrange import register_of
from ricochet.ownership.solve import close
from ricochet.ownership.stakes import stakes_on

HALF = Fraction(50)
WORDS = ("1/3", "1/6", "2/3", "33.33", "16.67", "33.34", "16.66", ">25", "(25,50]", "<25", "[10,20)", "?", "5", "0.01")
SHARES = [read_share(word) for word in WORDS]
OWNERS = 8
"""Owners of every company are some of these; the first half of them is listed."""


def company(dice: random.Random) -> dict[int, Share]:
    """Stakes by owner."""
    stakes = {owner: dice.choice(SHARES) for owner in dice.sample(range(OWNERS), dice.randint(1, 5))}
    listed = sum((share.low for owner, share in stakes.items() if owner < OWNERS // 2), Fraction(0))
    free = [owner for owner in range(OWNERS // 2) if owner not in stakes]
    if free and listed < HALF:
        million = dice.randint(1_000_000, 900_000_000)
        hair = Fraction(100 * dice.choice([-1, 0, 0, 1]), million)
        rest = HALF - listed + hair
        if 0 <= rest <= 100:
            stakes[free[0]] = Share(rest, rest)
    return stakes


def answers(stakes: dict[int, Share], *, above: bool) -> tuple[bool, bool]:
    """Whether listed owners surely, and whether they may, hold at least half (`above`: more)."""
    mine = [share for owner, share in stakes.items() if owner < OWNERS // 2]
    others = [share for owner, share in stakes.items() if owner >= OWNERS // 2]
    low, high, left = (
        sum(some, Fraction(0)) for some in ((s.low for s in mine), (s.high for s in mine), (s.low for s in others))
    )
    sure = low > HALF or (low == HALF and (not above or any(share.low_open for share in mine)))
    may = high > HALF or (high == HALF and not above and not any(share.high_open for share in mine))
    if low + left < 100 or (low + left == 100 and not any(share.low_open for share in (*mine, *others))):
        rest = 100 - left
        may &= rest > HALF or (rest == HALF and not above and not any(share.low_open for share in others))
    return sure, may


def main() -> int:
    """Draw, solve, compare."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    dice = random.Random(1)  # noqa: S311 - test data, not a secret
    made = [company(dice) for _ in range(count)]
    codes: dict[Share, int] = {}
    owner = np.array([one for stakes in made for one in stakes])
    owned = np.repeat(np.arange(count) + OWNERS, [len(stakes) for stakes in made])
    share = np.array([codes.setdefault(one, len(codes)) for stakes in made for one in stakes.values()])
    rows = holdings(owner, owned, share, count + OWNERS, list(codes))
    wrong = 0
    for above in (False, True):
        began = time.process_time()
        test = Test(basis="equity", threshold=HALF, comparison="gt" if above else "ge")
        register = register_of(stakes_on(rows, date(2026, 1, 1)), (test,))
        names = [rows.parties[number] for number in range(OWNERS // 2)]
        sure, may = (close(register, names, certainty) for certainty in ("definite", "conceivable"))
        seconds = time.process_time() - began
        found = zip((sure.wave[OWNERS:] > 0).tolist(), (may.wave[OWNERS:] > 0).tolist(), strict=True)
        told = [0, 0]
        for stakes, pair in zip(made, found, strict=True):
            wrong += answers(stakes, above=above) != pair
            told = [told[0] + pair[0], told[1] + (pair[1] and not pair[0])]
        asked = f"{'more than' if above else 'at least'} half: {count} companies, {len(owner)} stakes"
        found_them = f"{told[0]} caught, {told[1]} possible, {wrong} wrong"
        print(f"{asked}, {len(codes)} shares: {found_them}; {len(register.loose)} beyond 64 bits; {seconds:.1f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
