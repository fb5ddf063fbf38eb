"""Entry: one entry of a publisher's file while it is read; `editions` turns all of them into one Edition a list.

An OFAC file holds several lists. Each Edition stands alone: its parties are `LIST:NUMBER`. An entry on two lists is in
two editions, tied by a relation "same as" to the list that named it first. OFAC's numbers are one space, whichever
list or file prints them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ricochet.model.kind import Kind
from ricochet.model.listing import Listing
from ricochet.model.party import Address, Name, Party
from ricochet.model.quarantine import Quarantined
from ricochet.model.relation import Relation
from ricochet.model.source import Source
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.facts import NOTHING, Facts
from ricochet.sources.lists.ofac_lists import CONSOLIDATED, EFFECTS, LISTED_ON, SDN

SAME_AS = "same as"
_MONTHS = {
    month: number
    for number, month in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}


@dataclass(slots=True)
class Entry:
    """One record. `lists` maps each list it is on to the first day (None: not printed), the oldest known first.

    `elsewhere` names lists it is also on whose own editions this file does not hold. `related` are typed ties to other
    numbers: (relation type, number, name as printed).
    """

    number: str
    row: int
    kind: Kind
    name: Name
    programmes: tuple[str, ...] = ()
    facts: Facts = NOTHING
    addresses: tuple[Address, ...] = ()
    lists: Mapping[str, date | None] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    related: tuple[tuple[str, str, str], ...] = ()
    until: date | None = None
    effect: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file the entries were read from, and what holds for all of them."""

    file: str
    sha256: str
    published: date | None = None
    lacks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def editions(
    entries: Sequence[Entry],
    origin: Origin,
    quarantined: Mapping[str, Sequence[Quarantined]],
) -> tuple[Edition, ...]:
    """One Edition a list, ordered by list id; `quarantined` is by list. `rows` counts loaded and quarantined."""
    by_list: dict[str, list[Entry]] = {name: [] for name in quarantined}
    for entry in entries:
        for name in entry.lists:
            by_list.setdefault(name, []).append(entry)
    numbers: dict[str, dict[str, None]] = {}
    for entry in entries:
        numbers.setdefault(entry.number, {}).update(dict.fromkeys((*entry.elsewhere, *entry.lists)))
    index = _index(entries)
    result = []
    for name in sorted(by_list):
        members, aside = by_list[name], tuple(quarantined.get(name, ()))
        parties: list[Party] = []
        listings: list[Listing] = []
        relations: list[Relation] = []
        for entry in members:
            source = Source(publisher=name, file=origin.file, sha256=origin.sha256, row=entry.row)
            party = _party(f"{name}:{entry.number}", entry, source)
            parties.append(party)
            listings.append(_listing(name, party.id, entry, source))
            if entry.facts.links or entry.related or len(entry.lists) > 1 or entry.elsewhere:
                relations += _relations(name, party.id, entry, source, numbers, index)
        result.append(
            Edition(
                list=name,
                published=origin.published,
                parties=tuple(parties),
                listings=tuple(listings),
                relations=tuple(relations),
                quarantined=aside,
                rows=len(parties) + len(aside),
                lacks=origin.lacks,
                notices=(*origin.notices, *_unmapped(name, members)),
            )
        )
    return tuple(result)


def _unmapped(name: str, members: Iterable[Entry]) -> Iterable[str]:
    """One notice for each set of programmes that belongs to no list we know."""
    if name == CONSOLIDATED:
        counts = Counter(", ".join(entry.programmes) or "none" for entry in members)
        for programmes, count in sorted(counts.items()):
            yield f"{count} entries under programmes {programmes} belong to no list we know; kept on {CONSOLIDATED}"


def _party(party_id: str, entry: Entry, source: Source) -> Party:
    facts = entry.facts
    return Party(
        id=party_id,
        kind=entry.kind,
        names=(entry.name, *facts.names),
        identifiers=tuple(facts.identifiers),
        addresses=entry.addresses,
        countries=tuple(facts.countries),
        births=tuple(facts.births),
        birth_places=tuple(facts.birth_places),
        gender="; ".join(facts.genders),
        notes=tuple(facts.notes),
        source=source,
    )


def _listing(name: str, party: str, entry: Entry, source: Source) -> Listing:
    labels, days = EFFECTS.get(name, ()), LISTED_ON.get(name, ())
    effect = [entry.effect] if entry.effect else []
    since = entry.lists[name]
    if labels or days:
        effect += [f"{note.label}: {note.text}" for note in entry.facts.notes if note.label in labels]
        listed = [day for note in entry.facts.notes if note.label in days and (day := printed_day(note.text))]
        since = since or min(listed, default=None)
    return Listing(
        party=party,
        list=name,
        entry=entry.number,
        programmes=entry.programmes,
        since=since,
        until=entry.until,
        effect="; ".join(effect),
        citation=entry.citation,
        source=source,
    )


def _relations(
    name: str,
    party: str,
    entry: Entry,
    source: Source,
    numbers: Mapping[str, Mapping[str, None]],
    index: Mapping[str, str],
) -> Iterable[Relation]:
    first = next(iter((*entry.elsewhere, *entry.lists)))
    if first != name:
        yield Relation(
            party=party, type=SAME_AS, other=f"{first}:{entry.number}", other_name=entry.name.text, source=source
        )
    for kind, number, printed in entry.related:
        yield Relation(party=party, type=kind, other=_id_of(name, number, numbers), other_name=printed, source=source)
    for kind, printed in entry.facts.links:
        number = index.get(printed) or index.get(f"{printed}.", "")
        other = _id_of(name, number, numbers) if number else ""
        yield Relation(party=party, type=kind, other=other, other_name=printed, source=source)


def _id_of(name: str, number: str, numbers: Mapping[str, Mapping[str, None]]) -> str:
    """Id of the other end: on the same list if it is there, else on its first; outside this file it is an SDN."""
    lists = numbers.get(number, {SDN: None})
    return f"{name if name in lists else next(iter(lists))}:{number}"


def _index(entries: Sequence[Entry]) -> dict[str, str]:
    """Exact name -> the one number that bears it ("" where several do); primary names before aliases."""
    primary: dict[str, str] = {}
    alias: dict[str, str] = {}
    for entry in entries:
        text = entry.name.text
        primary[text] = entry.number if primary.get(text, entry.number) == entry.number else ""
        for name in entry.facts.names:
            alias[name.text] = entry.number if alias.get(name.text, entry.number) == entry.number else ""
    return {**alias, **primary}


def printed_day(text: str) -> date | None:
    """Read OFAC's "03 Jun 2021"; None for anything less than a whole day of the calendar."""
    parts = text.split()
    if len(parts) != 3 or parts[1] not in _MONTHS or not (parts[0] + parts[2]).isascii():
        return None
    try:
        return date(int(parts[2]), _MONTHS[parts[1]], int(parts[0]))
    except (ValueError, OverflowError):
        return None
