"""Rows: findings as plain JSON values, the shapes of the contract."""

from typing import Any

from ricochet.model.finding import Exposure, Reached
from ricochet.model.proof import Step
from ricochet.model.source import Source

Row = dict[str, Any]


def source_row(source: Source) -> Row:
    """Publisher, file, hash and row, then what the row itself cites, where it does."""
    row: Row = {"publisher": source.publisher, "file": source.file, "sha256": source.sha256, "row": source.row}
    for name in ("sheet", "cite", "confidence"):
        if value := getattr(source, name):
            row[name] = value
    return row


def step_row(step: Step) -> Row:
    """One fact of a proof."""
    row: Row = {"fact": step.kind}
    for name in ("owner", "owned", "share", "basis", "text"):
        if value := getattr(step, name):
            row[name] = value
    if step.sources:
        row["sources"] = [source_row(source) for source in step.sources]
    return row


def reached_row(reached: Reached) -> Row:
    """A party reached through ownership, with its proof and what would decide it."""
    row: Row = {
        "party": reached.party,
        "status": reached.status,
        "share": reached.share,
        "by": reached.by,
        "proof": [step_row(step) for step in reached.proof.steps],
    }
    if reached.unknowns:
        row["decided_by"] = [
            {"owner": one.owner, "owned": one.owned, "share": one.share, "needed": one.needed, "text": one.text}
            for one in reached.unknowns
        ]
    if reached.flags:
        row["flags"] = list(reached.flags)
    return row


def exposure_row(exposure: Exposure) -> Row:
    """A finding from a dealing."""
    row: Row = {
        "actor": exposure.actor,
        "target": exposure.target,
        "regime": exposure.regime,
        "code": exposure.code,
        "status": exposure.status,
        "kind": exposure.kind,
        "why": exposure.why,
        "citation": exposure.citation,
    }
    if exposure.missing:
        row["missing"] = list(exposure.missing)
    return row | {"source": source_row(exposure.source)}
