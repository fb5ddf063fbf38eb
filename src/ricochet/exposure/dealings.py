"""Dealings: what follows from dealing with a listed or reached party. Findings, never a status.

One legal hop: the actor of a dealing and its target. A fact that nobody recorded makes a finding possible.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ricochet.exposure.assess import Assessment
from ricochet.model.dealing import Dealing, Known
from ricochet.model.finding import Exposure
from ricochet.model.regime import DealingRule

STALE = timedelta(days=365)
"""A dealing last seen longer ago than this may have ended: findings from it are possible (Ricochet's convention)."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Whether a rule's conditions are met, and the facts missing to be sure."""

    met: Known
    missing: tuple[str, ...]


def exposures(dealings: Iterable[Dealing], assessments: Iterable[Assessment], day: date) -> tuple[Exposure, ...]:
    """Findings for every dealing in force on `day` with somebody a regime lists, catches or may catch."""
    current = [dealing for dealing in dealings if dealing.period.covers(day)]
    found: list[Exposure] = []
    for assessment in assessments:
        rules = [rule for rule in assessment.regime.dealings if _in_force(rule, day)]
        for dealing in current if rules else ():
            if assessment.standing(dealing.target) == "not":
                continue
            found.extend(
                exposure for rule in rules if (exposure := _exposure(dealing, rule, assessment, day)) is not None
            )
    order = {"applies": 0, "possible": 1}
    return tuple(
        sorted(found, key=lambda one: (one.regime, one.code, order[one.status], one.actor, one.kind, str(one.source)))
    )


def _in_force(rule: DealingRule, day: date) -> bool:
    return (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def _exposure(dealing: Dealing, rule: DealingRule, assessment: Assessment, day: date) -> Exposure | None:
    if (rule.kinds and dealing.kind not in rule.kinds) or dealing.kind in rule.except_kinds:
        return None
    standing = assessment.standing(dealing.target)
    facts = _facts(dealing, rule)
    listing = _listing(dealing.target, rule, assessment, day)
    if "no" in (facts.met, listing.met):
        return None
    missing = facts.missing + listing.missing
    if standing == "possible":
        missing += (f"whether {dealing.target} is caught",)
    missing += _stale(dealing, day)
    sure = facts.met == listing.met == "yes" and not missing
    return Exposure(
        actor=dealing.actor,
        target=dealing.target,
        regime=assessment.regime.id,
        code=rule.code,
        status="applies" if sure else "possible",
        kind=dealing.kind,
        why=rule.text,
        citation=rule.citation,
        missing=missing,
        source=dealing.source,
    )


def _stale(dealing: Dealing, day: date) -> tuple[str, ...]:
    """What is open about a dealing without an end: whether it still goes on, or already did."""
    if dealing.seen is None or dealing.period.end is not None:
        return ()
    if dealing.seen + STALE < day:
        return (f"whether it goes on (last seen {dealing.seen})",)
    if dealing.period.start is None and day + STALE < dealing.seen:
        return (f"whether it went on already (seen {dealing.seen})",)
    return ()


def _facts(dealing: Dealing, rule: DealingRule) -> _Verdict:
    required = {name: _fact(dealing, name) for name in rule.all_of}
    either = {name: _fact(dealing, name) for name in rule.any_of}
    if "no" in required.values() or (either and set(either.values()) == {"no"}):
        return _Verdict("no", ())
    missing = [name for name, value in required.items() if value == "unknown"]
    if either and "yes" not in either.values():
        missing.append(" or ".join(name for name, value in either.items() if value == "unknown"))
    if missing and rule.recorded:
        return _Verdict("no", ())
    return _Verdict("unknown" if missing else "yes", tuple(missing))


def _fact(dealing: Dealing, name: str) -> Known:
    if name.startswith("!"):
        value = _fact(dealing, name[1:])
        return {"yes": "no", "no": "yes", "unknown": "unknown"}[value]  # type: ignore[return-value]
    recorded = dealing.fact(name)
    if recorded == "unknown" and name == dealing.currency.lower():
        return "yes"
    if recorded == "unknown" and name == "usd" and dealing.currency:
        return "no"
    return recorded


def _listing(target: str, rule: DealingRule, assessment: Assessment, day: date) -> _Verdict:
    """Whether the rule binds through the target's listings, or its listed owners': programmes and period of grace."""
    listings = assessment.listed.get(target, ()) or assessment.doubted.get(target, ())
    if not listings and target in assessment.reached:
        owners = [step.owner for step in assessment.reached[target].proof.steps if step.kind == "listing"]
        listings = tuple(one for owner in owners for one in assessment.listed.get(owner, ()))
    if not listings or not (rule.programmes or rule.after_days):
        return _Verdict("yes", ())
    answers: list[Known] = []
    for listing in listings:
        named = set(listing.programmes) & set(rule.programmes)
        programme: Known = "yes" if named or not rule.programmes else "no" if listing.programmes else "unknown"
        if programme != "no" and rule.after_days:
            if listing.since is None:
                programme = "unknown"
            elif day < listing.since + timedelta(days=rule.after_days):
                programme = "no"
        answers.append(programme)
    if "yes" in answers:
        return _Verdict("yes", ())
    if "unknown" in answers:
        return _Verdict("unknown", ("the programme or date of the listing",))
    return _Verdict("no", ())
