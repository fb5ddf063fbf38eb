"""Devices: who made a device, what covers it and why, as the rows of the contract and as lines for people."""

import json
from collections.abc import Callable
from typing import Any

from ricochet.equipment import Covered
from ricochet.makers import Evidence, Identified
from ricochet.model.device import Device

Row = dict[str, Any]


def device_row(row: int, device: Device, found: Identified, verdict: str, covered: tuple[Covered, ...]) -> Row:
    """One device with all evidence and every rule; what came in as a table stands untouched under "input"."""
    return _own(row, device, verdict) | _who(found) | {"covered": [_rule(one) for one in covered]}


def device_text(row: int, device: Device, found: Identified, verdict: str, covered: tuple[Covered, ...]) -> str:
    """The same as one line of JSON; what is said of many devices is written once."""
    own = json.dumps(_own(row, device, verdict), ensure_ascii=False)
    who = _written_once(found, lambda: json.dumps(_who(found), ensure_ascii=False)[1:-1])
    rules = _written_once(covered, lambda: json.dumps([_rule(one) for one in covered], ensure_ascii=False))
    return f'{own[:-1]}, {who}, "covered": {rules}}}\n'


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


def device_line(row: int, device: Device, found: Identified, verdict: str, covered: tuple[Covered, ...]) -> Row:
    """The same on one line: who, what the law says in short, and the strongest evidence."""
    named = [one for one in covered if one.status == verdict and verdict in {"covered", "probable", "possible"}]
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
        "why": "; ".join([*([best.text] if best else []), *found.contradictions]),
    }


def device_table(row: int, device: Device, found: Identified, verdict: str, covered: tuple[Covered, ...]) -> Row:
    """The same for a terminal: the rules that bind, else the first of those that do not."""
    told = device_line(row, device, found, verdict, covered)
    rules = str(told.pop("binding you") or told["rules"]).split(", ")
    more = f" and {len(rules) - _SHOWN} more" if len(rules) > _SHOWN else ""
    return told | {"rules": ", ".join(rules[:_SHOWN]) + more}


_SHOWN = 2
"""Rules named on a terminal."""


def device_cells(row: int, device: Device, found: Identified, verdict: str, covered: tuple[Covered, ...]) -> Row:
    """A line for a spreadsheet: the user's own columns first, untouched, then the answer's."""
    own = dict(device.columns)
    told = device_line(row, device, found, verdict, covered)
    return own | {(f"ricochet {name}" if name in own else name): value for name, value in told.items()}
