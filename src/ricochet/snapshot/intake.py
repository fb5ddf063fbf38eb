"""Intake: a folder's files into the blobs, and which of them are siblings of one publication."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from ricochet.errors import DataError
from ricochet.snapshot.blobs import Blobs
from ricochet.snapshot.dates import path_date
from ricochet.snapshot.manifest import SourceFile, Version
from ricochet.snapshot.walk import Refused, walk
from ricochet.sources.lists.recognise import group, recognise


@dataclass(frozen=True, slots=True, kw_only=True)
class Siblings:
    """Files of one publication, filed as blobs. `path` is the main file's; `dated` what the path says, or ""."""

    path: str
    format: str
    files: tuple[SourceFile, ...]
    dated: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two sets the same to a parser: format, names and bytes, wherever they lie."""
        return key_of(self.format, self.files)


def key_of(form: str, files: Iterable[SourceFile]) -> tuple[str, ...]:
    """Identify a set by its bytes."""
    return (form, *(f"{file.role}:{file.sha256}" for file in files))


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """All sets in path order, what was refused, and how many files are no list."""

    sets: tuple[Siblings, ...]
    refused: tuple[Refused, ...]
    skipped: int


@dataclass(slots=True)
class _Bucket:
    """Files that may be siblings: one folder, and one date where their names carry dates. Path -> (label, hash)."""

    dated: str
    files: dict[str, tuple[str, str]] = field(default_factory=dict)


def take(blobs: Blobs, folder: Path, held: Iterable[Version]) -> Intake:
    """Walk the folder, file every official list's bytes, and group what belongs together.

    `held` are the versions of the snapshot before: their files are the bases of deltas. Raises OSError from writing.
    """
    bases = {f"{one.format}:{file.role}": file.sha256 for one in sorted(held, key=_by_date) for file in one.files}
    buckets: dict[tuple[str, str, int], _Bucket] = {}
    refused: list[Refused] = []
    skipped = 0
    for item in walk(folder):
        if isinstance(item, Refused):
            refused.append(item)
            continue
        try:
            form = recognise(item.name, item.data)
        except DataError as wrong:
            refused.append(Refused(label=item.label, reason=wrong.message, remedy=wrong.remedy))
            continue
        if form is None:
            skipped += 1
            continue
        bases[form] = blobs.put(item.data, bases.get(form, ""))
        path, named, turn = f"{item.folder}/{item.name}", path_date(PurePath(item.name)), 0
        while path in (bucket := buckets.setdefault((item.folder, named, turn), _Bucket(""))).files:
            turn += 1  # a file and its own .gz side by side: each is a set of its own
        bucket.dated = bucket.dated or path_date(folder.resolve() / path)
        bucket.files[path] = (item.label, bases[form])
    sets: list[Siblings] = []
    for bucket in buckets.values():
        found, not_taken = _siblings(blobs, bucket)
        sets += found
        refused += not_taken
    return Intake(sets=tuple(sets), refused=tuple(refused), skipped=skipped)


def _siblings(blobs: Blobs, bucket: _Bucket) -> tuple[list[Siblings], list[Refused]]:
    """Group one bucket, from the blobs: what is parsed later is what was filed."""
    grouping = group({path: blobs.get(sha256) for path, (_, sha256) in bucket.files.items()})
    refused = [
        Refused(label=bucket.files[path][0], reason=wrong.message, remedy=wrong.remedy)
        for path, wrong in grouping.refused
    ]
    sets = []
    for one in grouping.sets:
        roles = sorted(one.files, key=lambda role: (role != "main", role))
        files = tuple(
            SourceFile(role=role, name=one.files[role][0], sha256=bucket.files[one.paths[role]][1]) for role in roles
        )
        label = bucket.files[one.paths[roles[0]]][0]
        sets.append(Siblings(path=label, format=one.format, files=files, dated=bucket.dated))
    return sets, refused


def _by_date(version: Version) -> tuple[str, str]:
    return (str(version.published or ""), version.version)
