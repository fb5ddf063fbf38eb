"""Look-through: what listed parties own of a company when stakes are multiplied along every path and added.

It is not the test of any rule here. Paths through rings of owners are summed exactly, by eliminating one owner after
the other from the equations, in fractions. The most they can own gives each company's undecided shares to the owners
of whom listed parties own most, until no other division gives more (policy iteration, R. Howard 1960).
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from fractions import Fraction

from ricochet.exposure.owners import Owners
from ricochet.model.share import WHOLE, Share

LARGEST = 500
"""Owners above a company for which it is worked out; fractions grow with every ring."""

LISTED = ""
"""Stands for all listed owners together."""

Values = dict[str, Fraction]
Holders = list[tuple[str, Share]]


def look_through(party: str, listed: Container[str], owners: Owners) -> Share | None:
    """Least and most that listed parties own of `party`; None where more than `LARGEST` owners stand above it.

    Where a register adds up to more than the whole, its stakes count in proportion.
    """
    above = _above(party, listed, owners)
    if above is None:
        return None
    least = _solve({one: _parts(held) for one, held in above.items()})
    most = least
    for _ in range(LARGEST):
        order = most | {LISTED: Fraction(1)}
        better = _solve({one: _parts(held, order) for one, held in above.items()})
        if all(better[one] <= most[one] for one in above):
            break
        most = better
    return Share(least[party] * WHOLE, most[party] * WHOLE)


def _above(party: str, listed: Container[str], owners: Owners) -> dict[str, Holders] | None:
    found: dict[str, Holders] = {}
    todo = [party]
    for one in todo:  # grows while it is read
        stakes = [stake for stake in owners.of(one) if stake.basis == "equity" and stake.owner != one]
        found[one] = [(LISTED if stake.owner in listed else stake.owner, stake.share) for stake in stakes]
        fresh = dict.fromkeys(owner for owner, share in found[one] if owner and share.high)
        todo.extend(owner for owner in fresh if owner not in found and owner not in todo)
        if len(todo) > LARGEST:
            return None
    return found


def _parts(held: Holders, order: Mapping[str, Fraction] | None = None) -> Values:
    """Each owner's part: its lower bound, and by `order` as much as is left for it; listed owners together."""
    parts: Values = defaultdict(Fraction)
    for owner, share in held:
        parts[owner] += share.low / WHOLE
    total = sum(parts.values(), Fraction(0))
    if total > 1:
        return {owner: part / total for owner, part in parts.items()}
    if order is not None:
        for owner, more in _first(held, order, 1 - total):
            parts[owner] += more
    return {owner: part for owner, part in parts.items() if part}


def _first(held: Holders, order: Mapping[str, Fraction], room: Fraction) -> Iterable[tuple[str, Fraction]]:
    for owner, share in sorted(held, key=lambda one: order.get(one[0], Fraction(0)), reverse=True):
        more = min((share.high - share.low) / WHOLE, room)
        room -= more
        yield owner, more


def _solve(equations: dict[str, Values]) -> Values:
    """Put each company's own parts in its place until only listed parties are left, then the values back in."""
    reduced: dict[str, Values] = {}
    for gone in reversed(list(equations)):
        parts = equations.pop(gone)
        ring = 1 - parts.pop(gone, Fraction(0))
        reduced[gone] = parts = {owner: part / ring for owner, part in parts.items()} if ring else {}
        for row in equations.values():
            weight = row.pop(gone, None)
            if weight is not None:
                for owner, part in parts.items():
                    row[owner] = row.get(owner, Fraction(0)) + weight * part
    values: Values = {LISTED: Fraction(1)}
    for one, parts in reversed(reduced.items()):
        values[one] = sum((part * values[owner] for owner, part in parts.items()), Fraction(0))
    return values
