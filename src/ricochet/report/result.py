"""Result: an answered case as one JSON document. Stable order, no clock; every row carries its sources."""

from typing import Any

from ricochet.exposure.assess import Assessment
from ricochet.exposure.what_if import WhatIf
from ricochet.model.claim import Claim
from ricochet.model.listing import Listing
from ricochet.model.regime import Regime
from ricochet.report.case import Answered, Case, Line
from ricochet.report.principles import apart_row, verdict_row
from ricochet.report.rows import Row, exposure_row, marginal_row, reached_row, source_row

FORMAT = "ricochet-case-1"


def result(case: Case) -> dict[str, Any]:
    """The whole answer: question, days (before, after, marginal, findings), parties, claims, law, files."""
    return {
        "format": FORMAT,
        "software": case.software,
        "case": case.id,
        "title": case.title,
        "question": case.question,
        "subject": case.subject,
        "notice": "Unknown is never clear. Nobody becomes blocked by dealing. Not legal advice.",
        "days": [_day(day) for day in case.days],
        "principles": [_line(one, case.subject) for one in case.lines],
        "parties": [_party(case, one.id) for one in sorted(case.facts.parties, key=lambda one: one.id)],
        "claims": [_claim(one) for one in case.claims],
        "regimes": [_regime(one) for one in case.regimes],
        "files": [
            {"file": one.name, "sha256": one.sha256, "rows": one.rows, "quarantined": one.quarantined}
            for one in case.tables
        ],
    }


def _line(line: Line, subject: str) -> Row:
    """A principle on a day: who is caught and possible, and the subject's verdict with its evidence."""
    judged = line.judged
    places = (place for place, firm in enumerate(judged.universe.firms) if firm.id == subject)
    return {
        "principle": judged.principle.id,
        "as_of": judged.day.isoformat(),
        "firms": len(judged.universe.firms),
        "caught": list(judged.firms("caught")),
        "possible": list(judged.firms("possible")),
        "apart": [apart_row(one, judged.principle.reference) for one in line.apart],
        "subject": next((verdict_row(judged, place) for place in places), None),
    }


def _day(day: Answered) -> Row:
    return {
        "day": day.day.isoformat(),
        "label": day.label,
        "main": _what(day.main)
        | {
            "before": [_assessment(one) for one in day.main.before],
            "findings_before": [exposure_row(one) for one in day.main.exposures_before],
        },
        "beside": [_what(one) for one in day.beside],
    }


def _what(what: WhatIf) -> Row:
    """What a scenario changes. What it leaves is under the main one's `before`: the facts before are the same."""
    moved = {row.regime.id for row in what.marginal if row.changes}
    kept = set(what.exposures_after)
    return {
        "scenario": what.scenario.name,
        "add": [_listing(one) for one in what.scenario.add],
        "remove": [{"party": off.party, "list": off.list} for off in what.scenario.remove],
        "marginal": [marginal_row(one) for one in what.marginal],
        "after": [_assessment(one) for one in what.after if one.regime.id in moved],
        "findings_new": [exposure_row(one) for one in what.new_exposures],
        "findings_ended": [exposure_row(one) for one in what.exposures_before if one not in kept],
    }


def _assessment(found: Assessment) -> Row:
    return {
        "regime": found.regime.id,
        "version": found.regime.version,
        "listed": sorted(found.listed),
        "reached": [reached_row(one) for one in found.answer.reached if one.party in found.reached],
        "near": [reached_row(one) for one in found.answer.near],
    }


def _listing(row: Listing) -> Row:
    shown: Row = {"party": row.party, "list": row.list, "hypothetical": row.hypothetical}
    for name, value in (
        ("entry", row.entry),
        ("programmes", list(row.programmes)),
        ("since", row.since.isoformat() if row.since else None),
        ("until", row.until.isoformat() if row.until else None),
        ("effect", row.effect),
        ("citation", row.citation),
    ):
        if value:
            shown[name] = value
    return shown | {"source": source_row(row.source)}


def _party(case: Case, party: str) -> Row:
    known = next(one for one in case.facts.parties if one.id == party)
    return {
        "id": known.id,
        "kind": known.kind,
        "names": [one.text for one in known.names],
        "countries": list(known.countries),
        "listings": [_listing(one) for one in case.facts.listings if one.party == party],
        "source": source_row(known.source),
    }


def _claim(claim: Claim) -> Row:
    shown: Row = {"subject": claim.subject, "predicate": claim.predicate, "value": claim.value}
    for name in ("unit", "as_of", "scope"):
        if value := getattr(claim, name):
            shown[name] = value
    return shown | {"source": source_row(claim.source)}


def _regime(regime: Regime) -> Row:
    shown: Row = {
        "regime": regime.id,
        "version": regime.version,
        "name": regime.name,
        "authority": regime.authority,
        "since": regime.since.isoformat() if regime.since else None,
        "until": regime.until.isoformat() if regime.until else None,
        "lists": list(regime.lists),
        "forbids": regime.forbids,
        "binds": list(regime.binds),
        "flow": regime.flow,
        "citation": regime.citation,
        "confidence": regime.confidence,
    }
    if regime.banner:
        shown["banner"] = regime.banner
    return shown
