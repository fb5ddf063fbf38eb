"""Manifest: which versions of which lists a snapshot holds, as one canonical JSON document named by its own hash.

No wall clock and no machine's paths stand in it: the same files filed in the same order give the same name.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

import msgspec

from ricochet.errors import DataError

Order = tuple[date, int, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of a version: its role in the set ("main", "alt"…), bare name and SHA-256."""

    role: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One publication of one list, as one set of files tells it.

    `version` is the label, unique within the list. `published` is the file's own date (`own_date`), else
    its path's, else None.
    `filed` is the ordinal of the snapshot that first held it. `rows` = `loaded` + `quarantined`. `lacks` empty is
    complete. `details` counts names, addresses, identifiers and relations: of two files of one day the richer is
    in force. `removed` entries of `against` are missing here. `why` says what a person should know.
    """

    list: str
    version: str
    published: date | None
    own_date: bool
    format: str
    files: tuple[SourceFile, ...]
    parser: str
    rows: int
    loaded: int
    quarantined: int
    details: int
    filed: int
    lacks: tuple[str, ...] = ()
    removed: int = 0
    against: str = ""
    notes: tuple[str, ...] = ()
    in_force: bool = False
    withheld: bool = False
    why: str = ""

    @property
    def sha256(self) -> str:
        """The main file's hash, as `sha256sum` prints it."""
        return next((file.sha256 for file in self.files if file.role == "main"), self.files[0].sha256)

    @property
    def carrier(self) -> str:
        """Who tells the list, and how: entries compare only within one carrier.

        OFAC's Enhanced files name an entry's lists; its other files leave them to be told from programmes.
        """
        return "ofac-enhanced" if "enhanced" in self.format else self.format.partition("-")[0]

    @property
    def order(self) -> Order:
        """Date order, richer last within a day, a plain label last; undated is older than any dated."""
        return (self.published or date.min, self.details, self.filed, -len(self.version), self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All versions, sorted by list and date. `number` counts the snapshots of this store from 1."""

    number: int
    versions: tuple[Version, ...]


def encode(manifest: Manifest) -> bytes:
    """Write canonical JSON: keys sorted, no blanks, UTF-8, one newline at the end."""
    return msgspec.json.encode(manifest, order="sorted") + b"\n"


def name(raw: bytes) -> str:
    """Name a manifest by the SHA-256 of its bytes."""
    return hashlib.sha256(raw).hexdigest()


def decode(raw: bytes, expected: str) -> Manifest:
    """Read a manifest and hold it against its name. Raises DataError."""
    remedy = "Restore it from a backup, or run update again with the folders that hold the lists."
    if name(raw) != expected:
        raise DataError(f"Snapshot {expected} is damaged: its bytes do not give its name.", remedy=remedy)
    try:
        return msgspec.json.decode(raw, type=Manifest)
    except msgspec.MsgspecError as wrong:
        raise DataError(
            f"Snapshot {expected} was written by another version of Ricochet: {wrong}.", remedy=remedy
        ) from None
