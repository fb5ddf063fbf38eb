"""Ties: what an official list itself says of owners and dealings, as holdings and dealings like a register's."""

from collections.abc import Iterable, Iterator

from ricochet.errors import DataError
from ricochet.model.dealing import Dealing
from ricochet.model.holding import Basis, Holding
from ricochet.model.relation import Relation
from ricochet.model.share import UNKNOWN
from ricochet.sources.lists import parse, recognise
from ricochet.sources.registers.extract import Extract

_OWNED_BY: dict[str, tuple[Basis, ...]] = {
    # "or" is the publisher's word: either may be what is meant, so both may be
    "owned or controlled by": ("control", "equity"),
    "parent company": ("control", "equity"),
    "subsidiary of": ("control", "equity"),
    "property in the interest of": ("interest",),
}
"""Relations in which the party is the owned one."""
_OWNS: dict[str, tuple[Basis, ...]] = {
    "owns, controls, or operates": ("control", "equity"),
    "subsidiary": ("control", "equity"),
    "leader or official of": ("director",),
    "principal executive officer": ("director",),
}
SAME = "same as"


def ties(relations: Iterable[Relation]) -> Iterator[Holding | Dealing]:
    """Holdings of unknown size where a relation speaks of owning, control or office; dealings of all others.

    Who is known by name only stands under that name. "same as" is no tie.
    """
    for one in relations:
        kind, other = one.type.casefold().strip(), one.other or one.other_name
        if kind == SAME or not other:
            continue
        owner, owned = (other, one.party) if kind in _OWNED_BY else (one.party, other)
        bases = _OWNED_BY.get(kind) or _OWNS.get(kind)
        if bases is None:
            yield Dealing(actor=one.party, target=other, kind=kind, source=one.source)
        for basis in bases or ():
            yield Holding(owner=owner, owned=owned, share=UNKNOWN, basis=basis, stated=one.type, source=one.source)


def is_list(name: str, data: bytes) -> bool:
    """Whether the bytes are an official list, whatever it is called."""
    try:
        return recognise.recognise(name, data) is not None
    except DataError:
        return False


def read_list(name: str, data: bytes) -> Extract:
    """Read an official list: parties, listings and the ties it tells. Raises DataError for one that cannot be read."""
    grouping = recognise.group({name: data})
    for _, refused in grouping.refused:
        raise refused
    editions = [edition for files in grouping.sets for edition in parse.parse(files)]
    relations = [relation for edition in editions for relation in edition.relations]
    told = list(ties(relations))
    lacking = [f"{name}: {edition.list} lacks {what}" for edition in editions for what in edition.lacks]
    return Extract(
        holdings=tuple(tie for tie in told if isinstance(tie, Holding)),
        dealings=tuple(tie for tie in told if isinstance(tie, Dealing)),
        parties=tuple(party for edition in editions for party in edition.parties),
        listings=tuple(listing for edition in editions for listing in edition.listings),
        quarantined=tuple(row for edition in editions for row in edition.quarantined),
        notices=(*(notice for edition in editions for notice in edition.notices), *lacking),
        rows=sum(edition.rows for edition in editions),
        same=tuple((one.party, one.other) for one in relations if one.type.casefold() == SAME and one.other),
    )
