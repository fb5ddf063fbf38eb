"""Release: a person puts a withheld version in force, with a reason that stays beside why it was withheld."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ricochet.errors import ListError, UsageError
from ricochet.snapshot import atomic, store
from ricochet.snapshot.filing import put_in_force
from ricochet.snapshot.judge import settle
from ricochet.snapshot.manifest import Manifest, Version


def release(home: Path, list_id: str, label: str, reason: str, *, now: datetime | None = None) -> Version:
    """Make a new snapshot in which the version counts like any other; in force if it is the newest complete one.

    Raises UsageError without a reason or for a version that is not withheld, ListError for one that is not held.
    """
    if not reason.strip():
        raise UsageError("A reason is needed.", remedy='Write --reason "why this version is genuine".')
    with atomic.lock(home):
        snapshot = store.open_snapshot(home)
        if snapshot is None:
            raise ListError("No official lists are held here.", remedy="Run 'ricochet update --from DIR' first.")
        held = snapshot.version(list_id, label)
        if not held.withheld:
            raise UsageError(f"{list_id} {label} is not withheld.", remedy="See ricochet lists.")
        if not held.loaded:
            raise UsageError(f"{list_id} {label} holds no entry; an empty list never comes into force.")
        notes = tuple(f"released: {reason.strip()} (it was {note})" if _held(note) else note for note in held.notes)
        released = replace(held, withheld=False, notes=notes)
        others = [one for one in snapshot.manifest.versions if one.list != list_id]
        own = [released if one is held else one for one in snapshot.manifest.versions if one.list == list_id]
        versions = sorted([*others, *settle(own)], key=lambda one: one.list)
        put_in_force(home, Manifest(number=snapshot.manifest.number + 1, versions=tuple(versions)), now)
    return next(one for one in versions if one.list == list_id and one.version == label)


def _held(note: str) -> bool:
    return note.startswith("withheld:")
