"""Dossier: one list's record of a party as text and as plain JSON values; nothing that it says is left out."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ricochet.model.listing import Listing
from ricochet.model.party import Address, Identifier, Name, Party
from ricochet.report.rows import source_row


def record_row(list_id: str, entry: str, version: str, party: Party, listings: Iterable[Listing]) -> dict[str, Any]:
    """One record as JSON values; what it does not say is left out."""
    told: dict[str, Any] = {"party": party.id, "list": list_id, "entry": entry, "version": version, "kind": party.kind}
    told |= {
        "names": [_said(one) for one in party.names],
        "listings": [
            _said(one)
            | {"since": str(one.since or ""), "until": str(one.until or ""), "source": source_row(one.source)}
            for one in listings
        ],
        "births": list(party.births),
        "birth_places": list(party.birth_places),
        "gender": party.gender,
        "countries": list(party.countries),
        "identifiers": [_said(one) for one in party.identifiers],
        "addresses": [_said(one) for one in party.addresses],
        "notes": [_said(one) for one in party.notes],
    }
    return {key: value for key, value in told.items() if value} | {"source": source_row(party.source)}


def record_text(list_id: str, entry: str, version: str, party: Party, listings: Iterable[Listing]) -> str:
    """One record as text: who, where listed, then each kind of fact under its heading, its source last."""
    about = ", ".join(part for part in (party.kind, party.gender, *party.countries) if part != "any" and part)
    of = f"{list_id} {entry}{f', version {version}' if version else ''}"
    sections = {
        "Listed": [_listed(one) for one in listings],
        "Also known as": [_name(one) for one in party.names[1:]],
        "Born": [*party.births, *(f"in {place}" for place in party.birth_places)],
        "Identifiers": [_number(one) for one in party.identifiers],
        "Addresses": [_address(one) for one in party.addresses],
        "Remarks": [f"{one.label}: {one.text}" if one.label else one.text for one in party.notes],
        "Source": [f"{party.source}, sha256 {party.source.sha256}"],
    }
    body = "".join(
        f"  {heading}\n" + "".join(f"    {text}\n" for text in told) for heading, told in sections.items() if told
    )
    return f"{party.name}{f'  ({about})' if about else ''}\n  {of}\n{body}"


def _said(one: Name | Identifier | Address | Listing | Any) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if value and key != "source"}


def _listed(one: Listing) -> str:
    parts = [one.list, one.entry, *([f"[{' '.join(one.programmes)}]"] if one.programmes else [])]
    parts += [f"since {one.since}"] if one.since else []
    parts += [f"until {one.until}"] if one.until else []
    parts += [text for text in (one.effect, one.citation) if text]
    return " ".join(parts)


def _name(one: Name) -> str:
    return f"{one.text}  ({one.role}{', weak' if one.weak else ''})"


def _number(one: Identifier) -> str:
    more = [one.country, f"issued {one.issued}" if one.issued else "", f"expires {one.expires}" if one.expires else ""]
    told = ", ".join(part for part in more if part)
    return f"{one.type}: {one.value}{f'  ({told})' if told else ''}"


def _address(one: Address) -> str:
    return f"{one.text}, {one.country}" if one.country and one.country not in one.text else one.text
