"""Parts: the pieces a memo is made of. Each holds only statements, so that none comes without its sources."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ricochet.exposure.assess import Standing
from ricochet.report.statement import Statement

Word: TypeAlias = Standing | Literal["applies", "not in force", "covered", "probable", "not covered", "unknown"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as word, shape and colour."""

    word: Word
    kind: str = "mark"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of `part` (0 to 1) of the longest in its table."""

    part: float
    kind: str = "bar"


Cell: TypeAlias = tuple[Statement | Mark | Bar, ...]
"""What stands in one cell of a table, or in one sentence-like place, in order."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    cell: Cell
    kind: str = "text"
    note: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Cell, ...]
    kind: str = "bullets"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with caption; the first cell of a row is its header. `wide` tables may leave the text column."""

    caption: Cell
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: bool = False
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG that draws itself, with its caption."""

    svg: str
    caption: Cell
    label: str = "The map"
    kind: str = "drawing"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the section's own."""

    text: Statement
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Folded:
    """Parts behind a summary. Print opens them, but for an annex: a long table that a reader unfolds to print."""

    summary: Cell
    parts: "tuple[Part, ...]"
    annex: bool = False
    kind: str = "folded"


Part: TypeAlias = Text | Bullets | Grid | Drawing | Heading | Folded


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the memo: anchor, heading, parts."""

    id: str
    title: str
    parts: tuple[Part, ...] = field(default=())
