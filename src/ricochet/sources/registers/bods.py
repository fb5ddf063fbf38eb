"""BODS: statements of the Beneficial Ownership Data Standard, versions 0.2 to 0.4, in one array or one a line.

https://standard.openownership.org: entities and persons become parties, each interest of a relationship a holding.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ricochet.model.holding import Basis, Holding
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Identifier, Name, NameRole, Note, Party
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.quarantine import Quarantined
from ricochet.model.share import UNKNOWN, WHOLE, Share
from ricochet.sources.registers.facts import Fact, Origin, Rows, Tally, each
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow

_BASES: dict[str, Basis] = {
    "shareholding": "equity",
    "votingrights": "votes",
    "appointmentofboard": "control",
    "otherinfluenceorcontrol": "control",
    "influenceorcontrol": "control",
    "controlviacompanyrulesorarticles": "control",
    "controlbylegalframework": "control",
    "boardmember": "director",
    "boardchair": "director",
    "seniormanagingofficial": "director",
    "settlor": "interest",
    "settloroftrust": "interest",
    "trustee": "interest",
    "trusteeoftrust": "interest",
    "protector": "interest",
    "protectoroftrust": "interest",
    "beneficiaryoflegalarrangement": "interest",
    "beneficiaryoftrust": "interest",
    "otherinfluenceorcontroloftrust": "interest",
    "rightstosurplusassets": "interest",
    "rightstosurplusassetsondissolution": "interest",
    "rightstoprofitorincome": "interest",
    "righttoprofitorincomefromassets": "interest",
    "enjoymentanduseofassets": "interest",
    "rightsgrantedbycontract": "interest",
    "conditionalrightsgrantedbycontract": "interest",
    "nominee": "interest",
    # The nominator is the owner behind a nominee, of a stake nobody states; an interest of unknown kind may be a stake.
    "nominator": "equity",
    "unknowninterest": "equity",
    "unpublishedinterest": "equity",
    "": "equity",
}
"""Interest types of all versions, without hyphens and capitals."""
_KINDS: dict[str, Kind] = {
    "registeredEntity": "company",
    "legalEntity": "organization",
    "arrangement": "organization",
    "state": "government",
    "stateBody": "government",
}
_ROLES: dict[str, NameRole] = {"former": "fka", "birth": "fka"}


@dataclass(slots=True)
class _Superseded:
    """Which statements no longer stand, by what later ones say; found in a first pass over the file.

    A file states most things once, so this is small. `newest` is the last place at which a record (0.4) is updated or
    closed; `replaced` are statements (0.2, 0.3) that others replace; `cited` are the parts of indirect relationships.
    """

    newest: dict[str, int] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)


def read(rows: Rows, origin: Origin, tally: Tally) -> Iterator[Fact]:
    """Read statements. Ids are the file's own: `recordId` (0.4), else the statement's; a replaced one's the newest's.

    A superseded statement is left out; a closed record ends on its statement's day. An interest held indirectly is no
    stake of its own: it is left out where its parts stand in the file, else its share is unknown (all of 100 stays: a
    whole can only be held through wholes). An owner nobody specifies is a party `unknown:ID`.
    """
    past = _look_ahead(rows)
    parts: set[str] = set()

    def build(statement: Item, number: int) -> list[Fact]:
        record = statement.text("recordId")
        own = record or statement.need("statementId", "statementID")
        if record and past.newest.get(record, number) > number:
            tally.left_out["superseded statements left out"] += 1
            return []
        if not record and own in past.replaced and _is_relation(statement):
            tally.left_out["superseded statements left out"] += 1
            return []
        if own in past.cited:
            parts.add(own)
        if _is_relation(statement):
            return _Relation(statement, own, number, origin, tally, past, parts).facts()
        return [_party(statement, past.replaced.get(own, own), number, origin)]

    return each(rows(), origin, tally, build)


def _is_relation(statement: Item) -> bool:
    return statement.text("recordType", "statementType") in {"relationship", "ownershipOrControlStatement"}


def _look_ahead(rows: Rows) -> _Superseded:
    """First pass. Statements that cannot be read are skipped here; the second pass sets them aside."""
    past = _Superseded()
    for row in rows():
        if isinstance(row, Quarantined) or not isinstance(row[1], dict):
            continue
        statement = Item(row[1])
        try:
            if statement.text("recordStatus") in {"updated", "closed"}:
                past.newest[statement.text("recordId")] = row[0]
            for old in statement.texts("replacesStatements"):
                past.replaced[old] = statement.text("statementID", "statementId")
            details = statement.item("recordDetails")
            past.cited.update(details.texts("componentRecords"), statement.texts("componentStatementIDs"))
        except WrongRow:
            continue
    for old in past.replaced:
        past.replaced[old] = _last(past.replaced, old)
    return past


def _last(replaced: dict[str, str], statement: str) -> str:
    seen = {statement}
    while (after := replaced.get(statement, statement)) not in seen:
        seen.add(after)
        statement = after
    return statement


def _party(statement: Item, own: str, number: int, origin: Origin) -> Party:
    details = statement.item("recordDetails") if "recordDetails" in statement else statement
    person = statement.text("recordType", "statementType").startswith("person")
    typed = details.value.get("entityType")  # an object since 0.4
    entity = details.item("entityType").text("type") if isinstance(typed, dict) else details.text("entityType")
    places = [details.item(key) for key in ("jurisdiction", "incorporatedInJurisdiction")]
    places += details.items("nationalities")
    unspecified = [details.item(key) for key in ("unspecifiedEntityDetails", "unspecifiedPersonDetails")]
    kind = details.text("personType", "entityType") if person or not isinstance(typed, dict) else entity
    notes = [Note(label="type", text=kind)] if kind.startswith(("anonymous", "unknown")) else []
    notes += [Note(label="unspecified", text=_reason(one)) for one in unspecified if one.value]
    return Party(
        id=own,
        kind="person" if person else _KINDS.get(entity, "any"),
        names=_names(details),
        identifiers=tuple(
            Identifier(type=one.text("scheme", "schemeName"), value=value)
            for one in details.items("identifiers")
            if (value := one.text("id"))
        ),
        addresses=tuple(_address(one) for one in details.items("addresses") if one.text("address")),
        countries=tuple(dict.fromkeys(country for one in places if (country := _country(one)))),
        births=details.texts("birthDate"),
        birth_places=(place,) if (place := details.item("placeOfBirth").text("address")) else (),
        notes=tuple(notes),
        source=origin.at(number, _cite(statement)),
    )


def _names(details: Item) -> tuple[Name, ...]:
    names = [Name(text=name)] if (name := details.text("name")) else []
    for one in details.items("names"):
        given, family = one.text("givenName"), one.text("familyName")
        if full := one.text("fullName") or " ".join(part for part in (given, family) if part):
            role: NameRole = _ROLES.get(one.text("type"), "aka") if names else "primary"
            names.append(Name(text=full, role=role, given=given, family=family))
    return (*names, *(Name(text=text, role="aka") for text in details.texts("alternateNames")))


def _country(place: Item) -> str:
    """The country's code (of a subdivision's, ISO 3166-2, the part before the hyphen), or what is written instead."""
    return place.text("code").partition("-")[0] or place.text("name")


def _address(one: Item) -> Address:
    country = one.value.get("country")  # an object since 0.4
    place = _country(one.item("country")) if isinstance(country, dict) else one.text("country")
    return Address(text=one.text("address"), postal=one.text("postCode"), country=place)


def _cite(statement: Item) -> str:
    """Who says so: rows of one source about one stake are parts of it, those of different ones contradict."""
    source = statement.item("source")
    says = [asserted.text("name") for asserted in source.items("assertedBy")]
    published = statement.item("publicationDetails").item("publisher")
    return source.text("description") or "; ".join(filter(None, says)) or published.text("name") or source.text("url")


def _seen(statement: Item) -> date | None:
    """The day on which the statement was published as standing, or made."""
    published = statement.item("publicationDetails").parse("publicationDate", lambda text: last_day(text[:10]))
    return published or statement.parse("statementDate", lambda text: last_day(text[:10]))


def _reason(one: Item) -> str:
    return ": ".join(part for part in (one.text("reason"), one.text("description")) if part)


@dataclass(frozen=True, slots=True)
class _Relation:
    statement: Item
    own: str
    number: int
    origin: Origin
    tally: Tally
    past: _Superseded
    parts: set[str]

    def facts(self) -> list[Fact]:
        """The holdings, and what is known of an owner nobody specifies."""
        details = self.statement.item("recordDetails") if "recordDetails" in self.statement else self.statement
        owned, _ = self._side(details, "subject")
        if not owned:
            self.tally.left_out["relationships of no named company left out"] += 1
            return []
        owner, why = self._side(details, "interestedParty")
        interests = details.items("interests")
        source, seen = self.origin.at(self.number, _cite(self.statement)), _seen(self.statement)
        if not owner and not interests:
            note = Note(label="owner unspecified", text=why)
            return [Party(id=owned, kind="any", names=(), notes=(note,), source=source)]
        facts: list[Fact] = []
        if not owner:
            owner = f"unknown:{self.own}"
            facts.append(
                Party(id=owner, kind="any", names=(), notes=(Note(label="unspecified", text=why),), source=source)
            )
        parts = {*details.texts("componentRecords"), *details.texts("componentStatementIDs")}
        for interest in interests or (Item({}, "interests"),):
            share = _share(interest.item("share"))
            if interest.text("directOrIndirect", "interestLevel") == "indirect":
                if parts and parts <= self.parts:
                    self.tally.left_out["indirect interests left out, their parts being there"] += 1
                    continue
                share = share if share.low == WHOLE else UNKNOWN
            facts.append(
                Holding(
                    owner=owner,
                    owned=owned,
                    share=share,
                    basis=self._basis(interest),
                    period=self._period(interest),
                    seen=seen,
                    source=source,
                )
            )
        return facts

    def _side(self, details: Item, key: str) -> tuple[str, str]:
        """The id that stands there, or the reason why there is none."""
        if isinstance(details.value.get(key), str):
            return details.text(key), ""
        side = details.item(key)
        told = side.text("describedByEntityStatement", "describedByPersonStatement")
        if told:
            return self.past.replaced.get(told, told), ""
        return "", _reason(side.item("unspecified") if "unspecified" in side else side) or "no reason given"

    def _basis(self, interest: Item) -> Basis:
        basis = _BASES.get(interest.text("type").replace("-", "").casefold())
        if basis is None:
            raise interest.wrong("type", "not an interest of BODS 0.2 to 0.4", "Use a word of its codelist.")
        return basis

    def _period(self, interest: Item) -> Period:
        start = interest.parse("startDate", lambda text: first_day(text[:10]))
        end = interest.parse("endDate", lambda text: last_day(text[:10]))
        if self.statement.text("recordStatus") == "closed":
            closed = self.statement.parse("statementDate", lambda text: last_day(text[:10]))
            end = min(filter(None, (end, closed)), default=None)
        return _period(interest, start, end)


def _period(interest: Item, start: date | None, end: date | None) -> Period:
    try:
        return Period(start, end)
    except ValueError as refused:
        raise interest.wrong("endDate", str(refused)) from None


def _share(share: Item) -> Share:
    """The share stated: exact, or bounds, each inclusive unless said exclusive (a number since 0.4, a flag before)."""
    try:
        if (exact := share.number("exact")) is not None:
            return Share(Fraction(exact), Fraction(exact))
        low, low_open = _bound(share, "minimum", "exclusiveMinimum")
        high, high_open = _bound(share, "maximum", "exclusiveMaximum")
        return Share(
            Fraction(0) if low is None else low,
            WHOLE if high is None else high,
            low_open and low is not None,
            high_open and high is not None,
        )
    except ValueError as refused:
        raise WrongRow(share.path, str(share.value)[:200], str(refused), "Correct the share.") from None


def _bound(share: Item, inclusive: str, exclusive: str) -> tuple[Fraction | None, bool]:
    stated = share.number(inclusive)
    if isinstance(share.value.get(exclusive), bool):
        return (None if stated is None else Fraction(stated)), share.yes(exclusive)
    beyond = share.number(exclusive)
    if beyond is not None and (stated is None or stated == beyond):
        return Fraction(beyond), True
    return (None if stated is None else Fraction(stated)), False
