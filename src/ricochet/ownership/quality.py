"""Quality: what is odd about a register. Oddities are solved and flagged; they change no status."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from ricochet.model.holding import BASES
from ricochet.model.holdings import Ints
from ricochet.model.share import WHOLE, percent
from ricochet.ownership.amounts import COMMON, table_of
from ricochet.ownership.rings import rings
from ricochet.ownership.stakes import Stakes

NAMED = 20
"""Members of a ring that a flag names."""


def quality(stakes: Stakes) -> dict[str, tuple[str, ...]]:
    """Flags by company: own shares, totals over 100, sources that contradict each other, cycles."""
    flags: dict[int, list[str]] = defaultdict(list)
    names = stakes.parties
    own = stakes.owner == stakes.owned
    for place in np.flatnonzero(own).tolist():
        share = stakes.shares[stakes.share[place]]
        flags[int(stakes.owned[place])].append(f"holds {share} per cent of itself; its own shares count for nobody")
    for place in sorted(stakes.contradicted):
        if not own[place]:
            owner, share = names[int(stakes.owner[place])], stakes.shares[stakes.share[place]]
            flags[int(stakes.owned[place])].append(f"sources contradict each other on {owner}: {share} per cent")
    for owned, total in _over(stakes, np.flatnonzero(~own & (stakes.basis == BASES.index("equity")))):
        flags[owned].append(f"the register adds up to {percent(total)} per cent")
    for ring in rings(stakes.owner[~own], stakes.owned[~own], len(names)):
        members = sorted(names[node] for node in ring)
        more = f" and {len(ring) - NAMED} more" if len(ring) > NAMED else ""
        for node in ring:
            flags[node].append(f"part of a ring of owners: {', '.join(members[:NAMED])}{more}")
    return dict(sorted((names[node], tuple(sorted(set(found)))) for node, found in flags.items()))


def _over(stakes: Stakes, places: Ints) -> Iterator[tuple[int, Fraction]]:
    """Companies whose stakes surely add up to more than the whole, with the sum."""
    if not len(places):
        return
    owned = stakes.owned[places]
    first = np.append(np.flatnonzero(np.append(-1, owned[:-1]) != owned), len(owned))
    table = table_of(stakes.shares)
    # Rounded up where the common unit does not hold a bound: a candidate too many, never one too few.
    low = (table.low - table.low_open + ~table.fits)[stakes.share[places]]
    for block in np.flatnonzero(np.add.reduceat(low, first[:-1]) > COMMON.whole).tolist():
        codes = stakes.share[places[first[block] : first[block + 1]]].tolist()
        total = sum((stakes.shares[code].low for code in codes), Fraction(0))
        if total > WHOLE:
            yield int(owned[first[block]]), total
