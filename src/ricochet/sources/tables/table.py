"""Table: any file with rows and columns, as sheets of text. The content says which format it is, never the name."""

import io
import re
import zipfile
from codecs import BOM_UTF8
from dataclasses import replace

from ricochet.errors import DataError, ForeignFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.tables import delimited, jsonlines
from ricochet.sources.tables.encoding import decode
from ricochet.sources.tables.sheet import Row, Sheet

MAX_CELL = 1 << 20
"""Longest cell read, in characters: far above any name or remark, short of an attack."""

_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or one locked with a password"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|\?xml|!--)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""What no cell may hold: control characters and halves of surrogate pairs."""

# UTF-8 read as Windows-1252 and saved again: "PEÃ‘A" for "PEÑA", "â€™" for an apostrophe.
_MOJIBAKE = re.compile(r"Ã[¡-¿ƒŒœŠšŸŽžˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[˜™œ¦“”¢]")


def read_table(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Read CSV, XLSX, JSONL or Parquet bytes; `name` is used in messages only. One sheet, or a workbook's.

    Every cell is text: numbers without the noise of binary floats, dates as ISO 8601, a cell formatted as per cent
    with its sign. Rows with control characters or a cell over 1 MiB are quarantined. Raises ForeignFile for anything
    that is no table, DataError for a table that cannot be read.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise DataError(f"{name} is empty.", remedy="Give a file with a header line and at least one row.")
    return tuple(_checked(name, sheet) for sheet in _sheets(name, data))


def is_delimited(data: bytes) -> bool:
    """Whether a file that begins so is plainly a delimited table in UTF-8."""
    start = data.removeprefix(BOM_UTF8).lstrip()[:400]
    foreign = (magic for magic, _ in (*_FOREIGN, (b"PAR1", ""), (b"PK\x03\x04", "")))
    return not (data.startswith(tuple(foreign)) or b"\0" in data or _MARKUP.match(start) or start[:1] in {b"{", b"["})


def _sheets(name: str, data: bytes) -> tuple[Sheet, ...]:
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise _foreign(name, what)
    if data.startswith(b"PAR1"):
        from ricochet.sources.tables import parquet  # noqa: PLC0415 - DuckDB loads slowly, and a CSV does without

        return (parquet.read(name, data),)
    if data.startswith(b"PK\x03\x04"):
        return _archive(name, data)
    text = decode(name, data)
    start = text.lstrip()[:400]
    if _MARKUP.match(start.encode()):
        raise _foreign(name, "a web page or XML")
    if start.startswith("{"):
        return (jsonlines.read(name, text),)
    if re.match(r"\[\s*[\[{\]]", start):
        raise DataError(f"{name} is one JSON array.", remedy="Write one object a line (jq -c '.[]').")
    return (delimited.read(name, text),)


def _archive(name: str, data: bytes) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as wrong:
        raise DataError(f"{name} is a damaged zip or XLSX file: {wrong}.", remedy="Save or fetch it again.") from None
    if "xl/workbook.bin" in members:
        raise _foreign(name, "a binary Excel file (.xlsb)")
    if not any(member.startswith("xl/") for member in members):
        raise _foreign(name, "a zip archive or another office document")
    from ricochet.sources.tables import workbook  # noqa: PLC0415 - openpyxl loads slowly, and a CSV does without

    return workbook.read(name, data)


def _foreign(name: str, what: str) -> ForeignFile:
    return ForeignFile(f"{name} is {what}, not a table.", remedy="Give CSV, XLSX, JSONL or Parquet.")


def _checked(name: str, sheet: Sheet) -> Sheet:
    """Refuse a header that says one thing twice; set rows aside whose cells no reader should meet."""
    seen: dict[str, str] = {}
    for column in sheet.columns:
        key = " ".join(column.casefold().split())
        if key in seen:
            place = f"{name} [{sheet.name}]" if sheet.name else name
            raise DataError(
                f"{place}: column '{show(column)}' stands twice in the header.",
                remedy="Name each column once.",
            )
        seen[key] = column
    kept: list[Row] = []
    aside = list(sheet.quarantined)
    odd: list[int] = []
    for row in sheet.rows:
        whole = "\n".join(row.cells)
        if unfit := unfit_row(name, sheet, row, whole):
            aside.append(unfit)
            continue
        if garbled(whole):
            odd.append(row.number)
        kept.append(row)
    notices = sheet.notices + garbled_notice(name, odd)
    aside.sort(key=lambda item: item.row)
    return replace(sheet, rows=tuple(kept), notices=notices, quarantined=tuple(aside))


def garbled(whole: str) -> bool:
    """Whether a row's cells look decoded twice."""
    return not whole.isascii() and _MOJIBAKE.search(whole) is not None


def garbled_notice(name: str, rows: list[int]) -> tuple[str, ...]:
    """What to say of such rows."""
    return (f"{name}: {len(rows)} row(s) look decoded twice, as in 'PEÃ‘A' (first: row {rows[0]})",) if rows else ()


def unfit_row(name: str, sheet: Sheet, row: Row, whole: str) -> Quarantined | None:
    """A row one of whose cells no reader should meet, set aside; `whole` are its cells together."""
    if len(whole) <= MAX_CELL and not CONTROL.search(whole):
        return None
    wrong = next(((i, found) for i, cell in enumerate(row.cells) if (found := _wrong(cell))), None)
    return _quarantined(name, sheet, row, *wrong) if wrong else None


def _quarantined(name: str, sheet: Sheet, row: Row, index: int, wrong: tuple[str, str]) -> Quarantined:
    return Quarantined(
        file=name,
        sheet=sheet.name,
        row=row.number,
        column=sheet.columns[index],
        value=show(row.cells[index]),
        reason=wrong[0],
        remedy=wrong[1],
    )


def _wrong(cell: str) -> tuple[str, str] | None:
    if len(cell) > MAX_CELL:
        return "the cell holds more than 1 MiB", "Shorten it."
    if found := CONTROL.search(cell):
        return f"the cell holds the control character U+{ord(found[0]):04X}", "Remove it."
    return None


def show(value: str) -> str:
    """A cell fit for a message: one printable line, cut at 200 characters."""
    cut = value if len(value) <= 200 else f"{value[:200]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)
