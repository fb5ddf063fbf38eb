"""Delimited: CSV in any of its dialects: comma, semicolon, tab or bar, decided by the header alone."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from ricochet.errors import DataError, TruncatedFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.tables.header import headed
from ricochet.sources.tables.sheet import Row, Sheet

_DELIMITERS = ",;\t|"
_NONE = "\x1f"
"""Delimiter of a table with one column: no text holds it, so "Foo Co., Ltd." stays one cell."""
_HINT = re.compile(r"sep=([,;\t|])\r?\n?\Z", re.IGNORECASE)
_GUARD = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")


def read(name: str, text: str) -> Sheet:
    """Read delimited text. Raises DataError with the line for broken quotes, TruncatedFile for an open one.

    A row with more cells than the header is quarantined: mostly an unquoted comma. One with fewer is filled with
    blanks, and counted. The quote Ricochet's own exports put before a formula sign is taken off again.
    """
    short: list[int] = []
    rows: list[Row] = []
    aside: list[Quarantined] = []
    header: tuple[str, ...] = ()
    for row in stream(name, io.StringIO(text, newline=""), text, short):
        if isinstance(row, Quarantined):
            aside.append(row)
        elif header:
            rows.append(row)
        else:
            header = row.cells
    notices = short_notice(name, short)
    return headed(name, Sheet(name="", columns=header, rows=tuple(rows), quarantined=tuple(aside), notices=notices))


def short_notice(name: str, short: list[int]) -> tuple[str, ...]:
    """What to say of rows that are too short."""
    if not short:
        return ()
    return (f"{name}: {len(short)} row(s) have fewer cells than the header (first: row {short[0]}), read as blank",)


def stream(
    name: str, lines: Iterable[str], head: str, short: list[int], *, start: int = 1
) -> Iterator[Row | Quarantined]:
    """Yield the header's cells as the first row, then row by row; `head` is how the text begins, at line `start`.

    Rows with fewer cells than the header are filled, and their lines noted in `short`. Raises as `read` does.
    """
    csv.field_size_limit(1 << 20)
    hint = _HINT.match(next((line for line in head.splitlines(keepends=True) if line.strip()), ""))
    records = csv.reader(lines, delimiter=hint[1] if hint else delimiter_of(head), strict=True)
    width = 0
    line = start
    try:
        for record in records:
            number, line = line, records.line_num + start
            cells = [_GUARD.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in record]
            if not any(cell.strip() for cell in cells) or (hint and not width and number == start):
                continue
            if not width:
                width = len(cells)
            if any(cell.strip() for cell in cells[width:]):
                yield Quarantined(
                    file=name,
                    row=number,
                    column="",
                    value=" | ".join(cells)[:200],
                    reason=f"the row has {len(cells)} cells, the header {width}",
                    remedy="Put a cell that holds the delimiter (51,3) in double quotes.",
                )
                continue
            if len(cells) < width:
                short.append(number)
            yield Row(number, tuple(cells[:width]) + ("",) * (width - len(cells)))
    except csv.Error as wrong:
        raise _broken(name, line, wrong) from None


def delimiter_of(text: str) -> str:
    """The delimiter that stands most often in the header, outside quotes; the earlier of `, ; tab |` in a tie."""
    unquoted = re.sub(r'"[^"]*"', "", text[: 1 << 16])
    header = next((line for line in re.split(r"[\r\n]", unquoted) if line.strip(f" {_DELIMITERS}")), "")
    counts = {delimiter: header.count(delimiter) for delimiter in _DELIMITERS}
    best = max(counts, key=lambda delimiter: counts[delimiter])
    return best if counts[best] else _NONE


def _broken(name: str, line: int, wrong: csv.Error) -> DataError:
    if "unexpected end" in str(wrong):
        return TruncatedFile(
            f"{name}: a double quote opened in the record of line {line} is never closed.",
            remedy="Close it, or fetch the whole file again.",
        )
    if "field larger" in str(wrong):
        return DataError(
            f"{name}, line {line}: a cell holds more than 1 MiB.", remedy="Shorten it, or close its quote."
        )
    return DataError(f"{name}, line {line}: {wrong}.", remedy='Write a double quote inside a quoted cell as "".')
