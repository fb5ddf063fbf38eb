"""OFAC CSV: the main, address, alias and comments files of the SDN list or of the non-SDN lists, one set.

Delimiters: "," (.csv), "@" (.del), "|" (.pip). No header; a null is `-0- `; the official files end in CRLF and one 0x1A
byte (Ctrl-Z), so a CRLF file without it is cut. Copies saved again with LF have lost it: accepted with a notice.
Layout: OFAC's dat_spec.txt. The files carry no date.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ricochet.errors import ForeignFile, TruncatedFile
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Name, NameRole
from ricochet.model.quarantine import Quarantined
from ricochet.sources.lists.bytes_in import decode, rows
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.entry import Entry, Origin, editions
from ricochet.sources.lists.facts import Facts
from ricochet.sources.lists.ofac_lists import SDN, lists_of
from ricochet.sources.lists.ofac_remarks import LIMIT, unfold

COLUMNS = {"main": 12, "add": 6, "alt": 5, "comments": 2}
DELIMITERS = {".del": "@", ".pip": "|"}
LOST = {"add": "no addresses", "alt": "no strong aliases", "comments": "remarks cut at 1,000 characters end there"}
_END = "\x1a"
_NULLS = frozenset({"-0- ", "-0-", "-0"})
"""The null, and what is left of it where a re-saved copy lost its last bytes."""
_KINDS: dict[str, Kind] = {
    "": "organization",
    "individual": "person",
    "entity": "organization",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_ROLES: dict[str, NameRole] = {"aka": "aka", "fka": "fka", "nka": "nka"}
_NOTES = ((6, "vessel type"), (7, "tonnage"), (8, "gross registered tonnage"))


@dataclass(slots=True)
class _Set:
    """What is gathered while the files of one set are read."""

    entries: dict[str, Entry] = field(default_factory=dict)
    facts: defaultdict[str, Facts] = field(default_factory=lambda: defaultdict(Facts))
    remarks: dict[str, str] = field(default_factory=dict)
    quarantined: list[Quarantined] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def parse(files: Mapping[str, tuple[str, bytes]], *, sdn: bool) -> tuple[Edition, ...]:
    """Read one set: role ("main", "add", "alt", "comments") -> (bare file name, bytes).

    `sdn` says whether this is the SDN list; otherwise each entry's programmes tell its lists. Only main is needed, what
    else is missing stands in `lacks`. Raises ForeignFile, TruncatedFile or DataError when a file cannot be trusted.
    """
    if "main" not in files:
        name = next(iter(files.values()))[0] if files else "set"
        raise ForeignFile(f"{name}: its main file (sdn.csv or cons_prim.csv) is missing.", remedy="Add it beside it.")
    gathered = _Set()
    name, data = files["main"]
    _main(gathered, name, _cells(gathered, name, data, "main"))
    if not gathered.entries:
        raise ForeignFile(f"{name}: not one entry could be read.", remedy="An empty list is never taken as news.")
    readers: dict[str, Callable[[_Set, str, _Cells], None]] = {"comments": _comments, "add": _add, "alt": _alt}
    for role, read in readers.items():
        if role in files:
            read(gathered, files[role][0], _cells(gathered, *files[role], role))
    _remarks(gathered, name)
    cut = sum(1 for text in gathered.remarks.values() if len(text) == LIMIT)
    lacks = tuple(f"{role}: {why}" for role, why in LOST.items() if role not in files and (role != "comments" or cut))
    return _editions(gathered, name, data, lacks, sdn=sdn)


_Cells = list[tuple[int, list[str]]]


def _cells(gathered: _Set, name: str, data: bytes, role: str) -> _Cells:
    """All rows of one file with the right number of cells; the others are quarantined. Checks the end of the file."""
    text = decode(name, data)
    delimiter = next((mark for ending, mark in DELIMITERS.items() if name.lower().endswith(ending)), ",")
    found = [(line, cells) for line, cells in rows(name, text, delimiter) if "".join(cells).strip(f"{_END} ")]
    if not found:
        raise ForeignFile(f"{name} is empty.", remedy="Fetch it again; nobody is delisted by an empty file.")
    width = COLUMNS[role]
    last_line, last = found[-1]
    ended = text.endswith(_END)
    if len(last) != width or (not ended and not text.endswith("\n") and not _whole(text, last[-1])):
        raise TruncatedFile(
            f"{name}, line {last_line}: the last line breaks off ({len(last)} of {width} cells).",
            remedy="Fetch the file again.",
        )
    if not ended and role != "comments":
        if "\r\n" in text:
            raise TruncatedFile(f"{name}: the end mark 0x1A is missing, so the end is too.", remedy="Fetch it again.")
        gathered.notices.append(f"{name}: re-saved copy without OFAC's end mark; a cut at a line end would not show")
    one_line_each = last_line == len(found)
    good = []
    for line, cells in found:
        if len(cells) == width and (one_line_each or "\n" not in "".join(cells)):
            good.append((line, ["" if cell in _NULLS else cell for cell in cells]))
        else:
            why = (
                f"{len(cells)} cells where the format has {width}" if len(cells) != width else "a line break in a cell"
            )
            _aside(gathered, name, line, "", delimiter.join(cells), why)
    return good


def _whole(text: str, last: str) -> bool:
    """Whether a file without a final line end stops after a complete cell: quoted, or a null however short."""
    return text.endswith('"') or last in _NULLS


def _aside(gathered: _Set, name: str, line: int, column: str, value: str, reason: str) -> None:
    gathered.quarantined.append(
        Quarantined(
            file=name,
            row=line,
            column=column,
            value=value[:200],
            reason=reason,
            remedy="Compare with the publisher's file of the same day.",
        )
    )


@lru_cache(maxsize=1 << 14)
def _programmes(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.strip("[]").split("] [") if part)


def _name(text: str, kind: Kind, role: NameRole = "primary") -> Name:
    if kind == "person" and ", " in text:
        family, given = text.split(", ", 1)
        return Name(text=text, role=role, given=given, family=family)
    return Name(text=text, role=role)


def _main(gathered: _Set, file: str, cells: _Cells) -> None:
    seen: dict[str, list[str]] = {}
    for line, row in cells:
        number, text = row[0], row[1]
        if not (number.isascii() and number.isdigit()):
            _aside(gathered, file, line, "ent_num", number, "not an OFAC number")
        elif not text:
            _aside(gathered, file, line, "SDN_Name", text, "an entry without a name")
        elif number in seen:
            if seen[number] == row:
                gathered.notices.append(f"{file}, line {line}: entry {number} is printed twice, counted once")
            else:
                _aside(gathered, file, line, "ent_num", number, "a second, different entry under the same number")
        else:
            seen[number] = row
            kind = _KINDS.get(row[2].lower())
            if kind is None:
                gathered.notices.append(f"{file}, line {line}: type '{row[2]}' is new to us; kept as any kind")
            entry = Entry(number, line, kind or "any", _name(text, kind or "any"), _programmes(row[3]))
            if kind is None or row[4] or any(row[5:11]):
                _details(gathered.facts[number], row, new_type=kind is None)
            gathered.entries[number] = entry
            gathered.remarks[number] = row[11]


def _details(facts: Facts, row: list[str], *, new_type: bool) -> None:
    if new_type:
        facts.note("type", row[2])
    facts.note("title", row[4])
    if row[5]:
        facts.add("Vessel Call Sign", row[5])
    for column, label in _NOTES:
        facts.note(label, row[column])
    if row[9]:
        facts.add("vessel flag", row[9])
    if row[10]:
        facts.links.append(("Vessel Owner", row[10]))


def _known(gathered: _Set, file: str, line: int, number: str) -> Entry | None:
    entry = gathered.entries.get(number)
    if entry is None:
        _aside(gathered, file, line, "ent_num", number, "names an entry that the main file does not have")
    return entry


def _add(gathered: _Set, file: str, cells: _Cells) -> None:
    for line, (number, _, street, city, country, remarks) in cells:
        if entry := _known(gathered, file, line, number):
            if text := ", ".join(part for part in (street, city, country) if part):
                entry.addresses += (Address(text=text, street=street, city=city, country=country),)
            if remarks:
                gathered.facts[number].note("address remark", remarks)


def _alt(gathered: _Set, file: str, cells: _Cells) -> None:
    """Aliases of this file are strong: OFAC prints the weak ones in the remarks."""
    for line, (number, _, role, text, remarks) in cells:
        if entry := _known(gathered, file, line, number):
            if not text:
                _aside(gathered, file, line, "alt_name", text, "an alias without a name")
                continue
            if role not in _ROLES:
                gathered.notices.append(f"{file}, line {line}: alias type '{role}' is new to us; kept as an a.k.a.")
                gathered.facts[number].note("alias type", f"{text}: {role}")
            gathered.facts[number].names.append(_name(text, entry.kind, _ROLES.get(role, "aka")))
            gathered.facts[number].note("alias remark", remarks)


def _comments(gathered: _Set, file: str, cells: _Cells) -> None:
    for line, (number, text) in cells:
        if _known(gathered, file, line, number):
            before = gathered.remarks[number]
            if len(before) < LIMIT:
                gathered.notices.append(f"{file}, line {line}: continues remarks of entry {number} that are not cut")
                before = f"{before}; " if before else ""
            gathered.remarks[number] = before + text


def _remarks(gathered: _Set, file: str) -> None:
    for number, facts in gathered.facts.items():
        gathered.entries[number].facts = facts
    for number, text in gathered.remarks.items():
        if text:
            entry = gathered.entries[number]
            entry.facts = entry.facts.plus(unfold(text))
            if len(text) == LIMIT:
                gathered.notices.append(
                    f"{file}: remarks of entry {number} are cut at 1,000 characters and no comments file continues them"
                )


def _editions(gathered: _Set, file: str, data: bytes, lacks: tuple[str, ...], *, sdn: bool) -> tuple[Edition, ...]:
    on_sdn = {SDN: None}
    for entry in gathered.entries.values():
        entry.lists = on_sdn if sdn else dict.fromkeys(lists_of(entry.programmes, entry.facts.notes))
    origin = Origin(file=file, sha256=hashlib.sha256(data).hexdigest(), lacks=lacks, notices=tuple(gathered.notices))
    aside: dict[str, list[Quarantined]] = defaultdict(list)
    home = SDN if sdn else min(name for entry in gathered.entries.values() for name in entry.lists)
    for row in gathered.quarantined:
        aside[home].append(row)
    return editions(list(gathered.entries.values()), origin, aside)
