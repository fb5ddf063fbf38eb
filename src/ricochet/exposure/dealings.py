"""Dealings: what follows from dealing with a listed or reached party. Findings, never a status.

One legal hop: the actor of a dealing and its target, or the party it concerns, who signs or sits on the board. A fact
that nobody recorded makes a finding possible; a licence in force authorises it until it ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from ricochet.exposure.assess import Assessment
from ricochet.exposure.conditions import NO, YES, Verdict, both, conditions
from ricochet.exposure.licences import licensed
from ricochet.model.dealing import Dealing, Known
from ricochet.model.finding import Exposure
from ricochet.model.listing import Listing
from ricochet.model.regime import DealingRule
from ricochet.regimes.words import KINDS

STALE = timedelta(days=365)
"""A dealing last seen longer ago than this may have ended: findings from it are possible (Ricochet's convention)."""

_KINDS = frozenset({*KINDS, "other"})
"""Kinds that are known, "other" than these among them."""


def exposures(dealings: Iterable[Dealing], assessments: Iterable[Assessment], day: date) -> tuple[Exposure, ...]:
    """Findings for every dealing in force on `day` with somebody a regime lists, catches or may catch."""
    current = [dealing for dealing in dealings if dealing.period.covers(day)]
    found: list[Exposure] = []
    for assessment in assessments:
        rules = [rule for rule in assessment.regime.dealings if rule.clock == "start" or _in_force(rule, day)]
        near = touched(rules, assessment)
        for dealing in current if near else ():
            if near.isdisjoint((dealing.target, dealing.concerning, dealing.signatory)):
                continue
            now = (one for rule in rules for one in _exposures(dealing, rule, assessment, day))
            found.extend(_under_licence(one, dealing, assessment, day) for one in now)
            found.extend(_announced(dealing, assessment))
    return tuple(sorted(found, key=order))


def touched(rules: Iterable[DealingRule], assessment: Assessment) -> set[str]:
    """Parties whose dealings may give a finding: those the regime stands to, and companies on whose board they sit."""
    if not rules:
        return set()
    standing = {*assessment.listed, *assessment.doubted, *assessment.reached}
    if any("director" in rule.through for rule in rules):
        standing |= assessment.owners.boards(standing)
    return standing.union(*(touched(rules, later) for _, later in assessment.coming))


def order(one: Exposure) -> tuple[str, ...]:
    """By regime and code, what applies first."""
    rank = {"applies": "0", "authorised": "1", "possible": "2"}[one.status]
    return one.regime, one.code, rank, one.actor, one.kind, str(one.source), one.about


def _in_force(rule: DealingRule, day: date) -> bool:
    return (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def _exposures(dealing: Dealing, rule: DealingRule, assessment: Assessment, day: date) -> Iterator[Exposure]:
    kind = _of_kind(dealing, rule)
    if kind.met == "no":
        return
    for party in _parties(dealing, rule, assessment):
        if assessment.standing(party) == "not":
            continue
        facts = conditions(dealing, rule.all_of, rule.any_of, recorded=rule.recorded)
        verdict = both(
            kind,
            facts,
            _listing(party, rule, assessment, day),
            _caught(party, assessment),
            _going_on(dealing, day),
            _begun(dealing, rule, assessment),
        )
        if verdict.met != "no":
            yield _exposure(dealing, rule, assessment, party, verdict, day)


def _of_kind(dealing: Dealing, rule: DealingRule) -> Verdict:
    """Whether the rule speaks of such dealings; a word that is no kind of dealing says neither yes nor no."""
    if not rule.kinds and not rule.except_kinds:
        return YES
    if dealing.kind in rule.except_kinds:
        return NO
    if dealing.kind in _KINDS:
        return YES if not rule.kinds or dealing.kind in rule.kinds else NO
    return Verdict("unknown", (f"what kind of dealing '{dealing.kind}' is",))


def _parties(dealing: Dealing, rule: DealingRule, assessment: Assessment) -> list[str]:
    """The parties in the dealing that the rule looks at, each once."""
    found: list[str] = []
    for place in rule.through:
        if place == "target":
            found.append(dealing.target)
        elif place == "concerning":
            found.append(dealing.concerning)
        elif place == "signatory":
            found.append(dealing.signatory)
        elif not dealing.signatory and assessment.standing(dealing.target) == "not":
            found += [stake.owner for stake in assessment.owners.of(dealing.target) if stake.basis == "director"]
    return [party for party in dict.fromkeys(found) if party]


def _exposure(
    dealing: Dealing, rule: DealingRule, assessment: Assessment, party: str, verdict: Verdict, day: date
) -> Exposure:
    listings = [one for owner in assessment.behind(party) for one in assessment.listings(owner)]
    return Exposure(
        actor=dealing.actor,
        target=dealing.target,
        regime=assessment.regime.id,
        code=rule.code,
        status="applies" if verdict.met == "yes" else "possible",
        kind=dealing.kind,
        why=rule.text,
        citation=rule.citation,
        about="" if party == dealing.target else party,
        programmes=tuple(sorted({tag for one in listings for tag in one.programmes})),
        since=_since(dealing, rule, assessment, [one for one in listings if _binds(one, rule, day) != "no"]),
        value=dealing.value,
        value_text=dealing.value_text,
        currency=dealing.currency,
        missing=verdict.missing,
        source=dealing.source,
    )


def _under_licence(found: Exposure, dealing: Dealing, assessment: Assessment, day: date) -> Exposure:
    licence = licensed(dealing, found.code, found.about or found.target, assessment, day)
    if licence is None:
        return found
    terms, verdict = licence
    if verdict.met == "yes":
        return replace(found, status="authorised", licence=terms.id, licensed_until=terms.until)
    missing = (*found.missing, f"whether {terms.id} covers it: {', '.join(verdict.missing)}")
    return replace(found, status="possible", licence=terms.id, licensed_until=terms.until, missing=missing)


def _since(dealing: Dealing, rule: DealingRule, assessment: Assessment, listings: Iterable[Listing]) -> date | None:
    """The first day the finding holds: of the law, the listing with its period of grace, and the dealing, the last."""
    listed = [one.since + timedelta(days=rule.after_days) for one in listings if one.since]
    if not listed:
        return None
    days = [assessment.regime.since, rule.since, min(listed), dealing.period.start]
    return max((day for day in days if day), default=None)


def _announced(dealing: Dealing, assessment: Assessment) -> Iterator[Exposure]:
    """A caution before a supposed listing takes effect: the first thing that will follow, and from when."""
    for first, later in assessment.coming:
        for rule in later.regime.dealings:
            day = first + timedelta(days=rule.after_days)
            if rule.code == "CAUTION" or not (_in_force(rule, day) and dealing.period.covers(day)):
                continue
            for one in _exposures(dealing, rule, later, day):
                if assessment.standing(one.about or one.target) == "not":
                    since = max(day, one.since or day)
                    yield replace(one, code="CAUTION", why=f"From {since} on: {rule.text}", since=since)
                    return


def _caught(party: str, assessment: Assessment) -> Verdict:
    doubts = [one.doubt for one in assessment.doubted.get(party, ()) if one.doubt]
    if doubts:
        return Verdict("unknown", tuple(dict.fromkeys(doubts)))
    if assessment.standing(party) == "possible":
        return Verdict("unknown", (f"whether {party} is caught",))
    return YES


def _going_on(dealing: Dealing, day: date) -> Verdict:
    """What is open about a dealing without an end: whether it still goes on, or already did."""
    if dealing.seen is None or dealing.period.end is not None:
        return YES
    if dealing.seen + STALE < day:
        return Verdict("unknown", (f"whether it goes on (last seen {dealing.seen})",))
    if dealing.period.start is None and day + STALE < dealing.seen:
        return Verdict("unknown", (f"whether it went on already (seen {dealing.seen})",))
    return YES


def _begun(dealing: Dealing, rule: DealingRule, assessment: Assessment) -> Verdict:
    """Whether the law was there when the dealing began, where that is what counts."""
    if rule.clock == "day":
        return YES
    start = dealing.period.start
    if start is None:
        return Verdict("unknown", ("when it began",))
    return YES if _in_force(rule, start) and assessment.regime.in_force(start) else NO


def _listing(party: str, rule: DealingRule, assessment: Assessment, day: date) -> Verdict:
    """Whether the rule binds through the party's listings, or its listed owners': programme, effect and days passed."""
    if not (rule.programmes or rule.effects or rule.after_days or rule.before_days is not None):
        return YES
    listings = [one for owner in assessment.behind(party) for one in assessment.listings(owner)]
    answers = {_binds(one, rule, day) for one in listings}
    if "yes" in answers:
        return YES
    if "unknown" in answers:
        return Verdict(
            "unknown", ("the programme or date of the listing" if not rule.effects else "its licence terms",)
        )
    return NO


def _binds(listing: Listing, rule: DealingRule, day: date) -> Known:
    answers: set[Known] = set()
    if rule.programmes and not set(listing.programmes) & set(rule.programmes):
        answers.add("no" if listing.programmes else "unknown")
    if rule.effects and not any(word.casefold() in listing.effect.casefold() for word in rule.effects):
        answers.add("no" if listing.effect else "unknown")
    if rule.after_days or rule.before_days is not None:
        if listing.since is None:
            answers.add("unknown")
        else:
            passed = (day - listing.since).days
            if passed < rule.after_days or (rule.before_days is not None and passed >= rule.before_days):
                answers.add("no")
    return "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"
