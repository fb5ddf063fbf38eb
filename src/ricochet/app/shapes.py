"""Shapes: what screening and updating answer, as the rows of the contract and as lines for people."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ricochet.report.aligned import pairs
from ricochet.report.hits import hit_row, reason_row
from ricochet.report.waterfall import bars
from ricochet.snapshot.filing import Filed
from ricochet.verbs.compare import Comparison
from ricochet.verbs.explain import Explained
from ricochet.verbs.lists import ListRow
from ricochet.verbs.screen import ScreenResult
from ricochet.verbs.selftest import Checked


def comparison_row(comparison: Comparison, row: Mapping[str, object]) -> dict[str, Any]:
    """The row as it came in, then score (six decimals), match and reasons."""
    shown: dict[str, Any] = {
        **row,
        "score": comparison.score,
        "match": comparison.match,
        "reasons": [reason_row(one) for one in comparison.reasons],
    }
    return shown if comparison.ofac_score is None else shown | {"ofac_score": comparison.ofac_score}


def screened_row(result: ScreenResult) -> dict[str, Any]:
    """A row's verdict and hits; what came in stands untouched under "input"."""
    row: dict[str, Any] = {
        "row": result.row,
        "id": result.id,
        "input": dict(result.input),
        "verdict": result.verdict,
        "hits": [hit_row(hit) for hit in result.hits],
    }
    return row | ({"why": result.why} if result.why else {}) | ({"flags": list(result.flags)} if result.flags else {})


def screened_line(result: ScreenResult) -> dict[str, Any]:
    """The same for a table: one line a row, with the best hit."""
    best = result.hits[0] if result.hits else None
    return {
        "row": result.row,
        "id": result.id,
        "name": next((str(value) for key, value in result.input.items() if "name" in key.lower() and value), ""),
        "verdict": result.verdict,
        "score": f"{best.score:.3f}" if best else "",
        "best hit": f"{best.name} ({best.party})" if best else result.why,
        "programs": ", ".join(best.programs) if best else "",
        "hits": len(result.hits),
    }


def filed_row(filed: Filed) -> dict[str, Any]:
    """One list as one file tells it: rows in = loaded + quarantined, and what became of the version."""
    version = filed.version
    return {
        "list": version.list,
        "version": version.version,
        "path": filed.path,
        "rows": version.rows,
        "loaded": version.loaded,
        "quarantined": version.quarantined,
        "state": "withheld" if version.withheld else "in force" if version.in_force else "history",
        "why": version.why,
        "notices": list(filed.notices),
    }


def listed_line(row: ListRow) -> dict[str, Any]:
    """One version of one list, for a table."""
    age = "unknown" if row.age_days is None else f"{row.age_days} of {row.max_age_days} days"
    state = "withheld" if row.withheld else "in force" if row.in_force else "history"
    return {
        "list": row.list,
        "title": row.title,
        "version": row.version,
        "age": f"{age}, too old" if row.too_old else age,
        "entries": row.entries,
        "state": state,
        "why": row.why,
    }


def checked_row(checked: Checked) -> dict[str, Any]:
    """One check of the self-test."""
    return {
        "check": checked.check,
        "status": checked.status,
        "expected": checked.expected,
        "got": checked.got,
        "why": checked.why,
    }


def explained_row(explained: Explained) -> dict[str, Any]:
    """One saved hit, step by step: each reason with the total before and after it."""
    hit = explained.hit
    return {
        "row": explained.row,
        "id": explained.id,
        "name": explained.name,
        "verdict": explained.verdict,
        "score": hit.score,
        "threshold": explained.threshold,
        "party": hit.party,
        "hit": hit.name,
        "listed": hit.listed,
        "aligned": [asdict(one) for one in pairs(hit.reasons)],
        "sentences": list(explained.sentences),
        "steps": [
            {"feature": bar.reason.feature, "effect": bar.reason.effect, "from": bar.start, "to": bar.end}
            for bar in bars(hit.reasons)
        ],
        "why_not": list(explained.why_not),
    }
