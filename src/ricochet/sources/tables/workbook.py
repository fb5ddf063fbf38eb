"""Workbook: XLSX, with what a spreadsheet hides said aloud: formulas, hidden rows and sheets, merged cells."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from ricochet.errors import DataError, ForeignFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.tables.header import headed
from ricochet.sources.tables.sheet import Row, Sheet
from ricochet.sources.tables.value import plain, text

MAX_BYTES = 1 << 28
"""Largest workbook unpacked; a zip of a few kilobytes can claim far more."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_Place = tuple[int, int]


def read(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Read all sheets that hold anything, hidden ones too, with their stored values; nothing is computed.

    A row with a spreadsheet error (#REF!) or a formula without a stored value is quarantined. Raises ForeignFile for
    a file with macros, DataError for a damaged, oversized or empty one.
    """
    with _damage_told(name):
        has_formulas = _inspect(name, data)
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = _formulas(data) if has_formulas else {}
        sheets = tuple(_sheet(name, sheet, formulas.get(sheet.title, set())) for sheet in book.worksheets)
    filled = tuple(sheet for sheet in sheets if sheet is not None)
    if not filled:
        raise DataError(f"{name} holds no cell with content.", remedy="Give a workbook with a header and rows.")
    return filled


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of charts and validations that no table needs
            yield
    except (DataError, MemoryError):
        raise
    except Exception as wrong:  # noqa: BLE001 - openpyxl lets anything out where a file is damaged
        raise DataError(
            f"{name} is a damaged XLSX file: {type(wrong).__name__}: {wrong}.", remedy="Save it again as .xlsx."
        ) from None


def _inspect(name: str, data: bytes) -> bool:
    """Refuse macros, entities and bombs; say whether any sheet holds a formula."""
    found = False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_BYTES:
            raise DataError(f"{name} unpacks to more than 256 MiB.", remedy="Give it as CSV or Parquet.")
        for part in archive.namelist():
            if part.endswith("vbaProject.bin"):
                raise ForeignFile(f"{name} holds macros (.xlsm).", remedy="Save it as .xlsx without macros, or as CSV.")
            if part.endswith((".xml", ".rels")):
                content = archive.read(part)
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                    raise DataError(f"{name} holds a document type in {part}.", remedy="Save it again as .xlsx.")
                found = found or (part.startswith("xl/worksheets/") and bool(_FORMULA.search(content)))
    return found


def _formulas(data: bytes) -> dict[str, set[_Place]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: {place for place, cell in sheet._cells.items() if cell.data_type == "f"}  # noqa: SLF001 - as below
        for sheet in book.worksheets
    }


def _sheet(name: str, sheet: Worksheet, formulas: set[_Place]) -> Sheet | None:
    # Only cells that exist: one stray cell at XFD1048576 must not mean 17 billion.
    cells: dict[_Place, Cell | MergedCell] = sheet._cells  # noqa: SLF001 - openpyxl's public iterators fill every gap
    texts: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(cells.items()):
        shown = _text(cell)
        if shown.strip() or (row, column) in formulas:
            texts.setdefault(row, {})[column] = shown
    if not texts:
        return None
    top = min(texts)
    columns = sorted({column for line in texts.values() for column in line})
    header = tuple(texts[top].get(column, "") for column in columns)
    rows: list[Row] = []
    aside: list[Quarantined] = []
    for number in sorted(texts):
        if number == top:
            continue
        line = texts[number]
        wrong = next(
            (c for c in line if _wrong(cells[number, c], hollow=(number, c) in formulas and not line[c])), None
        )
        if wrong is None:
            rows.append(Row(number, tuple(line.get(column, "") for column in columns)))
            continue
        aside.append(
            Quarantined(
                file=name,
                sheet=sheet.title,
                row=number,
                column=header[columns.index(wrong)],
                value=line[wrong],
                reason="the cell shows a spreadsheet error" if line[wrong] else "the formula has no stored value",
                remedy="Correct it in the spreadsheet, recalculate and save.",
            )
        )
    return headed(
        name,
        Sheet(
            name=sheet.title,
            columns=header,
            rows=tuple(rows),
            quarantined=tuple(aside),
            notices=_notices(name, sheet, top, {place for place in formulas if place[0] in texts}, texts),
        ),
    )


def _wrong(cell: Cell | MergedCell, *, hollow: bool) -> bool:
    return hollow or cell.data_type == "e"


def _notices(
    name: str, sheet: Worksheet, top: int, formulas: set[_Place], texts: dict[int, dict[int, str]]
) -> tuple[str, ...]:
    place = f"{name} [{sheet.title}]"
    hidden = [row for row, look in sheet.row_dimensions.items() if look.hidden and row in texts]
    notices = []
    if sheet.sheet_state != "visible":
        notices.append(f"{place}: the sheet is hidden; it was looked at like the others")
    if hidden:
        notices.append(f"{place}: {len(hidden)} hidden row(s) were read (first: row {hidden[0]})")
    if formulas:
        notices.append(f"{place}: {len(formulas)} formula(s); their stored values were read")
    if merged := sorted(str(area) for area in sheet.merged_cells.ranges):
        notices.append(f"{place}: merged cells ({', '.join(merged[:5])}): only the first of each holds the value")
    if top > 1:
        notices.append(f"{place}: the header was read from row {top}")
    return tuple(notices)


def _text(cell: Cell | MergedCell) -> str:
    value: Any = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{plain(float(value), digits=15, hundredfold=True)} %"
    return text(value, digits=15)  # what the spreadsheet itself shows at most
