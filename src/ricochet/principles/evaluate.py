"""Evaluate: each criterion once over all firms -> one number a firm that holds the truth of all of them.

Kleene's three values as two bit columns: surely, and possibly. Of several clauses "and" is the least truth, "or" the
greatest; "not" swaps the two columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ricochet.principles.columns import Bits, Columns, Numbers, Texts, Truths
from ricochet.principles.expression import Both, Compare, Either, Expression, Name, Not, Number, OneOf, Read
from ricochet.principles.principle import Criterion, Principle

C = TypeVar("C", Truths, Numbers, Texts)
NOT, UNKNOWN, YES = 0, 1, 2
"""A criterion's truth for one firm."""


@dataclass(frozen=True, slots=True)
class TruthTable:
    """`code` of each firm is the sum of truth x 3^place over the criteria, in the principle's order."""

    criteria: tuple[str, ...]
    code: NDArray[np.int32]

    def of(self, place: int) -> NDArray[np.int32]:
        """The truth of one criterion for all firms."""
        return truth_at(self.code, place)


def truth_at(code: NDArray[np.int32], place: int) -> NDArray[np.int32]:
    """The digit of the code at a criterion's place: 0 no, 1 unknown, 2 yes."""
    found: NDArray[np.int32] = code // np.int32(3**place) % np.int32(3)
    return found


def truth_table(principle: Principle, columns: Columns) -> TruthTable:
    """Evaluate every criterion once. `columns` holds every key that the criteria read, all of one length."""
    values = {name: one.value for name, one in principle.parameters.items()}
    found = [evaluate(one, columns, values) for one in principle.criteria]
    return TruthTable(tuple(one.id for one in principle.criteria), encode(found))


def encode(found: Sequence[Truths]) -> NDArray[np.int32]:
    """Truths of the criteria, in order, as one number a firm."""
    code = np.zeros(len(found[0].sure), np.int32)
    for truth in reversed(found):  # Horner's scheme, without an array of its own for each place
        code *= 3
        code += truth.sure
        code += truth.may
    return code


def evaluate(criterion: Criterion, columns: Columns, values: Mapping[str, float]) -> Truths:
    """One criterion over all firms, the parameters at these values."""
    return _truth(criterion.parsed.tree, columns, values)


def _truth(tree: Expression, columns: Columns, values: Mapping[str, float]) -> Truths:
    if isinstance(tree, Read):
        return _column(columns, tree.key, Truths)
    if isinstance(tree, Not):
        inner = _truth(tree.item, columns, values)
        return Truths(~inner.may, ~inner.sure)
    if isinstance(tree, Both | Either):
        join = np.logical_and if isinstance(tree, Both) else np.logical_or
        parts = [_truth(one, columns, values) for one in tree.items]
        return Truths(reduce(join, (one.sure for one in parts)), reduce(join, (one.may for one in parts)))
    if isinstance(tree, OneOf):
        return _one_of(tree, columns)
    return _compare(tree, columns, values)


def _compare(tree: Compare, columns: Columns, values: Mapping[str, float]) -> Truths:
    left = _column(columns, tree.left.key, Numbers)
    low, high = _value(tree.right, columns, values)
    match tree.sign:
        case ">=":
            return Truths(left.low >= high, left.high >= low)
        case ">":
            return Truths(left.low > high, left.high > low)
        case "<=":
            return Truths(left.high <= low, left.low <= high)
        case "<":
            return Truths(left.high < low, left.low < high)
        case "=":
            may = (left.low <= high) & (left.high >= low)
            return Truths(may & (left.low == left.high) & np.equal(low, high), may)


def _value(
    right: Number | Name, columns: Columns, values: Mapping[str, float]
) -> tuple[float | NDArray[np.float64], float | NDArray[np.float64]]:
    if isinstance(right, Number):
        return right.value, right.value
    if right.parameter:
        return values[right.key], values[right.key]
    column = _column(columns, right.key, Numbers)
    return column.low, column.high


def _one_of(tree: OneOf, columns: Columns) -> Truths:
    column = columns[tree.key]
    if isinstance(column, Texts):
        wanted = [place for place, word in enumerate(column.vocabulary) if word in tree.options]
        sure = np.isin(column.code, wanted)
        return Truths(sure, sure | (column.code < 0))
    figures = _column(columns, tree.key, Numbers)
    exact = figures.low == figures.high
    inside: list[Bits] = [(figures.low <= float(o)) & (figures.high >= float(o)) for o in tree.options]
    may: Bits = np.logical_or.reduce(inside)
    return Truths(may & exact, may)


def _column(columns: Columns, key: str, kind: type[C]) -> C:
    column = columns[key]
    if not isinstance(column, kind):
        raise TypeError(f"'{key}' is a column of {type(column).__name__}, not of {kind.__name__}")
    return column
