"""Hit: who is hit by each of several scenarios, side by side: the same listing done in different ways, say."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ricochet.exposure.what_if import WhatIf

How = Literal["listed", "caught", "applies", "authorised", "possible"]
STRONGEST: tuple[How, ...] = ("listed", "caught", "applies", "authorised", "possible")
"""The ways of being hit, the hardest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blow:
    """One thing that a scenario newly brings on a party: a status under a regime (no code), or a finding."""

    how: How
    regime: str
    code: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A party, and by scenario (in the order asked) what is new for it; empty where that scenario leaves it alone."""

    party: str
    blows: tuple[tuple[Blow, ...], ...]


def hits(answers: Iterable[WhatIf]) -> tuple[Hit, ...]:
    """Every party that any of the scenarios hits, the ones hit hardest first."""
    found: dict[str, list[set[Blow]]] = defaultdict(list)
    answers = tuple(answers)
    for place, answer in enumerate(answers):
        for party, blow in _blows(answer):
            row = found[party]
            row.extend(set() for _ in range(len(row), place + 1))
            row[place].add(blow)
    rows = [
        Hit(
            party=party,
            blows=tuple(
                tuple(sorted(row[place], key=strength)) if place < len(row) else () for place in range(len(answers))
            ),
        )
        for party, row in found.items()
    ]
    return tuple(sorted(rows, key=lambda one: (min(strength(blow)[0] for row in one.blows for blow in row), one.party)))


def _blows(answer: WhatIf) -> Iterable[tuple[str, Blow]]:
    for row in answer.marginal:
        for change in row.changes:
            if change.after != "not":
                yield change.party, Blow(how=change.after, regime=row.regime.id)
    for one in answer.new_exposures:
        yield one.actor, Blow(how=one.status, regime=one.regime, code=one.code, licence=one.licence)


def strength(blow: Blow) -> tuple[int, str, str]:
    """Order of blows, the hardest first."""
    return STRONGEST.index(blow.how), blow.regime, blow.code
