"""Memo: a case as one self-contained HTML file, every fact with its source. No script, no request, no clock."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from ricochet.report.bibliography import Bibliography
from ricochet.report.case import Answered, Case
from ricochet.report.context import Context, moved, side
from ricochet.report.evidence import evidence
from ricochet.report.exposed import exposed
from ricochet.report.law import law, legend
from ricochet.report.limiting import limiting
from ricochet.report.map import draw
from ricochet.report.marginal import marginal
from ricochet.report.ownership import beside, near_origins, near_words, ownership, proof_origins, share_basis
from ricochet.report.parts import Bullets, Cell, Drawing, Folded, Grid, Mark, Part, Section, Text
from ricochet.report.restricted import restricted
from ricochet.report.statement import Remark, Sentence, plain
from ricochet.report.unsettled import unsettled
from ricochet.report.words import counted, joined, list_name, shape, share_words, written


def memo(case: Case) -> str:
    """The memo of an answered case. The same case gives the same bytes."""
    context = Context.of(case)
    sections = (
        _answer(context),
        ownership(context),
        _map(context),
        beside(context),
        marginal(context),
        exposed(context),
        restricted(context),
        *((limiting(context),) if case.lines else ()),
        evidence(context),
        law(context),
        unsettled(context),
        _parties(context),
    )
    sources = Bibliography()
    return (
        environment()
        .get_template("memo.html.j2")
        .render(
            title=case.title,
            heading=plain(case.title, context.asked),
            lead=plain(case.question, context.asked),
            days=tuple(Sentence(f"{written(day.day)} ({day.label})", (context.asked,)) for day in case.days),
            sections=sections,
            legend=legend(),
            tables=case.tables,
            software=case.software,
            sources=sources,
            said=sources.said,
        )
    )


@cache
def environment() -> Environment:
    """The templates of all pages."""
    environment = Environment(
        loader=PackageLoader("ricochet.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shape"] = shape
    return environment


def _answer(context: Context) -> Section:
    """The first screen: what a reader takes away who reads nothing else."""
    names, subject = context.names, context.names.short(context.case.subject)
    parts: list[Part] = []
    for day in context.case.days:
        lists = joined(dict.fromkeys(list_name(row.list) for row in day.main.scenario.add)) or "lists as supposed"
        items: list[Cell] = []
        for regime in moved(day.main):
            found = side(day.main.after, regime.id)
            if found is None:
                continue
            rows = {row.party for m in day.main.marginal if m.regime.id == regime.id for row in m.changes}
            hit = [one for party, one in found.reached.items() if party in rows]
            items += [
                (Mark("caught"), Sentence(f"{names.short(one.party)}, {share_basis(one)}.", proof_origins(one, found)))
                for one in hit
                if one.status == "caught"
            ]
            if maybe := sum(one.status == "possible" for one in hit):
                more = counted(maybe, "company whose share is", "companies whose shares are")
                items.append((Mark("possible"), Remark(f"{more} unknown; named below with what would decide each.")))
            for near in found.answer.near:
                said = Sentence(
                    f"{names.short(near.party)}, {near_words(near)}.", near_origins(context, near, found, day.day)
                )
                items.append((Mark("not"), said, *_elsewhere(day, near.party)))
        new = day.main.new_exposures
        sure = sum(one.status == "applies" for one in new)
        may, licensed = (sum(one.status == status for one in new) for status in ("possible", "authorised"))
        allowed = f"{licensed:,} authorised by a licence, " if licensed else ""
        words = f"{counted(sure, 'new finding')} from dealings, {allowed}{may:,} more possible."
        items.append((Mark("applies"), Remark(words), Remark("Nobody becomes blocked by dealing.")))
        laws = tuple(moved(day.main))
        lead = f"On {written(day.day)}, listing {subject} on the {lists} would mean:"
        parts += [Text((Sentence(lead, (context.asked, *laws)),)), Bullets(tuple(items))]
    return Section("answer", "The answer in brief", (*parts, *_upward(context), *_standing(context)))


def _elsewhere(day: Answered, party: str) -> list[Sentence]:
    """What-ifs beside the main one that catch a party it does not."""
    own = {row.party for row in day.main.scenario.add}
    said = []
    for what in day.beside:
        for regime in moved(what):
            found = side(what.after, regime.id)
            reached = found.reached.get(party) if found else None
            if found and reached and reached.status == "caught" and {row.party for row in what.scenario.add} == own:
                lists = joined(dict.fromkeys(list_name(row.list) for row in what.scenario.add))
                text = f"Yet on the {lists} the same step would catch it: {regime.name}, {share_basis(reached)}."
                said.append(Sentence(text, proof_origins(reached, found)))
    return said


def _upward(context: Context) -> list[Part]:
    """What the listing of somebody else would not do to the subject."""
    said: list[Cell] = []
    subject = context.case.subject
    for day in context.case.days:
        for what in day.beside:
            for found in what.after:
                near = next((one for one in found.answer.near if one.party == subject), None)
                if near and any(row.party != subject for row in what.scenario.add):
                    who = joined(dict.fromkeys(context.names.short(row.party) for row in what.scenario.add))
                    said.append(
                        (
                            Mark("not"),
                            Sentence(
                                f"Listing {who} alone would not catch {context.names.short(subject)} "
                                f"on {written(day.day)}: {near_words(near)}.",
                                near_origins(context, near, found, day.day),
                            ),
                        )
                    )
    return [Text((Remark("From above:"),)), Bullets(tuple(said))] if said else []


def _standing(context: Context) -> list[Part]:
    """What the listing leaves as it is."""
    said: list[Sentence | Remark] = []
    for day in context.case.days:
        rows = day.main.marginal
        kept = tuple(row.regime for row in rows if row.effect == "unchanged")
        gone = tuple(row.regime for row in rows if row.effect == "subsumed")
        if kept or gone:
            text = f"On {written(day.day)}, {counted(len(kept), 'regime')} already on it would stand unchanged"
            text += f", and {joined(one.name for one in gone)} would be subsumed." if gone else "."
            said.append(Sentence(text, kept + gone))
    return [Text(tuple(said))] if said else []


def _map(context: Context) -> Section:
    """The drawing, and the same holdings as a table."""
    subject = context.case.subject
    family = [subject, *context.owners(subject), *context.owned(subject)]
    rows = []
    for row in context.case.facts.holdings:
        if row.owner in family and row.owned in family and any(row.period.covers(day.day) for day in context.case.days):
            span = f"{row.period.start or 'unknown start'} to {row.period.end or 'now'}"
            said = share_words(str(row.share)) if row.basis == "equity" else row.basis
            rows.append(
                (
                    (context.named(row.owner),),
                    (context.named(row.owned),),
                    (Sentence(said, (row.source,)),),
                    (Sentence(span, (row.source,)),),
                )
            )
    head = ((Remark("Owner"),), (Remark("Owned"),), (Remark("Stake"),), (Remark("When"),))
    table = Grid((Remark("The holdings drawn, with their sources"),), head, tuple(rows))
    first, last = context.case.days[0], context.case.days[-1]
    caption: Cell = (
        Remark("Owners above, subsidiaries below, dealings on both sides as groups. Drawn for"),
        context.day(first.day),
        *((Remark("with a line in the box where"), context.day(last.day), Remark("differs.")) if first != last else ()),
    )
    fold = Folded((Remark("The same as a table"),), (table,), annex=True)
    return Section("map", "The map", (Drawing(draw(context.case), caption), fold))


def _parties(context: Context) -> Section:
    """The names behind the short ones, in their own script."""
    subject = context.case.subject
    listed = {row.party for row in context.case.facts.listings}
    family = [subject, *context.owners(subject), *context.owned(subject)]
    shown = [*family, *sorted(listed - set(family))]
    rows = []
    for party in shown:
        known = context.names.parties.get(party)
        if known is None:
            continue
        numbers = ", ".join(f"{one.type} {one.value}" for one in known.identifiers)
        rows.append(
            (
                (context.named(party),),
                (Sentence(known.name, (known.source,)),),
                (Sentence(native, (known.source,)),) if (native := context.names.native(party)) else (),
                (Sentence(numbers, (known.source,)),) if numbers else (),
            )
        )
    head = ((Remark("Here"),), (Remark("Name"),), (Remark("Name in Chinese"),), (Remark("Numbers"),))
    grid = Grid((Remark("The parties of the ownership tables and the lists"),), head, tuple(rows), wide=True)
    return Section(
        "parties", "Names", (Folded((Remark(counted(len(rows), "party", "parties")),), (grid,), annex=True),)
    )
