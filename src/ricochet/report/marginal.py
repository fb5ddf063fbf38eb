"""Marginal: what the listing adds to each regime already in force, and whom those reach without it."""

from ricochet.exposure.assess import Assessment, Standing
from ricochet.exposure.what_if import Marginal, WhatIf
from ricochet.model.regime import Regime
from ricochet.report.context import Context, origins, side
from ricochet.report.ownership import proof_origins, share_basis
from ricochet.report.parts import Cell, Grid, Mark, Part, Section, Text
from ricochet.report.statement import Origin, Remark, Sentence
from ricochet.report.words import counted, joined

_WORDS: tuple[Standing, ...] = ("listed", "caught", "possible")
_EFFECTS = ("new", "lifted", "subsumed", "unchanged", "none")


def marginal(context: Context) -> Section:
    """One row a regime: before, after, effect, by what, and whom it newly reaches."""
    days = context.case.days
    by_day = [{row.regime.id: row for row in day.main.marginal} for day in days]
    ids = sorted({one for rows in by_day for one in rows}, key=lambda one: (_rank(by_day, one), one))
    touched = [one for one in ids if _rank(by_day, one) < _EFFECTS.index("none")]
    rows = tuple(
        (
            (Sentence(_latest(by_day, one).name, (_latest(by_day, one),)),),
            *(_cell(context, rows.get(one), day.main) for rows, day in zip(by_day, days, strict=True)),
        )
        for one in touched
    )
    subject = context.names.short(context.case.subject)
    lead = (
        Remark("For each regime that applies: how the subject stands before and after, and what the listing adds."),
        Remark("New: a new restriction."),
        Remark("Subsumed: it stands, but the new rule forbids the same persons at least the same acts."),
        Remark("Unchanged: it stands beside the new one and binds others, or forbids other acts."),
    )
    parts: list[Part] = [
        Text(lead),
        Grid(
            (Remark("What the listing adds, regime by regime"),),
            ((Remark("Regime"),), *context.heads()),
            rows,
            wide=True,
        ),
    ]
    idle = [_latest(by_day, one) for one in ids if one not in touched]
    if idle:
        parts.append(
            Text(
                (
                    Sentence(
                        f"{counted(len(idle), 'regime')} in force on one of the days or both do not apply to "
                        f"{subject}, with or without the listing: {joined(one.name for one in idle)}.",
                        tuple(idle),
                    ),
                )
            )
        )
    return Section("marginal", "What the listing would add", (*parts, *_already(context)))


def _rank(by_day: list[dict[str, Marginal]], regime: str) -> int:
    return min(_EFFECTS.index(rows[regime].effect) for rows in by_day if regime in rows)


def _latest(by_day: list[dict[str, Marginal]], regime: str) -> Regime:
    return next(rows[regime].regime for rows in reversed(by_day) if regime in rows)


def _cell(context: Context, row: Marginal | None, what: WhatIf) -> Cell:
    if row is None:
        return (Mark("not in force"),)
    found = side(what.after, row.regime.id)
    names = {one.regime.id: one.regime.name for one in what.after}
    listed = found.listed.get(row.subject, ()) if found else ()
    sources: tuple[Origin, ...] = origins((one.source for one in listed), [row.regime])
    effect = f"{row.effect} (by {names.get(row.by, row.by)})" if row.by else row.effect
    said: list[Cell] = [(Mark(row.before), Remark("→"), Mark(row.after), Sentence(f"{effect}.", sources))]
    reached = [
        f"{len(hit)} {word}: {joined(context.names.short(one) for one in hit)}"
        for word in _WORDS[1:]
        if (hit := [one.party for one in row.changes if one.after == word and one.party != row.subject])
    ]
    if reached:
        said.append((Sentence(f"Newly reached: {'; '.join(reached)}.", (row.regime,)),))
    if row.second_support:
        who = joined(context.names.short(one) for one in row.second_support)
        said.append((Sentence(f"Caught already, now for a second reason: {who}.", (row.regime,)),))
    return tuple(one for cell in said for one in cell)


def _already(context: Context) -> list[Part]:
    """Who of the subject's family the regimes in force reach without the listing."""
    family = [context.case.subject, *context.owners(context.case.subject), *context.owned(context.case.subject)]
    rows = []
    for party in family:
        cells: list[Cell] = []
        for day in context.case.days:
            cell: list[Sentence | Remark | Mark] = []
            for word in _WORDS:
                groups: dict[tuple[str, tuple[Origin, ...]], list[str]] = {}
                for found in day.main.before:
                    if found.standing(party) == word:
                        groups.setdefault(_support(party, found), []).append(found.regime.name)
                for (share, sources), regimes in groups.items():
                    cell += [Mark(word), Sentence(f"{share}: {'; '.join(regimes)}.", sources)]
            cells.append(tuple(cell) or (Mark("not"),))
        rows.append(((context.named(party),), *cells))
    caption = (Remark("The subject, its owners and subsidiaries: whom the regimes in force reach without the listing"),)
    return [Grid(caption, ((Remark("Party"),), *context.heads()), tuple(rows), wide=True)]


def _support(party: str, found: Assessment) -> tuple[str, tuple[Origin, ...]]:
    if party in found.listed:
        return "by name", origins(row.source for row in found.listed[party])
    reached = found.reached[party]
    return share_basis(reached), proof_origins(reached, found)
