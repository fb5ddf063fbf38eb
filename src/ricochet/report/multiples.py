"""Multiples: a principle as small pictures of one size: the whole, each criterion, each threshold swept.

A criterion's panel shows of how many firms it holds, is unknown, fails; what leaving it out would add; and its share of
what the whole rule leaves out. A threshold's panel shows the number caught at each value. Filled is caught or yes,
hatched is possible or unknown, empty is not, so that it reads in black and white. The same answer gives the same bytes.
"""

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from ricochet.principles.apart import Apart
from ricochet.principles.compare import said
from ricochet.principles.evaluate import NOT, UNKNOWN, YES
from ricochet.principles.judge import Judged
from ricochet.principles.sensitivity import Dropped, Sensitivity, Sweep
from ricochet.report.principles import apart_said
from ricochet.report.textwidth import cut, wrapped

SIZE = 13.0
WIDE, TALL, GAP, MARGIN, HEAD = 292.0, 132.0, 16.0, 16.0, 66.0
ROW = 3
"""Panels in a row."""
ROOM = WIDE - 24
STYLE = """
.mult{--paper:#fff;--ink:#1d1d1f;--rule:#77787d;color:var(--ink);background:var(--paper);max-width:100%;height:auto;
display:block;font:13px system-ui,-apple-system,"Segoe UI",Roboto,Arial,"Noto Sans","Noto Sans CJK SC",sans-serif}
@media (prefers-color-scheme:dark){.mult{--paper:#16171a;--ink:#e8e8e4;--rule:#8d9098}}
@media print{.mult{--paper:#fff;--ink:#000;--rule:#555}}
.mult text{fill:currentColor}.mult .name{font-weight:600}.mult .sure{fill:currentColor;stroke:currentColor}
.mult .maybe{stroke:currentColor;stroke-width:1}.mult .none{fill:none;stroke:var(--rule)}
.mult .panel{fill:none;stroke:var(--rule);stroke-width:.5}.mult .own{fill:none;stroke:currentColor;stroke-width:2}
.mult .line{fill:none;stroke:currentColor;stroke-width:1.5}.mult pattern path{stroke:currentColor;stroke-width:1.5}
"""


def draw(judged: Judged, found: Sensitivity, *, key: str = "m") -> str:
    """The picture as one SVG document. `key` keeps apart the ids of pictures that share a page."""
    counts = [int((judged.status == value).sum()) for value in (YES, UNKNOWN, NOT)]
    panels = [_whole(judged, counts, key)]
    panels += [_criterion(judged, place, one, key) for place, one in enumerate(found.dropped)]
    for _, group in groupby(found.sweeps, key=lambda one: one.parameter):
        panels.append(_sweep(judged, list(group)))
    rows = -(-len(panels) // ROW)
    wide = 2 * MARGIN + ROW * WIDE + (ROW - 1) * GAP
    tall = HEAD + rows * (TALL + GAP) + MARGIN
    total = len(judged.universe.firms)
    told = f"{judged.principle.title}: of {total} firms {counts[0]} caught, {counts[1]} possible, {counts[2]} not"
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="mult" viewBox="0 0 {_n(wide)} {_n(tall)}" '
            f'width="{_n(wide)}" height="{_n(tall)}" role="img" aria-labelledby="{key}-title {key}-desc">'
        ),
        f'<title id="{key}-title">{escape(told)}</title>',
        f'<desc id="{key}-desc">{escape("; ".join(_said(judged, found)))}</desc>',
        f"<style>{STYLE}</style>",
        (
            f'<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><path d="M0 0V6"/></pattern></defs>'
        ),
        _text(MARGIN, 26, f"{judged.principle.title}, {judged.day}", wide - 2 * MARGIN, name=True),
        _text(MARGIN, 46, f"{total} firms. Filled: yes or caught. Hatched: unknown or possible.", wide - 2 * MARGIN),
    ]
    for place, panel in enumerate(panels):
        x = MARGIN + place % ROW * (WIDE + GAP)
        y = HEAD + place // ROW * (TALL + GAP)
        parts.append(f'<g transform="translate({_n(x)} {_n(y)})">')
        parts.append(f'<rect class="panel" x="0" y="0" width="{_n(WIDE)}" height="{_n(TALL)}"/>{panel}</g>')
    return "\n".join([*parts, "</svg>\n"])


def page(judged: Judged, found: Sensitivity, apart: Sequence[Apart] = ()) -> str:
    """An HTML page: the picture, the rule and its criteria with sources, and whom it sets apart. No script."""
    asked = judged.principle
    criteria = "".join(
        f"<dt><code>{escape(one.id)}</code></dt><dd>{escape(one.why)}<br><code>{escape(one.text)}</code><br>"
        f"<small>{escape(one.source)}</small></dd>"
        for one in asked.criteria
    )
    sets = "".join(f"<li>{escape(line)}</li>" for line in apart_said(tuple(apart), asked.reference))
    sources = "".join(f"<li>{escape(one)}</li>" for one in asked.sources)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(asked.title)}</title>\n'
        '<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}'
        "body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}"
        "dd{margin-bottom:.7rem}h2{font-size:1.1rem}</style></head>\n"
        f"<body><h1>{escape(asked.title)}</h1>\n<p>{escape(asked.why)}</p>\n{draw(judged, found)}"
        f"<h2>The rule</h2>\n<p>{escape(said(asked.rule))}</p>\n<dl>{criteria}</dl>\n"
        f"<h2>Whom it sets apart</h2>\n<ul>{sets}</ul>\n<h2>Sources</h2>\n<ul>{sources}</ul>\n"
        "<p>A missing fact means unknown, never no. Not legal advice.</p></body></html>\n"
    )


def _whole(judged: Judged, counts: Sequence[int], key: str) -> str:
    lines = wrapped(said(judged.principle.rule), SIZE, ROOM, 2)
    return "".join(
        [
            _text(12, 22, "The whole rule", ROOM, name=True),
            *_bar(counts, 34, key),
            _text(12, 76, f"{counts[0]} caught, {counts[1]} possible, {counts[2]} not", ROOM),
            *(_text(12, 98 + 18 * place, line, ROOM) for place, line in enumerate(lines)),
        ]
    )


def _criterion(judged: Judged, place: int, one: Dropped, key: str) -> str:
    truth = judged.table.of(place)
    counts = [int((truth == value).sum()) for value in (YES, UNKNOWN, NOT)]
    more = one.outcome.caught - int((judged.status == YES).sum())
    return "".join(
        [
            _text(12, 22, one.criterion, ROOM, name=True),
            *_bar(counts, 34, key),
            _text(12, 76, f"{counts[0]} yes, {counts[1]} unknown, {counts[2]} no", ROOM),
            _text(12, 98, f"without it: {more:+d} caught, {one.outcome.possible} possible", ROOM),
            _text(12, 116, "" if one.closing is None else f"its share of those ruled out: {one.closing:.1f}", ROOM),
        ]
    )


def _sweep(judged: Judged, sweeps: Sequence[Sweep]) -> str:
    """The number caught (line) at each value, the one in force in a square."""
    most = max(1, *(one.outcome.caught for one in sweeps))
    step = (ROOM - 24) / max(1, len(sweeps) - 1)
    points = [(24 + place * step, 88 - 36 * one.outcome.caught / most) for place, one in enumerate(sweeps)]
    unit = judged.principle.parameters[sweeps[0].parameter].unit
    parts = [_text(12, 22, f"{sweeps[0].parameter} ({unit})" if unit else sweeps[0].parameter, ROOM, name=True)]
    parts.append(f'<path class="line" d="M{"L".join(f"{_n(x)} {_n(y)}" for x, y in points)}"/>')
    for one, (x, y) in zip(sweeps, points, strict=True):
        parts.append(f'<circle class="sure" cx="{_n(x)}" cy="{_n(y)}" r="3"/>')
        if one.own:
            parts.append(f'<rect class="own" x="{_n(x - 6)}" y="{_n(y - 6)}" width="12" height="12"/>')
        parts.append(_text(x, y - 10, str(one.outcome.caught), 60, middle=True))
        parts.append(_text(x, 108, f"{one.value:g}", 60, middle=True))
    return "".join([*parts, _text(12, 126, "caught at each value; square: in force", ROOM)])


def _bar(counts: Sequence[int], top: float, key: str) -> list[str]:
    total = max(1, sum(counts))
    x, parts = 12.0, []
    for count, kind in zip(counts, ("sure", "maybe", "none"), strict=True):
        wide = ROOM * count / total
        fill = f' fill="url(#{key}-hatch)"' if kind == "maybe" else ""
        if count:
            parts.append(f'<rect class="{kind}"{fill} x="{_n(x)}" y="{_n(top)}" width="{_n(wide)}" height="22"/>')
        x += wide
    return parts


def _said(judged: Judged, found: Sensitivity) -> list[str]:
    lines = [said(judged.principle.rule)]
    for one in found.dropped:
        more = one.outcome.caught - found.whole.caught
        lines.append(f"without {one.criterion} {more:+d} caught and {one.outcome.possible} possible")
    values = (f"{one.parameter} at {one.value:g}: {one.outcome.caught} caught" for one in found.sweeps)
    return [*lines, *values]


def _text(x: float, y: float, text: str, room: float, *, name: bool = False, middle: bool = False) -> str:
    if not text:
        return ""
    kind = ' class="name"' if name else ""
    side = ' text-anchor="middle"' if middle else ""
    return f'<text{kind} x="{_n(x)}" y="{_n(y)}"{side}>{escape(cut(text, SIZE, room))}</text>'


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
