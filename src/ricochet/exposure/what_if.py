"""What if: the same question before and after a scenario, and what the scenario adds, regime by regime."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ricochet.exposure.assess import Assessment, Standing, assess
from ricochet.exposure.dealings import exposures, order
from ricochet.exposure.facts import Facts, overlay
from ricochet.exposure.property import frozen
from ricochet.model.finding import Exposure, Reached
from ricochet.model.regime import Regime
from ricochet.model.scenario import Scenario

Effect = Literal["new", "lifted", "subsumed", "unchanged", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A party whose standing under a regime differs, or who gains a second support without differing.

    `reached` is the finding that puts it there (afterwards, or before where it is let go); None for the listed.
    """

    party: str
    regime: str
    before: Standing
    after: Standing
    reached: Reached | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marginal:
    """What a scenario adds to one regime.

    `effect` on the subject: "new" restriction, "lifted", "subsumed" (stands, but a new regime forbids the same
    persons at least the same acts: `by` names it), "unchanged" (stands beside the new one), "none" (does not apply).
    `changes` are all parties whose standing differs; `second_support` those already caught, now for a second reason.
    """

    regime: Regime
    subject: str
    before: Standing
    after: Standing
    effect: Effect
    by: str = ""
    changes: tuple[Change, ...] = ()
    second_support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Both sides of a question on one day, what is marginal, and the dealings that gain or lose a finding."""

    scenario: Scenario
    day: date
    before: tuple[Assessment, ...]
    after: tuple[Assessment, ...]
    marginal: tuple[Marginal, ...]
    exposures_before: tuple[Exposure, ...]
    exposures_after: tuple[Exposure, ...]

    @property
    def new_exposures(self) -> tuple[Exposure, ...]:
        """Findings from dealings that the scenario brings."""
        known = {_key(one) for one in self.exposures_before}
        return tuple(one for one in self.exposures_after if _key(one) not in known)


def _key(one: Exposure) -> tuple[object, ...]:
    return one.source, one.regime, one.code, one.status, one.about


def what_if(
    facts: Facts, scenario: Scenario, before: Iterable[Regime], after: Iterable[Regime], day: date, subject: str
) -> WhatIf:
    """Ask on `day`, without and with `scenario`. `before` and `after` are the regimes in force on either side."""
    changed = overlay(facts, scenario, day)
    old = assess(facts, before, day)
    new = assess(changed, after, day)
    alone = {} if not scenario.add else _alone(facts, scenario, new, day)
    return WhatIf(
        scenario=scenario,
        day=day,
        before=old,
        after=new,
        marginal=_marginal(old, new, subject, alone),
        exposures_before=_findings(facts, old, day),
        exposures_after=_findings(changed, new, day),
    )


def _findings(facts: Facts, assessments: tuple[Assessment, ...], day: date) -> tuple[Exposure, ...]:
    """From dealings, and on property that is frozen beside them."""
    found = (*exposures(facts.dealings, assessments, day), *frozen(facts, assessments, day))
    return tuple(sorted(found, key=order))


def _alone(facts: Facts, scenario: Scenario, after: tuple[Assessment, ...], day: date) -> dict[str, set[str]]:
    """By regime, whom the added listings would catch with no other listing in the world."""
    only = replace(facts, listings=scenario.add, dealings=())
    found = assess(overlay(only, replace(scenario, add=(), remove=()), day), [one.regime for one in after], day)
    return {
        one.regime.id: {party for party, reached in one.reached.items() if reached.status == "caught"} for one in found
    }


def _marginal(
    before: tuple[Assessment, ...], after: tuple[Assessment, ...], subject: str, alone: dict[str, set[str]]
) -> tuple[Marginal, ...]:
    old = {one.regime.id: one for one in before}
    new = {one.regime.id: one for one in after}
    fresh = [one.regime for one in after if _binds(one, subject) and not _binds(old.get(one.regime.id), subject)]
    rows = []
    for regime_id in sorted(old | new):
        was, now = old.get(regime_id), new.get(regime_id)
        shown = now or was
        if shown is None:  # pragma: no cover - one of both holds the id
            continue
        effect, by = _effect(_binds(was, subject), _binds(now, subject), shown.regime, fresh)
        changes = _changes(was, now, regime_id)
        kept = {party for party in alone.get(regime_id, ()) if was and was.standing(party) == "caught"}
        rows.append(
            Marginal(
                regime=shown.regime,
                subject=subject,
                before=was.standing(subject) if was else "not",
                after=now.standing(subject) if now else "not",
                effect=effect,
                by=by,
                changes=changes,
                second_support=tuple(sorted(kept)),
            )
        )
    return tuple(rows)


def _binds(assessment: Assessment | None, subject: str) -> bool:
    return assessment is not None and assessment.standing(subject) != "not"


def _effect(was: bool, now: bool, regime: Regime, fresh: list[Regime]) -> tuple[Effect, str]:
    if now and not was:
        return "new", ""
    if was and not now:
        return "lifted", ""
    if not now:
        return "none", ""
    wider = next((one.id for one in fresh if _contains(one, regime)), "")
    return ("subsumed", wider) if wider else ("unchanged", "")


def _contains(wide: Regime, narrow: Regime) -> bool:
    """Whether the wide regime forbids all of the narrow one's persons all of its acts."""
    if not narrow.acts or not narrow.persons:
        return False
    acts = "*" in wide.acts or set(narrow.acts) <= set(wide.acts)
    return acts and set(narrow.persons) <= set(wide.persons)


def _changes(before: Assessment | None, after: Assessment | None, regime: str) -> tuple[Change, ...]:
    parties = {party for side in (before, after) if side for party in (*side.listed, *side.doubted, *side.reached)}
    found = []
    for party in sorted(parties):
        was = before.standing(party) if before else "not"
        now = after.standing(party) if after else "not"
        if was != now:
            side = after if now != "not" else before
            reached = side.reached.get(party) if side else None
            found.append(Change(party=party, regime=regime, before=was, after=now, reached=reached))
    return tuple(found)
