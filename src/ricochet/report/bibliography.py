"""Bibliography: numbers every source in the order in which the page first cites it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from ricochet.model.regime import Regime
from ricochet.report.doubt import doubts
from ricochet.report.statement import Origin, Sentence, Statement

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"'()]+[^\s<>\"'().,;:]")


@dataclass(slots=True)
class Bibliography:
    """Filled while a page is rendered; read at its end."""

    numbers: dict[Origin, int] = field(default_factory=dict)

    def said(self, statement: Statement) -> Markup:
        """The statement as HTML: its words, what weakens them, and links to its sources."""
        words = unbroken(statement.text)
        if not isinstance(statement, Sentence):
            return words
        weak = Markup("").join(
            Markup(' <span class="doubt">({})</span>').format(doubt) for doubt in doubts(statement.sources)
        )
        return words + weak + self._links(statement.sources)

    def _links(self, origins: Iterable[Origin]) -> Markup:
        found = sorted({self._number(origin) for origin in origins})
        links = Markup(",").join(Markup('<a href="#src-{0}">{0}</a>').format(number) for number in found)
        return Markup('<sup class="refs" aria-label="Sources">[{}]</sup>').format(links)

    def _number(self, origin: Origin) -> int:
        return self.numbers.setdefault(origin, len(self.numbers) + 1)

    def items(self) -> list[tuple[int, Markup]]:
        """Every source cited, by number."""
        return [(number, _entry(origin)) for origin, number in self.numbers.items()]


def unbroken(text: str) -> Markup:
    """The text as HTML whose dates and percentages stay on one line."""
    parts, end = [], 0
    text = text.replace(" %", "\u00a0%")
    for match in _DAY.finditer(text):
        parts += [escape(text[end : match.start()]), Markup('<span class="day">{}</span>').format(match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _entry(origin: Origin) -> Markup:
    return _law(origin) if isinstance(origin, Regime) else _row(origin)


def _row(origin: Origin) -> Markup:
    if isinstance(origin, Regime):  # pragma: no cover - told apart by the caller
        return _law(origin)
    place = f"{origin.file}{f' [{origin.sheet}]' if origin.sheet else ''}, row {origin.row}"
    hashed = f", sha256 {origin.sha256[:12]}…" if origin.sha256 else ""
    cite = linked(origin.cite) + Markup(" · ") if origin.cite else Markup("")
    grade = f" · confidence: {origin.confidence}" if origin.confidence else ""
    return Markup('{}<span class="place">{}: {}{}{}</span>').format(cite, origin.publisher, place, hashed, grade)


def _law(regime: Regime) -> Markup:
    seen = Markup("; seen in: ") + linked("; ".join(regime.sources)) if regime.sources else Markup("")
    return Markup('{}, {}. {}{} · <span class="place">law: {}.yml, version “{}” · confidence: {}</span>').format(
        regime.name,
        regime.authority,
        regime.citation or "no citation",
        seen,
        regime.id,
        regime.version,
        regime.confidence,
    )


def linked(text: str) -> Markup:
    """A text with its web addresses as links; nothing but http and https becomes one."""
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        parts += [escape(text[end : match.start()])]
        parts += [Markup('<a class="out" rel="noreferrer nofollow" href="{0}">{0}</a>').format(match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])
