"""Statement: what a report says. No figure, date or quotation can be built without its sources."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from ricochet.model.regime import Regime
from ricochet.model.source import Source

Origin: TypeAlias = Source | Regime
"""Where a statement comes from: a row of a file, or a version of a regime (the law itself)."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FACT = re.compile(
    r"\d\s*(?:%|per ?cent)"  # a percentage
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b"  # a date as ISO writes it
    rf"|\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}\b|\b(?:{_MONTHS}) (?:\d{{1,2}}, )?\d{{4}}\b"  # a date in words
    r"|[\"“”«»„]|(?<!\w)['‘][^'’]+['’](?!\w)",  # a quotation
    re.IGNORECASE,
)


def needs_source(text: str) -> bool:
    """Whether a text holds a percentage, a date or a quotation, and so may not stand alone."""
    return _FACT.search(text) is not None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement of fact with the rows or laws it rests on. Raises ValueError without any."""

    text: str
    sources: tuple[Origin, ...]

    def __post_init__(self) -> None:
        """Refuse a statement that nothing supports."""
        if not self.sources:
            raise ValueError(f"a sentence needs a source: {self.text}")


@dataclass(frozen=True, slots=True)
class Remark:
    """Our own words: headings, explanations, counts of what a table shows. Raises ValueError where it states a fact."""

    text: str

    def __post_init__(self) -> None:
        """Refuse a fact in the guise of a remark."""
        if needs_source(self.text):
            raise ValueError(f"a percentage, date or quotation needs a source: {self.text}")


Statement: TypeAlias = Sentence | Remark


def plain(text: str, origin: Origin) -> Statement:
    """A name or word out of the data: a remark, or a sentence on its row where it holds a figure or quotation."""
    return Sentence(text, (origin,)) if needs_source(text) else Remark(text)
