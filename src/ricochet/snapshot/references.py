"""References: files on hardware addresses and vulnerabilities, filed beside the lists, with the day each came.

HOME/references.json   what is held: kind, name, date, SHA-256, records, the day it was filed
HOME/blobs/            the bytes
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

import msgspec

from ricochet.errors import DataError
from ricochet.snapshot import atomic
from ricochet.snapshot.blobs import Blobs
from ricochet.snapshot.dates import day_of, path_date
from ricochet.snapshot.walk import Refused, walk
from ricochet.sources.advisories.recognise import Kind, recognise
from ricochet.sources.advisories.references import Reference, describe


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Held:
    """One file as filed. `published` is its own date, else its path's; `filed` the day on which it came."""

    kind: Kind
    name: str
    published: date | None
    sha256: str
    records: int
    filed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesReport:
    """What of a folder is held now, and which of it is new."""

    held: tuple[Held, ...]
    new: int
    refused: tuple[Refused, ...]


def file_references(home: Path, folder: Path, today: date) -> ReferencesReport:
    """File every reference below the folder. Raises UsageError (no folder), ListError (another update is running)."""
    with atomic.lock(home):
        before = held(home)
        known = {(one.kind, one.name, one.sha256): one for one in before}
        blobs, found, refused = Blobs(home / "blobs"), dict[tuple[str, str, str], Held](), list[Refused]()
        for item in walk(folder):
            if isinstance(item, Refused) or (kind := recognise(item.data)) is None:
                continue
            try:
                one = _filed(blobs, Reference(kind=kind, name=item.name, data=item.data), item.label, today)
            except DataError as wrong:
                refused.append(Refused(label=item.label, reason=wrong.message, remedy=wrong.remedy))
                continue
            key = (one.kind, one.name, one.sha256)
            found[key] = known.get(key, one)
        new = {key: one for key, one in found.items() if key not in known}
        if new:
            everything = sorted((known | new).values(), key=lambda one: (one.kind, one.name, one.sha256))
            atomic.write(home / "references.json", msgspec.json.format(msgspec.json.encode(everything)))
    return ReferencesReport(held=tuple(found.values()), new=len(new), refused=tuple(refused))


def held(home: Path, known_on: date | None = None) -> tuple[Held, ...]:
    """Everything filed up to the day. Raises DataError where the record of it is damaged."""
    try:
        raw = (home / "references.json").read_bytes()
        found = msgspec.json.decode(raw, type=tuple[Held, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as wrong:
        raise DataError(f"references.json of the store is damaged: {wrong}.", remedy="Run update again.") from None
    return tuple(one for one in found if known_on is None or one.filed <= known_on)


def in_force(home: Path, known_on: date | None = None) -> Iterator[Reference]:
    """The newest edition of each series, with its bytes. Raises DataError for a damaged store."""
    blobs = Blobs(home / "blobs")
    newest: dict[tuple[str, str], tuple[Held, Reference]] = {}
    for one in held(home, known_on):
        file = Reference(kind=one.kind, name=one.name, data=b"", published=one.published)
        rival = newest.get(file.series)
        if rival is None or (one.published or date.min, one.filed) >= (rival[0].published or date.min, rival[0].filed):
            newest[file.series] = (one, file)
    for one, file in newest.values():
        yield Reference(kind=file.kind, name=file.name, data=blobs.get(one.sha256), published=file.published)


def _filed(blobs: Blobs, file: Reference, label: str, today: date) -> Held:
    own, count = describe(file)
    published = own or day_of(path_date(PurePath(label)))
    sha256 = blobs.put(file.data)
    return Held(kind=file.kind, name=file.name, published=published, sha256=sha256, records=count, filed=today)
