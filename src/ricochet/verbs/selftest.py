"""selftest: published failures of screening asked again, and canaries drawn from every list held."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ricochet.model.hit import Hit
from ricochet.screening.canaries import by_identifier, by_name, draw
from ricochet.screening.enforcement import Case, Check, cases, pinned
from ricochet.screening.entry import Entry
from ricochet.screening.scorecard import PLAIN, Scorecard
from ricochet.screening.surnames import surname_forms
from ricochet.settings import Settings
from ricochet.snapshot.choice import choose
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.store import Snapshot, open_snapshot
from ricochet.sources.lists.edition import Edition
from ricochet.verbs.book import prepare
from ricochet.verbs.screen import THRESHOLD, Screening, ScreenResult, Searched, entries_of

DRAWN = 200
"""Entries of each list asked back, as the FCA's case against Starling Bank (2024-10-02) would have needed."""
NEAREST = 1_000
"""Hits looked at for a canary: more parties than share any one name."""
SURNAMES = 0.995
"""Share of the forms of surnames of several parts that must be found, as the case against Bank of America asks."""
Status = Literal["pass", "fail", "known_miss"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One check: what should have come, what came, and which case or list it speaks for."""

    check: str
    status: Status
    expected: str
    got: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """Every check, the cases first. `searched` are the lists canaries were drawn from; `doubts` what is missing."""

    checks: tuple[Checked, ...]
    searched: tuple[Searched, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def failed(self) -> int:
        """How many checks fail; a known miss is none."""
        return sum(one.status == "fail" for one in self.checks)


def selftest(
    settings: Settings | None = None,
    *,
    lists: Sequence[str] = (),
    as_of: date | None = None,
    cases_only: bool = False,
) -> SelfTest:
    """Run every enforcement case; with `settings`, also canaries from the lists in force (or those of a day).

    The threshold is the settings'.

    A list's age is no matter here: what is held must be found. Raises DataError for a damaged store.
    """
    threshold = (settings.threshold if settings else None) or THRESHOLD
    found = tuple(enforcement(threshold))
    snapshot = open_snapshot(settings.home) if settings and not cases_only else None
    if settings is None or snapshot is None:
        return SelfTest(checks=found)
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    choice = choose(snapshot, lists, day, dated=as_of is not None)
    ids = [version.list for version in choice.versions]
    if not ids:
        return SelfTest(checks=found, doubts=choice.missing)
    screening = prepare(ids, settings=settings, as_of=as_of, allow_stale=True).screening
    loaded = {one.list: one.entries for one in screening.searched}
    drawn = [
        one
        for version in choice.versions
        for one in _canaries(snapshot, version, screening, loaded.get(version.list, 0), day)
    ]
    return SelfTest(checks=(*found, *drawn), searched=screening.searched, doubts=choice.missing)


def enforcement(
    threshold: float = THRESHOLD, found: Sequence[Case] | None = None, card: Scorecard = PLAIN
) -> Iterator[Checked]:
    """Every check of the enforcement cases, at the default threshold or another, under a card."""
    known = cases() if found is None else tuple(found)
    records = pinned(known)
    ready: dict[tuple[str, ...], Screening] = {}
    for case in known:
        for number, check in enumerate(case.checks, start=1):
            day = case.day_of(check)
            force = [pair for pair in records if pair[1].in_force(day)]
            key = tuple(listing.entry for _, listing in force)
            if key not in ready:
                entries = entries_of([party for party, _ in force], [listing for _, listing in force])
                ready[key] = Screening(entries, places=True).changed(threshold, card)
            result = ready[key].row(check.row, 1, limit=NEAREST, min_score=0.0)
            yield _checked(case, check, number, result, threshold)


def reviewed(result: ScreenResult, threshold: float) -> tuple[Hit, ...]:
    """The hits for which the row is for review at a threshold. Places are, at every threshold: they are no likeness."""
    return tuple(hit for hit in result.hits if hit.score >= threshold or hit.party.startswith("place:"))


def _checked(case: Case, check: Check, number: int, result: ScreenResult, threshold: float) -> Checked:
    hits = reviewed(result, threshold)
    own = next((hit for hit in hits if (hit.list, hit.entry) == check.wanted), None)
    shown = own is not None and (not check.shows or any(check.shows in one.feature for one in own.reasons))
    against = own is not None and any(check.shows in one.feature and one.effect < 0 for one in own.reasons)
    held = {
        "review": shown,
        "clear": not hits and not result.why,
        "alert": bool(hits or result.why),
        "conflict": own is None or against,
        "flag": any(check.shows in flag for flag in result.flags),
    }[check.expect]
    status: Status = "pass" if held else "known_miss" if check.known_miss else "fail"
    asked = ", ".join(check.row.values())
    return Checked(
        check=f"{case.id}.{number} {asked}",
        status=status,
        expected=_expected(check),
        got=_got(check, result, hits, own),
        why=check.known_miss if status == "known_miss" else str(case),
    )


def _expected(check: Check) -> str:
    on = f" on {' '.join(check.wanted)}" if check.wanted else ""
    reason = f", with a reason about '{check.shows}'" if check.shows else ""
    if check.expect == "conflict":
        return f"not for review{on}, or a reason about '{check.shows}' against it"
    if check.expect == "flag":
        return f"the row's data flagged: '{check.shows}'"
    return {"review": "for review", "clear": "not for review", "alert": "not clear"}[check.expect] + on + reason


def _got(check: Check, result: ScreenResult, hits: Sequence[Hit], own: Hit | None) -> str:
    if check.expect == "flag":
        return "; ".join(result.flags) or "no flag"
    best = own or (hits or result.hits or (None,))[0]
    told = f"{best.list} {best.entry} at {best.score:.3f}" if best else "nobody"
    if hits:
        features = ", ".join(dict.fromkeys(reason.feature for reason in best.reasons)) if best else ""
        return f"for review on {told} ({features})"
    return f"undetermined: {result.why}" if result.why else f"clear; nearest: {told}"


def _canaries(snapshot: Snapshot, version: Version, screening: Screening, loaded: int, day: date) -> Iterator[Checked]:
    """What one list's edition says, asked of the screening that was made ready apart from it."""
    edition: Edition = snapshot.edition(version.list, version.version)
    entries = entries_of(edition.parties, [one for one in edition.listings if one.in_force(day)])
    yield Checked(
        check=f"E18 {version.list} loaded",
        status="pass" if loaded == len(entries) and edition.rows == len(edition.parties) + _aside(edition) else "fail",
        expected=f"{len(entries)} entries searched, {edition.rows} rows read or set aside",
        got=f"{loaded} searched, {len(edition.parties)} read, {_aside(edition)} set aside",
        why=f"version {version.version}, its entries by number",
    )
    yield from asked_back(screening, version.list, entries, f"version {version.version}")
    yield from surnames_asked(screening, version.list, entries)


def asked_back(screening: Screening, list_id: str, entries: Sequence[Entry], which: str) -> Iterator[Checked]:
    """Canaries drawn from a list, asked by their own names and by their own numbers."""
    drawn = draw(entries, DRAWN)
    asked: dict[str, Callable[[Entry], Mapping[str, str] | None]] = {"names": by_name, "identifiers": by_identifier}
    for what, ask in asked.items():
        rows = [(one, row) for one in drawn if (row := ask(one))]
        missed = [(one, row) for one, row in rows if not _found(screening, one, row)]
        if rows:
            yield Checked(
                check=f"E18 {list_id} {what}",
                status="fail" if missed else "pass",
                expected=f"{len(rows)} of {len(rows)} for review on themselves",
                got=f"{len(rows) - len(missed)} of {len(rows)}",
                why="; ".join(f"missed {one.entry} '{next(iter(row.values()))}'" for one, row in missed)
                or f"{which}, entries drawn by the hash of their number",
            )


def surnames_asked(screening: Screening, list_id: str, entries: Sequence[Entry]) -> Iterator[Checked]:
    """Persons with several surnames drawn from a list, asked by parts of the name, turned round, by initials."""
    drawn = draw([one for one in entries if one.party.kind == "person" and surname_forms(one.party.names[0])], DRAWN)
    asked = [(form, one, {"name": text}) for one in drawn for form, text in surname_forms(one.party.names[0]).items()]
    missed = [(form, row["name"]) for form, one, row in asked if not _found(screening, one, row)]
    for form in dict.fromkeys(form for form, _, _ in asked):
        lost = [name for other, name in missed if other == form]
        yield Checked(
            check=f"E04 {list_id} {form}",
            status="pass" if len(lost) <= (1 - SURNAMES) * len(drawn) else "fail",
            expected=f"{SURNAMES:.1%} of {len(drawn)} for review on themselves",
            got=f"{len(drawn) - len(lost)} of {len(drawn)}",
            why="; ".join(f"missed '{name}'" for name in lost) or "surnames of several parts, drawn by hash",
        )


def _aside(edition: Edition) -> int:
    return len(edition.quarantined)


def _found(screening: Screening, entry: Entry, row: Mapping[str, str]) -> bool:
    result = screening.row(row, 1, limit=NEAREST)
    return result.verdict == "review" and any((hit.list, hit.entry) == (entry.list, entry.entry) for hit in result.hits)
