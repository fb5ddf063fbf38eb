"""Rows: findings as plain JSON values, the shapes of the contract."""

from collections.abc import Iterable
from typing import Any

from ricochet.exposure.rank import Ricochet
from ricochet.exposure.what_if import Change, Marginal
from ricochet.model.finding import Carried, Exposure, Reached
from ricochet.model.proof import Step
from ricochet.model.source import Source

Row = dict[str, Any]
_STATUSES = (("applies", "apply"), ("authorised", "authorised"), ("possible", "possible"))


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
    return {
        "party": reached.party,
        "status": reached.status,
        "share": reached.share,
        "by": reached.by,
        "proof": [step_row(step) for step in reached.proof.steps],
        **beside_row(reached),
    }


def beside_row(reached: Reached) -> Row:
    """What stands beside the proof, where anything does."""
    row: Row = {}
    if reached.unknowns:
        row["decided_by"] = [
            {"owner": one.owner, "owned": one.owned, "share": one.share, "needed": one.needed, "text": one.text}
            for one in reached.unknowns
        ]
    if reached.flags:
        row["flags"] = list(reached.flags)
    if reached.carries:
        row["carries"] = [_carried_row(one) for one in reached.carries]
    return row


def _carried_row(one: Carried) -> Row:
    row: Row = {"scale": one.scale, "holds": list(one.holds)}
    row["grades"] = [{"grade": grade, "owners": list(owners)} for grade, owners in one.grades]
    if one.unstated:
        row["unstated"] = list(one.unstated)
    return row | {"citation": one.citation}


def reached_line(reached: Reached) -> Row:
    """The same for a table or spreadsheet: one line, the proof and what is open as text."""
    facts = [
        f"{step.owner} is listed"
        if step.kind == "listing"
        else step.text
        if step.kind in {"complete", "rule"}
        else f"{step.owner} {step.share or step.basis} of {step.owned}"
        for step in reached.proof.steps
    ]
    return {
        "party": reached.party,
        "status": reached.status,
        "share": reached.share,
        "by": reached.by,
        "because": "; ".join(facts),
        "decided by": "; ".join([*(one.text for one in reached.unknowns), *reached.flags]),
    }


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
    days = {"since": exposure.since, "licensed_until": exposure.licensed_until}
    more = {
        "about": exposure.about,
        "programmes": list(exposure.programmes),
        "licence": exposure.licence,
        **{name: found.isoformat() for name, found in days.items() if found},
        "value": "" if exposure.value is None else f"{exposure.value:f}",
        "value_text": exposure.value_text if exposure.value is None else "",
        "currency": exposure.currency,
        "missing": list(exposure.missing),
    }
    row |= {name: found for name, found in more.items() if found}
    return row | {"source": source_row(exposure.source)}


def marginal_row(marginal: Marginal) -> Row:
    """What a scenario adds to one regime, with the proofs of who is reached."""
    regime = marginal.regime
    row: Row = {
        "regime": regime.id,
        "version": regime.version,
        "name": regime.name,
        "subject": marginal.subject,
        "before": marginal.before,
        "after": marginal.after,
        "effect": marginal.effect,
    }
    if marginal.by:
        row["by"] = marginal.by
    row["changes"] = [_change_row(change) for change in marginal.changes]
    if marginal.second_support:
        row["second_support"] = list(marginal.second_support)
    row["citation"] = regime.citation
    if regime.banner:
        row["banner"] = regime.banner
    return row


def marginal_line(marginal: Marginal, exposures: Iterable[Exposure] = ()) -> Row:
    """The same for a table or spreadsheet: one line a regime."""
    own = [one for one in exposures if one.regime == marginal.regime.id]
    counts = [(sum(one.status == status for one in own), word) for status, word in _STATUSES]
    return {
        "regime": marginal.regime.id,
        "before": marginal.before,
        "after": marginal.after,
        "effect": f"{marginal.effect} by {marginal.by}" if marginal.by else marginal.effect,
        "newly caught": _named(marginal, "caught"),
        "newly possible": _named(marginal, "possible"),
        "no longer": _named(marginal, "not"),
        "dealings": ", ".join(f"{count} {word}" for count, word in counts if count or (own and word != "authorised")),
    }


def _named(marginal: Marginal, standing: str) -> str:
    return ", ".join(change.party for change in marginal.changes if change.after == standing)


def _change_row(change: Change) -> Row:
    row: Row = {"party": change.party, "before": change.before, "after": change.after}
    if change.reached:
        row |= {name: value for name, value in reached_row(change.reached).items() if name not in {"party", "status"}}
    return row


def rank_row(place: int, one: Ricochet, *, short: bool) -> Row:
    """What listing one party alone would do; counts only where `short`, else also who."""
    row: Row = {
        "place": place,
        "party": one.party,
        "caught": len(one.caught),
        "possible": len(one.possible),
        "exposed": len(one.exposed),
        "countries": len(one.countries),
        "value": ", ".join(f"{value:f} {currency}" for currency, value in one.values),
    }
    if short:
        return row
    who = {"caught": one.caught, "possible": one.possible, "exposed": one.exposed, "countries": one.countries}
    return row | {
        f"{name}_parties" if name != "countries" else "country_codes": list(found) for name, found in who.items()
    }
