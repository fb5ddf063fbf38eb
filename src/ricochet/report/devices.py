"""Devices: who made a device, what covers it and why, as the rows of the contract and as lines for people."""

import json
from collections.abc import Callable
from typing import Any

from ricochet.equipment import Assessment, Covered, Vulnerability
from ricochet.equipment.plan import Looked
from ricochet.makers import Evidence, Identified
from ricochet.model.device import Device

Row = dict[str, Any]


def device_row(row: int, looked: Looked, verdict: str) -> Row:
    """One device with all evidence, rules and flaws; what came in as a table stands untouched under "input"."""
    return {
        **_own(row, looked.device, verdict),
        **_who(looked.identified),
        "covered": [_rule(one) for one in looked.covered],
        **_flaws(looked.assessment),
    }


def device_text(row: int, looked: Looked, verdict: str) -> str:
    """The same as one line of JSON; what is said of many devices is written once."""
    own = _json(_own(row, looked.device, verdict))
    who = _written_once(looked.identified, lambda: _json(_who(looked.identified)))
    rules = _written_once(looked.covered, lambda: _json({"covered": [_rule(one) for one in looked.covered]}))
    flaws = _written_once(looked.assessment, lambda: _json(_flaws(looked.assessment)))
    return f"{{{own}, {who}, {rules}, {flaws}}}\n"


def _json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)[1:-1]


def _written_once(said: object, write: Callable[[], str]) -> str:
    kept = _written.get(id(said))
    if kept is None:
        if len(_written) >= _KEPT:
            _written.clear()
        kept = _written[id(said)] = said, write()
    return kept[1]


_KEPT = 1 << 14
_written: dict[int, tuple[object, str]] = {}
"""By identity, because to compare what is said of devices costs more than to write it; each keeps its object."""


def _own(row: int, device: Device, verdict: str) -> Row:
    return {
        "row": row,
        "device": device.id,
        "verdict": verdict,
        "address": device.address,
        "site": device.site,
        "behind": device.behind,
        "count": device.count,
        "exposed": device.exposed,
        "seen": device.seen,
        "model": next((trace.value for trace in device.traces if trace.kind == "model"), ""),
        "firmware": next((trace.value for trace in device.traces if trace.kind == "firmware"), ""),
        "source": str(device.source),
        **({"input": dict(device.columns)} if device.columns else {}),
    }


def _who(found: Identified) -> Row:
    return {
        "maker": found.maker,
        "brand": found.brand,
        "line": found.line,
        "certainty": found.certainty,
        "confidence": found.confidence,
        "candidates": {maker: round(share, 4) for maker, share in found.candidates},
        "evidence": [evidence_row(one) for one in found.evidence],
        "contradictions": list(found.contradictions),
    }


def evidence_row(one: Evidence) -> Row:
    """What speaks for a maker: weight (log-odds), the group of which only the strongest counts, and the source."""
    told: Row = {"maker": one.maker, "weight": one.weight, "group": one.group, "text": one.text, "source": one.source}
    return told | ({"brand": one.brand} if one.brand else {}) | ({"relabel": True} if one.relabel else {})


def _rule(one: Covered) -> Row:
    return {
        "regime": one.regime,
        "status": one.status,
        "binding": one.binding,
        "why": one.why,
        "since": one.since.isoformat() if one.since else None,
        "citation": one.citation,
    }


def _flaws(found: Assessment) -> Row:
    newest = found.newest
    return {
        "vulnerabilities": [flaw_row(one) for one in found.vulnerabilities],
        "newest_firmware": f"{newest.version}{f' ({newest.built})' if newest.built else ''}" if newest else None,
        "firmware_behind": found.behind,
        "support_ended": found.ended.isoformat() if found.ended else None,
        "notes": list(found.notes),
    }


def flaw_row(one: Vulnerability) -> Row:
    """One CVE on one device: whether it is affected and why, and whether it is exploited (since when CISA says so)."""
    return {
        "cve": one.cve,
        "kev": one.exploited is not None,
        "status": one.status,
        "why": one.why,
        "kev_since": one.exploited.isoformat() if one.exploited else None,
        "cvss": one.cvss,
        "epss": one.chance.chance if one.chance else None,
        "statement": one.statement,
        "remedy": one.remedy or None,
        "dated": list(one.dated),
        "sources": [str(source) for source in one.sources],
    }


def device_line(row: int, looked: Looked, verdict: str) -> Row:
    """The same on one line: who, what the law says in short, exploited flaws, and the strongest evidence."""
    device, found = looked.device, looked.identified
    named = [one for one in looked.covered if one.status == verdict and verdict in {"covered", "probable", "possible"}]
    flaws = [one for one in looked.assessment.vulnerabilities if one.status in {"affected", "possible"}]
    best = max(found.evidence, key=lambda one: one.weight, default=None)
    return {
        "row": row,
        "device": device.id,
        "address": device.address,
        "verdict": verdict,
        "maker": found.maker or " or ".join(maker for maker, _ in found.candidates[:3]),
        "brand": found.brand or "",
        "certainty": found.certainty,
        "rules": ", ".join(one.regime for one in named),
        "binding you": ", ".join(one.regime for one in named if one.binding == "yes"),
        "exploited": ", ".join(f"{one.cve} ({one.status})" for one in flaws if one.exploited),
        "flaws": len(flaws),
        "why": "; ".join([*([best.text] if best else []), *found.contradictions]),
    }


def device_table(row: int, looked: Looked, verdict: str) -> Row:
    """The same for a terminal, in fewer columns: the rules that bind, else the first of those that do not."""
    told = device_line(row, looked, verdict)
    rules = str(told["binding you"] or told["rules"]).split(", ")
    more = f" and {len(rules) - _SHOWN} more" if len(rules) > _SHOWN else ""
    label = f" (as {told['brand']})" if told["brand"] not in {"", told["maker"]} else ""
    place = looked.device.address or looked.device.site
    return {
        "device": looked.device.id + (f" ({place})" if place not in {"", looked.device.id} else ""),
        "verdict": verdict,
        "made by": f"{told['maker']}{label}",
        "rules": ", ".join(rules[:_SHOWN]) + more,
        "exploited": told["exploited"],
        "why": told["why"],
    }


_SHOWN = 2
"""Rules named on a terminal."""


def device_cells(row: int, looked: Looked, verdict: str) -> Row:
    """A line for a spreadsheet: the user's own columns first, untouched, then the answer's."""
    own = dict(looked.device.columns)
    told = device_line(row, looked, verdict)
    return own | {(f"ricochet {name}" if name in own else name): value for name, value in told.items()}
