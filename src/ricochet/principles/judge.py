"""Judge: a principle asked of a universe on a day: facts weighed, functions answered, each criterion evaluated once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ricochet.model.regime import Regime
from ricochet.model.status import Status
from ricochet.principles import answers
from ricochet.principles.answers import Others
from ricochet.principles.columns import Column, Columns, numbers, texts, truths
from ricochet.principles.dictionary import FUNCTIONS
from ricochet.principles.document import Refused
from ricochet.principles.evaluate import TruthTable, truth_table
from ricochet.principles.evidence import Evidence, weigh
from ricochet.principles.expression import Call
from ricochet.principles.figure import Interval
from ricochet.principles.principle import Criterion, Principle
from ricochet.principles.universe import Universe
from ricochet.principles.verdict import STATUSES, Judge, Verdict, verdicts

Find = Callable[[str], Principle | None]
"""Another principle by its id."""
Rule = Callable[[str, date], Regime | None]
"""The version of a regime in force on a day; raises UsageError for one that does not exist."""
MAX_STRATA = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The answer: `status` (0 not, 1 possible, 2 caught) and the truth of the criteria for every firm, in order.

    `evidence` holds what was weighed, by key and then by firm; `harm` counts the documented harms of each firm.
    """

    principle: Principle
    universe: Universe
    day: date
    columns: Columns
    table: TruthTable
    status: NDArray[np.int32]
    evidence: Mapping[str, Sequence[Evidence]]
    harm: NDArray[np.int32]
    explain: Judge

    def verdict(self, place: int) -> Verdict:
        """The verdict on the firm at a place of the universe, explained."""
        return self.explain.verdict(int(self.table.code[place]))

    def statuses(self) -> dict[str, Status]:
        """The verdict by firm."""
        return {
            firm.id: STATUSES[status] for firm, status in zip(self.universe.firms, self.status.tolist(), strict=True)
        }

    def firms(self, status: Status) -> tuple[str, ...]:
        """The firms of one status, in order."""
        return tuple(firm for firm, found in self.statuses().items() if found == status)


def deciding_facts(judged: Judged, place: int) -> tuple[str, ...]:
    """The unknown facts that a possible verdict hangs on, in the order of the criteria that read them."""
    verdict = judged.verdict(place)
    reads = [key for one in verdict.open for key in judged.principle.criterion(one.criterion).parsed.reads]
    return tuple(dict.fromkeys(key for key in reads if judged.columns[key].open(place)))


def judge(
    principle: Principle, universe: Universe, day: date, *, find: Find, rule: Rule, _below: tuple[str, ...] = ()
) -> Judged:
    """Ask the principle. Raises Refused where it names a principle that nobody has, or that rests on itself."""
    others: dict[str, Others] = {}
    for criterion, call in principle.calls():
        if FUNCTIONS[call.function].principle and call.arguments[0] not in others:
            named = _named(principle, criterion, call, find, (*_below, principle.id))
            below = judge(named, universe, day, find=find, rule=rule, _below=(*_below, principle.id))
            others[named.id] = Others(named.id, below.statuses())
    keys = dict.fromkeys(key for one in principle.criteria for key in one.parsed.facts)
    evidence = {
        key: [weigh(principle.facts[key], universe.about(firm.id, key), day) for firm in universe.firms]
        for key in (*keys, *(name for name in principle.harm if name not in keys))
    }
    for _, call in principle.calls():
        if call.key not in evidence:
            evidence[call.key] = _answered(call, universe, day, others, rule)
    columns = {key: _column(principle, key, found) for key, found in evidence.items()}
    table = truth_table(principle, columns)
    harm = np.zeros(len(universe.firms), np.int32)
    for name in principle.harm:
        harm += np.fromiter((one.value is True for one in evidence[name]), np.bool_, len(universe.firms))
    return Judged(
        principle=principle,
        universe=universe,
        day=day,
        columns=columns,
        table=table,
        status=verdicts(principle, table),
        evidence=evidence,
        harm=harm,
        explain=Judge(principle),
    )


def _named(principle: Principle, criterion: Criterion, call: Call, find: Find, below: tuple[str, ...]) -> Principle:
    named = find(call.arguments[0])
    if named is None:
        raise Refused(
            criterion.place, f"there is no principle '{call.arguments[0]}' beside this one or in the library."
        )
    if named.id in below or len(below) > MAX_STRATA:
        raise Refused(criterion.place, f"'{principle.id}' rests on itself: {' > '.join((*below, named.id))}.")
    return named


def _answered(call: Call, universe: Universe, day: date, others: Mapping[str, Others], rule: Rule) -> list[Evidence]:
    first = call.arguments[0]
    unknown = Evidence(value=None, standing="missing", why="nothing is recorded")
    match call.function:
        case "listed":
            return [answers.listed(universe, firm, call.arguments, day) for firm in universe.firms]
        case "devices_in":
            return [answers.devices_in(universe, firm, first, day) for firm in universe.firms]
        case "caught_by":
            return [answers.caught_by(firm, others[first]) for firm in universe.firms]
        case "owned_by":
            owned = answers.owned_by(universe, others[first], rule(call.arguments[1], day), day)
            return [owned.get(firm.id, unknown) for firm in universe.firms]
        case _:
            kind = call.arguments[1] if len(call.arguments) > 1 else ""
            dealt = answers.deals_with(universe, others[first], kind, day)
            return [dealt.get(firm.id, unknown) for firm in universe.firms]


def _column(principle: Principle, key: str, found: Sequence[Evidence]) -> Column:
    fact = principle.facts.get(key)
    if fact is None or fact.type == "truth":
        return truths([one.value if isinstance(one.value, bool) else None for one in found])
    if fact.type == "text":
        return texts([one.value if isinstance(one.value, str) else None for one in found])
    whole = Interval(fact.low, fact.high)
    return numbers([one.value if isinstance(one.value, Interval) else whole for one in found])
