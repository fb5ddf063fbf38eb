"""Columns: which column of a sheet is which field: by documented words or the user's mapping, never by guessing."""

import difflib
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ricochet.errors import DataError, UsageError
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.sources.read import Read
from ricochet.sources.tables.sheet import Sheet
from ricochet.sources.tables.table import read_table, show

T = TypeVar("T")
IGNORE = "-"
"""What a user's mapping says of a column that must not be read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record and the headers it goes by, beside its own name, in `key` form.

    Two columns that both go by these words are refused. `otherwise` are weaker words, tried in order where no column
    goes by the others.
    """

    name: str
    words: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    required: bool = False


EVIDENCE = (Field("source", ("sources", "cite", "citation", "reference")), Field("confidence"))
"""What a row itself says of its evidence; both go into its Source."""


class WrongRow(Exception):
    """What is wrong with one row, and where: it becomes `Quarantined`."""

    def __init__(self, column: str, value: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason, self.remedy = column, value, reason, remedy


@dataclass(frozen=True, slots=True)
class Record:
    """One row through its mapping: stripped text by field, blank where there is no column or no text.

    `columns` names each field's column. `others` are the columns of open groups: group, header, text (not blank).
    """

    cells: Mapping[str, str]
    columns: Mapping[str, str]
    others: tuple[tuple[str, str, str], ...]
    source: Source

    def __getitem__(self, name: str) -> str:
        """The text of a field."""
        return self.cells.get(name, "")

    def need(self, name: str) -> str:
        """The text of a field that must not be blank."""
        if found := self[name]:
            return found
        raise self.wrong(name, "the cell is empty", "Fill it in, or remove the row.")

    def parse(self, name: str, reader: Callable[[str], T], remedy: str = "Correct the cell.") -> T:
        """Read a field with a function that raises ValueError for what it cannot read."""
        try:
            return reader(self[name])
        except ValueError as wrong:
            raise self.wrong(name, str(wrong), remedy) from None

    def wrong(self, name: str, reason: str, remedy: str) -> WrongRow:
        """What to raise for a field that does not do."""
        return self.wrong_at(self.columns.get(name, name), self[name], reason, remedy)

    def wrong_at(self, column: str, text: str, reason: str, remedy: str) -> WrongRow:
        """The same for a column of an open group."""
        return WrongRow(column, show(text), reason, remedy)


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows under one mapping, and what was noticed on the way; to be made into records by `records_of`."""

    name: str
    records: tuple[Record, ...]
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]


def read_columns(
    name: str,
    data: bytes,
    fields: tuple[Field, ...],
    *,
    publisher: str,
    mapping: Mapping[str, str] | None = None,
    group: Callable[[str], str | None] = lambda _key: None,
    one_of: tuple[str, ...] = (),
) -> Table:
    """Read a file and map its columns. `group` names the open group (identifier, address…) of a header's key.

    `one_of` are fields and groups of which a sheet needs one. `mapping` (column -> field, group or "-") goes before the
    documented words. Of a workbook every sheet with all required columns is read. Raises DataError where a required
    column is missing or a field has two columns, UsageError for a mapping that names what is not there.
    """
    sheets = read_table(name, data)
    chosen = dict(mapping or {})
    known = {column for sheet in sheets for column in sheet.columns}
    for column in chosen:
        if column not in known:
            raise UsageError(
                f"the mapping names the column '{show(column)}', which {name} does not have.",
                remedy=f"It has: {_listed(sorted(known))}.",
            )
    digest = hashlib.sha256(data).hexdigest()
    records: list[Record] = []
    quarantined: list[Quarantined] = []
    notices: list[str] = []
    used: dict[str, str] = {}
    lacking: list[str] = []
    for sheet in sheets:
        place = f"{name} [{sheet.name}]" if sheet.name else name
        named = _map(place, sheet, fields, chosen, group)
        found = set(named.values())
        missing = [field for field in fields if field.required and field.name not in found]
        if one_of and not found.intersection(one_of):
            missing = [field for field in fields if field.name in one_of]
        if missing:
            lacking.append(_missing(place, sheet, missing[0]))
            continue
        used |= named
        quarantined += sheet.quarantined
        notices += sheet.notices
        if unread := [column for column in sheet.columns if column not in named]:
            notices.append(f"{place}: not read: {_listed(unread)}")
        if not sheet.rows and not sheet.quarantined:
            notices.append(f"{place}: a header without rows")
        records += _records(sheet, named, fields, Source(publisher=publisher, file=name, sha256=digest, row=0))
    if len(lacking) == len(sheets):
        raise DataError(lacking[0], remedy="Rename the column, or name it in a --mapping file.")
    notices += [f"{message} The sheet was not read." for message in lacking]
    return Table(name, tuple(records), tuple(quarantined), tuple(notices), tuple(used.items()))


def records_of(table: Table, build: Callable[[Record], T]) -> Read[T]:
    """Make a record of each row; a row for which `build` raises WrongRow is quarantined."""
    built: list[T] = []
    aside: list[Quarantined] = []
    for record in table.records:
        try:
            built.append(build(record))
        except WrongRow as wrong:
            aside.append(
                Quarantined(
                    file=table.name,
                    sheet=record.source.sheet,
                    row=record.source.row,
                    column=wrong.column,
                    value=wrong.value,
                    reason=wrong.reason,
                    remedy=wrong.remedy,
                )
            )
    return Read(
        records=tuple(built),
        quarantined=(*table.quarantined, *aside),
        notices=table.notices,
        rows=len(table.records) + len(table.quarantined),
        mapping=table.mapping,
    )


def key(header: str) -> str:
    """A header without case and punctuation: "Share (%)" is "share_percent"."""
    return re.sub(r"\W+", "_", header.casefold().replace("%", " percent ")).strip("_")


def _map(
    place: str,
    sheet: Sheet,
    fields: tuple[Field, ...],
    chosen: Mapping[str, str],
    group: Callable[[str], str | None],
) -> dict[str, str]:
    """Column -> field or group, in the order of the sheet."""
    names = {field.name for field in fields}
    taken = {column: _chosen(column, name, names, group) for column, name in chosen.items() if column in sheet.columns}
    free = {column: key(column) for column in sheet.columns if column not in taken}
    for field in fields:
        columns = [column for column, name in taken.items() if name == field.name] or _matching(field, free)
        if len(columns) > 1:
            raise DataError(
                f"{place}: the columns '{show(columns[0])}' and '{show(columns[1])}' are both '{field.name}'.",
                remedy="Keep one, or say in a --mapping file which is meant ('-' leaves a column out).",
            )
        for column in columns:
            taken[column] = field.name
            free.pop(column, None)
    taken |= {column: name for column, word in free.items() if (name := group(word))}
    return {column: taken[column] for column in sheet.columns if taken.get(column, IGNORE) != IGNORE}


def _chosen(column: str, name: str, names: set[str], group: Callable[[str], str | None]) -> str:
    if name in names or name == IGNORE:
        return name
    if found := group(name):
        return found
    raise UsageError(
        f"the mapping reads '{show(column)}' as '{show(name)}', which is no field.",
        remedy=f"Fields: {', '.join(sorted(names))}, or '-' to leave a column out.",
    )


def _matching(field: Field, free: Mapping[str, str]) -> list[str]:
    words = {field.name, *field.words}
    if matching := [column for column, word in free.items() if word in words]:
        return matching
    return next(([column] for word in field.otherwise for column, found in free.items() if word == found), [])


def _records(sheet: Sheet, named: Mapping[str, str], fields: tuple[Field, ...], source: Source) -> list[Record]:
    names = {field.name for field in fields}
    single = {named[column]: i for i, column in enumerate(sheet.columns) if named.get(column) in names}
    many = [(named[column], column, i) for i, column in enumerate(sheet.columns) if column in named]
    many = [item for item in many if item[0] not in names]
    columns = {name: sheet.columns[i] for name, i in single.items()}
    records = []
    for row in sheet.rows:
        cells = {name: row.cells[i].strip() for name, i in single.items()}
        others = tuple((name, column, text) for name, column, i in many if (text := row.cells[i].strip()))
        origin = Source(
            publisher=source.publisher,
            file=source.file,
            sha256=source.sha256,
            row=row.number,
            sheet=sheet.name,
            cite=cells.get("source", ""),
            confidence=cells.get("confidence", ""),
        )
        records.append(Record(cells, columns, others, origin))
    return records


def _missing(place: str, sheet: Sheet, field: Field) -> str:
    words = (field.name, *field.words, *field.otherwise)
    near = sorted(
        sheet.columns,
        key=lambda column: -max(difflib.SequenceMatcher(None, key(column)[:60], word).ratio() for word in words),
    )
    return (
        f"{place} has no column '{field.name}' (also read as: {', '.join(words[1:])}). "
        f"It has: {_listed(sheet.columns)}; nearest is '{show(near[0])}'."
    )


def _listed(columns: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(columns) - 30} more" if len(columns) > 30 else ""
    return ", ".join(show(column) for column in columns[:30]) + more
