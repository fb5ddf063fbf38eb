"""Timeline: how every regime stands to one party over the years, in spans between days on which it changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ricochet.exposure.around import around, days_of_change
from ricochet.exposure.assess import Assessment, Standing, assess
from ricochet.exposure.facts import DAY, Facts
from ricochet.exposure.licences import in_scope
from ricochet.model.proof import Proof
from ricochet.model.regime import Direction, Licence, Regime

LawOn = Callable[[date], Sequence[Regime]]
"""The versions in force on a day, with whatever a scenario switches."""


NO_PROOF = Proof()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `start` to `end`, both included; None is open. `licences` are general licences with the party in scope.

    A licence may be for some dealings only, by its own kinds and conditions.

    `share` and `proof` are those of the first day of the span, where the party is reached through ownership.
    """

    regime: str
    version: str
    start: date | None
    end: date | None
    standing: Standing
    licences: tuple[Licence, ...] = ()
    share: str = ""
    proof: Proof = NO_PROOF


def timeline(facts: Facts, party: str, regimes: Sequence[Regime], law: LawOn) -> tuple[Span, ...]:
    """All spans of all regimes that ever reach the party, by regime and day. `regimes` are all versions there are."""
    directions: tuple[Direction, ...] = ("down", "affiliates")
    local = {direction: around(facts, party, direction) for direction in directions}
    days = sorted({date.min, *days_of_change(local["affiliates"], regimes)})
    spans: dict[str, list[Span]] = {regime.id: [] for regime in regimes}
    for day in days:
        found: dict[str, Assessment] = {}
        for direction, part in local.items():
            bound = [regime for regime in law(day) if regime.direction == direction]
            found |= {one.regime.id: one for one in assess(part, bound, day)}
        for name, row in spans.items():
            _extend(row, _span(name, found.get(name), party, day))
    return tuple(
        span for name in sorted(spans) for span in spans[name] if any(one.standing != "not" for one in spans[name])
    )


def _span(regime: str, found: Assessment | None, party: str, day: date) -> Span:
    start = None if day == date.min else day
    if found is None:
        return Span(regime=regime, version="", start=start, end=None, standing="not")
    standing = found.standing(party)
    reached = found.reached.get(party)
    licences = found.regime.licences if standing != "not" else ()
    return Span(
        regime=regime,
        version=found.regime.version,
        start=start,
        end=None,
        standing=standing,
        licences=tuple(one for one in licences if one.in_force(day) and in_scope(one, party, found).met == "yes"),
        share=reached.share if reached else "",
        proof=reached.proof if reached else NO_PROOF,
    )


def _extend(spans: list[Span], new: Span) -> None:
    """Go on with the last span where nothing about the party differs; else end it and begin the new one."""
    if spans:
        last = spans[-1]
        same = (last.standing, last.licences, last.share) == (new.standing, new.licences, new.share)
        if same and (new.standing == "not" or last.version == new.version):
            return
        if new.start:
            spans[-1] = replace(last, end=new.start - DAY)
    spans.append(new)
