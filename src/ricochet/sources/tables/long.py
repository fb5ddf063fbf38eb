"""Long: a delimited file of any length, held on disk: read once to be checked whole, then row by row as often as asked.

It answers as `read_table` does. What that would refuse, or read in another way, is left to it.
"""

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ricochet.errors import DataError
from ricochet.model.quarantine import Quarantined
from ricochet.sources.tables.delimited import short_notice, stream
from ricochet.sources.tables.sheet import Row, Sheet
from ricochet.sources.tables.table import garbled, garbled_notice, is_delimited, unfit_row

LARGE = 1 << 23
"""Bytes from which a file is not held in memory."""
_HEAD = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTable(Collection[dict[str, str]]):
    """Rows as they stand in the file (column -> text), without those set aside; every pass over them reads it anew."""

    path: Path
    columns: tuple[str, ...]
    count: int
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]

    def __len__(self) -> int:
        return self.count

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)

    def __iter__(self) -> Iterator[dict[str, str]]:
        aside = {one.row for one in self.quarantined}
        with _opened(self.path) as lines:
            rows = _rows(self.path.name, lines, [])
            next(rows)
            for row in rows:
                if isinstance(row, Row) and row.number not in aside:
                    yield dict(zip(self.columns, row.cells, strict=True))


def long_table(path: Path) -> LongTable | None:
    """The file's rows where it is long, plainly delimited and of UTF-8; else None."""
    try:
        with path.open("rb") as file:
            if not file.seekable() or file.seek(0, io.SEEK_END) < LARGE:
                return None
            file.seek(0)
            if not is_delimited(file.read(_HEAD)):
                return None
        with _opened(path) as lines:
            return _checked(path, lines)
    except (OSError, UnicodeDecodeError, DataError):
        return None  # the reader of whole tables says what is wrong, and where


def _checked(path: Path, lines: TextIO) -> LongTable | None:
    """What the whole file says; None where a column's name is missing or stands twice."""
    short, odd = list[int](), list[int]()
    aside = list[Quarantined]()
    rows = _rows(path.name, lines, short)
    header = next(rows, None)
    if not isinstance(header, Row):
        return None
    columns = tuple(" ".join(cell.replace("\ufeff", "").split()) for cell in header.cells)
    if not all(columns) or len({column.casefold() for column in columns}) < len(columns):
        return None
    sheet = Sheet(name="", columns=columns, rows=())
    count = 0
    for row in rows:
        if isinstance(row, Quarantined):
            aside.append(row)
            continue
        whole = "\n".join(row.cells)
        if unfit := unfit_row(path.name, sheet, row, whole):
            aside.append(unfit)
            continue
        count += 1
        if garbled(whole):
            odd.append(row.number)
    notices = (*short_notice(path.name, short), *garbled_notice(path.name, odd))
    return LongTable(path=path, columns=columns, count=count, quarantined=tuple(aside), notices=notices)


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="")


def _rows(name: str, lines: TextIO, short: list[int]) -> Iterator[Row | Quarantined]:
    head = lines.read(_HEAD)
    lines.seek(0)
    return stream(name, lines, head, short)
