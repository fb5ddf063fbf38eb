"""Extract: what a whole file of a register tells, put together: one party an id, one id a company."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.model.listing import Listing
from ricochet.model.party import Identifier, Party
from ricochet.model.quarantine import Quarantined
from ricochet.model.share import UNKNOWN, Share
from ricochet.sources.registers.facts import Fact

T = TypeVar("T")
_OFFICIAL = re.compile(r"(?:xi-)?lei(?:code)?|[a-z]{2}-[a-z][a-z0-9]*|ra[0-9]{6}")
"""Identifier types whose numbers name one company each: the LEI, and registers by org-id.guide's or GLEIF's code."""
_SCHEMES = {"xi-lei": "lei", "leicode": "lei", **dict.fromkeys(("ra000585", "ra000586", "ra000587"), "gb-coh")}
"""Codes for one and the same register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """`rows` counts the records of the file; each is told, quarantined, or counted in `notices`.

    `same` are the ids given up for another, since both have the same official number: old -> new.
    """

    holdings: Sequence[Holding] = ()
    parties: tuple[Party, ...] = ()
    dealings: tuple[Dealing, ...] = ()
    listings: tuple[Listing, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    notices: tuple[str, ...] = ()
    rows: int = 0
    same: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What to tell the user: the notices, and which ids are one."""
        said = f"{len(self.same)} ids are of a party under another id too (by LEI or register number)"
        return (
            *self.notices,
            *([f"{said}: {', '.join(f'{old} is {new}' for old, new in self.same[:5])}"] if self.same else []),
        )


def gathered(facts: Iterable[Fact]) -> Extract:
    """Put the facts of one file together. Parties of one id are merged; ids of one official number become the first."""
    holdings: list[Holding] = []
    dealings: list[Dealing] = []
    aside: list[Quarantined] = []
    parties: dict[str, Party] = {}
    for fact in facts:
        match fact:
            case Holding():
                holdings.append(fact)
            case Dealing():
                dealings.append(fact)
            case Quarantined():
                aside.append(fact)
            case Party():
                known = parties.get(fact.id)
                parties[fact.id] = merged(known, fact) if known else fact
    same = _same(parties.values())
    for old, new in same.items():
        parties[new] = merged(parties[new], parties.pop(old))
    if same:
        holdings = [
            replace(row, owner=same.get(row.owner, row.owner), owned=same.get(row.owned, row.owned)) for row in holdings
        ]
        dealings = [
            replace(row, actor=same.get(row.actor, row.actor), target=same.get(row.target, row.target))
            for row in dealings
        ]
    return Extract(
        holdings=_apart(holdings),
        parties=tuple(parties.values()),
        dealings=tuple(dealings),
        quarantined=tuple(aside),
        same=tuple(same.items()),
    )


def _apart(holdings: Sequence[Holding]) -> tuple[Holding, ...]:
    """Records of one stake that state different shares are kept apart as if of different classes.

    Nobody says whether they are parts of it or an old and a new state, so it lies between the smallest and their sum.
    What one record states several times are parts; a share of unknown size says nothing beside one that is known.
    """
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(holdings):
        groups[row.owner, row.owned, row.basis, row.source.cite, row.share_class].append(place)
    found = list(holdings)
    for places in groups.values():
        told: dict[int, set[Share]] = defaultdict(set)
        for place in places:
            if (row := holdings[place]).share != UNKNOWN:
                told[row.source.row].add(row.share)
        if len({frozenset(shares) for shares in told.values()}) < 2:
            continue
        first = min(told)
        for place in places:
            row = holdings[place]
            record = row.source.row if row.source.row in told else first
            found[place] = replace(row, share_class=f"{row.share_class} record {record}".strip())
    return tuple(found)


def merged(first: Party, more: Party) -> Party:
    """Everything two records say of one party; where only one can stand (kind, gender, source), the first says it."""
    return replace(
        first,
        kind=more.kind if first.kind == "any" else first.kind,
        names=_once(first.names + more.names),
        identifiers=_once(first.identifiers + more.identifiers),
        addresses=_once(first.addresses + more.addresses),
        countries=_once(first.countries + more.countries),
        births=_once(first.births + more.births),
        birth_places=_once(first.birth_places + more.birth_places),
        gender=first.gender or more.gender,
        notes=_once(first.notes + more.notes),
        register_complete=first.register_complete or more.register_complete,
    )


def official(number: Identifier) -> str:
    """The number in one form for all sources ("lei:…", "gb-coh:01234567"); blank where it is not an official one."""
    scheme = number.type.casefold().removeprefix("identifier ")
    if not _OFFICIAL.fullmatch(scheme):
        return ""
    return f"{_SCHEMES.get(scheme, scheme)}:{number.value.replace(' ', '').upper()}"


def _same(parties: Iterable[Party]) -> Mapping[str, str]:
    """Ids that share an official number -> the first of them, in the order of the file.

    Two that have LEIs are the same by LEI only: branches and sub-funds stand in registers under the number of another.
    """
    first: dict[str, str] = {}
    with_lei: set[str] = set()
    same: dict[str, str] = {}
    for party in parties:
        numbers = [name for one in party.identifiers if (name := official(one))]
        leis = [name for name in numbers if name.startswith("lei:")]
        homes = [first[name] for name in numbers if name in first]
        home = next((one for one in homes if not leis or one not in with_lei or _shares(leis, first, one)), party.id)
        if home != party.id:
            same[party.id] = home
        for name in numbers:
            first.setdefault(name, home)
        if leis:
            with_lei.add(home)
    return same


def _shares(leis: Iterable[str], first: Mapping[str, str], home: str) -> bool:
    return any(first.get(lei) == home for lei in leis)


def _once(values: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
