"""CSL: the Consolidated Screening List CSV (trade.gov), one Edition for each of its thirteen or so lists.

Key: source and `_id` (the OFAC number for Treasury rows, else a hash). The same number under two sources is a party
on two lists; a row whose every cell but `source_list_url` repeats counts once, with a notice; one that differs is
quarantined.
`end_date` is the last day in force (a denial order runs "until" that day, and the safer reading includes it), so a
listing's `until` is the day after. Files of 2019 have no `_id`: there the key is the OFAC number or a hash of the row's
name, addresses and dates.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ricochet.errors import ForeignFile, SchemaDrift, TruncatedFile
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Name
from ricochet.model.quarantine import Quarantined
from ricochet.sources.lists.bytes_in import decode, rows
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.entry import Entry, Origin, editions
from ricochet.sources.lists.facts import ID_TYPES, NOTE_TYPES, Facts
from ricochet.sources.lists.ofac_lists import CONSOLIDATED, SDN
from ricochet.sources.lists.ofac_remarks import unfold

SOURCES = {
    "SDN": "us-ofac-sdn",
    "SSI": "us-ofac-ssi",
    "CMIC": "us-ofac-cmic",
    "NS-MBS List": "us-ofac-mbs",
    "MBS": "us-ofac-mbs",
    "CAP": "us-ofac-capta",
    "PLC": "us-ofac-plc",
    "FSE": "us-ofac-fse",
    "EL": "us-bis-el",
    "MEU": "us-bis-meu",
    "DPL": "us-bis-dpl",
    "UVL": "us-bis-uvl",
    "ISN": "us-state-isn",
    "DTC": "us-state-dtc",
}
"""The code in brackets of the `source` column -> list id."""
READ = frozenset(
    {
        *("_id", "source", "entity_number", "type", "programs", "name", "title", "addresses"),
        *("federal_register_notice", "start_date", "end_date", "standard_order"),
        *("license_requirement", "license_policy", "call_sign", "vessel_type", "gross_tonnage"),
        *("gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url"),
        *("alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth"),
        *("source_information_url", "ids"),
    }
)
"""Every column known. `source_list_url` and `source_information_url` are links for the reader, kept as notes."""
REQUIRED = ("source", "name", "type", "programs", "addresses", "start_date", "ids")

_CODE = re.compile(r"\(([A-Za-z -]+)\)")
_KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organization",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "": "any",
}
_NOTES = (
    ("title", "title"),
    ("vessel_type", "vessel type"),
    ("gross_tonnage", "tonnage"),
    ("gross_registered_tonnage", "gross registered tonnage"),
    ("standard_order", "standard order"),
    ("source_information_url", "link"),
    ("source_list_url", "link"),
)
_MANY = (
    ("nationalities", "nationality"),
    ("citizenships", "citizen"),
    ("dates_of_birth", "DOB"),
    ("places_of_birth", "POB"),
    ("vessel_flag", "vessel flag"),
)
_COUNTRY = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TYPES = frozenset({*ID_TYPES, *NOTE_TYPES, "Gender", "Nationality of Registration"})

Row = dict[str, str]


@dataclass(slots=True)
class _File:
    name: str
    entries: list[Entry] = field(default_factory=list)
    seen: dict[tuple[str, str], Row] = field(default_factory=dict)
    quarantined: dict[str, list[Quarantined]] = field(default_factory=lambda: defaultdict(list))
    notices: list[str] = field(default_factory=list)


def parse(name: str, data: bytes) -> tuple[Edition, ...]:
    """Read one file. Raises ForeignFile, TruncatedFile, SchemaDrift (a new column or a new source) or DataError."""
    text = decode(name, data)
    found = list(rows(name, text))
    header = [cell.strip() for cell in found[0][1]] if found else []
    _check(name, header)
    width = len(header)
    if len(found[-1][1]) != width:
        raise TruncatedFile(
            f"{name}, line {found[-1][0]}: the last line breaks off ({len(found[-1][1])} of {width} cells).",
            remedy="Fetch the file again.",
        )
    if not text.endswith("\n"):
        raise TruncatedFile(f"{name}: the last line has no end, so it may be cut.", remedy="Fetch the file again.")
    file = _File(name)
    table: list[tuple[int, Row]] = []
    for line, cells in found[1:]:
        if [cell.strip() for cell in cells] == header:
            file.notices.append(f"{name}, line {line}: the header again, not an entry")
        elif len(cells) != width:
            _aside(file, _home(cells), line, "", ",".join(cells), f"{len(cells)} cells where the header has {width}")
        else:
            table.append((line, dict(zip(header, cells, strict=True))))
    type_first = _type_first(row["ids"] for _, row in table)
    for line, row in table:
        _row(file, line, row, type_first=type_first)
    if not file.entries:
        raise ForeignFile(f"{name}: not one entry could be read.", remedy="An empty list is never taken as news.")
    _tie(file.entries)
    origin = Origin(file=name, sha256=hashlib.sha256(data).hexdigest(), notices=tuple(file.notices))
    return editions(file.entries, origin, file.quarantined)


def _tie(entries: Iterable[Entry]) -> None:
    """Tie what one OFAC number says on several lists to the SDN list, else to the first by id."""
    lists: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        lists[entry.number] += entry.lists
    for entry in entries:
        first = min(lists[entry.number], key=lambda name: (name != SDN, name))
        if first not in entry.lists:
            entry.elsewhere = (first,)


def _check(name: str, header: Sequence[str]) -> None:
    if missing := [column for column in REQUIRED if column not in header]:
        raise ForeignFile(
            f"{name}: not a Consolidated Screening List: columns {', '.join(missing)} are missing.",
            remedy="Take consolidated.csv from trade.gov.",
        )
    if unknown := sorted(set(header) - READ):
        raise SchemaDrift(
            f"{name}: columns nobody reads yet: {', '.join(unknown)}.",
            remedy="The last good version stays in force; update Ricochet.",
        )
    if len(set(header)) != len(header):
        raise SchemaDrift(f"{name}: a column stands twice in the header.", remedy="Fetch the file again.")


def _list_of(source: str) -> str | None:
    """List id of a `source` cell; None for an agency's list we do not know."""
    known = [SOURCES[code] for code in _CODE.findall(source) if code in SOURCES]
    if known:
        return known[-1]
    return CONSOLIDATED if "Treasury" in source else None


def _home(cells: Sequence[str]) -> str:
    """Where a row of the wrong width is counted: the list one of its first cells names, else the SDN list."""
    return next((name for cell in cells[:3] if (name := _list_of(cell))), SDN)


def _row(file: _File, line: int, row: Row, *, type_first: bool) -> None:
    listed = _list_of(row["source"])
    if listed is None:
        raise SchemaDrift(
            f"{file.name}, line {line}: the source '{row['source']}' is a list nobody reads yet.",
            remedy="The last good version stays in force; update Ricochet.",
        )
    number = _key(row)
    before = file.seen.setdefault((row["source"], number), row)
    if not row["name"].strip():
        _aside(file, listed, line, "name", row["name"], "an entry without a name")
    elif before is row:
        file.entries.append(_entry(file, line, row, listed, number, type_first=type_first))
    elif all(row[column] == before[column] for column in row if column != "source_list_url"):
        file.notices.append(f"{file.name}, line {line}: {listed} {number} is printed twice, counted once")
    else:
        _aside(file, listed, line, "_id", number, "a second, different row under the same source and id")


def _key(row: Row) -> str:
    if own := row.get("_id", "").strip() or row.get("entity_number", "").strip():
        return own
    content = "\n".join((row["source"], row["name"], row["addresses"], row["start_date"], row.get("end_date", "")))
    return hashlib.sha256(content.encode()).hexdigest()[:40]


def _entry(file: _File, line: int, row: Row, listed: str, number: str, *, type_first: bool) -> Entry:
    get = {column: text.strip() for column, text in row.items()}.get
    word = get("type", "")
    kind, facts = _KINDS.get(word.lower()), Facts()
    if kind is None:
        file.notices.append(f"{file.name}, line {line}: type '{word}' is new to us; kept as any kind")
        facts.note("type", word)
    facts.names += [_name(text, kind, primary=False) for text in _many(get("alt_names", ""))]
    for column, label in _NOTES:
        facts.note(label, get(column, ""))
    if call_sign := get("call_sign", ""):
        facts.add("Vessel Call Sign", call_sign)
    for column, label in _MANY:
        for value in _many(get(column, "")):
            facts.add(label, value)
    if owner := get("vessel_owner", ""):
        facts.links.append(("Vessel Owner", owner))
    for item in _items(get("ids", ""), type_first=type_first):
        _identifier(facts, item, type_first=type_first)
    if remarks := get("remarks", ""):
        facts.extend(unfold(remarks))
    since, until = _day(file, line, facts, "start_date", row), _day(file, line, facts, "end_date", row)
    terms = (("License requirement", "license_requirement"), ("License policy", "license_policy"))
    return Entry(
        number,
        line,
        kind or "any",
        _name(row["name"].strip(), kind, primary=True),
        tuple(_many(get("programs", ""))),
        facts,
        tuple(_address(text) for text in _many(get("addresses", ""))),
        {listed: since},
        until=until + timedelta(days=1) if until and until < date.max else None,
        effect=" ".join(f"{label}: {text}" for label, column in terms if (text := get(column, ""))),
        citation=get("federal_register_notice", ""),
    )


def _many(text: str) -> list[str]:
    return [part.strip() for part in text.split("; ") if part.strip()]


def _name(text: str, kind: Kind | None, *, primary: bool) -> Name:
    if kind == "person" and ", " in text:
        family, given = text.split(", ", 1)
        return Name(text=text, role="primary" if primary else "aka", given=given, family=family)
    return Name(text=text, role="primary" if primary else "aka")


def _address(text: str) -> Address:
    last = text.rpartition(", ")[2]
    return Address(text=text, country=last if _COUNTRY.fullmatch(last) else "")


def _type_first(cells: Iterable[str]) -> bool:
    """Whether ids read "type, number, country" (since 2023) rather than "country, number, type" (2022)."""
    first = last = 0
    for cell in cells:
        for item in cell.split("; "):
            parts = item.split(", ")
            if len(parts) > 1:
                first += _is_type(parts[0])
                last += _is_type(parts[-1])
    return first > last


def _is_type(text: str) -> bool:
    plain = text.strip()
    label = plain.rstrip(":").removesuffix(" -")
    return label in _TYPES or plain.startswith("Digital Currency Address") or plain.endswith((":", " -"))


def _items(text: str, *, type_first: bool) -> list[str]:
    """Split at "; ", but not inside a value that holds one: a piece without a known type belongs to its neighbour."""
    items: list[str] = []
    pending = ""
    for piece in text.split("; ") if text else ():
        if type_first:
            if items and not _is_type(piece.partition(", ")[0]):
                items[-1] += f"; {piece}"
            else:
                items.append(piece)
        else:
            pending = f"{pending}; {piece}" if pending else piece
            if _is_type(piece.rpartition(", ")[2]):
                items.append(pending)
                pending = ""
    return [*items, pending] if pending else items


def _identifier(facts: Facts, item: str, *, type_first: bool) -> None:
    """One id: 2022 "country, expires, issued, number, type", 2023 the other way round; country and dates optional."""
    parts = item.split(", ")
    if len(parts) < 2 or not _is_type(parts[0] if type_first else parts[-1]):
        facts.note("id", item)
        return
    kind, rest = (parts[0], parts[1:]) if type_first else (parts[-1], parts[:-1])
    country, days = "", []
    end = -1 if type_first else 0
    while len(rest) > 1 and (_DAY.fullmatch(rest[end]) or (_COUNTRY.fullmatch(rest[end]) and not country)):
        part = rest.pop(end)
        if _DAY.fullmatch(part):
            days.append(part)
        else:
            country = part
    days.sort()
    single = "" if len(days) > 1 or not days else days[0]
    facts.add(
        kind,
        ", ".join(rest),
        country=country,
        issued=days[0] if len(days) > 1 else single,
        expires=days[-1] if len(days) > 1 else "",
    )


def _day(file: _File, line: int, facts: Facts, column: str, row: Row) -> date | None:
    text = row.get(column, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        file.notices.append(f"{file.name}, line {line}: {column} '{text}' is no day; kept as text, read as open")
        facts.note(column, text)
        return None


def _aside(file: _File, listed: str, line: int, column: str, value: str, reason: str) -> None:
    file.quarantined[listed].append(
        Quarantined(
            file=file.name,
            row=line,
            column=column,
            value=value[:200],
            reason=reason,
            remedy="Compare with the publisher's file of the same day.",
        )
    )
