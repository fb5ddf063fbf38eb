"""Quality: what is odd about a register. Oddities are solved and flagged; they change no status."""

from collections.abc import Iterable, Iterator
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


def quality(stakes: Stakes) -> Iterator[str]:
    """Flags: own shares, sources that contradict each other, totals over 100, rings; each kind by company."""
    names = stakes.parties
    own = stakes.owner == stakes.owned
    yield from _by_company(
        (
            names[int(stakes.owned[place])],
            f"holds {stakes.shares[stakes.share[place]]} per cent of itself; its own shares count for nobody",
        )
        for place in np.flatnonzero(own).tolist()
    )
    owners = {place: names[int(stakes.owner[place])] for place in stakes.contradicted if not own[place]}
    yield from _by_company(
        (
            names[int(stakes.owned[place])],
            f"sources contradict each other on {owner}: {stakes.shares[stakes.share[place]]} per cent",
        )
        for place, owner in owners.items()
    )
    yield from _by_company(
        (names[owned], f"is held by more than the whole: the register adds up to {percent(total)} per cent")
        for owned, total in _over(stakes, np.flatnonzero(~own & (stakes.basis == BASES.index("equity"))))
    )
    found = rings(stakes.owner[~own], stakes.owned[~own], len(names))
    for members, size in sorted((names.least(ring, NAMED), len(ring)) for ring in found):
        more = f" and {size - NAMED} more" if size > NAMED else ""
        yield f"a ring of owners, each owned by the others, directly or through them: {', '.join(members)}{more}"


def _by_company(flags: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"'{party}' {flag}" for party, flag in sorted(flags))


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
