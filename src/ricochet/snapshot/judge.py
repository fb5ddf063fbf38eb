"""Judge: which version of a list is in force, which is withheld, and why. Pure.

A list never silently shrinks, empties or loads partly. Each version is judged once, when it is filed, against the
newest good one before it from the same carrier. Over 295 daily SDN versions (2021-08 to 2024-05) the worst day removed
1.64 % (150 entries), so 5 % or 500 entries is held; the further apart two versions lie, the more may rightly be gone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ricochet.snapshot.digest import Digest
from ricochet.snapshot.manifest import Version

REMOVED_PERCENT = 5
REMOVED_ENTRIES = 500
PERCENT_A_YEAR = 15
"""What a year between two versions adds to the allowance (the SDN list itself lost about 3 % a year, 2019 to 2021)."""
FEW = 10
"""A kind (vessels, aircraft…) of at least so many that is wholly gone is held."""


def judge(
    old: Iterable[Version], new: Iterable[tuple[Version, Digest]], digest_of: Callable[[Version], Digest]
) -> tuple[Version, ...]:
    """Judge the new versions in date order beside the old ones, then say which of each list is in force.

    `digest_of` counts a version filed earlier. Order of arrival within one update plays no part.
    """
    known: dict[str, list[Version]] = {}
    digests: dict[tuple[str, str], Digest] = {}
    for version in old:
        known.setdefault(version.list, []).append(version)
    for version, counted in sorted(new, key=lambda pair: (pair[0].list, pair[0].order)):
        beside = known.setdefault(version.list, [])
        before = _before(version, beside)
        then = digests.get((before.list, before.version)) or digest_of(before) if before else None
        judged = _label(_held(version, counted, before, then), beside)
        digests[judged.list, judged.version] = counted
        beside.append(judged)
    return tuple(version for name in sorted(known) for version in _in_force(known[name]))


def _before(version: Version, known: Sequence[Version]) -> Version | None:
    good = [
        one
        for one in known
        if not one.withheld and one.loaded and one.carrier == version.carrier and one.order < version.order
    ]
    return max(good, key=lambda one: one.order, default=None)


def _label(version: Version, known: Sequence[Version]) -> Version:
    """Make the label unique in its list, and say so where one day's publication changed."""
    again = [
        one.version
        for one in known
        if version.published and (one.published, one.format) == (version.published, version.format)
        if one.sha256 != version.sha256
    ]
    notes = version.notes
    if again:
        notes = (*notes, f"published again with other bytes: {', '.join(sorted(again))} is kept too")
    label = version.version
    if any(one.version == label for one in known):
        label = f"{label}~{version.sha256[:8]}"
    if any(one.version == label for one in known):
        label = f"{label}~{sum(one.version.startswith(label) for one in known) + 1}"
    return replace(version, version=label, notes=notes)


def _held(version: Version, now: Digest, before: Version | None, then: Digest | None) -> Version:
    if not now.loaded:
        return replace(version, withheld=True, notes=(*version.notes, "withheld: it holds no entry"))
    if before is None or then is None:
        return version
    removed = len(then.entries - now.entries)
    reasons = []
    days = (version.published - before.published).days if version.published and before.published else 0
    percent = REMOVED_PERCENT + PERCENT_A_YEAR * days / 365
    entries = max(REMOVED_ENTRIES * (1 + 3 * days / 365), 0)
    if removed > entries or removed * 100 > percent * len(then.entries):
        reasons.append(f"{removed} of {len(then.entries)} entries of {before.version} are gone")
    counts = dict(now.kinds)
    reasons += [
        f"all {count} of kind {kind} in {before.version} are gone"
        for kind, count in then.kinds
        if count >= FEW and not counts.get(kind)
    ]
    notes = version.notes
    if reasons:
        notes = (*notes, f"withheld: {'; '.join(reasons)}. If that is genuine, publish it with a reason")
    return replace(version, removed=removed, against=before.version, withheld=bool(reasons), notes=notes)


def _in_force(versions: Sequence[Version]) -> list[Version]:
    ranked = sorted(versions, key=lambda one: one.order)
    good = [one for one in ranked if not one.withheld]
    chosen = max(good, key=_rank, default=None)
    out = []
    for one in ranked:
        why = list(one.notes)
        if one.lacks:
            only = "no complete version is held; this one lacks" if one is chosen else "incomplete, lacks"
            why.insert(0, f"{only} {', '.join(one.lacks)}")
        if one.published is None:
            why.append("neither the file nor its path gives a date")
        out.append(replace(one, in_force=one is chosen, why="; ".join(why)))
    return out


def newest_on(versions: Iterable[Version], day: date) -> Version | None:
    """Find what was in force on a day: the newest complete version published by then, else the newest incomplete."""
    good = [one for one in versions if not one.withheld and one.published and one.published <= day]
    return max(good, key=_rank, default=None)


def _rank(version: Version) -> tuple[bool, tuple[date, int, int, str]]:
    """Complete before incomplete, then newest."""
    return not version.lacks, version.order
