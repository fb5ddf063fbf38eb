"""Register: a table of holdings of any size, as columns. Plain rows are read all at once, every other as ever.

The answer is the same either way: what is not plain, or turns out wrong, goes through the reader of holdings with its
line, and whatever that says of it stands.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from ricochet.model.holding import BASES, Holding
from ricochet.model.holdings import EVER, FOREVER, NOBODY, Holdings, Ints, holdings_of
from ricochet.model.period import first_day, last_day
from ricochet.model.share import Share
from ricochet.model.source import Source
from ricochet.sources.read import Read
from ricochet.sources.tables.cells import ROOM, Cells, find_cells
from ricochet.sources.tables.columns import read_columns
from ricochet.sources.tables.holdings import BASIS_WORDS, FIELDS, ShareUnit, bare, read_holdings, share_of
from ricochet.sources.tables.intern import Texts, intern

LARGE = 1 << 20
"""Bytes from which reading all at once saves more than it takes to begin."""


def read_register(
    name: str,
    data: bytes,
    *,
    publisher: str = "user",
    share_unit: ShareUnit | None = None,
    mapping: Mapping[str, str] | None = None,
) -> tuple[Holdings, Read[Holding]]:
    """Read holdings as `read_holdings` does; the second answer has all but the records. Raises as that does."""
    found = None
    lines, header = data, 0
    if data.startswith(b"PAR1") and len(data) >= LARGE:
        from ricochet.sources.tables.parquet import as_csv  # noqa: PLC0415 - DuckDB loads slowly, and a CSV does without

        lines, header = as_csv(name, data) or b"", 1
    if len(lines) >= LARGE and (cells := find_cells(lines)):
        file = _File(name, publisher, hashlib.sha256(data).hexdigest(), header)
        found = _at_once(file, lines, cells, share_unit, mapping)
    if found is None:
        read = read_holdings(name, data, publisher=publisher, share_unit=share_unit, mapping=mapping)
        found = holdings_of(read.records), replace(read, records=())
    return found


@dataclass(frozen=True, slots=True)
class _File:
    """What sources say of a file; `header` is how many lines of it are no rows of the user's."""

    name: str
    publisher: str
    digest: str
    header: int


def _at_once(
    file: _File,
    data: bytes,
    cells: Cells,
    share_unit: ShareUnit | None,
    mapping: Mapping[str, str] | None,
) -> tuple[Holdings, Read[Holding]] | None:
    """Both kinds of rows put together; None where the whole file has to be read row by row."""
    head = data[: cells.lines[1]]
    fields = dict(read_columns(file.name, head, FIELDS, publisher=file.publisher, mapping=mapping).mapping)
    table = _Table(cells, {fields[column]: place for place, column in enumerate(cells.header) if column in fields})
    shares = list[Share]()
    words: dict[str, int] = {"": 0}

    def share(text: str) -> int:
        shares.append(share_of(text, share_unit))
        return len(shares) - 1

    def word(text: str) -> int:
        return words.setdefault(text, len(words))

    columns = {
        "share": table.column("share", share),
        "basis": table.column("basis", lambda text: BASES.index(BASIS_WORDS[text.casefold()])),
        "start": table.column("from", lambda text: day.toordinal() if (day := first_day(text)) else EVER),
        "end": table.column("to", lambda text: day.toordinal() if (day := last_day(text)) else FOREVER),
        "seen": table.column("seen", lambda text: day.toordinal() if (day := last_day(text)) else EVER),
        "stated": table.column("stated", word),
        "joint": table.column("joint", word),
        "share_class": table.column("class", word),
        "cite": table.column("source", word),
        "confidence": table.column("confidence", word),
    }
    if share_unit is None and table.largest <= 1:
        return None  # what a number means depends on rows that are not plain
    table.good &= columns["start"] <= columns["end"]
    table.good[:1] = False  # the reader of tables needs a row to speak of
    rows = np.flatnonzero(table.good)
    left = cells.others(data, rows)
    unit = share_unit or "percent"
    rest = read_holdings(file.name, left, publisher=file.publisher, share_unit=unit, mapping=mapping)
    odd = tuple(
        replace(row, source=replace(row.source, sha256=file.digest, row=row.source.row - file.header))
        for row in rest.records
    )
    names = table.names(rows, odd)
    if names is None:
        return None
    few = holdings_of(odd)
    again = np.array([word(text) for text in few.words], np.int32)
    also = {
        "share": few.share + np.int32(len(shares)),
        "basis": few.basis,
        "start": few.start,
        "end": few.end,
        "seen": few.seen,
        **{field: again[getattr(few, field)] for field in ("joint", "share_class", "cite", "stated")},
    }
    texts, lines, told = tuple(words), cells.line[rows] - file.header, columns["confidence"][rows]
    whole = {field: np.concatenate([columns[field][rows], more]) for field, more in also.items()}

    def source(row: int) -> Source:
        if row >= len(rows):
            return odd[row - len(rows)].source
        return Source(
            publisher=file.publisher,
            file=file.name,
            sha256=file.digest,
            row=int(lines[row]),
            cite=texts[whole["cite"][row]],
            confidence=texts[told[row]],
        )

    parties, numbers = names
    holdings = Holdings(parties=parties, shares=(*shares, *few.shares), words=texts, source=source, **numbers, **whole)
    aside = tuple(replace(one, row=one.row - file.header) for one in rest.quarantined)
    return holdings, replace(rest, records=(), quarantined=aside, rows=rest.rows + len(rows))


class _Table:
    """The plain rows by field; `good` are those of which every cell so far could be read."""

    def __init__(self, cells: Cells, columns: Mapping[str, int]) -> None:
        self._cells, self._columns = cells, columns
        self.good = (self._size("owner") > 0) & (self._size("owned") > 0)
        self.largest = Fraction(0)

    def _size(self, field: str) -> Ints:
        size: Ints = self._cells.size[:, self._columns[field]]
        return size

    def column(self, field: str, read: Callable[[str], int]) -> Ints:
        """A field's value by row; what `read` raises ValueError or KeyError for is not good."""
        count = len(self._cells.line)
        if field not in self._columns:
            return np.broadcast_to(np.int32(read("")), count)
        place = self._columns[field]
        found = intern(self._cells.text, self._cells.start[:, place].copy(), self._cells.size[:, place].copy())
        if found is None:
            self.good[:] = False
            return np.zeros(count, np.int32)
        codes, texts = found
        values, known = np.zeros(len(texts), np.int32), np.ones(len(texts), bool)
        for code in range(len(texts)):
            text = texts[code]
            try:
                values[code] = read(text)
            except (ValueError, KeyError):
                known[code] = False
            if field == "share":
                self.largest = max(self.largest, *bare(text), Fraction(0))
        self.good &= known[codes]
        return values[codes]

    def names(self, rows: Ints, odd: tuple[Holding, ...]) -> tuple[Texts, dict[str, Ints]] | None:
        """Everybody's number, in the plain rows and the odd ones; None where two names look like one."""
        more = [name.encode() for row in odd for name in (row.owner, row.owned, row.held_for)]
        text = np.concatenate([self._cells.text, np.frombuffer(b"".join(more), np.uint8), np.zeros(ROOM, np.uint8)])
        sizes = np.array([len(name) for name in more], np.int64)
        starts = len(self._cells.text) + np.cumsum(sizes) - sizes
        fields = ["owner", "owned", "held_for"] if "held_for" in self._columns or odd else ["owner", "owned"]
        parts = {}
        for place, field in enumerate(fields):
            column = self._columns.get(field)
            plain = (
                (rows[:0], rows[:0])
                if column is None
                else (self._cells.start[rows, column], self._cells.size[rows, column])
            )
            parts[field] = np.append(plain[0], starts[place::3]), np.append(plain[1], sizes[place::3])
        given = {field: np.flatnonzero(size) for field, (_, size) in parts.items()}
        found = intern(
            text,
            np.concatenate([start[given[field]] for field, (start, _) in parts.items()]),
            np.concatenate([size[given[field]] for field, (_, size) in parts.items()]),
        )
        if found is None:
            return None
        codes, texts = found
        count, at = len(rows) + len(odd), 0
        numbers: dict[str, Ints] = {"held_for": np.broadcast_to(np.int32(NOBODY), count)}
        for field in fields:
            whole = np.full(count, NOBODY, np.int32)
            used = given[field] + (0 if field in self._columns else len(rows))
            whole[used] = codes[at : at + len(used)]
            numbers[field], at = whole, at + len(used)
        return texts, numbers
