"""Map: a case as one SVG: owners above, subsidiaries below, dealings on both sides. Drawn here, without a script.

Every box is in the tab order and says itself in a full sentence. Status is word, shape and colour.
"""

from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from ricochet.report.case import Case
from ricochet.report.context import Context
from ricochet.report.layers import Place, placed, ranks
from ricochet.report.mapfacts import Group, Node, Stake, buyers, node, rule_name, services, stakes
from ricochet.report.textwidth import cut, width, wrapped
from ricochet.report.words import shape, written

SIZE, BOLD = 13.0, 13.9
"""Size of the letters, and the size at which bold ones take their room."""
BOX, TALL, LEVEL = 190.0, 84.0, 154.0
SIDE, COLUMNS, COLUMN = 196.0, 3, 272.0
WIDE = 2 * (SIDE + 40) + COLUMNS * COLUMN
STYLE = """
.rmap{--paper:#fdfdfb;--ink:#1d1d1f;--soft:#55565c;--rule:#8a8b90;--listed:#5b2a86;--caught:#a1190f;--possible:#7a4b00;
--not:#5a626b;--applies:#0a5c4a;--focus:#0b57a4;color:var(--ink);background:var(--paper);
font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Noto Sans CJK SC",sans-serif}
@media (prefers-color-scheme:dark){.rmap{--paper:#16171a;--ink:#e8e8e4;--soft:#aeb0b6;--rule:#83868e;--listed:#d0a9f5;
--caught:#ff9c90;--possible:#f0bd62;--not:#b9c0c8;--applies:#7fd8bf;--focus:#8abfff}}
@media print{.rmap{--paper:#fff;--ink:#000;--soft:#444;--rule:#777;--listed:#5b2a86;--caught:#a1190f;--possible:#6b4100;
--not:#40474f;--applies:#0a5c4a}}
.rmap{max-width:100%;min-width:62rem;height:auto;display:block}
.rmap text{fill:currentColor}.rmap .soft{fill:var(--soft)}.rmap .name{font-weight:600}
.rmap path{fill:none;stroke:var(--rule);stroke-width:1.5}
.rmap rect{fill:var(--paper);stroke:var(--rule);stroke-width:1.5}
.rmap .listed rect{stroke:var(--listed);stroke-width:4}.rmap .caught rect{stroke:var(--caught);stroke-width:3}
.rmap .possible rect{stroke:var(--possible);stroke-width:2.5;stroke-dasharray:7 4}
.rmap .not rect{stroke:var(--not)}.rmap .group rect{stroke-dasharray:2 3}.rmap .exposed rect{stroke:var(--applies)}
.rmap .listed .status{fill:var(--listed)}.rmap .caught .status{fill:var(--caught)}
.rmap .possible .status{fill:var(--possible)}.rmap .not .status{fill:var(--not)}
.rmap .exposed .status{fill:var(--applies)}
.rmap .status{font-weight:600}
.rmap .label{paint-order:stroke;stroke:var(--paper);stroke-width:5px;stroke-linejoin:round}
.rmap g:focus{outline:none}.rmap g:focus-visible>rect{stroke:var(--focus);stroke-width:5}
"""


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    wide: float
    tall: float


def draw(case: Case) -> str:
    """The map of an answered case as an SVG document. The same case gives the same bytes."""
    context = Context.of(case)
    subject = case.subject
    owners, owned = context.owners(subject), context.owned(subject)
    above = [one for one in stakes(context, [subject, *owners]) if one.owner in owners]
    below = [one for one in stakes(context, [subject, *owned]) if one.owned in owned]
    rows = ranks(subject, [(one.owner, one.owned) for one in above])
    places = placed(rows, [(one.owner, one.owned) for one in above], 0)
    reach = max((abs(place.x) + BOX / 2 + 20 for place in places), default=0)
    wide = max(WIDE, 2 * reach)
    middle = wide / 2
    levels = max(rows.values(), default=0)
    top = 64 + levels * LEVEL
    seat = _Box(middle - 130, top, 260, TALL)
    out = [*_owners(context, places, above, rows, seat, middle), _node(node(context, subject), seat, lines=3)]
    part, bottom = _owned(context, owned, below, seat, wide)
    left, low = _groups(services(context), 16, seat, left=True)
    right, lower = _groups(buyers(context), wide - SIDE - 16, seat, left=False)
    foot = max(bottom, low, lower) + 28
    lines = [*part, *left, *right]
    return _sheet(context, [*lines, *out], wide, foot)


def _sheet(context: Context, parts: list[str], wide: float, foot: float) -> str:
    first, last = context.case.days[0], context.case.days[-1]
    name = context.names.short(context.case.subject)
    told = (
        f"Owners of {name} above it, its subsidiaries below, dealings at the sides: to it on the left, from it "
        f"on the right. Statuses under {rule_name(context)}, were {name} listed on {written(first.day)}; "
        f"a line in a box says where {written(last.day)} differs. A share after an arrow is that of the later day. "
        "A star (*) after a share or tie: low confidence."
    )
    legend, tall = _legend(told, wide, foot)
    heads = [
        _text(16, 26, f"{context.case.title}", "name", wide - 32),
        _text(16, 46, f"{written(first.day)}; later day {written(last.day)}. Hypothetical.", "soft", wide - 32),
    ]
    body = "\n".join([*heads, *parts, *legend])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="rmap" viewBox="0 0 {_n(wide)} {_n(tall)}" width="{_n(wide)}" '
        f'role="group" aria-labelledby="rmap-title rmap-desc">\n'
        f'<title id="rmap-title">{escape(f"Whom the listing of {name} reaches")}</title>\n'
        f'<desc id="rmap-desc">{escape(told)}</desc>\n<style>{STYLE}</style>\n{body}\n</svg>\n'
    )


def _legend(told: str, wide: float, foot: float) -> tuple[list[str], float]:
    words = ["listed", "caught", "possible", "not", "applies"]
    meaning = [
        "named",
        "by ownership, for certain",
        "depends on an unknown share",
        "not by these facts",
        "a finding from a dealing",
    ]
    out, x = [], 16.0
    for word, means in zip(words, meaning, strict=True):
        kind = "exposed" if word == "applies" else word
        mark = f"{shape(word)} {word}"
        out.append(f'<g class="{kind}">{_text(x, foot + 14, mark, "status", 400)}</g>')
        x += width(mark, BOLD) + 6
        out.append(_text(x, foot + 14, means, "soft", 400))
        x += width(means, SIZE) + 18
    lines = wrapped(told, SIZE, wide - 32, 4)
    out += [_text(16, foot + 40 + 18 * place, line, "soft", wide - 32) for place, line in enumerate(lines)]
    return out, foot + 40 + 18 * len(lines)


def _owners(
    context: Context, places: list[Place], edges: list[Stake], rows: dict[str, int], seat: _Box, middle: float
) -> list[str]:
    at = {place.key: place for place in places}

    def box(place: Place) -> _Box:
        return _Box(middle + place.x - BOX / 2, seat.y - place.row * LEVEL, BOX, TALL)

    lines, labels, into = [], [], dict[str, list[str]]()
    for edge in edges:
        if edge.owner not in rows or edge.owned not in rows or rows[edge.owner] <= rows[edge.owned]:
            continue
        chain = [at[(edge.owner,)]]
        chain += [at[(edge.owner, edge.owned, str(row))] for row in range(rows[edge.owner] - 1, rows[edge.owned], -1)]
        points: list[tuple[float, float]] = []
        for place in chain:
            x, y = middle + place.x, seat.y - place.row * LEVEL
            points += [(x, y), (x, y + TALL)] if points else [(x, y + TALL)]
        home = rows[edge.owned] == 0
        end = (middle, seat.y) if home else (middle + at[(edge.owned,)].x, seat.y - rows[edge.owned] * LEVEL)
        points.append(end)
        lines.append(_elbow(points))
        if home:
            x, y = points[-2]
            labels.append(_text(x + 6, y + 17, edge.label, "label", BOX))
        else:
            into.setdefault(edge.owned, []).append(edge.label)
    for owned, found in into.items():
        place = at[(owned,)]
        labels.append(_text(middle + place.x + 6, seat.y - place.row * LEVEL - 8, " / ".join(found), "label", BOX))
    boxes = [_node(node(context, place.key[0]), box(place), lines=3) for place in places if len(place.key) == 1]
    return [*lines, *labels, *boxes]


def _elbow(points: list[tuple[float, float]]) -> str:
    """A line of vertical and horizontal runs: between two rows it turns halfway."""
    path = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for (x, y), (next_x, next_y) in pairwise(points):
        if x != next_x:
            turn = y + (next_y - y) * 0.55
            path += f"V{_n(turn)}H{_n(next_x)}"
        path += f"V{_n(next_y)}"
    return f'<path d="{path}" aria-hidden="true"/>'


def _owned(context: Context, owned: list[str], edges: list[Stake], seat: _Box, wide: float) -> tuple[list[str], float]:
    """Subsidiaries in a grid: a trunk for each column, a tap with the share for each box."""
    nodes = sorted((node(context, one) for one in owned), key=lambda one: (_order(one), one.name))
    if not nodes:
        return [], seat.y + TALL
    start = (wide - COLUMNS * COLUMN) / 2
    bus, step = seat.y + TALL + 30, TALL + 20
    lines, boxes, lowest = [], [], bus
    used = min(COLUMNS, len(nodes))
    trunks = [start + place * COLUMN + 8 for place in range(used)]
    for place, one in enumerate(nodes):
        x, y = trunks[place % COLUMNS], bus + 24 + (place // COLUMNS) * step
        box = _Box(x + 70, y, BOX - 6, TALL)
        said = [edge for edge in edges if edge.owned == one.id]
        label = " / ".join(
            edge.label if edge.owner == context.case.subject else f"{edge.label} of {context.names.short(edge.owner)}"
            for edge in said
        )
        tap = y + 50
        lines.append(f'<path d="M{_n(x)} {_n(tap)}H{_n(box.x)}" aria-hidden="true"/>')
        rows = _tap_words(label)
        lines += [_text(x + 5, tap - 7 - 15 * (len(rows) - 1 - at), row, "label", 66) for at, row in enumerate(rows)]
        boxes.append(_node(one, box, lines=3))
        lowest = max(lowest, y + TALL)
    taps = [bus + 24 + ((len(nodes) - 1 - place) // COLUMNS) * step + 50 for place in range(used)]
    stem = f"M{_n(seat.x + seat.wide / 2)} {_n(seat.y + TALL)}V{_n(bus)}"
    ends = [trunks[0], trunks[-1], seat.x + seat.wide / 2]
    stem += f"M{_n(min(ends))} {_n(bus)}H{_n(max(ends))}"
    stem += "".join(f"M{_n(x)} {_n(bus)}V{_n(end)}" for x, end in zip(trunks, taps, strict=True))
    return [f'<path d="{stem}" aria-hidden="true"/>', *lines, *boxes], lowest


def _tap_words(label: str) -> list[str]:
    """A label cut at its arrows and commas into lines that fit the tap."""
    words = label.replace(", ", ",\n").replace(" → ", "\n→ ").replace(" / ", "\n").split("\n")
    return words[:3] if words != [""] else []


def _order(one: Node) -> int:
    return ("listed", "caught", "possible", "not").index(one.word)


def _groups(groups: list[Group], x: float, seat: _Box, *, left: bool) -> tuple[list[str], float]:
    if not groups:
        return [], seat.y
    tall, step, out = 70.0, 82.0, []
    lane = x + SIDE + 12 if left else x - 12
    near = x + SIDE if left else x
    y = seat.y
    mids = []
    for group in groups:
        kind = "group exposed" if group.exposed else "group"
        body = [
            _rect(_Box(x, y, SIDE, tall)),
            _text(x + 10, y + 20, group.name, "name", SIDE - 20),
            _text(x + 10, y + 39, group.lines[0], "soft", SIDE - 20),
            _text(x + 10, y + 58, group.lines[1], "status", SIDE - 20),
        ]
        out.append(_told(kind, group.sentence, body))
        mids.append(y + tall / 2)
        y += step
    join = seat.y + TALL / 2
    edge = seat.x if left else seat.x + seat.wide
    path = f"M{_n(edge)} {_n(join)}H{_n(lane)}M{_n(lane)} {_n(min(join, mids[0]))}V{_n(max(join, mids[-1]))}"
    path += "".join(f"M{_n(near)} {_n(mid)}H{_n(lane)}" for mid in mids)
    words = "dealings with it" if left else "users, buyers, sellers"
    out.append(_text((lane + 8) if left else lane - 8 - width(words, SIZE), join - 8, words, "soft label", 300))
    return [f'<path d="{path}" aria-hidden="true"/>', *out], y


def _node(one: Node, box: _Box, *, lines: int) -> str:
    names = wrapped(one.name, BOLD, box.wide - 20, 2 if one.later else lines)
    body = [_rect(box)]
    body += [_text(box.x + 10, box.y + 21 + 17 * at, line, "name", box.wide - 20) for at, line in enumerate(names)]
    y = box.y + 21 + 17 * len(names) + 3
    body.append(_text(box.x + 10, y, one.status, "status", box.wide - 20))
    if one.later:
        body.append(_text(box.x + 10, y + 19, one.later, "", box.wide - 20))
    return _told(one.word, one.sentence, body)


def _told(kind: str, sentence: str, body: list[str]) -> str:
    return (
        f'<g class="{kind}" tabindex="0" role="img" aria-label={quoteattr(sentence)}>'
        f"<title>{escape(sentence)}</title>{''.join(body)}</g>"
    )


def _rect(box: _Box) -> str:
    return f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.wide)}" height="{_n(box.tall)}" rx="5"/>'


def _text(x: float, y: float, text: str, kind: str, room: float) -> str:
    label = f' class="{kind}"' if kind else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{label}>{escape(cut(text, SIZE, room))}</text>'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
