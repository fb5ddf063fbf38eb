"""Filing: a folder of official files -> a new snapshot, all or nothing.

Raw bytes first, then the parsed versions, then the manifest, last the pointer. Stopped at any step, the old snapshot
still stands; run again, the same files give the same snapshot.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from ricochet.errors import DataError, ListError
from ricochet.model.quarantine import Quarantined
from ricochet.snapshot import atomic, cache, manifest, store
from ricochet.snapshot.blobs import Blobs
from ricochet.snapshot.dates import day_of
from ricochet.snapshot.digest import Digest, digest
from ricochet.snapshot.intake import Intake, Siblings, key_of, take
from ricochet.snapshot.judge import judge
from ricochet.snapshot.manifest import Manifest, Version
from ricochet.snapshot.reading import parser_version, read_set
from ricochet.snapshot.walk import Refused

MANY = 8
"""From so many sets on, a second process pays for its start."""

Key = tuple[str, ...]
Identity = tuple[str, date | None, Key]
Results = Mapping[Key, tuple[Digest, ...] | DataError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One list as one set of files tells it. `path` is where its main file lay; `new` if no snapshot held it before."""

    path: str
    version: Version
    new: bool
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReport:
    """What an update did: `snapshot` is in force now, `changed` says whether it is another than before.

    `skipped` files are no list. `problems` are the rows set aside in files parsed this time.
    """

    snapshot: str
    changed: bool
    filed: tuple[Filed, ...]
    refused: tuple[Refused, ...]
    problems: tuple[Quarantined, ...]
    skipped: int

    @property
    def exit_code(self) -> int:
        """3 where a file was refused, a row quarantined or a version withheld, else 0."""
        bad = any(one.version.quarantined or one.version.withheld for one in self.filed)
        return 3 if self.refused or bad else 0


def file_versions(home: Path, folder: Path, *, now: datetime | None = None, workers: int = 2) -> UpdateReport:
    """Read every official list below `folder`, file all versions, and put the newest good one of each in force.

    `now` is noted beside the snapshot, not in it. Raises UsageError (no such folder), ListError (another update is
    running, or the store cannot be written), DataError (the store is damaged).
    """
    try:
        with atomic.lock(home):
            return _file(home, folder, now, workers)
    except OSError as wrong:
        raise ListError(
            f"The store cannot be written: {wrong.strerror or wrong}. The snapshot before still stands.",
            remedy="Make room or give write permission, then run update again.",
        ) from None


def _file(home: Path, folder: Path, now: datetime | None, workers: int) -> UpdateReport:
    before = store.open_snapshot(home)
    old = before.manifest.versions if before else ()
    intake = take(Blobs(home / "blobs"), folder, old)
    known = {key_of(one.format, one.files) for one in old if one.parser == parser_version()}
    outdated = [_as_set(one) for one in old if one.parser != parser_version()]
    sets = [*outdated, *intake.sets]
    jobs = {one.key: one for one in sets if one.key not in known}
    results: Results = dict(zip(jobs, _parse_all(home, list(jobs.values()), workers), strict=True))
    number = before.manifest.number + 1 if before else 1
    versions = _versions(home, old, sets, results, number)
    name = before.id if before and versions == old else ""
    changed = not name
    if changed:
        name = put_in_force(home, Manifest(number=number, versions=versions), now)
    cache.prune(home / "caches", {store.cache_key(one) for one in versions if one.in_force})
    return _report(name, changed, versions, old, intake, results)


def _as_set(version: Version) -> Siblings:
    """Take up a version filed by another parser again, from its blobs."""
    dated = str(version.published) if version.published and not version.own_date else ""
    return Siblings(path=version.files[0].name, format=version.format, files=version.files, dated=dated)


def _parse_all(home: Path, jobs: Sequence[Siblings], workers: int) -> list[tuple[Digest, ...] | DataError]:
    """Parse every set once, in the order given, and cache the likely ones: the newest of a format, and the undated."""
    newest = {_kind(one): one for one in sorted(jobs, key=lambda one: one.dated)}
    keep = [not one.dated or newest[_kind(one)] is one for one in jobs]
    one_set = partial(_parse, home)
    if workers < 2 or len(jobs) < MANY:
        return list(map(one_set, jobs, keep))
    # spawn: a fork of a process with threads (the web application) may hang
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(one_set, jobs, keep, chunksize=4))


def _kind(files: Siblings) -> tuple[str, ...]:
    return (files.format, *(file.role for file in files.files))


def _parse(home: Path, files: Siblings, keep: bool) -> tuple[Digest, ...] | DataError:
    try:
        editions = read_set(Blobs(home / "blobs"), files.format, files.files)
    except DataError as wrong:
        return DataError(wrong.message, remedy=wrong.remedy)
    if keep:
        for edition in editions:
            wanted = cache.key(edition.list, files.format, files.files, parser_version())
            cache.save(home / "caches", wanted, edition)
    return tuple(map(digest, editions))


def _versions(
    home: Path, old: Sequence[Version], sets: Iterable[Siblings], results: Results, number: int
) -> tuple[Version, ...]:
    """Join what was held and what came, each publication once, and judge what is new."""
    kept = [_refreshed(one, results) for one in old]
    seen = {identity(one) for one in kept}
    new: list[tuple[Version, Digest]] = []
    for one in sets:
        found = results.get(one.key)
        if isinstance(found, DataError):
            continue
        for counted in found if found is not None else _held(home, kept, one):
            version = _version(one, counted, number)
            if identity(version) not in seen:
                seen.add(identity(version))
                new.append((version, counted))
    return judge(kept, new, lambda version: digest(store.load(home, version)))


def identity(version: Version) -> Identity:
    """What makes two versions one: list, date and bytes. The same bytes on another day are that day's version."""
    return version.list, version.published, key_of(version.format, version.files)


def _version(files: Siblings, counted: Digest, number: int) -> Version:
    published = counted.published or day_of(files.dated)
    month = counted.published is None and len(files.dated) == len("2025-05")
    return Version(
        list=counted.list,
        version=files.dated if month else str(published or "undated"),
        published=published,
        own_date=counted.published is not None,
        format=files.format,
        files=files.files,
        parser=parser_version(),
        rows=counted.rows,
        loaded=counted.loaded,
        quarantined=counted.rows - counted.loaded,
        details=counted.details,
        filed=number,
        lacks=counted.lacks,
        notes=("its path gives only the month, read as the first day",) if month else (),
    )


def _held(home: Path, kept: Sequence[Version], files: Siblings) -> list[Digest]:
    """Digests of bytes that were filed before, where this path gives them another date; mostly none."""
    same = [one for one in kept if key_of(one.format, one.files) == files.key and not one.own_date]
    there = {one.list for one in same if one.published == day_of(files.dated)}
    fresh = {one.list: one for one in same if one.list not in there}
    return [replace(digest(store.load(home, one)), published=None) for one in fresh.values()]


def _refreshed(version: Version, results: Results) -> Version:
    """Count a version of an older parser anew; judged it was when it was filed."""
    found = results.get(key_of(version.format, version.files))
    if version.parser == parser_version() or found is None or isinstance(found, DataError):
        return version
    for counted in found:
        if counted.list == version.list:
            return replace(
                version,
                parser=parser_version(),
                published=counted.published if version.own_date else version.published,
                rows=counted.rows,
                loaded=counted.loaded,
                quarantined=counted.rows - counted.loaded,
                details=counted.details,
                lacks=counted.lacks,
            )
    note = "withheld: its files no longer tell this list"
    return replace(version, parser=parser_version(), withheld=True, notes=(*version.notes, note))


def put_in_force(home: Path, made: Manifest, now: datetime | None) -> str:
    """Write the manifest, then move the pointer: the one step by which a snapshot comes into force."""
    raw = manifest.encode(made)
    name = manifest.name(raw)
    atomic.write(home / "snapshots" / f"{name}.json", raw)
    if now is not None:
        atomic.write(home / "snapshots" / f"{name}.filed", f"{now.isoformat(timespec='seconds')}\n".encode())
    atomic.write(home / "current", f"{name}\n".encode())
    return name


def _report(
    name: str, changed: bool, versions: Sequence[Version], old: Sequence[Version], intake: Intake, results: Results
) -> UpdateReport:
    before = {identity(one) for one in old}
    held: dict[Key, list[Version]] = {}
    for version in versions:
        held.setdefault(key_of(version.format, version.files), []).append(version)
    filed: list[Filed] = []
    refused = list(intake.refused)
    problems: dict[Key, tuple[Quarantined, ...]] = {}
    for one in intake.sets:
        found = results.get(one.key, ())
        if isinstance(found, DataError):
            refused.append(Refused(label=one.path, reason=found.message, remedy=found.remedy))
            continue
        problems[one.key] = tuple(row for counted in found for row in counted.quarantined)
        notices = {counted.list: counted.notices for counted in found}
        filed += [
            Filed(path=one.path, version=here, new=identity(here) not in before, notices=notices.get(here.list, ()))
            for here in held.get(one.key, [])
            if here.own_date or here.published == day_of(one.dated)
        ]
    return UpdateReport(
        snapshot=name,
        changed=changed,
        filed=tuple(filed),
        refused=tuple(sorted(refused, key=lambda one: one.label)),
        problems=tuple(row for rows in problems.values() for row in rows),
        skipped=intake.skipped,
    )
