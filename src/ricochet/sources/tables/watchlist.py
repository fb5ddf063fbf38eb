"""A user's own watch-list: CSV or JSONL with `id, kind, names, weak, birth_date, country, gender, identifiers`.

Several values in one CSV cell are parted by ";" or "|". Rows with one id are one entry with the names of all.
`name` also stands for `names`. Unknown columns are let be and named in a notice.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping

from ricochet.errors import DataError, ForeignFile
from ricochet.model.kind import KINDS, kind_of
from ricochet.model.party import Identifier, Name, Party
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.sources.read import Read

COLUMNS = ("id", "kind", "names", "weak", "birth_date", "country", "gender", "identifiers")
_SAME = {"name": "names", "schema": "kind", "aliases": "names", "birthdate": "birth_date", "dob": "birth_date",
         "countries": "country", "identifier": "identifiers", "weak_names": "weak"}  # fmt: skip
_PARTS = re.compile(r"[;|\n]")
_SURROGATE = re.compile("[\ud800-\udfff\x00]")
MAX_NAME = 65_536
"""Code points of one name that are kept; a longer cell is no name."""


def read_watchlist(data: bytes, file: str, list_id: str) -> Read[Party]:
    """Read a watch-list. A party's id is `list_id:id`, its source's publisher `list_id`.

    Raises ForeignFile when the file is not text or has no id or names, DataError when it is not UTF-8.
    """
    text = _text(data, file)
    sha256 = hashlib.sha256(data).hexdigest()
    rows = _json_rows if text.lstrip()[:1] == "{" else _csv_rows
    parties: dict[str, Party] = {}
    quarantined: list[Quarantined] = []
    unknown: dict[str, None] = {}
    mapping: dict[str, str] = {}
    count = 0
    for row, record in rows(text, file):
        count += 1
        if isinstance(record, Quarantined):
            quarantined.append(record)
            continue
        fields: dict[str, tuple[str, ...]] = {}
        for header, value in record.items():
            plain = header.strip().lower().replace(" ", "_")
            column = _SAME.get(plain, plain)
            if column in COLUMNS:
                mapping[header] = column
                fields[column] = fields.get(column, ()) + _values(value, column)
            elif header:
                unknown[header] = None
        party = _party(fields, Source(publisher=list_id, file=file, sha256=sha256, row=row))
        if isinstance(party, Quarantined):
            quarantined.append(party)
        else:
            parties[party.id] = _merged(parties.get(party.id), party)
    notices = (f"{file}: columns not read: {', '.join(unknown)}",) if unknown else ()
    return Read(
        records=tuple(parties.values()),
        quarantined=tuple(quarantined),
        notices=notices,
        rows=count,
        mapping=tuple(mapping.items()),
    )


def _text(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise DataError(
            f"{file} is not UTF-8 (byte {wrong.start + 1}).", remedy="Save it as UTF-8 CSV or JSONL."
        ) from None
    if not text.strip() or text.lstrip()[:1] == "<":
        raise ForeignFile(f"{file} is not a watch-list.", remedy=f"Bring CSV or JSONL with {', '.join(COLUMNS)}.")
    return text


def _csv_rows(text: str, file: str) -> Iterator[tuple[int, Mapping[str, object] | Quarantined]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader)
    except csv.Error as wrong:
        raise ForeignFile(f"{file} is not CSV: {wrong}.", remedy="Save it as UTF-8 CSV or JSONL.") from None
    known = {_SAME.get(h.strip().lower(), h.strip().lower()) for h in header}
    if not {"id", "names"} <= known:
        raise ForeignFile(
            f"{file} has no column {' or '.join(sorted({'id', 'names'} - known))}.",
            remedy=f"A watch-list has the columns {', '.join(COLUMNS)}; it needs id and names.",
        )
    row = 1
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            yield row, _set_aside(file, row, "", "", f"not a CSV row: {wrong}", "Check the quotes and the length.")
            continue
        if any(cell.strip() for cell in cells):
            yield row, dict(zip(header, cells, strict=False))


def _json_rows(text: str, file: str) -> Iterator[tuple[int, Mapping[str, object] | Quarantined]]:
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict):
            yield row, record
        else:
            yield row, _set_aside(file, row, "", line[:80], "not a JSON object", "Write one JSON object a line.")


def _values(value: object, column: str) -> tuple[str, ...]:
    if isinstance(value, str):
        parts = [value] if column in {"id", "kind", "gender"} else _PARTS.split(value)
        return tuple(part.strip() for part in parts if part.strip())
    if isinstance(value, list):
        # A list's own parts are whole: only a cell needs parting.
        return tuple(text for part in value if (text := _one(part)))
    text = _one(value)
    return (text,) if text else ()


def _one(value: object) -> str:
    if isinstance(value, dict):
        kind, number = value.get("type", ""), value.get("value", "")
        return f"{kind}:{number}" if kind and number else str(number or value.get("text", ""))
    return "" if value is None or isinstance(value, (list, bool)) else str(value).strip()


def _party(fields: Mapping[str, tuple[str, ...]], source: Source) -> Party | Quarantined:
    ident = " ".join(fields.get("id", ()))
    names, weak = fields.get("names", ()), fields.get("weak", ())
    word = " ".join(fields.get("kind", ()))
    kind = kind_of(word)
    if not ident:
        return _of(source, "id", "", "an entry needs an id", "Give every entry its own id.")
    if not names and not weak:
        return _of(source, "names", "", f"entry {ident} has no name", "Give at least one name.")
    if any(len(name) > MAX_NAME for name in names + weak):
        return _of(source, "names", names[0][:80], f"longer than {MAX_NAME} characters", "Split the cell into names.")
    if any(_SURROGATE.search(text) for part in fields.values() for text in part):
        return _of(source, "", ident, "holds a character that no text may hold", "Export the file again as UTF-8.")
    if kind is None:
        return _of(source, "kind", word, f"'{word}' is not a kind", f"Write one of {', '.join(KINDS)}.")
    return Party(
        id=f"{source.publisher}:{ident}",
        kind=kind,
        names=(
            *(Name(text=text, role="primary" if at == 0 else "aka") for at, text in enumerate(names)),
            *(Name(text=text, role="aka", weak=True) for text in weak),
        ),
        identifiers=tuple(_identifier(text) for text in fields.get("identifiers", ())),
        countries=fields.get("country", ()),
        births=fields.get("birth_date", ()),
        gender=" ".join(fields.get("gender", ())),
        source=source,
    )


def _identifier(text: str) -> Identifier:
    kind, colon, value = text.partition(":")
    if colon and value and not value.startswith("//"):
        return Identifier(type=kind.strip(), value=value.strip())
    return Identifier(type="", value=text)


def _merged(known: Party | None, party: Party) -> Party:
    if known is None:
        return party
    return Party(
        id=known.id,
        kind=known.kind if known.kind == party.kind else "any",
        names=tuple(dict.fromkeys(known.names + party.names)),
        identifiers=tuple(dict.fromkeys(known.identifiers + party.identifiers)),
        countries=tuple(dict.fromkeys(known.countries + party.countries)),
        births=tuple(dict.fromkeys(known.births + party.births)),
        gender=known.gender or party.gender,
        source=known.source,
    )


def _of(source: Source, column: str, value: str, reason: str, remedy: str) -> Quarantined:
    return _set_aside(source.file, source.row, column, value, reason, remedy)


def _set_aside(file: str, row: int, column: str, value: str, reason: str, remedy: str) -> Quarantined:
    return Quarantined(file=file, row=row, column=column, value=value, reason=reason, remedy=remedy)
