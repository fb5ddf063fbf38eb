"""Store: the snapshot in force, read only: its lists, their versions and what each version says.

HOME/current              the name of the snapshot in force
HOME/snapshots/NAME.json  every snapshot there ever was
HOME/snapshots/NAME.filed when it was made (the clock's only trace, beside what is hashed)
HOME/blobs/               raw bytes
HOME/caches/              parsed editions, rebuildable
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ricochet.errors import DataError, ListError
from ricochet.snapshot import cache, judge, manifest
from ricochet.snapshot.blobs import Blobs
from ricochet.snapshot.manifest import Manifest, Version
from ricochet.snapshot.reading import parser_version, read_set
from ricochet.sources.lists.edition import Edition

_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All lists as known at one moment. `id` is the SHA-256 of its manifest."""

    id: str
    home: Path
    manifest: Manifest

    def lists(self) -> tuple[Version, ...]:
        """The version in force of each list, by list id. A list all of whose versions are withheld is not here."""
        return tuple(version for version in self.manifest.versions if version.in_force)

    def versions(self, list_id: str = "") -> tuple[Version, ...]:
        """Every version held of one list (or of all), oldest first."""
        return tuple(version for version in self.manifest.versions if list_id in {"", version.list})

    def version(self, list_id: str, label: str | None = None) -> Version:
        """Find one version by its label, or the one in force. Raises ListError naming what is held."""
        held = self.versions(list_id)
        for one in held:
            if one.version == label or (label is None and one.in_force):
                return one
        if not held:
            raise ListError(f"No version of list '{list_id}' is held.", remedy="Run update with a folder that has it.")
        if label is None:
            raise ListError(
                f"Every version of list '{list_id}' is withheld: {held[-1].why}.",
                remedy=f"Check it, then 'ricochet publish {list_id} {held[-1].version} --reason …'; or fetch it again.",
            )
        raise ListError(
            f"List '{list_id}' has no version '{label}'.", remedy=f"Held: {', '.join(one.version for one in held)}."
        )

    def as_of(self, list_id: str, day: date) -> Version | None:
        """Find what was in force on a day: the newest complete version published on or before it, else None.

        Where no complete one was, the newest incomplete one, with `lacks`. Withheld and undated ones never.
        """
        return judge.newest_on(self.versions(list_id), day)

    def edition(self, list_id: str, version: str | None = None) -> Edition:
        """Read one version, by default the one in force, from its cache or else its blobs.

        `published` is the manifest's, also where only the path knew it. Raises ListError for a version not held,
        DataError for a damaged blob.
        """
        return load(self.home, self.version(list_id, version))


def cache_key(version: Version) -> str:
    """Name the cache of a version as today's parsers read it."""
    return cache.key(version.list, version.format, version.files, parser_version())


def load(home: Path, version: Version) -> Edition:
    """Read one version's edition; where it was not cached, cache all that its files tell. Raises DataError."""
    wanted = cache_key(version)
    found = cache.load(home / "caches", wanted, Edition)
    if found is None:
        for edition in read_set(Blobs(home / "blobs"), version.format, version.files):
            found = edition if edition.list == version.list else found
            cache.save(home / "caches", cache_key(replace(version, list=edition.list)), edition)
    if found is None:
        raise DataError(
            f"The files of {version.list} {version.version} no longer tell that list.",
            remedy="Run update again with the folder that holds them.",
        )
    return replace(found, published=version.published)


def open_snapshot(home: Path, known_on: date | None = None) -> Snapshot | None:
    """Open the snapshot in force, or the one that was on a day; None where nothing was filed by then.

    Raises DataError for a damaged store.
    """
    if known_on is not None:
        names = [name for filed, name in sorted(_filed(home)) if filed[:10] <= known_on.isoformat()]
        return open_named(home, names[-1]) if names else None
    try:
        name = (home / "current").read_text("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    return open_named(home, name)


def _filed(home: Path) -> list[tuple[str, str]]:
    """When each snapshot was made (UTC, ISO), and its name."""
    return [(file.read_text("ascii", "replace").strip(), file.stem) for file in (home / "snapshots").glob("*.filed")]


def open_named(home: Path, name: str) -> Snapshot:
    """Open any snapshot by its name. Raises DataError where it is missing or damaged."""
    remedy = (
        "Write the name of another file of 'snapshots' into the file 'current', or restore the store from a backup."
    )
    if not _NAME.fullmatch(name):
        raise DataError(f"The file 'current' of the store names no snapshot: '{name[:80]}'.", remedy=remedy)
    try:
        raw = (home / "snapshots" / f"{name}.json").read_bytes()
    except FileNotFoundError:
        raise DataError(f"Snapshot {name} is missing from the store.", remedy=remedy) from None
    return Snapshot(name, home, manifest.decode(raw, name))
