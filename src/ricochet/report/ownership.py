"""Ownership: whom a what-if catches, may catch and does not catch, on every day of the case, with proofs."""

import re
from datetime import date

from ricochet.exposure.assess import Assessment, Standing
from ricochet.exposure.what_if import WhatIf
from ricochet.model.finding import Reached, Unknown
from ricochet.model.proof import Step
from ricochet.model.regime import Regime
from ricochet.report.context import Context, moved_ids, origins, side
from ricochet.report.law import rule_words
from ricochet.report.parts import Bullets, Cell, Folded, Grid, Heading, Mark, Part, Section, Text
from ricochet.report.statement import Origin, Remark, Sentence, Statement
from ricochet.report.words import Directory, counted, joined, list_name, share_words

_BASIS = {"equity": "of the equity", "votes": "of the votes", "control": "control", "interest": "an interest"}


def ownership(context: Context) -> Section:
    """The main what-if's reach through ownership, and why the rest is not reached."""
    days = context.case.days
    parts: list[Part] = []
    for regime in moved_ids(days):
        whats = [day.main for day in days]
        parts += [_reach(context, regime, whats), *_proofs(context, regime, whats), *_deciding(context, regime, whats)]
    parts += [Heading(Remark("Who is not caught, and why")), *_owners(context)]
    return Section("ownership", "Whom the listing catches by ownership", tuple(parts))


def reached_cell(context: Context, what: WhatIf, regime: str, party: str) -> Cell:
    """Where a party stands after a what-if: the mark, then the share and its evidence."""
    found = side(what.after, regime)
    if found is None:
        return (Mark("not in force"),)
    mark = Mark(found.standing(party))
    if party in found.listed:
        return (mark, Sentence("by name", origins(row.source for row in found.listed[party])))
    if reached := found.reached.get(party):
        return (mark, Sentence(share_basis(reached), proof_origins(reached, found)))
    if near := next((one for one in found.answer.near if one.party == party), None):
        return (mark, Sentence(near_words(near), near_origins(context, near, found, what.day)))
    return (mark,)


def share_basis(reached: Reached) -> str:
    """The share in words, and the test met where it is not plain equity."""
    words = share_words(reached.share)
    if reached.by == "equity":
        return words
    return f"by {_BASIS[reached.by]}" if reached.share == "?" else f"by {_BASIS[reached.by]} ({words})"


def near_words(near: Reached) -> str:
    """A share that does not meet the test, and how far it is from it."""
    return "; ".join(
        [share_words(near.share), *(flag.replace(" per cent", " percentage points") for flag in near.flags)]
    )


def near_origins(context: Context, near: Reached, found: Assessment, day: date) -> tuple[Origin, ...]:
    """The holdings counted in a share that does not meet the test, and the rule."""
    inside = {*found.listed, *(party for party, one in found.reached.items() if one.status == "caught")}
    rows = [row for row in context.holdings(day, owned=near.party) if row.owner in inside and row.basis == "equity"]
    return origins((row.source for row in rows), [found.regime])


def proof_origins(reached: Reached, found: Assessment) -> tuple[Origin, ...]:
    """Every row a proof rests on; the rule itself where there is none."""
    rows = origins(source for step in reached.proof.steps for source in step.sources)
    return rows or (found.regime,)


def step_sentence(names: Directory, step: Step, found: Assessment) -> Sentence:
    """One step of a proof in words."""
    owner, owned = names.short(step.owner), names.short(step.owned)
    regime = found.regime
    if step.kind == "listing":
        rows = found.listed.get(step.owner, ())
        lists = joined(dict.fromkeys(list_name(row.list) for row in rows)) or "a list"
        supposed = " (hypothetical)" if any(row.hypothetical for row in rows) else ""
        return Sentence(f"{owner} is on the {lists}{supposed}.", origins((row.source for row in rows), [regime]))
    sources: tuple[Origin, ...] = step.sources or (regime,)
    if step.text == "parent":
        return Sentence(f"{owner} owns or controls {owned}; this rule also reaches upward.", sources)
    if step.kind in {"holding", "joint"} and step.share:
        together = ", held jointly" if step.kind == "joint" else ""
        basis = _BASIS.get(step.basis, step.basis)
        return Sentence(
            f"{owner} holds {share_words(step.share)} {basis} of {owned}{together}.".replace("of the equity of", "of"),
            sources,
        )
    if step.kind in {"holding", "joint"}:
        verb = "controls" if step.basis == "control" else f"has {_BASIS.get(step.basis, step.basis)} in"
        return Sentence(f"{owner} {verb} {owned}.", sources)
    return Sentence(f"{owned or owner}: {step.text}." if step.text else f"{owner} {owned}.", sources)


def unknown_words(names: Directory, unknown: Unknown) -> str:
    """What would decide a possible answer, with names for ids."""
    owner = names.short(unknown.owner)
    if unknown.share == "?" and unknown.needed.startswith(">="):
        return f"{owner}'s stake must be at least {share_words(unknown.needed[2:])}; nothing is known of its size."
    if unknown.share == "?" and unknown.needed.startswith(">"):
        return f"{owner}'s stake must be more than {share_words(unknown.needed[1:])}; nothing is known of its size."
    text = unknown.text
    for party in sorted({*unknown.owner.split(" and "), unknown.owned}, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(party)}(?![\w-])", _literal(names.short(party)), text)
    return f"{text}."


def _literal(name: str) -> str:
    return name.replace("\\", r"\\")


def _parties(whats: list[WhatIf], regime: str) -> list[str]:
    order = {"listed": 0, "caught": 1, "possible": 2, "not": 3}
    best: dict[str, int] = {}
    for what in whats:
        for row in what.marginal:
            for change in row.changes if row.regime.id == regime else ():
                best[change.party] = min(best.get(change.party, 9), order[change.after])
    return sorted(best, key=lambda party: (best[party], party))


def _reach(context: Context, regime: str, whats: list[WhatIf]) -> Grid:
    version = _version(whats, regime)
    rows = tuple(
        (
            (context.named(party),),
            *(reached_cell(context, what, regime, party) for what in whats),
        )
        for party in _parties(whats, regime)
    )
    caption = (Sentence(f"{version.name}: everybody whose standing changes", (version,)),)
    return Grid(caption, ((Remark("Party"),), *context.heads()), rows)


def _version(whats: list[WhatIf], regime: str) -> Regime:
    sides = [side(found, regime) for what in reversed(whats) for found in (what.after, what.before)]
    return next(found.regime for found in sides if found)


def _proofs(context: Context, regime: str, whats: list[WhatIf]) -> list[Part]:
    found: list[Part] = []
    for party in _parties(whats, regime):
        chains: dict[tuple[Sentence, ...], list[date]] = {}
        for what in whats:
            assessment = side(what.after, regime)
            reached = assessment.reached.get(party) if assessment else None
            if assessment and reached and reached.status == "caught":
                steps = tuple(step_sentence(context.names, step, assessment) for step in reached.proof.steps)
                steps += (Sentence(f"The rule: {rule_words(assessment.regime)}.", (assessment.regime,)),)
                chains.setdefault(steps, []).append(what.day)
        for steps, on in chains.items():
            summary = (Remark("Proof: why"), context.named(party), Remark("is caught on"), *context.on(on))
            found.append(Folded(summary, (Bullets(tuple((step,) for step in steps)),)))
    return found


def _deciding(context: Context, regime: str, whats: list[WhatIf]) -> list[Part]:
    items: dict[Sentence, list[date]] = {}
    for what in whats:
        assessment = side(what.after, regime)
        if assessment is None:
            continue
        for reached in assessment.reached.values():
            for unknown in reached.unknowns if reached.status == "possible" else ():
                words = unknown_words(context.names, unknown)
                said = Sentence(f"{context.names.short(reached.party)}: {words}", proof_origins(reached, assessment))
                items.setdefault(said, []).append(what.day)
    if not items:
        return []
    lead = (
        Remark(
            "Unknown is not clear. Each of these is possible until the register, an annual report or the company says:"
        ),
    )
    whole = len(whats)
    bullets = tuple(
        (said,) if len(on) == whole else (said, Remark("Only on"), *context.on(on)) for said, on in items.items()
    )
    return [Heading(Remark("What would decide the possible ones")), Text(lead), Bullets(bullets)]


def _owners(context: Context) -> list[Part]:
    subject, names = context.case.subject, context.names
    days = context.case.days
    rows = []
    for owner in context.owners(subject):
        cells: list[Cell] = []
        for day in days:
            held = [row for row in context.holdings(day.day, owner=owner) if row.basis in {"equity", "control"}]
            above = {subject, *context.owners(subject)}
            said = [
                Sentence(
                    f"{share_words(str(row.share))} of {names.short(row.owned)}"
                    if row.basis == "equity"
                    else f"controls {names.short(row.owned)}",
                    (row.source,),
                )
                for row in held
                if row.owned in above
            ]
            marks = [found for one in moved_ids(days) if (found := side(day.main.after, one))]
            standing: Standing = next((one.standing(owner) for one in marks if one.standing(owner) != "not"), "not")
            cells.append((Mark(standing), *said))
        rows.append(((context.named(owner),), *cells))
    found_laws = [found.regime for one in moved_ids(days) for d in days if (found := side(d.main.after, one))]
    laws = tuple(dict.fromkeys(found_laws))
    if not rows or not laws:
        return [Text((Remark("No owner is known."),))]
    down = all(law.direction == "down" for law in laws)
    why = (
        "Ownership flows downward under this rule, from owner to owned: a listing of "
        f"{names.short(subject)} does not reach those who own it."
        if down
        else "This rule also reaches owners and sister companies."
    )
    caption = (Remark("The owners of"), context.named(subject), Remark("and how the listing leaves them"))
    return [Text((Sentence(why, laws),)), Grid(caption, ((Remark("Owner"),), *context.heads()), tuple(rows))]


def beside(context: Context) -> Section:
    """The what-ifs asked beside the main one: whom each reaches, and where it differs."""
    parts: list[Part] = []
    days = context.case.days
    for place, first in enumerate(days[0].beside if days else ()):
        whats = [day.beside[place] for day in days]
        parts.append(Heading(Sentence(first.scenario.name, (context.asked,))))
        told: dict[tuple[Statement | Mark, ...], list[date]] = {}
        for what in whats:
            told.setdefault(_summary(context, what), []).append(what.day)
        parts += [Text((*context.on(on), Remark(":"), *said)) for said, on in told.items()]
        same = {row.party for row in first.scenario.add} == {row.party for row in days[0].main.scenario.add}
        for regime in moved_ids(days, place):
            if same and regime not in moved_ids(days):
                parts.append(_against(context, regime, place))
            fold = Folded((Remark("Everybody whose standing changes"),), (_reach(context, regime, whats),))
            parts.append(fold)
    return Section("beside", "The same question asked otherwise", tuple(parts))


def _summary(context: Context, what: WhatIf) -> tuple[Statement | Mark, ...]:
    names, said = context.names, list[Statement | Mark]()
    for row in what.marginal:
        found = side(what.after, row.regime.id)
        if not row.changes or found is None:
            continue
        after = {one.party: one.after for one in row.changes}
        said.append(Sentence(f"{row.regime.name}.", (row.regime,)))
        for party, reached in found.reached.items():
            if after.get(party) == "caught":
                said += [
                    Mark("caught"),
                    Sentence(f"{names.short(party)}, {share_basis(reached)}.", proof_origins(reached, found)),
                ]
        maybe = sum(word == "possible" for word in after.values())
        if maybe:
            said += [Mark("possible"), Remark(f"{counted(maybe, 'company', 'companies')} of unknown share.")]
        for near in found.answer.near:
            text = f"{names.short(near.party)}, {near_words(near)}."
            said += [Mark("not"), Sentence(text, near_origins(context, near, found, what.day))]
    return tuple(said) or (Remark("Nobody's standing changes."),)


def _against(context: Context, regime: str, place: int) -> Grid:
    days = context.case.days
    mains = moved_ids(days)
    whats = [day.beside[place] for day in days]
    parties = dict.fromkeys(
        [*_parties(whats, regime), *(p for one in mains for p in _parties([d.main for d in days], one))]
    )
    rows = []
    for party in parties:
        pairs = [
            (
                reached_cell(context, day.main, mains[0], party) if mains else (Mark("not"),),
                reached_cell(context, day.beside[place], regime, party),
            )
            for day in days
        ]
        if any(left[0] != right[0] for left, right in pairs):
            rows.append(((context.named(party),), *(cell for pair in pairs for cell in pair)))
    version = _version(whats, regime)
    main = _version([day.main for day in days], mains[0]) if mains else version
    head: list[Cell] = [(Remark("Party"),)]
    for day in days:
        head += [(context.day(day.day), Sentence(one.name, (one,))) for one in (main, version)]
    caption = (Sentence("Parties on whom the two rules differ", (main, version)),)
    return Grid(caption, tuple(head), tuple(rows), wide=True)
