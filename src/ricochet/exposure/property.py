"""Property: what is frozen on a clock of its own, whatever the status of the company it belongs to.

Status is asked of a day; property that came into reach while its company was caught stays frozen after the company is
let go, and a listed person's part in a company that is not caught is frozen by itself.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from ricochet.exposure.around import around, days_of_change
from ricochet.exposure.assess import Assessment, assess
from ricochet.exposure.conditions import YES, Verdict, both, conditions
from ricochet.exposure.dealings import order
from ricochet.exposure.facts import Facts
from ricochet.model.dealing import Dealing
from ricochet.model.finding import Exposure
from ricochet.model.regime import PropertyRule


def frozen(facts: Facts, assessments: Iterable[Assessment], day: date) -> tuple[Exposure, ...]:
    """Findings on property, under the regimes that freeze it."""
    found: list[Exposure] = []
    for assessment in assessments:
        for rule in assessment.regime.property_rules:
            found.extend(
                _minority(facts, rule, assessment) if rule.when == "minority" else _held(facts, rule, assessment, day)
            )
    return tuple(sorted(found, key=order))


def _minority(facts: Facts, rule: PropertyRule, assessment: Assessment) -> Iterator[Exposure]:
    countries = {party.id: set(party.countries) for party in facts.parties}
    for near in assessment.answer.near:
        own = countries.get(near.party, set())
        if not own or not own <= set(rule.countries):
            continue
        for stake in assessment.owners.of(near.party):
            if stake.basis != "equity" or assessment.standing(stake.owner) not in {"listed", "caught"}:
                continue
            yield Exposure(
                actor=near.party,
                target=stake.owner,
                regime=assessment.regime.id,
                code="PROPERTY",
                status="applies",
                kind="is partly owned by",
                why=rule.text,
                citation=rule.citation,
                value_text=f"{stake.share} per cent",
                source=stake.sources[0],
            )


def _held(facts: Facts, rule: PropertyRule, assessment: Assessment, day: date) -> Iterator[Exposure]:
    for dealing in facts.dealings:
        if not dealing.period.covers(day) or dealing.kind not in rule.kinds:
            continue
        met = conditions(dealing, rule.all_of)
        if met.met == "no" or assessment.standing(dealing.target) != "not":
            continue
        first = _first_caught(facts, dealing, assessment, day)
        if first is not None:
            start = YES if dealing.period.start else Verdict("unknown", ("since when it is held",))
            verdict = both(met, start)
            yield Exposure(
                actor=dealing.actor,
                target=dealing.target,
                regime=assessment.regime.id,
                code="PROPERTY",
                status="applies" if verdict.met == "yes" else "possible",
                kind=dealing.kind,
                why=rule.text,
                citation=rule.citation,
                since=first,
                value=dealing.value,
                value_text=dealing.value_text,
                currency=dealing.currency,
                missing=verdict.missing,
                source=dealing.source,
            )


def _first_caught(facts: Facts, dealing: Dealing, assessment: Assessment, day: date) -> date | None:
    """The first day the property was held while its company was caught through somebody who is listed to this day."""
    regime = assessment.regime
    start = max((one for one in (dealing.period.start, regime.since) if one), default=date.min)
    local = around(facts, dealing.target, regime.direction)
    days = [start, *(one for one in days_of_change(local) if start < one < day)] if local.holdings else []
    for one in days:
        (then,) = assess(local, [regime], one)
        if then.standing(dealing.target) == "caught" and set(then.behind(dealing.target)) & assessment.listed.keys():
            return one
    return None
