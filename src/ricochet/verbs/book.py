"""Book: what `screen` works on: the user's rows, and the lists to search them in."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from ricochet.errors import ListError
from ricochet.model.quarantine import Quarantined
from ricochet.screening.entry import Entry
from ricochet.screening.index import Index
from ricochet.screening.shelf import open_index
from ricochet.settings import Settings
from ricochet.snapshot.choice import choose
from ricochet.snapshot.store import open_snapshot
from ricochet.sources.tables.long import long_table
from ricochet.sources.tables.sheet import Sheet
from ricochet.sources.tables.table import read_table
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.inputs import STDIN, read_input
from ricochet.verbs.listed import index_of
from ricochet.verbs.screen import THRESHOLD, Screening, entries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Rows as their file has them (column -> text), and what of the file could not be read.

    Rows of a long file are read as they are asked for.
    """

    rows: Collection[Mapping[str, object]]
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]


def read_book(path: str) -> Book:
    """Read a table of parties with any headers; every sheet of a workbook counts."""
    long = long_table(Path(path)) if path not in {"-", STDIN} else None
    if long is not None:
        return Book(rows=long, quarantined=long.quarantined, notices=long.notices)
    return _book(read_table(*read_input(path)))


def _book(sheets: Iterable[Sheet]) -> Book:
    sheets = tuple(sheets)
    return Book(
        rows=tuple(dict(zip(sheet.columns, row.cells, strict=True)) for sheet in sheets for row in sheet.rows),
        quarantined=tuple(one for sheet in sheets for one in sheet.quarantined),
        notices=tuple(note for sheet in sheets for note in sheet.notices),
    )


def read_pairs(path: str) -> Book:
    """Read pairs of names (a table), or of whole records (JSON lines with query and candidate)."""
    name, data = read_input(path)
    if not data.lstrip().startswith(b"{"):
        return _book(read_table(name, data))
    rows, bad = [], []
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            rows.append(msgspec.json.decode(line, type=dict[str, object]))
        except (msgspec.DecodeError, RecursionError) as wrong:
            reason, remedy = f"the line is no JSON object ({wrong})", "Write one object a line."
            bad.append(
                Quarantined(file=name, row=number, column="", value=repr(line[:80]), reason=reason, remedy=remedy)
            )
    return Book(rows=tuple(rows), quarantined=tuple(bad), notices=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """Lists ready to be searched; entries set aside; and why nothing in them may be called clear, list by list."""

    screening: Screening
    quarantined: tuple[Quarantined, ...] = ()
    doubts: tuple[str, ...] = ()


def watchlist(path: str, *, caches: Path | None = None, threshold: float | None = None) -> Searchable:
    """The user's own watch-list, ready to be searched alone; its list id is the file's name without ending."""
    return prepare([], watchlists=[path], caches=caches, threshold=threshold)


def prepare(
    list_ids: Iterable[str],
    *,
    settings: Settings | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
    allow_stale: bool = False,
    watchlists: Iterable[str] = (),
    caches: Path | None = None,
    threshold: float | None = None,
) -> Searchable:
    """Lists of the snapshot (with `settings`; no ids means all in force) and watch-lists, ready to be searched.

    A list that is missing, too old on the day or incomplete casts doubt on every clear answer; `allow_stale` accepts
    the old and incomplete. `caches`: where indexes are kept, if anywhere. `threshold`: another than the settings'.
    Raises ListError where there is no snapshot.
    """
    indexes, versions, doubts, bad = [], dict[str, str](), list[str](), list[Quarantined]()
    if settings is not None:
        snapshot = open_snapshot(settings.home, known_on)
        if snapshot is None:
            raise ListError(
                "No official lists are held here.",
                remedy="Run 'ricochet update --from DIR' with the files, or use --against with a list of yours.",
            )
        day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
        choice = choose(snapshot, list_ids, day, dated=as_of is not None)
        indexes.append(index_of(snapshot, choice.versions, day))
        versions = {one.list: one.version for one in choice.versions}
        doubts = [*choice.missing, *(() if allow_stale else choice.stale)]
    for path in watchlists:
        name, data = read_input(path)
        list_id = Path(name).stem
        read = read_watchlist(data, name, list_id)
        entries = entries_of(read.records, list_id=list_id)
        indexes.append(Index(entries) if caches is None else _kept(caches, list_id, data, entries))
        versions[list_id] = ""
        bad += read.quarantined
    doubt = "a list is missing, too old or incomplete" if doubts else ""
    return Searchable(
        screening=Screening(
            indexes=indexes,
            versions=versions,
            doubt=doubt,
            places=settings is not None,
            threshold=threshold or (settings.threshold if settings else None) or THRESHOLD,
        ),
        quarantined=tuple(bad),
        doubts=tuple(doubts),
    )


def _kept(caches: Path, list_id: str, data: bytes, entries: Sequence[Entry]) -> Index:
    return open_index(caches, ["watch-list", list_id, hashlib.sha256(data).hexdigest()], lambda: entries)
