"""FollowTheMoney: an answer as entities, one a line (https://followthemoney.tech)."""

import hashlib
import re
from typing import Any

from ricochet.model.kind import Kind
from ricochet.model.party import Party
from ricochet.model.proof import Step
from ricochet.report.chart import Chart

Entity = dict[str, Any]
_SCHEMAS: dict[Kind, str] = {
    "person": "Person",
    "company": "Company",
    "organization": "Organization",
    "government": "PublicBody",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "any": "LegalEntity",
}
_EDGES: dict[str, tuple[str, str, str]] = {
    "equity": ("Ownership", "owner", "asset"),
    "votes": ("Ownership", "owner", "asset"),
    "control": ("Control", "controller", "controlled"),
    "director": ("Directorship", "director", "organization"),
    "interest": ("UnknownLink", "subject", "object"),
}
_IDENTIFIERS = {
    "LEI": "leiCode",
    "XI-LEI": "leiCode",
    "leiCode": "leiCode",
    "GB-COH": "registrationNumber",
    "registrationNumber": "registrationNumber",
}
_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_ASSETS = frozenset({"Company", "Vessel", "Airplane"})
"""Schemas of what can be owned."""


def entities(chart: Chart) -> list[Entity]:
    """Parties, stakes and listings of an answer. What the rule says of a party stands in its notes and topics."""
    owned = {step.owned for step in chart.stakes if step.basis != "interest"}
    listed = {step.owner for step in chart.listings}
    return [
        *(_party(chart, party, owned=party.id in owned, listed=party.id in listed) for party in chart.parties),
        *(_stake(step) for step in chart.stakes),
        *(_listing(step) for step in chart.listings),
    ]


def _party(chart: Chart, party: Party, *, owned: bool, listed: bool) -> Entity:
    schema = _SCHEMAS[party.kind]
    if owned and schema not in _ASSETS:
        schema = "Company"  # in this model nothing else is both owner and owned
    properties = {
        "name": [name.text for name in party.names if name.role in {"primary", "nka"}],
        "alias": [name.text for name in party.names if name.role == "aka" and not name.weak],
        "weakAlias": [name.text for name in party.names if name.weak],
        "previousName": [name.text for name in party.names if name.role == "fka"],
        "country": list(party.countries),
        "notes": [chart.verdict(party.id), *([] if _id(party.id) == party.id else [f"id: {party.id}"])],
        "topics": ["sanction"] if listed else [],
    }
    reached = chart.reached.get(party.id)
    if reached and reached.status == "caught":
        properties["topics"] = ["sanction.control"]
    for one in party.identifiers if schema not in {"Vessel", "Airplane"} else ():
        if key := _IDENTIFIERS.get(one.type):
            properties.setdefault("registrationNumber" if schema == "Person" else key, []).append(one.value)
    return _entity(_id(party.id), schema, properties)


def _stake(step: Step) -> Entity:
    schema, owner, owned = _EDGES[step.basis]
    properties = {
        owner: [_id(step.owner)],
        owned: [_id(step.owned)],
        "summary": [str(source) for source in step.sources],
    }
    if schema == "Ownership":
        properties["percentage"] = [step.share]
        properties["ownershipType"] = [step.basis]
    elif schema == "UnknownLink":
        properties["role"] = [step.basis]
    return _entity(_key(schema, step.owner, step.owned, step.basis), schema, properties)


def _listing(step: Step) -> Entity:
    properties = {
        "entity": [_id(step.owner)],
        "program": [step.owned],
        "summary": [str(source) for source in step.sources],
    }
    return _entity(_key("Sanction", step.owner, step.owned), "Sanction", properties)


def _entity(key: str, schema: str, properties: dict[str, list[str]]) -> Entity:
    kept = {name: values for name, value in properties.items() if (values := list(dict.fromkeys(filter(None, value))))}
    return {"id": key, "schema": schema, "properties": kept}


def _id(party: str) -> str:
    """The party's id where this model takes it, with a hyphen for a colon (lei-…); else one made from it."""
    plain = party.replace(":", "-")
    return plain if _ID.fullmatch(plain) else _key("party", party)


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]
