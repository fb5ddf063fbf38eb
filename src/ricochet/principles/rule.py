"""Rule: the clauses of a principle over truths: the verdict on every pattern, and the rule without some criteria."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ricochet.principles.evaluate import UNKNOWN, YES
from ricochet.principles.principle import Clause

ALWAYS = Clause(kind="all")
"""The rule that is left when nothing is asked for any more: it catches everybody."""


def apply(
    clause: Clause, truth: Mapping[str, NDArray[np.int32]], values: Mapping[str, float], count: int
) -> NDArray[np.int32]:
    """The truth of a clause (0 not, 1 possible, 2 caught) for `count` patterns, from that of each criterion."""
    if clause.kind == "criterion":
        found = truth[clause.criterion]
    else:
        parts = [apply(one, truth, values, count) for one in clause.items]
        found = _joined(clause, parts, values, count)
    for exception in clause.unless:
        found = np.minimum(found, 2 - apply(exception, truth, values, count))
    return found


def _joined(
    clause: Clause, parts: Sequence[NDArray[np.int32]], values: Mapping[str, float], count: int
) -> NDArray[np.int32]:
    found = np.full(count, 2, np.int32)
    if not parts:
        return found
    if clause.kind == "at_least":
        sure, may = np.zeros(count, np.int32), np.zeros(count, np.int32)
        for part in parts:
            sure += part == YES
            may += part >= UNKNOWN
        needed = needs(clause, values)
        return (sure >= needed).astype(np.int32) + (may >= needed)
    join = np.minimum if clause.kind == "all" else np.maximum
    found[:] = parts[0]
    for part in parts[1:]:
        join(found, part, out=found)
    return found


def needs(clause: Clause, values: Mapping[str, float]) -> int:
    """How many of an "at_least" clause's parts must hold: never more than there are."""
    wanted = int(values[clause.k]) if isinstance(clause.k, str) else clause.k
    return min(wanted, len(clause.items))


def without(clause: Clause, kept: frozenset[str]) -> Clause | None:
    """The rule that asks only for the criteria `kept`; None where nothing of the clause is left.

    A dropped criterion is no longer asked for: its clause goes on with the others, `at_least k` with k or as many as
    remain, and an exception that is dropped excepts nobody. Exceptions to a clause of which nothing is left remain.
    """
    if clause.kind == "criterion":
        base = clause if clause.criterion in kept else None
        items: tuple[Clause, ...] = ()
    else:
        items = tuple(left for one in clause.items if (left := without(one, kept)))
        base = Clause(kind=clause.kind, items=items, k=clause.k) if items else None
    unless = tuple(left for one in clause.unless if (left := without(one, kept)))
    if not unless:
        return base
    if base is None:
        return Clause(kind="all", unless=unless)
    return Clause(kind=base.kind, criterion=base.criterion, items=base.items, k=base.k, unless=unless)
