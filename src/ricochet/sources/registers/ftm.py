"""FollowTheMoney: entities one a line (OpenSanctions, Aleph, yente), nested or flat; edges are entities of their own.

https://followthemoney.tech: things become parties; Ownership, Control and Directorship holdings; Payment,
ContractAward, UnknownLink and the like dealings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from ricochet.model.dealing import Dealing
from ricochet.model.holding import Basis, Holding
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Identifier, Name, Note, Party
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.quarantine import Quarantined
from ricochet.model.share import UNKNOWN, Share, read_share
from ricochet.model.source import Source
from ricochet.sources.registers.facts import Fact, Origin, Rows, Tally, each
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow
from ricochet.sources.tables.dealings import amount

_KINDS: dict[str, Kind] = {
    "Person": "person",
    "Company": "company",
    "LegalEntity": "any",
    "Organization": "organization",
    "PublicBody": "government",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Asset": "any",
    "Thing": "any",
    "Vehicle": "any",
}
_HOLDINGS: dict[str, tuple[str, str, Basis]] = {
    "Ownership": ("owner", "asset", "equity"),
    "Control": ("controller", "controlled", "control"),
    "Directorship": ("director", "organization", "director"),
}
"""Schema -> which property is the owner, which the owned, and the basis."""
_DEALINGS = {
    "Payment": ("payer", "beneficiary", "pays"),
    "ContractAward": ("supplier", "contract", "supplies"),
    "Debt": ("creditor", "debtor", "finances"),
    "Employment": ("employer", "employee", "employs"),
    "Representation": ("agent", "client", "represents"),
    "Membership": ("member", "organization", "is a member of"),
    "UnknownLink": ("subject", "object", "is linked to"),
}
"""Schema -> who acts, who is dealt with, and how."""
_AWARDING = ("Contract", "CallForTenders")
_IDENTIFIERS = (
    "registrationNumber",
    "leiCode",
    "idNumber",
    "taxNumber",
    "vatCode",
    "innCode",
    "ogrnCode",
    "okpoCode",
    "kppCode",
    "uscCode",
    "dunsCode",
    "uniqueEntityId",
    "swiftBic",
    "bikCode",
    "isinCode",
    "passportNumber",
    "socialSecurityNumber",
    "imoNumber",
    "mmsi",
    "callSign",
    "serialNumber",
    "email",
    "phone",
    "website",
    "wikidataId",
)
_ALIASES = (("name", False), ("alias", False), ("previousName", False), ("weakAlias", True))
_DETAILS = ("role", "purpose", "programme", "summary", "description", "status", "relationship")


@dataclass(frozen=True, slots=True)
class _Entity:
    """One entity: its schema, its properties, and where it was read."""

    id: str
    schema: str
    properties: Item
    seen: date | None
    source: Source

    def texts(self, key: str) -> tuple[str, ...]:
        """The plain values of a property; for an entity that is nested there, its id."""
        values = self.properties.value.get(key)
        if not isinstance(values, list):
            return self.properties.texts(key)
        return tuple(
            Item.of(value, key).need("id") if isinstance(value, dict) else text
            for value in values
            if isinstance(value, dict) or (text := Item({key: value}, "properties").text(key))
        )

    def first(self, key: str) -> str:
        """The first value, or blank."""
        return next(iter(self.texts(key)), "")


def read(rows: Rows, origin: Origin, tally: Tally) -> Iterator[Fact]:
    """Read entities. Ids are the file's own; `parent` of a company is control and a stake of unknown size.

    The buyer of a contract awarded is the authority of the contract or call, wherever that stands in the file. Schemas
    nobody reads here (sanctions, documents, addresses, families) are counted.
    """
    authorities: dict[str, tuple[str, ...]] = {}
    for row in rows():
        if isinstance(row, Quarantined) or not isinstance(row[1], dict) or row[1].get("schema") not in _AWARDING:
            continue
        try:
            contract = _entity(Item.of(row[1]), row[0], origin)
            authorities[contract.id] = contract.texts("authority")
        except WrongRow:
            continue  # set aside when it is read again

    def build(item: Item, number: int) -> list[Fact]:
        return [fact for entity in _unnested(item, number, origin, 0) for fact in _facts(entity, authorities, tally)]

    return each(rows(), origin, tally, build)


def _entity(item: Item, number: int, origin: Origin) -> _Entity:
    published = "; ".join(item.texts("datasets")) or "; ".join(item.item("properties").texts("publisher"))
    seen = item.parse("last_seen", lambda text: last_day(text[:10]))
    return _Entity(item.need("id"), item.need("schema"), item.item("properties"), seen, origin.at(number, published))


def _unnested(item: Item, number: int, origin: Origin, depth: int) -> Iterator[_Entity]:
    """The entity, and those that stand inside its properties."""
    if depth > 8:
        raise item.wrong("properties", "entities are nested too deeply")
    entity = _entity(item, number, origin)
    yield entity
    for key, values in entity.properties.value.items():
        for value in values if isinstance(values, list) else ():
            if isinstance(value, dict):
                inner = Item.of(value, f"{item.path}{key}")
                if inner.item("properties").value:  # else only an id and a caption
                    yield from _unnested(inner, number, origin, depth + 1)


def _facts(entity: _Entity, authorities: Mapping[str, tuple[str, ...]], tally: Tally) -> Iterable[Fact]:
    if entity.schema in _HOLDINGS:
        return _holdings(entity)
    if entity.schema in _DEALINGS:
        return _dealings(entity, authorities, tally)
    if entity.schema in _KINDS:
        return _party(entity)
    if entity.schema not in _AWARDING:
        tally.left_out[f"{entity.schema} entities left out"] += 1
    return ()


def _party(entity: _Entity) -> list[Fact]:
    names = [
        Name(text=text, role="fka" if key == "previousName" else "aka", weak=weak)
        for key, weak in _ALIASES
        for text in entity.texts(key)
    ]
    if names:
        given, family = entity.first("firstName"), entity.first("lastName")
        names[0] = Name(text=names[0].text, given=given, family=family)
    countries = [code for key in ("jurisdiction", "country", "nationality", "flag") for code in entity.texts(key)]
    parents = entity.texts("parent")
    ties: tuple[Basis, ...] = ("control", "equity")
    party = Party(
        id=entity.id,
        kind=_KINDS[entity.schema],
        names=tuple(dict.fromkeys(names)),
        identifiers=tuple(Identifier(type=key, value=value) for key in _IDENTIFIERS for value in entity.texts(key)),
        addresses=tuple(Address(text=text) for text in entity.texts("address")),
        countries=tuple(dict.fromkeys(code.upper() for code in countries)),
        births=entity.texts("birthDate"),
        birth_places=entity.texts("birthPlace"),
        gender=entity.first("gender"),
        notes=tuple(Note(label="topics", text=topic) for topic in entity.texts("topics")),
        source=entity.source,
    )
    return [
        party,
        *(
            Holding(owner=parent, owned=entity.id, share=UNKNOWN, basis=basis, seen=entity.seen, source=entity.source)
            for parent in parents
            for basis in ties
        ),
    ]


def _holdings(entity: _Entity) -> list[Fact]:
    holder, held, basis = _HOLDINGS[entity.schema]
    share, stated = _share(entity)
    period = _period(entity)
    return [
        Holding(
            owner=owner,
            owned=owned,
            share=share,
            basis=basis,
            period=period,
            share_class=entity.first("sharesType"),
            stated=stated,
            seen=entity.seen,
            source=entity.source,
        )
        for owner in _need(entity, holder)
        for owned in _need(entity, held)
    ]


def _need(entity: _Entity, key: str) -> tuple[str, ...]:
    if found := entity.texts(key):
        return found
    raise entity.properties.wrong(key, "it is missing")


def _share(entity: _Entity) -> tuple[Share, str]:
    """What the percentages leave possible, and their text. Words without a figure are a share of unknown size."""
    texts = entity.texts("percentage")
    counts = entity.texts("sharesCount")
    if not texts:
        return UNKNOWN, "; ".join(f"{count} shares" for count in counts)
    shares = []
    for text in texts:
        try:
            shares.append(read_share(text))
        except ValueError as refused:
            if any(c.isdigit() for c in text):
                raise entity.properties.wrong("percentage", str(refused), "Correct the percentage.") from None
            shares.append(UNKNOWN)
    return reduce(Share.hull, shares), "; ".join(texts)


def _period(entity: _Entity) -> Period:
    def days(key: str) -> list[str]:
        return sorted(text[:10] for text in entity.texts(key))

    starts, ends = days("startDate"), days("endDate")
    try:
        return Period(first_day(starts[0]) if starts else None, last_day(ends[-1]) if ends else None)
    except ValueError as refused:
        raise entity.properties.wrong("startDate", str(refused)) from None


def _dealings(entity: _Entity, authorities: Mapping[str, tuple[str, ...]], tally: Tally) -> list[Fact]:
    acts, dealt, kind = _DEALINGS[entity.schema]
    targets = entity.texts(dealt)
    if entity.schema == "ContractAward":
        calls = (*targets, *entity.texts("callForTenders"))
        targets = tuple(dict.fromkeys(authority for call in calls for authority in authorities.get(call, ())))
        if not targets:
            tally.left_out["awards left out whose contract names no authority"] += 1
            return []
    elif not targets:
        raise entity.properties.wrong(dealt, "it is missing")
    period = _period(entity)
    if period == Period() and (days := sorted(text[:10] for text in entity.texts("date"))):
        period = Period(first_day(days[0]), last_day(days[-1]))
    value = entity.first("amount")
    return [
        Dealing(
            actor=actor,
            target=target,
            kind=kind,
            value=amount(value),
            value_text=value,
            currency=entity.first("currency").upper(),
            period=period,
            seen=entity.seen,
            detail="; ".join(text for key in _DETAILS for text in entity.texts(key)),
            source=entity.source,
        )
        for actor in _need(entity, acts)
        for target in targets
    ]
