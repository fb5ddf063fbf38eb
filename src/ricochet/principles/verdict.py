"""Verdict: caught, possible or not, the criteria that decided it, and what would decide what is open.

Everything here follows from the truths of a firm's criteria, so it is worked out once a pattern of truths, not once a
firm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ricochet.model.status import Status
from ricochet.principles.evaluate import NOT, UNKNOWN, YES, TruthTable, truth_at
from ricochet.principles.principle import Clause, Principle
from ricochet.principles.rule import ALWAYS, apply, needs, without

STATUSES: tuple[Status, ...] = ("not", "possible", "caught")
"""By the truth of the whole rule: 0, 1, 2."""
Word = Literal["no", "unknown", "yes"]
WORDS: tuple[Word, ...] = ("no", "unknown", "yes")
"""By a criterion's truth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An unknown criterion that bears on a possible verdict, and what the verdict would be if it alone were settled."""

    criterion: str
    if_yes: Status
    if_no: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One pattern of truths, judged.

    `deciding` are the criteria that make the verdict what it is: for "caught" those that carry it, for "not" those
    each clause fails by (or the exception that holds), for "possible" the unknown ones. `because` says it in words.
    """

    status: Status
    truths: Mapping[str, Word]
    deciding: tuple[str, ...]
    because: str
    open: tuple[Open, ...] = ()


def patterns(principle: Principle, rule: Clause, codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """The rule's truth (0, 1, 2) for each code of a truth table of the principle's criteria."""
    truth = {one.id: truth_at(codes, place) for place, one in enumerate(principle.criteria)}
    values = {name: one.value for name, one in principle.parameters.items()}
    return apply(rule, truth, values, len(codes))


def verdicts(principle: Principle, table: TruthTable, rule: Clause | None = None) -> NDArray[np.int32]:
    """The verdict of every firm as 0 not, 1 possible, 2 caught. `rule` stands for the principle's own."""
    asked = rule or principle.rule
    size = 3 ** len(table.criteria)
    if size > 4 * len(table.code):
        distinct, inverse = np.unique(table.code, return_inverse=True)
        return patterns(principle, asked, distinct)[inverse]
    return patterns(principle, asked, np.arange(size, dtype=np.int32))[table.code]


def reduced(principle: Principle, kept: frozenset[str]) -> Clause:
    """The principle's rule with only these criteria."""
    return without(principle.rule, kept) or ALWAYS


class Judge:
    """Explains codes of one principle, each once."""

    def __init__(self, principle: Principle) -> None:
        self.principle = principle
        self.values = {name: one.value for name, one in principle.parameters.items()}
        self._known: dict[int, Verdict] = {}

    def verdict(self, code: int) -> Verdict:
        """The verdict on a firm with this code, explained."""
        if code not in self._known:
            self._known[code] = self._explain(code)
        return self._known[code]

    def _explain(self, code: int) -> Verdict:
        truth = {one.id: code // 3**place % 3 for place, one in enumerate(self.principle.criteria)}
        rule = self.principle.rule
        value = self._value(rule, truth)
        deciding = tuple(dict.fromkeys(self._deciding(rule, truth, value)))
        return Verdict(
            status=STATUSES[value],
            truths={name: WORDS[found] for name, found in truth.items()},
            deciding=deciding,
            because=_said(value, deciding, truth),
            open=tuple(self._open(one, truth) for one in deciding) if value == UNKNOWN else (),
        )

    def _open(self, criterion: str, truth: Mapping[str, int]) -> Open:
        rule = self.principle.rule
        return Open(
            criterion=criterion,
            if_yes=STATUSES[self._value(rule, {**truth, criterion: YES})],
            if_no=STATUSES[self._value(rule, {**truth, criterion: NOT})],
        )

    def _value(self, clause: Clause, truth: Mapping[str, int]) -> int:
        arrays = {name: np.array([found], np.int32) for name, found in truth.items()}
        return int(apply(clause, arrays, self.values, 1)[0])

    def _deciding(self, clause: Clause, truth: Mapping[str, int], value: int) -> list[str]:
        """Criteria by which the clause has this value, in the order of the rule."""
        exceptions = [(one, self._value(one, truth)) for one in clause.unless]
        if value == NOT and (excepting := [one for one, found in exceptions if found == YES]):
            return [name for one in excepting for name in self._deciding(one, truth, YES)]
        found = self._own(clause, truth, value)
        contrary = {YES: NOT, UNKNOWN: UNKNOWN}.get(value)
        return found + [
            name for one, held in exceptions if held == contrary for name in self._deciding(one, truth, held)
        ]

    def _own(self, clause: Clause, truth: Mapping[str, int], value: int) -> list[str]:
        if clause.kind == "criterion":
            return [clause.criterion] if truth[clause.criterion] == value else []
        parts = [(one, self._value(one, truth)) for one in clause.items]
        bearing = [one for one, found in parts if found == value]
        if value == YES and clause.kind != "all":
            bearing = bearing[: needs(clause, self.values) if clause.kind == "at_least" else 1]
        return [name for one in bearing for name in self._deciding(one, truth, value)]


def _said(value: int, deciding: tuple[str, ...], truth: Mapping[str, int]) -> str:
    if value == UNKNOWN:
        return f"unknown: {', '.join(deciding)}"
    holds = [name for name in deciding if truth[name] == YES]
    fails = [name for name in deciding if truth[name] == NOT]
    if value == YES:
        without_any = f"; excepted by none of {', '.join(fails)}" if fails else ""
        return f"holds: {', '.join(holds)}{without_any}" if holds else f"excepted by none of {', '.join(fails)}"
    return f"excepted by {', '.join(holds)}" if holds else f"fails: {', '.join(fails)}"
