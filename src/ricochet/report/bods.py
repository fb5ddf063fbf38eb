"""BODS: an answer as statements of the Beneficial Ownership Data Standard 0.4 (https://standard.openownership.org)."""

import hashlib
import re
from fractions import Fraction
from typing import Any

from ricochet.model.kind import Kind
from ricochet.model.party import Party
from ricochet.model.proof import Step
from ricochet.model.share import WHOLE, Share, read_share
from ricochet.report.chart import Chart

Statement = dict[str, Any]
_INTERESTS: dict[str, str] = {
    "equity": "shareholding",
    "votes": "votingRights",
    "control": "otherInfluenceOrControl",
    "director": "boardMember",
    "interest": "rightsGrantedByContract",
}
_TYPES: dict[Kind, str] = {"company": "registeredEntity", "government": "stateBody"}
_GRAIN = 10**8
"""What a share without an end in decimals is rounded to, outwards, as bounds."""


def statements(chart: Chart) -> list[Statement]:
    """Entities, persons, then relationships; what the rule says of a party stands in an annotation.

    The same answer gives the same statements: their ids are made from what they say, their dates are the day asked for.
    """
    stakes = [
        _stated(chart, _key("stake", *_sides(one), one.basis), "relationship", _relation(one)) for one in chart.stakes
    ]
    return [*(_party(chart, party) for party in chart.parties), *stakes]


def _sides(step: Step) -> tuple[str, str]:
    return _key("party", step.owner), _key("party", step.owned)


def _party(chart: Chart, party: Party) -> Statement:
    person = party.kind == "person"
    record = _key("party", party.id)
    statement = _stated(chart, record, "person" if person else "entity", _person(party) if person else _entity(party))
    if verdict := chart.verdict(party.id):
        statement["annotations"] = [
            {"statementPointerTarget": "/recordDetails", "motivation": "commenting", "description": verdict}
        ]
    return statement


def _stated(chart: Chart, record: str, kind: str, details: Statement) -> Statement:
    day = chart.as_of.isoformat()
    return {
        "statementId": _key(record, day, chart.rule),
        "declarationSubject": details.get("subject", record),
        "statementDate": day,
        "publicationDetails": {"publicationDate": day, "bodsVersion": "0.4", "publisher": {"name": "Ricochet"}},
        "recordId": record,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": {"isComponent": False, **details},
    }


def _entity(party: Party) -> Statement:
    details: Statement = {
        "entityType": {"type": _TYPES.get(party.kind, "legalEntity")},
        "name": party.name,
        "identifiers": _identifiers(party),
    }
    if len(party.names) > 1:
        details["alternateNames"] = [name.text for name in party.names[1:]]
    if party.countries:
        details["jurisdiction"] = _country(party.countries[0])
    return details


def _person(party: Party) -> Statement:
    details: Statement = {
        "personType": "knownPerson" if party.names else "unknownPerson",
        "names": [{"fullName": name.text} for name in party.names],
        "identifiers": _identifiers(party),
        "nationalities": [_country(country) for country in party.countries],
    }
    if party.births and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", party.births[0]):
        details["birthDate"] = party.births[0]
    return details


def _identifiers(party: Party) -> list[Statement]:
    """The party's own id first, so that the answer can be found again."""
    own = {"id": party.id, "schemeName": "id in the data that was asked"}
    return [own, *({"id": one.value, "schemeName": one.type} for one in party.identifiers)]


def _country(country: str) -> Statement:
    code = {"code": country.upper()} if re.fullmatch(r"[A-Za-z]{2}", country) else {}
    return {"name": country, **code}


def _relation(step: Step) -> Statement:
    owner, owned = _sides(step)
    interest: Statement = {
        "type": _INTERESTS[step.basis],
        "directOrIndirect": "unknown",
        "beneficialOwnershipOrControl": False,
    }
    if share := _share(read_share(step.share), step.basis):
        interest["share"] = share
    if cites := "; ".join(str(source) for source in step.sources):
        interest["details"] = cites
    return {"subject": owned, "interestedParty": owner, "interests": [interest]}


def _share(share: Share, basis: str) -> Statement:
    """The share as BODS has it; nothing where it is unknown or the interest has none."""
    if basis not in {"equity", "votes"} or (share.low == 0 and share.high == WHOLE):
        return {}
    low, high = share.low * _GRAIN, share.high * _GRAIN
    if share.exact and low.denominator == 1:
        return {"exact": _number(share.low)}
    least, most = Fraction(low.__floor__(), _GRAIN), Fraction(high.__ceil__(), _GRAIN)
    return {
        "exclusiveMinimum" if share.low_open and least == share.low else "minimum": _number(least),
        "exclusiveMaximum" if share.high_open and most == share.high else "maximum": _number(most),
    }


def _number(value: Fraction) -> int | float:
    """A number JSON writes with just these digits: eleven at most, which a binary float keeps."""
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def _key(*parts: str) -> str:
    """An id of 40 characters made from what it stands for."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]
