"""Identify: which owner in a register a listed party is: by id, by official number, or perhaps by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from textwrap import shorten

import numpy as np

from ricochet.model.holding import Holding
from ricochet.model.holdings import NOBODY, Holdings
from ricochet.model.listing import Listing
from ricochet.model.party import Name, Party
from ricochet.model.share import UNKNOWN
from ricochet.model.source import Source
from ricochet.sources.registers.extract import official


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The listings under the register's own ids, and stakes of unknown size that stand for a doubtful identity.

    Such a stake makes its owner possible wherever the listed party would be caught, and stands in the proof with the
    likeness as its source. `told` names owners that could not be compared in full, so that one may be missed.
    """

    listings: tuple[Listing, ...]
    doubts: tuple[Holding, ...] = ()
    told: tuple[str, ...] = ()


def identified(
    listings: Iterable[Listing],
    holdings: Iterable[Holding],
    parties: Iterable[Party],
    *,
    listed: Iterable[Party] = (),
    same: Iterable[tuple[str, str]] = (),
    by_name: bool = False,
) -> Identified:
    """Find the listed parties among the owners. `listed` tells their names and numbers, `parties` the owners'.

    A listing whose party is no owner goes to the one of the same LEI or register number, or the one its id was given up
    for (`same`: old -> new). `by_name`: each of the others
    is compared with every owner by name (and whatever else is known of both).
    """
    listings = tuple(listings)
    owners = owners_of(holdings)
    known = {party.id: party for party in parties if party.id in owners}
    about = {party.id: party for party in listed}
    numbers = _numbers(known.values()) | {old.casefold(): new for old, new in same if new in owners}
    found = {one.party: _by_number(one.party, about.get(one.party), numbers) for one in listings}
    placed = tuple(
        replace(one, party=here) if one.party not in owners and (here := found[one.party]) else one for one in listings
    )
    open_ones = [one for one in placed if one.party not in owners]
    return _by_name(placed, open_ones, about, owners, known) if by_name and open_ones else Identified(listings=placed)


class Owners(AbstractSet[str]):
    """Who owns anything; a nominee does not, its principal does. Asked one by one: a country has millions."""

    def __init__(self, rows: Holdings) -> None:
        self._names = rows.parties
        self._owns = np.zeros(len(rows.parties) + 1, bool)  # the last stands for NOBODY
        self._owns[np.where(rows.held_for == NOBODY, rows.owner, rows.held_for)] = True

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self._owns[self._names.find(name)])

    def __iter__(self) -> Iterator[str]:
        return (self._names[number] for number in np.flatnonzero(self._owns).tolist())

    def __len__(self) -> int:
        return int(self._owns.sum())


def owners_of(holdings: Iterable[Holding]) -> AbstractSet[str]:
    """Who owns anything; a nominee does not, its principal does."""
    if isinstance(holdings, Holdings):
        return Owners(holdings)
    return {row.held_for or row.owner for row in holdings}


def _numbers(parties: Iterable[Party]) -> dict[str, str]:
    """Official numbers, and ids that are such, -> the party; those of several parties single nobody out."""
    having: defaultdict[str, set[str]] = defaultdict(set)
    for party in parties:
        having[party.id.casefold()].add(party.id)
        for one in party.identifiers:
            having[official(one).casefold()].add(party.id)
    return {number: next(iter(ids)) for number, ids in having.items() if number and len(ids) == 1}


def _by_number(text: str, party: Party | None, numbers: Mapping[str, str]) -> str:
    own = [official(one) for one in party.identifiers] if party else []
    spoken = [text, f"lei:{text}", f"gb-coh:{text}"]
    return next((numbers[one] for number in (*own, *spoken) if (one := number.casefold()) in numbers), "")


def _by_name(
    placed: tuple[Listing, ...],
    open_ones: Iterable[Listing],
    about: Mapping[str, Party],
    owners: Iterable[str],
    known: Mapping[str, Party],
) -> Identified:
    from ricochet.screening.entry import Entry  # noqa: PLC0415 - its tables load slowly, and few ask for names
    from ricochet.screening.index import Index  # noqa: PLC0415
    from ricochet.screening.match import THRESHOLD  # noqa: PLC0415
    from ricochet.screening.profile import profile_of_party  # noqa: PLC0415

    entries = {one.party: Entry("listed", one.party, about.get(one.party) or _bare(one.party)) for one in open_ones}
    index = Index(entries.values())
    asked = sorted(set(owners))
    profiles = [profile_of_party(known.get(owner) or _bare(owner)) for owner in asked]
    doubts, told = [], []
    for owner, profile, found in zip(asked, profiles, index.search_many(profiles, least=THRESHOLD), strict=True):
        why = found.truncated or ("too long to be compared in full" if profile.too_long else "")
        if why:
            told.append(f"owner '{shorten(owner, 60, placeholder='…')}', by name: {why}; a listed party may be missed")
        for hit in found.hits:
            cite = f"'{hit.name}' and '{(known.get(owner) or _bare(owner)).name}' are alike: {hit.score:.2f}"
            source = Source(publisher="screening", file="match", sha256="", row=0, cite=cite)
            doubts.append(Holding(owner=hit.party, owned=owner, share=UNKNOWN, stated=cite, source=source))
    return Identified(listings=placed, doubts=tuple(doubts), told=tuple(told))


def _bare(text: str) -> Party:
    """A party of whom only the id is known, which then is its name."""
    source = Source(publisher="user", file="", sha256="", row=0)
    return Party(id=text, kind="any", names=(Name(text=text),), source=source)
