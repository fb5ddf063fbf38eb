"""Judge: which version of a list is in force, which is withheld, and why. Pure.

A list never silently shrinks, empties or loads partly. Each version is judged once, when it is filed, against the
newest good one before it from the same carrier. Over 295 daily SDN versions (2021-08 to 2024-05) the worst day removed
1.64 % (150 entries), so 5 % or 500 entries is held; the further apart two versions lie, the more may rightly be gone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from ricochet.snapshot.digest import Digest, gone
from ricochet.snapshot.manifest import Order, Version

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
    labels = {name: {one.version for one in versions} for name, versions in known.items()}
    # the richest of one day takes the plain label
    named = [
        (_label(version, labels.setdefault(version.list, set())), counted)
        for version, counted in sorted(new, key=lambda pair: _rank(pair[0]), reverse=True)
    ]
    for version, counted in sorted(named, key=lambda pair: pair[0].order):
        beside = known.setdefault(version.list, [])
        before = _before(version, beside)
        then = digests.get((before.list, before.version)) or digest_of(before) if before else None
        judged = _again(_held(version, counted, before, then), beside)
        digests[judged.list, judged.version] = counted
        beside.append(judged)
    return tuple(version for name in sorted(known) for version in settle(known[name]))


def _before(version: Version, known: Sequence[Version]) -> Version | None:
    good = [
        one
        for one in known
        if not one.withheld and one.loaded and one.carrier == version.carrier and one.order < version.order
    ]
    return max(good, key=lambda one: one.order, default=None)


def _label(version: Version, taken: set[str]) -> Version:
    """Make the label unique in its list."""
    label, turn = version.version, 1
    while label in taken:
        label = f"{version.version}~{version.sha256[:8]}{'' if turn == 1 else f'~{turn}'}"
        turn += 1
    taken.add(label)
    return replace(version, version=label)


def _again(version: Version, known: Sequence[Version]) -> Version:
    """Say so where the same file of one day came with other bytes."""
    same = (version.published, version.format, _suffix(version))
    twins = [
        one.version
        for one in known
        if version.published and (one.published, one.format, _suffix(one)) == same and one.sha256 != version.sha256
    ]
    if not twins:
        return version
    note = f"published again with other bytes; {', '.join(sorted(twins))} of the same day is kept too"
    return replace(version, notes=(*version.notes, note))


def _suffix(version: Version) -> str:
    """Tell .csv from .del and .pip: one publication in three dresses."""
    return PurePath(version.files[0].name).suffix.lower()


def _held(version: Version, now: Digest, before: Version | None, then: Digest | None) -> Version:
    if not now.loaded:
        return replace(version, withheld=True, notes=(*version.notes, "withheld: it holds no entry"))
    if before is None or then is None:
        return version
    removed = gone(then, now)
    reasons = []
    days = (version.published - before.published).days if version.published and before.published else 0
    percent = REMOVED_PERCENT + PERCENT_A_YEAR * days / 365
    entries = max(REMOVED_ENTRIES * (1 + 3 * days / 365), 0)
    size = max(len(then.entries), len(now.entries))  # a few entries once held as a sample are no measure of the whole
    if removed > entries or removed * 100 > percent * size:
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


def settle(versions: Sequence[Version]) -> list[Version]:
    """Say of one list's versions, in date order, which is in force and what a person should know of each."""
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


def _rank(version: Version) -> tuple[bool, Order]:
    """Complete before incomplete, then newest."""
    return not version.lacks, version.order
