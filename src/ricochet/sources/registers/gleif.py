"""GLEIF: who is who (Level 1), who consolidates whom (Level 2), and why no parent is told (reporting exceptions).

The golden copies in XML, JSON and CSV say the same in three shapes; each is brought to one before it is read. Level 2
is accounting consolidation, never a percentage ("the classical notion of 'ownership' is not used", lei.info).
"""

import re
from collections.abc import Iterator
from typing import Any

from stdnum import lei as lei_numbers

from ricochet.model.dealing import Dealing
from ricochet.model.holding import Basis, Holding
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Identifier, Name, NameRole, Note, Party
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.share import UNKNOWN, WHOLE, Share, read_share
from ricochet.sources.registers.facts import Fact, Origin, Rows, Tally, each
from ricochet.sources.registers.item import Item

_MAJORITY = read_share("majority")
_ALL = Share(WHOLE, WHOLE)
_KINDS: dict[str, Kind] = {
    "RESIDENT_GOVERNMENT_ENTITY": "government",
    "INTERNATIONAL_ORGANIZATION": "organization",
    "SOLE_PROPRIETOR": "any",
    "FUND": "organization",
}
_ROLES: dict[str, NameRole] = {"PREVIOUS_LEGAL_NAME": "fka"}
_GONE = frozenset({"ANNULLED", "DUPLICATE", "ERRONEOUS", "CANCELLED", "PENDING_VALIDATION"})
"""States of a registration in which its record says nothing."""
_NUMBERED = re.compile(r"[1-9][0-9]{0,3}")


def read_entities(rows: Rows, origin: Origin, tally: Tally) -> Iterator[Fact]:
    """Read Level 1: a party `lei:…` with its names, addresses, register number, jurisdiction and state."""

    def build(record: Item, number: int) -> list[Fact]:
        lei = _lei(record, "LEI")
        entity = record.item("Entity")
        registration = record.item("Registration")
        if registration.text("RegistrationStatus") in _GONE:
            tally.left_out["annulled or duplicate records left out"] += 1
            return []
        legal = entity.need("LegalName")
        names = [
            Name(text=text, role=_ROLES.get(other.text("type"), "aka"))
            for one in ("OtherEntityName", "TransliteratedOtherEntityName")
            for other in _list(entity, f"{one}s", one)
            if (text := other.text("text", one)) and text != legal
        ]
        authority = entity.item("RegistrationAuthority")
        identifiers = [Identifier(type="LEI", value=lei.removeprefix("lei:"))]
        if value := authority.text("RegistrationAuthorityEntityID"):
            identifiers.append(Identifier(type=authority.text("RegistrationAuthorityID") or "register", value=value))
        country = entity.text("LegalJurisdiction").partition("-")[0]
        states = [("EntityStatus", entity), ("RegistrationStatus", registration)]
        notes = [
            Note(label=label, text=text)
            for label, at in states
            if (text := at.text(label)) not in {"", "ACTIVE", "ISSUED"}
        ]
        notes += [
            Note(label="SuccessorLEI", text=successor)
            for one in _list(entity, "SuccessorEntity", "SuccessorEntity")
            if (successor := one.text("SuccessorLEI"))
        ]
        places = (_address(entity.item(key)) for key in ("LegalAddress", "HeadquartersAddress") if key in entity)
        return [
            Party(
                id=lei,
                kind=_KINDS.get(entity.text("EntityCategory"), "company"),
                names=tuple(dict.fromkeys((Name(text=legal), *names))),
                identifiers=tuple(identifiers),
                addresses=tuple(dict.fromkeys(place for place in places if place.text)),
                countries=(country,) if country else (),
                notes=tuple(notes),
                source=origin.at(number),
            )
        ]

    return each(_plain_rows(rows), origin, tally, build)


def read_relations(rows: Rows, origin: Origin, tally: Tally, *, majority: bool = False) -> Iterator[Fact]:
    """Read Level 2. Consolidation is control, and a stake of unknown size; with `majority`, a direct one over 50.

    A branch is its head office, so wholly owned; a sub-fund is controlled by its umbrella; a feeder fund owns of its
    master what nobody states; managing a fund is a dealing. A relation that has ended without a day is left out.
    """
    direct = _MAJORITY if majority else UNKNOWN
    ties: dict[str, tuple[tuple[Basis, Share], ...]] = {
        "IS_DIRECTLY_CONSOLIDATED_BY": (("control", UNKNOWN), ("equity", direct)),
        "IS_ULTIMATELY_CONSOLIDATED_BY": (("control", UNKNOWN), ("equity", UNKNOWN)),
        "IS_INTERNATIONAL_BRANCH_OF": (("control", UNKNOWN), ("equity", _ALL)),
        "IS_SUBFUND_OF": (("control", UNKNOWN), ("equity", UNKNOWN)),
    }

    def build(record: Item, number: int) -> list[Fact]:
        relation = record.item("Relationship")
        child, parent = (_lei(relation.item(key), "NodeID") for key in ("StartNode", "EndNode"))
        period = _period(relation)
        registration = record.item("Registration").text("RegistrationStatus")
        if registration in _GONE:
            tally.left_out["annulled or duplicate relations left out"] += 1
            return []
        if period.end is None and "INACTIVE" in {
            relation.text("RelationshipStatus"),
            registration.replace("RETIRED", "INACTIVE"),
        }:
            tally.left_out["relations left out that ended on no stated day"] += 1
            return []
        source = origin.at(number)
        seen = record.item("Registration").parse("LastUpdateDate", lambda text: last_day(text[:10]))
        match kind := relation.need("RelationshipType"):
            case "IS_FUND-MANAGED_BY":
                return [Dealing(actor=parent, target=child, kind="manages", period=period, seen=seen, source=source)]
            case "IS_FEEDER_TO":  # the feeder, where the relation starts, invests in the master
                return [Holding(owner=child, owned=parent, share=UNKNOWN, period=period, seen=seen, source=source)]
        if kind not in ties:
            raise relation.wrong("RelationshipType", "not a relation of GLEIF's that is read")
        return [
            Holding(owner=parent, owned=child, share=share, basis=basis, period=period, seen=seen, source=source)
            for basis, share in ties[kind]
        ]

    return each(_plain_rows(rows), origin, tally, build)


def read_exceptions(rows: Rows, origin: Origin, tally: Tally) -> Iterator[Fact]:
    """Read reporting exceptions: a note on the party, why its direct or ultimate parent is not told."""

    def build(record: Item, number: int) -> list[Fact]:
        told = record.item("Exception") if "Exception" in record else record  # the CSV's columns are "Exception.…"
        reasons = [*record.texts("ExceptionReason"), *told.texts("Reason")]
        references = [*record.texts("ExceptionReference"), *told.texts("Reference")]
        category = record.text("ExceptionCategory") or told.need("Category")
        if not reasons:
            raise record.wrong("ExceptionReason", "it is missing")
        text = "; ".join(reasons) + (f" ({'; '.join(references)})" if references else "")
        note = Note(label=category, text=text)
        return [Party(id=_lei(record, "LEI"), kind="any", names=(), notes=(note,), source=origin.at(number))]

    return each(_plain_rows(rows), origin, tally, build)


def _lei(item: Item, key: str) -> str:
    """The party's id. Raises WrongRow for anything but an LEI whose check digits hold (ISO 17442)."""
    value = item.need(key)
    if not lei_numbers.is_valid(value):
        raise item.wrong(key, "not an LEI: its check digits do not hold")
    return f"lei:{value.upper()}"


def _period(relation: Item) -> Period:
    periods = (*_list(relation, "RelationshipPeriods", "RelationshipPeriod"), *relation.items("Period"))
    valid = [one for one in periods if one.text("PeriodType", "periodType") == "RELATIONSHIP_PERIOD"]
    if not valid:
        return Period()
    one = valid[-1]  # they follow each other; the last one tells how it stands
    try:
        return Period(first_day(one.text("StartDate", "startDate")[:10]), last_day(one.text("EndDate", "endDate")[:10]))
    except ValueError as refused:
        raise one.wrong("StartDate", str(refused)) from None


def _address(place: Item) -> Address:
    more = [line.text("text") for line in _list(place, "AdditionalAddressLine", "")] or list(
        place.texts("AdditionalAddressLine")
    )
    street = ", ".join(part for part in (place.text("FirstAddressLine"), *more) if part)
    city, region, postal, country = (place.text(key) for key in ("City", "Region", "PostalCode", "Country"))
    text = ", ".join(part for part in (street, city, region, postal, country) if part)
    return Address(text=text, street=street, city=city, region=region, postal=postal, country=country)


def _list(item: Item, group: str, one: str) -> tuple[Item, ...]:
    """The objects of a group, whichever way it holds them: a list, an object of a list or of one, one itself."""
    held = item.value.get(group)
    if isinstance(held, dict) and one in held and not isinstance(held[one], str):
        held = held[one]
    if held is None:
        return ()
    path = f"{item.path}.{group}" if item.path else group
    found = held if isinstance(held, list) else [held]
    return tuple(Item.of({"text": value} if isinstance(value, str) else value, path) for value in found)


def _plain_rows(rows: Rows) -> Iterator[Any]:
    for row in rows():
        yield (row[0], _plain(_record(row[1]))) if isinstance(row, tuple) else row


def _record(value: Any) -> Any:
    """A record without the object JSON wraps around it; a CSV's row as the tree its columns' names spell."""
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and isinstance(inner := next(iter(value.values())), dict):
        return inner if next(iter(value)).endswith("Record") else value
    return _tree(value) if any("." in key for key in value) else value


def _tree(row: dict[str, Any]) -> dict[str, Any]:
    """{"A.B.1": x, "A.B.1.type": y} as {"A": {"B": [{"$": x, "@type": y}]}}."""
    root: dict[str, Any] = {}
    for column, value in row.items():
        node = root
        *path, last = column.split(".")
        for key in path:
            found = node.get(key)
            if not isinstance(found, dict):
                found = node[key] = {} if found is None else {"$": found}
            node = found
        node[last] = value
    return root


def _plain(value: Any) -> Any:
    """Text for {"$": text}, {"text", "type"} where it is marked; lists for {"1": …, "2": …}."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value and all(_NUMBERED.fullmatch(key) for key in value):
        return [_plain(value[key]) for key in sorted(value, key=int)]
    if "$" in value:
        kind = value.get("@type", value.get("type"))
        return value["$"] if kind is None else {"text": value["$"], "type": kind}
    return {key: _plain(one) for key, one in value.items()}
