"""Inventory: a table of devices as people and their tools keep it, CSV row by row, workbooks and JSON lines whole."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from ricochet.errors import DataError
from ricochet.model.device import Device, Trace
from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.addresses import MAC, plain_ip, plain_mac
from ricochet.sources.devices.columns import ONCE, SAMPLE, TITLES, placed, told_by, trace_of
from ricochet.sources.devices.facts import Fact, Log
from ricochet.sources.registers.facts import Origin
from ricochet.sources.tables.answer import answer
from ricochet.sources.tables.columns import WrongRow
from ricochet.sources.tables.delimited import delimiter_of, stream
from ricochet.sources.tables.encoding import decode
from ricochet.sources.tables.sheet import Row, Sheet
from ricochet.sources.tables.table import read_table, show, unfit_row

HEAD = 1 << 16
BLANK = frozenset({"n/a", "na", "none", "-", "--", "unknown", "null", "tbc", "tbd", "?", "nil", "not known", "nan"})
"""Cells that say that nobody knows."""
_SHORT = 10
"""Longer than any of them."""


class RawRow(NamedTuple):
    """A row as its cells, to be read later: by another process, perhaps, to which it is handed more quickly so."""

    layout: "Layout"
    number: int
    cells: tuple[str, ...]

    def read(self, log: Log) -> Fact:
        """The device of the row."""
        return self.layout.device(Row(self.number, self.cells), log)


def read(file: BinaryIO, origin: Origin, log: Log, chosen: Mapping[str, str]) -> Iterator[RawRow | Quarantined]:
    """A device for each row, of every sheet that has a column known here (or named in `chosen`).

    Raises DataError where no sheet has one, or for a file that is no table.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if _is_plain_csv(head):
        yield from _streamed(file, origin, log, chosen)
        return
    refused = None
    sheets = read_table(origin.file, file.read())
    for sheet in map(_below_titles, sheets):
        place = f"{origin.file} [{sheet.name}]" if sheet.name else origin.file
        try:
            layout = Layout(place, sheet, sheet.rows[:SAMPLE], origin, chosen)
        except DataError as wrong:
            refused = wrong
            log.notes.append(f"{wrong.message} The sheet was not read.")
            continue
        log.mapping |= layout.named
        log.notes += [*sheet.notices, *layout.notes]
        yield from sheet.quarantined
        log.rows += len(sheet.quarantined)
        for row in sheet.rows:
            log.rows += 1
            yield RawRow(layout, row.number, row.cells)
    if refused and not log.mapping:
        raise refused


def _is_plain_csv(head: bytes) -> bool:
    return not head.startswith((b"PK\x03\x04", b"PAR1", b"\xff\xfe", b"\xfe\xff")) and not (
        b"\x00" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"<", b"%", b""}
    )


def _streamed(file: BinaryIO, origin: Origin, log: Log, chosen: Mapping[str, str]) -> Iterator[RawRow | Quarantined]:
    head = file.read(HEAD).decode("utf-8-sig", errors="ignore")
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    short: list[int] = []
    lines = io.StringIO(head, newline="").readlines()
    above = _titles(lines)
    try:
        for _ in range(above):
            text.readline()
        rows = stream(origin.file, text, "".join(lines[above:]), short, start=above + 1)
        first = next(rows, None)
        if not isinstance(first, Row):
            raise DataError(f"{origin.file} is empty.", remedy="Give a file with a header line and at least one row.")
        sheet = Sheet(name="", columns=_header(origin.file, first.cells), rows=())
        sample = list(islice(rows, SAMPLE))
        layout = Layout(origin.file, sheet, [row for row in sample if isinstance(row, Row)], origin, chosen)
        log.mapping |= layout.named
        log.notes += [*_told(origin.file, above + 1), *layout.notes]
        for row in chain(sample, rows):
            log.rows += 1
            yield row if isinstance(row, Quarantined) else RawRow(layout, row.number, row.cells)
    except UnicodeDecodeError:
        file.seek(0)
        decode(origin.file, file.read())  # says which byte it was
        raise
    finally:
        text.detach()  # the file is the caller's to close
    for row_number in short:
        log.doubt("rows have fewer cells than the header, read as blank", row_number)


def _titles(lines: Sequence[str]) -> int:
    """Lines above the header of a CSV: those before the first with two known headers, where the first has none."""
    counts = [told_by(_split(line)) for line in lines[:TITLES]]
    return 0 if not counts or counts[0] else next((at for at, count in enumerate(counts) if count > 1), 0)


def _split(line: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter_of(line)), [])
    except csv.Error:
        return []


def _below_titles(sheet: Sheet) -> Sheet:
    """The same of a sheet of a workbook."""
    if told_by(sheet.columns):
        return sheet
    at = next((at for at, row in enumerate(sheet.rows[:TITLES]) if told_by(row.cells) > 1), None)
    if at is None:
        return sheet
    found = sheet.rows[at]
    notices = (*sheet.notices, *_told(f"[{sheet.name}]" if sheet.name else "", found.number))
    return replace(sheet, columns=_header(sheet.name, found.cells), rows=sheet.rows[at + 1 :], notices=notices)


def _told(place: str, line: int) -> list[str]:
    return [f"{place}: the header was read from row {line}"] if line > 1 else []


def _header(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(" ".join(cell.split()) or f"column {at}" for at, cell in enumerate(cells, start=1))
    seen = set[str]()
    for column in names:
        if column.casefold() in seen:
            raise DataError(
                f"{name}: column '{show(column)}' stands twice in the header.", remedy="Name each column once."
            )
        seen.add(column.casefold())
    return names


class Layout:
    """How the rows of one sheet are read."""

    def __init__(
        self, place: str, sheet: Sheet, sample: Iterable[Row], origin: Origin, chosen: Mapping[str, str]
    ) -> None:
        cells = [row.cells for row in sample]
        self.named = placed(place, sheet.columns, cells, chosen)
        self._sheet, self._origin = replace(sheet, rows=(), quarantined=()), origin
        at = {column: place for place, column in enumerate(sheet.columns)}
        self._once = {field: at[column] for column, field in self.named.items() if field in ONCE}
        self._traces = [(at[c], *trace_of(field)) for c, field in self.named.items() if field not in ONCE]
        filled = {at for row in cells for at, cell in enumerate(row) if cell.strip()}
        unread = [
            column
            for place_of, column in enumerate(sheet.columns)
            if column not in self.named and (place_of in filled or not column.startswith("column "))
        ]
        self.notes = [f"{place}: not read: {', '.join(map(show, unread))}"] if unread else []

    @property
    def file(self) -> str:
        """The file it is of."""
        return self._origin.file

    def device(self, row: Row, log: Log) -> Device | Quarantined:
        """The device of a row; set aside where a cell, or its quantity, cannot be read."""
        cells = row.cells
        if unfit := unfit_row(self._origin.file, self._sheet, row, "\n".join(cells)):
            return unfit
        source = self._origin.at(row.number, sheet=self._sheet.name)
        traces = list[Trace]()
        for at, kind, field in self._traces:
            cell = cells[at].strip()
            if not cell or (len(cell) < _SHORT and cell.lower() in BLANK):
                continue
            if kind == "mac":
                traces += [Trace(kind=kind, value=mac, source=source) for mac in _macs(cell, row.number, log)]
            else:
                traces.append(Trace(kind=kind, value=cell, field=field, source=source))
        once = {field: cells[at].strip() for field, at in self._once.items()}
        try:
            count = quantity(once["count"]) if "count" in once else 1
        except ValueError as refused:
            column = self._sheet.columns[self._once["count"]]
            return self._aside(row, WrongRow(column, show(once["count"]), str(refused), "Write a number."))
        address = plain_ip(once.get("address", ""))
        return Device(
            id=once.get("id") or address or f"row {row.number}",
            traces=tuple(traces),
            address=address,
            site=once.get("site", ""),
            behind=once.get("behind", ""),
            count=count,
            exposed=self._exposed(once["exposed"], row.number, log) if "exposed" in once else None,
            seen=once.get("seen", ""),
            columns=tuple(zip(self._sheet.columns, cells, strict=True)),
            source=source,
        )

    def _exposed(self, text: str, row: int, log: Log) -> bool | None:
        try:
            found = answer(text)
        except ValueError:
            log.doubt("rows say neither yes nor no to being reached from the Internet", row)
            return None
        return None if found == "unknown" else found == "yes"

    def _aside(self, row: Row, wrong: WrongRow) -> Quarantined:
        return Quarantined(
            file=self._origin.file,
            sheet=self._sheet.name,
            row=row.number,
            column=wrong.column,
            value=wrong.value,
            reason=wrong.reason,
            remedy=wrong.remedy,
        )


def _macs(cell: str, row: int, log: Log) -> list[str]:
    """The hardware addresses of a cell, which may hold several; what is none stays as it is, with a doubt."""
    if found := plain_mac(cell):
        return [found]
    several = [mac for text in MAC.findall(cell) if (mac := plain_mac(text))]
    if not several:
        log.doubt("rows hold something else where a hardware address should be", row)
        return [cell]
    return list(dict.fromkeys(several))


def quantity(text: str) -> int:
    """How many devices a cell speaks of; one where it is blank. Raises ValueError for what is no whole number."""
    plain = text.replace(",", "").removesuffix(".0")
    if not text or text.lower() in BLANK:
        return 1
    if not plain.isdecimal():
        raise ValueError("the quantity is no whole number")
    return int(plain)
