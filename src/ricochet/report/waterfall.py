"""Waterfall: how the reasons of a hit add up to its score, as a picture and as text for a terminal.

It begins at 0; each reason is a bar from the total before it to the total after it; a dashed line is the threshold.
What speaks for is filled, what speaks against is hatched, so that it reads in black and white. The same reasons give
the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ricochet.model.hit import Reason
from ricochet.report.textwidth import cut, wrapped

SIZE = 13.0
LABEL, CHART, EDGE = 400.0, 420.0, 76.0
"""Room for the sentences, for the bars, and for the numbers beside them."""
WIDE = LABEL + CHART + 2 * EDGE
LINE, STEP, HEAD = 17.0, 42.0, 66.0
TEXT_BAR = 36
"""Columns that stand for the chart in a terminal."""
STYLE = """
.wfall{--paper:#fff;--ink:#1d1d1f;--rule:#77787d;color:var(--ink);background:var(--paper);max-width:100%;height:auto;
display:block;font:13px system-ui,-apple-system,"Segoe UI",Roboto,Arial,"Noto Sans","Noto Sans CJK SC",sans-serif}
@media (prefers-color-scheme:dark){.wfall{--paper:#16171a;--ink:#e8e8e4;--rule:#8d9098}}
@media print{.wfall{--paper:#fff;--ink:#000;--rule:#555}}
.wfall text{fill:currentColor}.wfall .name{font-weight:600}.wfall .for{fill:currentColor}
.wfall .sum{fill:none;stroke:currentColor;stroke-width:2}.wfall .against{stroke:currentColor;stroke-width:1}
.wfall .step{stroke:var(--rule);stroke-width:1}.wfall .line{stroke:currentColor;stroke-width:1.5;stroke-dasharray:6 4}
.wfall pattern path{stroke:currentColor;stroke-width:1.5}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One reason as a bar from `start` to `end`; both are running totals, not yet cut to 0..1."""

    reason: Reason
    start: float
    end: float


def bars(reasons: Iterable[Reason]) -> tuple[Bar, ...]:
    """The reasons in their order, each beginning where the one before ends."""
    found: list[Bar] = []
    total = 0.0
    for reason in reasons:
        after = round(total + reason.effect, 9)  # sums of decimals, not of binary tails
        found.append(Bar(reason=reason, start=total, end=after))
        total = after
    return tuple(found)


def verdict(score: float, threshold: float) -> str:
    """What a score means, in words."""
    if score >= threshold:
        return f"{score:.3f}: for review (the threshold is {threshold:g})"
    return f"{score:.3f}: {threshold - score:.3f} short of the threshold {threshold:g}"


def waterfall(
    reasons: Iterable[Reason], score: float, *, threshold: float, title: str = "Why this score", key: str = "w"
) -> str:
    """The picture as one SVG document. `key` keeps apart the ids of pictures that share a page."""
    steps = bars(reasons)
    axis = _Axis.of(steps)
    foot = HEAD + STEP * (len(steps) + 1)
    told = "; ".join(f"{bar.reason.effect:+.3f} {bar.reason.text}" for bar in steps)
    zero, one, line = axis.x(0.0), axis.x(1.0), axis.x(threshold)
    parts = [
        _head(foot + 20, key),
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-desc">{escape(f"From 0: {told}. Score {verdict(score, threshold)}.")}</desc>',
        f"<style>{STYLE}</style>",
        _hatch(key),
        _text(16, 24, title, WIDE - 32, name=True),
        _text(zero, HEAD - 8, "0", EDGE, anchor="middle"),
        _text(one, HEAD - 8, "1", EDGE, anchor="middle"),
        _text(line, HEAD - 24, f"review from {threshold:g}", 2 * EDGE, anchor="middle"),
        *(_path("step", f"M{_n(at)} {_n(HEAD - 4)}V{_n(foot)}") for at in (zero, one)),
        _path("line", f"M{_n(line)} {_n(HEAD - 20)}V{_n(foot)}"),
    ]
    for place, bar in enumerate(steps):
        parts += _bar(bar, HEAD + STEP * place, axis, key)
    top = HEAD + STEP * len(steps)
    parts += [
        _text(16, top + 24, f"Score {verdict(score, threshold)}{_cut_off(steps)}", LABEL + EDGE - 32, name=True),
        f'<rect class="sum" x="{_n(zero)}" y="{_n(top + 11)}" width="{_n(axis.x(score) - zero)}" height="18"/>',
        _text(WIDE - 8, top + 24, f"= {score:.3f}", EDGE, anchor="end", name=True),
        "</svg>\n",
    ]
    return "\n".join(parts)


def page(pictures: Iterable[tuple[str, str, Iterable[str]]], title: str) -> str:
    """An HTML page of waterfalls, each with its heading and, as text, its sentences. No script, nothing fetched."""
    body = []
    for heading, picture, sentences in pictures:
        said = "".join(f"<li>{escape(text)}</li>" for text in sentences)
        body.append(f"<section><h2>{escape(heading)}</h2>\n{picture}<ul>{said}</ul></section>\n")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}'
        "body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}"
        "section{break-inside:avoid;margin:2rem 0}h2{font-size:1.1rem}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n{''.join(body)}</body></html>\n"
    )


def terminal(reasons: Iterable[Reason], score: float, *, threshold: float) -> str:
    """The same for a terminal: one line a reason, `┃` the threshold, filled for, shaded against."""
    steps = bars(reasons)
    low, high = _range(steps)

    def at(value: float) -> int:
        return round((value - low) / (high - low) * TEXT_BAR)

    def line(start: float, end: float, sign: str) -> str:
        first, last = sorted((at(start), at(end)))
        cells = [sign if first <= place < last else " " for place in range(TEXT_BAR + 1)]
        cells[at(threshold)] = "┃"
        return "".join(cells)

    def told(effect: str, cells: str, text: str) -> str:
        return f"{effect}  {cells}  {text}\n"

    lines = [
        told(
            f"{one.reason.effect:+.3f}",
            line(one.start, one.end, "█" if one.reason.effect > 0 else "░"),
            one.reason.text,
        )
        for one in steps
    ]
    end = f"{verdict(score, threshold)}{_cut_off(steps)}"
    return "".join([*lines, told(f"={score:.3f}", line(0.0, score, "▬"), end)])


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a running total stands on the sheet."""

    low: float
    scale: float

    @classmethod
    def of(cls, steps: tuple[Bar, ...]) -> "_Axis":
        low, high = _range(steps)
        return cls(low, CHART / (high - low))

    def x(self, value: float) -> float:
        return LABEL + EDGE + (value - self.low) * self.scale


def _range(steps: tuple[Bar, ...]) -> tuple[float, float]:
    return min(0.0, *(bar.end for bar in steps), 0.0), max(1.0, *(bar.end for bar in steps), 1.0)


def _cut_off(steps: tuple[Bar, ...]) -> str:
    total = steps[-1].end if steps else 0.0
    return "" if 0.0 <= total <= 1.0 else f"; {total:.3f} cut to {min(max(total, 0.0), 1.0):g}"


def _bar(bar: Bar, top: float, axis: _Axis, key: str) -> list[str]:
    reason = bar.reason
    first, last = sorted((axis.x(bar.start), axis.x(bar.end)))
    fill = "" if reason.effect > 0 else f" fill={quoteattr(f'url(#{key}-hatch)')}"
    lines = wrapped(reason.text, SIZE, LABEL - 32, 2)
    return [
        f"<g><title>{escape(f'{reason.effect:+.3f}: {reason.text}')}</title>",
        *(
            _text(16, top + (16 if len(lines) > 1 else 24) + LINE * place, text, LABEL - 32)
            for place, text in enumerate(lines)
        ),
        _text(WIDE - 8, top + 24, f"{reason.effect:+.3f}", EDGE, anchor="end"),
        f'<rect class="{"for" if reason.effect > 0 else "against"}"{fill} x="{_n(first)}" y="{_n(top + 11)}" '
        f'width="{_n(last - first)}" height="18"/>'
        if reason.effect
        else _path("step", f"M{_n(first)} {_n(top + 8)}V{_n(top + 32)}"),
        _path("step", f"M{_n(axis.x(bar.end))} {_n(top + 29)}V{_n(top + STEP + 11)}"),
        "</g>",
    ]


def _head(tall: float, key: str) -> str:
    size = f'viewBox="0 0 {_n(WIDE)} {_n(tall)}" width="{_n(WIDE)}" height="{_n(tall)}"'
    said = f'role="img" aria-labelledby="{key}-title {key}-desc"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="wfall" {size} {said}>'


def _hatch(key: str) -> str:
    way = 'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    return f'<defs><pattern id="{key}-hatch" {way}><path d="M0 0V6"/></pattern></defs>'


def _text(x: float, y: float, text: str, room: float, *, anchor: str = "", name: bool = False) -> str:
    kind = ' class="name"' if name else ""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{kind} x="{_n(x)}" y="{_n(y)}"{side}>{escape(cut(text, SIZE, room))}</text>'


def _path(kind: str, way: str) -> str:
    return f'<path class="{kind}" d="{way}"/>'


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
