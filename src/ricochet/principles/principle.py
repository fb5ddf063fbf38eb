"""Principle: a declared rule for whom to list, as read and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ricochet.model.status import Status
from ricochet.principles.dictionary import Fact
from ricochet.principles.document import Place
from ricochet.principles.expression import Call, Parsed

Kind = Literal["criterion", "all", "any", "at_least"]
MAX_CRITERIA = 12
"""So that the truth of all criteria at once has at most 3^12 = 531,441 patterns. A longer line is no line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A named threshold. `sweep` are the values it may take in a sweep, in order, its own among them."""

    name: str
    value: float
    unit: str
    why: str
    sweep: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question about a firm, why it is asked and what it rests on."""

    id: str
    text: str
    parsed: Parsed
    why: str
    source: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A criterion, or several clauses joined; `unless` any of the exceptions holds.

    `k` of "at_least" is a number or a parameter's name.
    """

    kind: Kind
    criterion: str = ""
    items: "tuple[Clause, ...]" = ()
    k: int | str = 0
    unless: "tuple[Clause, ...]" = ()

    def criteria(self) -> Iterator[str]:
        """Every criterion named, in order, with repetitions."""
        if self.kind == "criterion":
            yield self.criterion
        for one in (*self.items, *self.unless):
            yield from one.criteria()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A test beside the principle: the verdict on a firm of the built-in universe, or on given facts.

    `given` holds printed values by fact or canonical call; facts not given are unknown. `unknown` are the facts that
    must be named as deciding. `on` is the day asked for (default: the universe's own).
    """

    verdict: Status
    firm: str = ""
    given: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    on: date | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A whole principle. `since` and `until` are the first and last day it speaks for; None is open.

    `harm` are the facts that count as documented harm (default: those the dictionary marks). `reference` is the firm
    from which others are told apart. `facts` are the dictionary's and its own.
    """

    id: str
    title: str
    why: str
    sources: tuple[str, ...]
    since: date | None
    until: date | None
    parameters: Mapping[str, Parameter]
    criteria: tuple[Criterion, ...]
    rule: Clause
    harm: tuple[str, ...]
    reference: str
    tests: tuple[Expected, ...]
    facts: Mapping[str, Fact]
    file: str
    sha256: str

    def criterion(self, name: str) -> Criterion:
        """The criterion of that id."""
        return next(one for one in self.criteria if one.id == name)

    def calls(self) -> Iterator[tuple[Criterion, Call]]:
        """Every function named in a criterion."""
        for criterion in self.criteria:
            for call in criterion.parsed.calls:
                yield criterion, call

    def in_force(self, day: date) -> bool:
        """Whether the principle speaks for the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def read_twice(self) -> tuple[str, ...]:
        """Facts read at more than one place: only there may "possible" stand though every completion decides alike."""
        counts: dict[str, int] = {}
        for used in self.rule.criteria():
            parsed = self.criterion(used).parsed
            for key in (*parsed.facts, *(call.key for call in parsed.calls)):
                counts[key] = counts.get(key, 0) + 1
        return tuple(sorted(key for key, count in counts.items() if count > 1))
