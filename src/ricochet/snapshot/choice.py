"""Choice: the versions to search on a day, and why their silence could not be relied on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ricochet.snapshot.catalogue import info
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.store import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`missing` names lists that cannot be searched at all; `stale` those too old, of unknown age or incomplete."""

    versions: tuple[Version, ...]
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def choose(snapshot: Snapshot, lists: Iterable[str], day: date, *, dated: bool) -> Choice:
    """Choose each list's version: what was in force on `day` where that is asked (`dated`), else what is in force.

    No `lists` means every list held; one all of whose versions are withheld is missing, not left out.
    """
    versions, missing, stale = list[Version](), list[str](), list[str]()
    in_force = {one.list: one for one in snapshot.lists()}
    held = sorted({one.list for one in snapshot.versions()})
    for list_id in dict.fromkeys(lists) or held:
        version = snapshot.as_of(list_id, day) if dated else in_force.get(list_id)
        if version is not None:
            versions.append(version)
            stale.extend(_stale(version, day))
        elif list_id not in held:
            missing.append(f"{list_id} is not held")
        else:
            missing.append(f"{list_id} has no version in force{f' on {day}' if dated else ''}; see ricochet lists")
    return Choice(versions=tuple(versions), missing=tuple(missing), stale=tuple(stale))


def _stale(version: Version, day: date) -> Iterable[str]:
    age = (day - version.published).days if version.published else None
    limit = info(version.list).max_age_days
    if age is None or age > limit:
        yield f"{version.list} is {'of unknown age' if age is None else f'{age} days old'} (limit {limit})"
    if version.lacks:
        yield f"{version.list} lacks {'; '.join(version.lacks)}"
