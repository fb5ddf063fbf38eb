"""Look-through: what listed parties own of a company when stakes are multiplied along every path and added.

It is not the test of any rule here. Paths through rings of owners are summed exactly, by eliminating one owner after
the other from the equations, in fractions.
"""

from collections import defaultdict
from collections.abc import Container
from fractions import Fraction

from ricochet.exposure.owners import Owners
from ricochet.model.share import WHOLE, Share

LARGEST = 500
"""Owners above a company for which it is worked out; fractions grow with every ring."""

Equations = dict[str, dict[str, Fraction]]


def look_through(party: str, listed: Container[str], owners: Owners) -> Share | None:
    """Least and most that listed parties own of `party`; None where more than `LARGEST` owners stand above it.

    Where a register adds up to more than the whole, its stakes count in proportion.
    """
    low, high = _equations(party, listed, owners, low=True), _equations(party, listed, owners, low=False)
    if low is None or high is None:
        return None
    least, most = _solve(party, low), _solve(party, high)
    return Share(min(least, most) * WHOLE, max(least, most) * WHOLE)


def _equations(party: str, listed: Container[str], owners: Owners, *, low: bool) -> Equations | None:
    """By company, the part of each owner; those of listed owners together under ""."""
    found: Equations = {}
    todo = [party]
    for one in todo:  # grows while it is read
        parts: dict[str, Fraction] = defaultdict(Fraction)
        for stake in owners.of(one):
            if stake.basis == "equity" and stake.owner != one:
                amount = (stake.share.low if low else stake.share.high) / WHOLE
                parts["" if stake.owner in listed else stake.owner] += amount
        total = max(sum(parts.values(), Fraction(0)), Fraction(1))
        found[one] = {owner: part / total for owner, part in parts.items() if part}
        fresh = [owner for owner in found[one] if owner and owner not in found and owner not in todo]
        todo.extend(fresh)
        if len(todo) > LARGEST:
            return None
    return found


def _solve(party: str, equations: Equations) -> Fraction:
    """Put each owner's own parts in its place until only listed parties are left."""
    for gone in [one for one in reversed(list(equations)) if one != party]:
        parts = equations.pop(gone)
        ring = 1 - parts.pop(gone, Fraction(0))
        for row in equations.values():
            weight = row.pop(gone, None)
            if weight is None or not ring:
                continue
            for owner, part in parts.items():
                row[owner] = row.get(owner, Fraction(0)) + weight * part / ring
    own = equations[party]
    ring = 1 - own.get(party, Fraction(0))
    return own.get("", Fraction(0)) / ring if ring else Fraction(0)
