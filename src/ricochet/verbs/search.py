"""search: one name against the lists held and the built-in case; one real-world party shows once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ricochet.errors import UsageError
from ricochet.model.hit import Hit
from ricochet.model.kind import kind_of
from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.screening.index import Entry
from ricochet.settings import Settings
from ricochet.snapshot.choice import choose
from ricochet.snapshot.names import Card, build, open_names
from ricochet.snapshot.store import open_snapshot
from ricochet.verbs.facts import built_in
from ricochet.verbs.screen import THRESHOLD, Screening

CASE = "built-in case"
"""Stands where a list's id would: who is found there may not be listed at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One real-world party, as far as ids tie its records. `hit` is its best; `listings` are all of its records'."""

    hit: Hit
    party: Party
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """Who the name may be, best first; what was searched; why the lists cannot be relied on, where they cannot."""

    found: tuple[Found, ...]
    searched: tuple[str, ...]
    doubts: tuple[str, ...]


def search(
    name: str,
    *,
    settings: Settings,
    kind: str = "any",
    lists: Sequence[str] = (),
    as_of: date | None = None,
    limit: int = 10,
    allow_stale: bool = False,
    case: bool = True,
) -> SearchAnswer:
    """Search the lists in force (or those on a day) and the built-in case. Raises UsageError for a word that is none.

    A missing list is a doubt, not an error: the rest is still answered. The case's records tie those of the lists
    that they cite by the publisher's own number.
    """
    if kind_of(kind) is None:
        raise UsageError(f"'{kind}' is no kind of party.", remedy="Write person, company, government, vessel or any.")
    if not any(char.isalnum() for char in name):
        raise UsageError(f"'{name}' holds no name.", remedy='Write one, like: ricochet search "Hikvision"')
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    cards, searched, doubts = _held(name, settings, tuple(lists), day, dated=as_of is not None, allow_stale=allow_stale)
    known = built_in()[0].facts
    parties = {party.id: party for party in known.parties}
    cited = {(one.list, one.entry): one.party for one in known.listings}
    entries = [
        Entry(card.listing.list, card.listing.entry, card.party, card.listing.programmes)
        for card in cards
        if card.listing.in_force(day)
    ]
    if case:
        source = next(iter(known.listings)).source
        nobody = Listing(party="", list=CASE, entry="", source=source)
        names = build(Card(party=party, listing=nobody) for party in known.parties)
        entries += [Entry(CASE, card.party.id, card.party) for card in names.near(name)]
        searched = (*searched, f"{CASE}: {len(parties)} parties, not all of them listed")
    result = Screening(entries).row({"name": name, "kind": kind}, 1, limit=len(entries), min_score=THRESHOLD)
    if entries and result.why:
        doubts = (*doubts, result.why)
    ties = {card.party.id: _ties(card, cited) for card in cards}
    found = _grouped(result.hits, cards, known.listings, parties, ties, day)
    return SearchAnswer(found=found[: max(limit, 0)], searched=searched, doubts=doubts)


def _held(
    name: str, settings: Settings, lists: tuple[str, ...], day: date, *, dated: bool, allow_stale: bool
) -> tuple[tuple[Card, ...], tuple[str, ...], tuple[str, ...]]:
    snapshot = open_snapshot(settings.home)
    if snapshot is None:
        return (), (), ("no official lists are held here; run 'ricochet update --from DIR' with the publishers' files",)
    choice = choose(snapshot, lists, day, dated=dated)
    told = tuple(f"{one.list}: {one.loaded} entries, as of {one.version}" for one in choice.versions)
    doubts = choice.missing + (() if allow_stale else choice.stale)
    return open_names(snapshot, choice.versions).near(name), told, doubts


def _ties(card: Card, cited: dict[tuple[str, str], str]) -> set[str]:
    """Everything that says who the card's party is: ids, OFAC's one number space, long identifiers, the case."""
    ties = {card.party.id, *card.same, cited.get((card.listing.list, card.listing.entry), card.party.id)}
    if card.listing.list.startswith("us-ofac-"):
        ties.add(f"ofac:{card.listing.entry}")
    return ties | {
        f"{word}:{one.value}" for one in card.party.identifiers for word in ("USCC", "LEI", "IMO") if word in one.type
    }


def _grouped(
    hits: Iterable[Hit],
    cards: Iterable[Card],
    listings: Iterable[Listing],
    parties: dict[str, Party],
    ties: dict[str, set[str]],
    day: date,
) -> tuple[Found, ...]:
    """Hits of tied parties as one, under the best of them."""
    groups: list[tuple[set[str], list[Hit]]] = []
    for hit in hits:
        mine, together = ties.get(hit.party, {hit.party}) | {hit.party}, [hit]
        apart = []
        for tied, others in groups:
            if tied.isdisjoint(mine):
                apart.append((tied, others))
            else:
                mine, together = mine | tied, others + together
        groups = [*apart, (mine, together)]
    by_id = parties | {card.party.id: card.party for card in cards}
    found = []
    for _, together in groups:
        best = min(together, key=lambda hit: (-hit.score, hit.list, hit.entry))
        ids = {hit.party for hit in together}
        own = [card.listing for card in cards if card.party.id in ids]
        have = {one.list for one in own}
        own += [one for one in listings if one.party in ids and one.list not in have]
        force = sorted((one for one in own if one.in_force(day)), key=lambda one: (one.list, one.entry))
        found.append(Found(hit=best, party=by_id[best.party], listings=tuple(dict.fromkeys(force))))
    return tuple(sorted(found, key=lambda one: (-one.hit.score, one.hit.list, one.hit.entry)))
