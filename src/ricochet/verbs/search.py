"""search: one party against the lists held and the built-in case; one real-world party shows once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ricochet.errors import UsageError
from ricochet.model.hit import Hit
from ricochet.model.kind import kind_of
from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.screening.entry import Entry
from ricochet.screening.index import Index
from ricochet.screening.shelf import open_index
from ricochet.settings import Settings, read_settings
from ricochet.snapshot.choice import choose
from ricochet.snapshot.store import open_snapshot
from ricochet.sources.lists.ofac_lists import NUMBERED
from ricochet.verbs.case import Case, kept_case
from ricochet.verbs.listed import index_of
from ricochet.verbs.screen import THRESHOLD, Screening, Searched, entries_of

MOST = 1_000
"""Hits looked at before those of one party are shown as one."""
NEAR = 0.4
"""The least score of a near miss that is told: below it stand strangers."""
CASE = "built-in case"
"""Stands where a list's id would: who is found there may not be listed at all."""
UNLISTED = "not all of them listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One real-world party, as far as ids tie its records. `hit` is its best; `listings` are all of its records'.

    An embargoed place or its government is a hit without a party.
    """

    hit: Hit
    party: Party | None
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """Who the party asked may be, best first; what was searched; why the lists cannot be relied on, where they cannot.

    `near` are those that fell short of the threshold, where they were asked for; `more` counts those found beyond the
    limit.
    """

    found: tuple[Found, ...]
    searched: tuple[Searched, ...]
    doubts: tuple[str, ...]
    threshold: float = THRESHOLD
    near: tuple[Found, ...] = ()
    more: int = 0


def search(
    name: str,
    *,
    settings: Settings | None = None,
    kind: str = "any",
    countries: Sequence[str] = (),
    identifiers: Sequence[str] = (),
    born: str = "",
    address: str = "",
    lists: Sequence[str] = (),
    as_of: date | None = None,
    limit: int = 10,
    near: int = 0,
    allow_stale: bool = False,
    case: bool = True,
) -> SearchAnswer:
    """Search the lists in force (or those on a day) and the built-in case. Raises UsageError for a word that is none.

    `identifiers` are numbers with the word before them, like "IMO 9187629", or bare. `near`: also tell at most so many
    parties that fell short. A missing list is a doubt, not an error: the rest is still answered. The case's records tie
    those of the lists that they cite by the publisher's own number.
    """
    settings = settings or read_settings()
    if kind_of(kind) is None:
        raise UsageError(f"'{kind}' is no kind of party.", remedy="Write person, company, government, vessel or any.")
    if not any(char.isalnum() for text in (name, *identifiers, address) for char in text):
        raise UsageError(f"'{name}' holds no name.", remedy='Write one, like: ricochet search "Hikvision"')
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    caches = settings.home / "caches"
    known = kept_case(caches)
    indexes, searched, doubts = _held(settings, tuple(lists), day, dated=as_of is not None, allow_stale=allow_stale)
    if case:
        cased = open_index(caches, [CASE, known.key], lambda: entries_of(known.parties, list_id=CASE))
        indexes = (*indexes, cased)
        searched = (*searched, Searched(list=CASE, version="", entries=len(cased.entries), note=UNLISTED))
    threshold = settings.threshold or THRESHOLD
    screening = Screening(indexes=indexes, threshold=threshold, places=True)
    asked = {
        "name": name,
        "kind": kind,
        "country": "; ".join(countries),
        "birth_date": born,
        "address": address,
        "identifiers": [*identifiers],
    }
    result = screening.row(asked, 1, limit=MOST, min_score=NEAR if near else None)
    if searched and result.why:
        doubts = (*doubts, result.why)
    every = _grouped(result.hits, indexes, known, day)
    found = [one for one in every if one.hit.score >= threshold]
    return SearchAnswer(
        found=tuple(found[: max(limit, 0)]),
        searched=searched,
        doubts=doubts,
        threshold=threshold,
        near=tuple(one for one in every if one.hit.score < threshold)[:near],
        more=max(len(found) - max(limit, 0), 0),
    )


def _held(
    settings: Settings, lists: tuple[str, ...], day: date, *, dated: bool, allow_stale: bool
) -> tuple[tuple[Index, ...], tuple[Searched, ...], tuple[str, ...]]:
    snapshot = open_snapshot(settings.home)
    if snapshot is None:
        return (), (), ("no official lists are held here; run 'ricochet update --from DIR' with the publishers' files",)
    choice = choose(snapshot, lists, day, dated=dated)
    told = tuple(Searched(list=one.list, version=one.version, entries=one.loaded) for one in choice.versions)
    doubts = choice.missing + (() if allow_stale else choice.stale)
    return (index_of(snapshot, choice.versions, day),), told, doubts


def ties(entry: Entry, cited: Mapping[tuple[str, str], str]) -> set[str]:
    """Everything that says who the entry's party is: ids, OFAC's one number space, long identifiers, the case."""
    ties = {entry.party.id, *entry.same, cited.get((entry.list, entry.entry), entry.party.id)}
    if entry.list in NUMBERED:
        ties.add(f"ofac:{entry.entry}")
    return ties | {
        f"{word}:{one.value}" for one in entry.party.identifiers for word in ("USCC", "LEI", "IMO") if word in one.type
    }


def _grouped(hits: Sequence[Hit], indexes: Sequence[Index], known: Case, day: date) -> tuple[Found, ...]:
    """Hits of tied parties as one, under the best of them; places each for itself."""
    entry_of = {hit: index.entries.of(hit.list, hit.entry) for hit in hits for index in indexes if index.has(hit.list)}
    cited = {(one.list, one.entry): one.party for one in known.listings}
    groups: list[tuple[set[str], list[Hit]]] = []
    for hit in hits:
        mine, together = ties(entry_of[hit], cited) if hit in entry_of else {hit.party}, [hit]
        apart = []
        for tied, others in groups:
            if tied.isdisjoint(mine):
                apart.append((tied, others))
            else:
                mine, together = mine | tied, others + together
        groups = [*apart, (mine, together)]
    entries = entry_of.values()
    by_id = {party.id: party for party in known.parties} | {entry.party.id: entry.party for entry in entries}
    found = []
    for _, together in groups:
        best = min(together, key=lambda hit: (-hit.score, hit.list, hit.entry))
        ids = {hit.party for hit in together}
        own = [one.listing for one in entries if one.party.id in ids and one.listing]
        have = {one.list for one in own}
        own += [one for one in known.listings if one.party in ids and one.list not in have]
        force = sorted((one for one in own if one.in_force(day)), key=lambda one: (one.list, one.entry))
        found.append(Found(hit=best, party=by_id.get(best.party), listings=tuple(dict.fromkeys(force))))
    return tuple(sorted(found, key=lambda one: (-one.hit.score, one.hit.list, one.hit.entry)))
