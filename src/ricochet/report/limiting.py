"""Limiting: where the line could be drawn: whom each limiting principle catches, why the subject, whom it spares."""

from collections.abc import Sequence

from ricochet.model.source import Source
from ricochet.principles.compare import said
from ricochet.principles.evidence import Evidence
from ricochet.principles.judge import Judged, deciding_facts
from ricochet.principles.principle import Principle
from ricochet.report.case import Line
from ricochet.report.context import Context
from ricochet.report.multiples import draw
from ricochet.report.parts import Bullets, Cell, Drawing, Folded, Grid, Heading, Mark, Part, Section, Text
from ricochet.report.principles import SIGNS, apart_said
from ricochet.report.statement import Remark, Sentence, plain
from ricochet.report.words import counted


def limiting(context: Context) -> Section:
    """Every principle on every day, then the first of them clause by clause."""
    lines = context.case.lines
    main = [one for one in lines if one.judged.principle.id == lines[0].judged.principle.id]
    judged = main[0].judged
    own = (origin(judged.principle),)
    firms = counted(len(judged.universe.firms), "firm")
    lead = f"A limiting principle says beforehand whom to list. Each of these was asked of the same {firms}."
    parts: list[Part] = [
        Text((Remark(lead),)),
        _overview(context, lines),
        Heading(plain(judged.principle.title, own[0])),
        Text((Sentence(f"{judged.principle.why} The rule: {said(judged.principle.rule)}.", own),)),
        _clauses(context, main),
    ]
    for one in main:
        parts += _apart(context, one)
    parts.append(
        Drawing(draw(judged, main[0].sensitivity, key="limit"), _caption(context, judged), label="The picture")
    )
    return Section("line", "Where should the line be?", tuple(parts))


def origin(principle: Principle, criterion: str = "") -> Source:
    """Where a principle, or one of its criteria, stands, and what that rests on."""
    asked = principle.criterion(criterion) if criterion else None
    return Source(
        publisher="ricochet",
        file=principle.file,
        sha256=principle.sha256,
        row=asked.place.line if asked else 1,
        cite=asked.source if asked else "; ".join(principle.sources),
    )


def tally(judged: Judged) -> str:
    """How many firms stand where, in words."""
    counts = [len(judged.firms(status)) for status in ("caught", "possible", "not")]
    return f"{counts[0]:,} caught, {counts[1]:,} possible, {counts[2]:,} not"


def _overview(context: Context, lines: Sequence[Line]) -> Grid:
    subject = context.case.subject
    rows = []
    for asked in dict.fromkeys(one.judged.principle.id for one in lines):
        row = [one.judged for one in lines if one.judged.principle.id == asked]
        cells: list[Cell] = [(plain(row[0].principle.title, origin(row[0].principle)),)]
        cells += [(Mark(judged.statuses()[subject]), Remark(tally(judged))) for judged in row]
        rows.append(tuple(cells))
    caption = Remark(f"How {context.names.short(subject)} stands under each, and how many firms with it")
    return Grid((caption,), ((Remark("Principle"),), *context.heads()), tuple(rows))


def _clauses(context: Context, lines: Sequence[Line]) -> Grid:
    """The subject's verdict, criterion by criterion, each fact with the claims that count."""
    principle = lines[0].judged.principle
    rows = []
    for one in principle.criteria:
        own = origin(principle, one.id)
        cells = [_facts(line.judged, context.case.subject, one.id) for line in lines]
        rows.append(((plain(one.id, own),), (Sentence(one.why, (own,)),), *cells))
    head = ((Remark("Criterion"),), (Remark("Why it is asked"),), *context.heads())
    caption = Remark(f"What is known of {context.names.short(context.case.subject)}")
    return Grid((caption,), head, tuple(rows), wide=True)


def _facts(judged: Judged, firm: str, criterion: str) -> Cell:
    place = _place(judged, firm)
    found: list[Remark | Sentence] = [Remark(f"{SIGNS[judged.verdict(place).truths[criterion]]}:")]
    for key in judged.principle.criterion(criterion).parsed.reads:
        evidence = judged.evidence[key][place]
        found.append(Sentence(f"{key} {evidence.shown}", _counting(evidence, judged.principle, criterion)))
    return tuple(found)


def _counting(evidence: Evidence, principle: Principle, criterion: str) -> tuple[Source, ...]:
    """The claims that count, else all that there are, else the question itself."""
    pieces = [one for one in evidence.pieces if one.counts] or evidence.pieces
    return tuple(dict.fromkeys(one.source for one in pieces)) or (origin(principle, criterion),)


def _apart(context: Context, line: Line) -> list[Part]:
    judged, own = line.judged, origin(line.judged.principle)
    apart = [(plain(text, own),) for text in apart_said(line.apart, judged.principle.reference)]
    possible = [(firm, _place(judged, firm)) for firm in judged.firms("possible")]
    rows = tuple(
        ((plain(judged.universe.firms[place].name, judged.universe.firms[place].source),), (_open(judged, place),))
        for _, place in possible
    )
    grid = Grid((Remark("Possible, and what would decide"),), ((Remark("Firm"),), (Remark("Unknown"),)), rows)
    parts: list[Part] = [Text((Remark("Set apart, as of"), context.day(judged.day))), Bullets(tuple(apart))]
    return [*parts, *([Folded(grid.caption, (grid,), annex=True)] if rows else [])]


def _open(judged: Judged, place: int) -> Remark | Sentence:
    return plain(", ".join(deciding_facts(judged, place)), origin(judged.principle))


def _place(judged: Judged, firm: str) -> int:
    return next(place for place, one in enumerate(judged.universe.firms) if one.id == firm)


def _caption(context: Context, judged: Judged) -> Cell:
    text = "The whole rule, each criterion and each threshold. What the others of the library catch is above. As of"
    return Remark(text), context.day(judged.day)
