"""Sensitivity: what each criterion and each threshold does, all from one truth table.

Firms are grouped by their pattern of truths, so every variant of the rule is asked of at most 3^criteria patterns and
never again of the firms; only a threshold's own criteria are evaluated again when it is swept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import factorial

import numpy as np
from numpy.typing import NDArray

from ricochet.principles.columns import Columns
from ricochet.principles.evaluate import TruthTable, encode, evaluate, truth_at
from ricochet.principles.principle import Clause, Principle
from ricochet.principles.rule import apply
from ricochet.principles.verdict import reduced, verdicts

MOST = 60_000_000
"""Patterns times subsets beyond which the subsets are not worked out: about ten seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a variant does: firms caught and possible, harm captured (documented harms of the caught), and collateral.

    Collateral are the caught of whom no harm is documented.
    """

    caught: int
    possible: int
    harm: int
    collateral: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """The rule without one criterion, and the criterion's Shapley share of what the whole rule leaves out.

    `narrowing` divides the firms not caught among the criteria, `closing` those ruled out (neither caught nor
    possible), `sparing` the documented harm not captured; each adds up over the criteria to its whole. None where
    there are too many subsets.
    """

    criterion: str
    outcome: Outcome
    narrowing: float | None
    closing: float | None
    sparing: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The rule with only some criteria. `front`: no other variant captures as much harm with fewer caught."""

    kept: tuple[str, ...]
    outcome: Outcome
    front: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """The whole rule with one parameter at another value. `flipped` are the places of firms whose verdict changes.

    `before` and `after` are their verdicts (0 not, 1 possible, 2 caught).
    """

    parameter: str
    value: float
    own: bool
    outcome: Outcome
    flipped: NDArray[np.int64]
    before: NDArray[np.int32]
    after: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Everything asked at once. `counted` is "at least k of all criteria", k from 1 up."""

    whole: Outcome
    everybody: Outcome
    dropped: tuple[Dropped, ...]
    variants: tuple[Variant, ...]
    counted: tuple[Outcome, ...]
    sweeps: tuple[Sweep, ...]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns that occur: their truths, and how many firms, harms and harmless firms have each."""

    codes: NDArray[np.int32]
    truth: Mapping[str, NDArray[np.int32]]
    firms: NDArray[np.int64]
    harm: NDArray[np.int64]
    harmless: NDArray[np.int64]

    def outcome(self, verdict: NDArray[np.int32]) -> Outcome:
        caught = verdict == 2
        return Outcome(
            caught=int(self.firms[caught].sum()),
            possible=int(self.firms[verdict == 1].sum()),
            harm=int(self.harm[caught].sum()),
            collateral=int(self.harmless[caught].sum()),
        )


def sensitivity(principle: Principle, columns: Columns, table: TruthTable, harm: NDArray[np.int32]) -> Sensitivity:
    """Ask everything. `harm` counts each firm's documented harms, in the order of the table."""
    patterns = _patterns(table, harm)
    values = {name: one.value for name, one in principle.parameters.items()}
    names = table.criteria

    def ask(rule: Clause) -> Outcome:
        return patterns.outcome(apply(rule, patterns.truth, values, len(patterns.codes)))

    subsets: list[Outcome] = []
    if 2 ** len(names) * len(patterns.codes) <= MOST:
        subsets = [ask(reduced(principle, _kept(names, mask))) for mask in range(2 ** len(names))]
    whole = ask(principle.rule)
    without = [ask(reduced(principle, frozenset(names) - {name})) for name in names]
    total = len(table.code)
    narrowing = _shapley(len(names), [total - one.caught for one in subsets])
    closing = _shapley(len(names), [total - one.caught - one.possible for one in subsets])
    sparing = _shapley(len(names), [-one.harm for one in subsets])
    return Sensitivity(
        whole=whole,
        everybody=ask(reduced(principle, frozenset())),
        dropped=tuple(
            Dropped(
                criterion=name,
                outcome=without[place],
                narrowing=narrowing[place] if subsets else None,
                closing=closing[place] if subsets else None,
                sparing=sparing[place] if subsets else None,
            )
            for place, name in enumerate(names)
        ),
        variants=_fronted([(_kept(names, mask), one) for mask, one in enumerate(subsets)], names),
        counted=tuple(ask(_at_least(names, k)) for k in range(1, len(names) + 1)),
        sweeps=_sweeps(principle, columns, table, harm),
    )


def _patterns(table: TruthTable, harm: NDArray[np.int32]) -> _Patterns:
    size = 3 ** len(table.criteria)
    firms = np.bincount(table.code, minlength=size)
    harms = np.bincount(table.code, weights=harm, minlength=size)
    harmed = np.bincount(table.code, weights=harm > 0, minlength=size)
    codes = np.flatnonzero(firms).astype(np.int32)
    return _Patterns(
        codes,
        {name: truth_at(codes, place) for place, name in enumerate(table.criteria)},
        firms[codes],
        harms[codes].astype(np.int64),
        firms[codes] - harmed[codes].astype(np.int64),
    )


def _kept(names: Sequence[str], mask: int) -> frozenset[str]:
    return frozenset(name for place, name in enumerate(names) if mask >> place & 1)


def _at_least(names: Sequence[str], k: int) -> Clause:
    return Clause(kind="at_least", k=k, items=tuple(Clause(kind="criterion", criterion=name) for name in names))


def _shapley(count: int, worth: Sequence[int]) -> list[float]:
    """Each player's mean marginal worth over all orders of joining; `worth` by the bit mask of who has joined."""
    if not worth:
        return []
    weight = [factorial(size) * factorial(count - size - 1) for size in range(count)]
    shares = [0] * count
    for mask, alone in enumerate(worth):
        size = mask.bit_count()
        for place in range(count):
            if not mask >> place & 1:
                shares[place] += weight[size] * (worth[mask | 1 << place] - alone)
    return [share / factorial(count) for share in shares]


def _fronted(subsets: Sequence[tuple[frozenset[str], Outcome]], names: Sequence[str]) -> tuple[Variant, ...]:
    """Variants in order of size, those on the Pareto front of few caught against much harm marked."""
    best: dict[int, int] = {}
    for _, one in subsets:
        best[one.caught] = max(best.get(one.caught, 0), one.harm)
    front: set[tuple[int, int]] = set()
    most = -1
    for caught in sorted(best):
        if best[caught] > most:
            most = best[caught]
            front.add((caught, most))
    found = [
        Variant(
            kept=tuple(name for name in names if name in kept),
            outcome=one,
            front=(one.caught, one.harm) in front,
        )
        for kept, one in subsets
    ]
    return tuple(sorted(found, key=lambda one: (len(one.kept), [names.index(name) for name in one.kept])))


def _sweeps(principle: Principle, columns: Columns, table: TruthTable, harm: NDArray[np.int32]) -> tuple[Sweep, ...]:
    base = verdicts(principle, table)
    swept = [one for one in principle.parameters.values() if one.sweep]
    if not swept:
        return ()
    values = {name: one.value for name, one in principle.parameters.items()}
    truths = [evaluate(one, columns, values) for one in principle.criteria]
    found = []
    for parameter in swept:
        for value in parameter.sweep:
            changed = replace(
                principle, parameters={**principle.parameters, parameter.name: replace(parameter, value=value)}
            )
            now = {**values, parameter.name: value}
            again = [
                evaluate(one, columns, now) if parameter.name in one.parsed.parameters else truths[place]
                for place, one in enumerate(principle.criteria)
            ]
            asked = any(parameter.name in one.parsed.parameters for one in principle.criteria)
            after = verdicts(changed, TruthTable(table.criteria, encode(again)) if asked else table)
            flipped = np.flatnonzero(after != base)
            found.append(
                Sweep(
                    parameter=parameter.name,
                    value=value,
                    own=value == parameter.value,
                    outcome=_outcome(after, harm),
                    flipped=flipped,
                    before=base[flipped],
                    after=after[flipped],
                )
            )
    return tuple(found)


def _outcome(verdict: NDArray[np.int32], harm: NDArray[np.int32]) -> Outcome:
    caught = verdict == 2
    return Outcome(
        caught=int(np.count_nonzero(caught)),
        possible=int(np.count_nonzero(verdict == 1)),
        harm=int(harm[caught].sum()),
        collateral=int(np.count_nonzero(harm[caught] == 0)),
    )
