"""Property: what is frozen on a clock of its own, whatever the status of the company it belongs to.

Status is asked of a day; property that came into reach while its company was caught stays frozen after the company is
let go, and a listed person's part in a company that is not caught is frozen by itself.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from ricochet.exposure.around import around, days_of_change
from ricochet.exposure.assess import Assessment, assess
from ricochet.exposure.conditions import NO, YES, Verdict, both, conditions
from ricochet.exposure.dealings import order
from ricochet.exposure.facts import Facts
from ricochet.model.country import country_code
from ricochet.model.dealing import Dealing
from ricochet.model.finding import Exposure
from ricochet.model.regime import PropertyRule
from ricochet.ownership.stakes import Stake


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
    countries = {party.id: party.countries for party in facts.parties}
    possible = [one.party for one in assessment.reached.values() if one.status == "possible"]
    for company in (*(near.party for near in assessment.answer.near), *possible):
        place = _incorporated(rule, company, countries.get(company, ()))
        if place.met == "no":
            continue
        caught = _caught(company, assessment)
        for stake in assessment.owners.of(company):
            if caught is not YES and assessment.standing(stake.owner) == "possible":
                continue  # the same doubt twice: its own finding says it
            verdict = both(place, _part(stake, assessment), caught)
            if stake.basis != "equity" or verdict.met == "no":
                continue
            yield Exposure(
                actor=company,
                target=stake.owner,
                regime=assessment.regime.id,
                code="PROPERTY",
                status="applies" if verdict.met == "yes" else "possible",
                kind="is partly owned by",
                why=rule.text,
                citation=rule.citation,
                value_text=f"{stake.share} per cent",
                missing=verdict.missing,
                source=stake.sources[0],
            )


def _incorporated(rule: PropertyRule, company: str, countries: tuple[str, ...]) -> Verdict:
    """Whether a company is of the rule's countries; one of no country, or of several, may be."""
    codes = {country_code(text) for text in countries}
    if codes and codes <= set(rule.countries):
        return YES
    if codes and not codes & {"", *rule.countries}:
        return NO
    return Verdict("unknown", (f"whether {company} is a company of {' or '.join(rule.countries)}",))


def _part(stake: Stake, assessment: Assessment) -> Verdict:
    """Whether the owner is caught and its part is more than nothing."""
    standing = assessment.standing(stake.owner)
    if standing == "not" or stake.owner == stake.owned or stake.share.high == 0:
        return NO
    owner = YES if standing != "possible" else Verdict("unknown", (f"whether {stake.owner} is caught",))
    some = stake.share.low > 0 or stake.share.low_open
    return both(owner, YES if some else Verdict("unknown", (f"whether {stake.owner} has any part",)))


def _caught(company: str, assessment: Assessment) -> Verdict:
    """Whether the part is frozen alone; where the whole company may be, the part is frozen with it."""
    if assessment.standing(company) == "not":
        return YES
    return Verdict("unknown", (f"whether all of {company} is caught, not this part alone",))


def _held(facts: Facts, rule: PropertyRule, assessment: Assessment, day: date) -> Iterator[Exposure]:
    for dealing in facts.dealings:
        if not dealing.period.covers(day) or dealing.kind not in rule.kinds:
            continue
        met, standing = conditions(dealing, rule.all_of), assessment.standing(dealing.target)
        if met.met == "no" or standing in {"listed", "caught"}:
            continue
        first, caught = _first_caught(facts, dealing, assessment, day)
        if standing == "possible" and caught is not YES:
            continue  # the same doubt twice: the finding on the dealing says it
        start = YES if dealing.period.start else Verdict("unknown", ("since when it is held",))
        verdict = both(met, start, caught)
        if verdict.met != "no":
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


def _first_caught(facts: Facts, dealing: Dealing, assessment: Assessment, day: date) -> tuple[date | None, Verdict]:
    """The first day the property was held while its company was caught through somebody who is listed to this day.

    Where it was never surely caught, the first day on which it may have been.
    """
    regime = assessment.regime
    start = max((one for one in (dealing.period.start, regime.since) if one), default=date.min)
    local = around(facts, dealing.target, regime.direction)
    days = [start, *(one for one in days_of_change(local) if start < one < day)] if local.holdings else []
    perhaps: date | None = None
    for one in days:
        (then,) = assess(local, [regime], one)
        standing, behind = then.standing(dealing.target), set(then.behind(dealing.target))
        if standing == "caught" and behind & assessment.listed.keys():
            return one, YES
        if standing in {"caught", "possible"} and behind & (assessment.listed.keys() | assessment.doubted.keys()):
            perhaps = perhaps or one
    return perhaps, Verdict("unknown", (f"whether {dealing.target} was caught then",)) if perhaps else NO
