"""Proof picture: the chain of facts behind one answer, seeds on top, the party at the foot.

Every box is a party, every line a holding with its share. Listed parties have a thick frame, critical ones a double
one; dashed lines are holdings that contribute without being needed. The same explanation gives the same bytes.
"""

from collections import defaultdict
from collections.abc import Callable
from xml.sax.saxutils import escape

from ricochet.model.explanation import Explanation
from ricochet.model.proof import Step
from ricochet.report.explained import sentences
from ricochet.report.textwidth import cut
from ricochet.report.words import share_words

BOX, TALL, GAP, LAYER, EDGE = 190.0, 44.0, 26.0, 104.0, 20.0
SIZE = 13.0
STYLE = """
.proof{--paper:#fff;--ink:#1d1d1f;--rule:#77787d;color:var(--ink);background:var(--paper);max-width:100%;height:auto;
display:block;font:13px system-ui,-apple-system,"Segoe UI",Roboto,Arial,"Noto Sans","Noto Sans CJK SC",sans-serif}
@media (prefers-color-scheme:dark){.proof{--paper:#16171a;--ink:#e8e8e4;--rule:#8d9098}}
@media print{.proof{--paper:#fff;--ink:#000;--rule:#555}}
.proof text{fill:currentColor;text-anchor:middle}.proof rect{fill:var(--paper);stroke:currentColor;stroke-width:1}
.proof .listed{stroke-width:3}.proof .answer{stroke-width:2}.proof .inner{fill:none}
.proof path{stroke:currentColor;stroke-width:1.5;fill:none}.proof .also{stroke-dasharray:5 4}
.proof .share{paint-order:stroke;stroke:var(--paper);stroke-width:4px}
"""


def proof_picture(one: Explanation, named: Callable[[str], str] = str) -> str:
    """One SVG document; its description is the explanation in sentences."""
    needed = [step for step in one.proof.steps if step.kind in {"holding", "joint"}]
    listed = {step.owner for step in one.proof.steps if step.kind == "listing"}
    lines = [*((step, "") for step in needed), *((step, "also") for step in one.contributing)]
    places, wide, tall = _places(one.party, [step for step, _ in lines])
    told = " ".join(sentences(one, named))
    size = f'viewBox="0 0 {_n(wide)} {_n(tall)}" width="{_n(wide)}" height="{_n(tall)}"'
    said = 'role="img" aria-labelledby="proof-title proof-desc"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="proof" {size} {said}>',
        f'<title id="proof-title">{escape(f"Why {named(one.party)}: {one.status}")}</title>',
        f'<desc id="proof-desc">{escape(told)}</desc>',
        f"<style>{STYLE}</style>",
        *(_line(step, kind, places) for step, kind in lines),
        *(_label(step, places) for step, _ in lines),
    ]
    for party, (x, y) in sorted(places.items(), key=lambda item: (item[1][1], item[1][0])):
        kind = "listed" if party in listed else "answer" if party == one.party else ""
        parts.append(_box(named(party), x, y, kind, double=party in one.critical))
    return "\n".join([*parts, "</svg>\n"])


def _places(party: str, steps: list[Step]) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Middle of each party's box: as deep as its longest chain from above, owners before what they own."""
    depth: dict[str, int] = defaultdict(int)
    order = dict.fromkeys([name for step in steps for name in (step.owner, step.owned)] + [party])
    for _ in order:
        moved = False
        for step in steps:
            below = depth[step.owner] + 1
            if depth[step.owned] < below <= len(order) and step.owner != party:
                depth[step.owned], moved = below, True
        if not moved:
            break
    layers: dict[int, list[str]] = defaultdict(list)
    for name in order:
        layers[depth[name]].append(name)
    wide = max(len(row) for row in layers.values()) * (BOX + GAP) - GAP + 2 * EDGE
    rows = sorted(layers)
    found = {}
    for row, level in enumerate(rows):
        names = layers[level]
        left = (wide - (len(names) * (BOX + GAP) - GAP)) / 2 + BOX / 2
        for column, name in enumerate(names):
            found[name] = (left + column * (BOX + GAP), EDGE + TALL / 2 + row * LAYER)
    return found, wide, 2 * EDGE + TALL + (len(rows) - 1) * LAYER


def _line(step: Step, kind: str, places: dict[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = places[step.owner], places[step.owned]
    shape = f' class="{kind}"' if kind else ""
    return f'<path{shape} d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}"/>'


def _label(step: Step, places: dict[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = places[step.owner], places[step.owned]
    words = share_words(step.share) if step.share and step.basis in {"equity", "votes"} else step.basis
    return f'<text class="share" x="{_n((x1 + x2) / 2)}" y="{_n((y1 + y2) / 2 + 4)}">{escape(words)}</text>'


def _box(text: str, x: float, y: float, kind: str, *, double: bool) -> str:
    left, top = x - BOX / 2, y - TALL / 2
    shape = f' class="{kind}"' if kind else ""
    inner = f'<rect class="inner" x="{_n(left + 4)}" y="{_n(top + 4)}" width="{_n(BOX - 8)}" height="{_n(TALL - 8)}"/>'
    return (
        f'<g><title>{escape(text)}</title><rect{shape} x="{_n(left)}" y="{_n(top)}" width="{_n(BOX)}" '
        f'height="{_n(TALL)}"/>{inner if double else ""}'
        f'<text x="{_n(x)}" y="{_n(y + 5)}">{escape(cut(text, SIZE, BOX - 20))}</text></g>'
    )


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
