"""Senzing: records of its entity specification, flat or with FEATURES; disclosed relations point from record to record.

A record's anchor (REL_ANCHOR_DOMAIN, REL_ANCHOR_KEY) is what others' pointers (REL_POINTER_…) name, with a role in
words such as "Owns 60%", "OWNER_OF" or "Director of".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ricochet.model.dealing import Dealing
from ricochet.model.holding import Basis, Holding
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Identifier, Name, Party
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.quarantine import Quarantined
from ricochet.model.share import UNKNOWN, Share, read_share
from ricochet.model.source import Source
from ricochet.sources.registers.facts import Fact, Origin, Rows, Tally, each
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow

_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "ORGANIZATION": "organization",
    "VESSEL": "vessel",
    "AIRCRAFT": "aircraft",
}
_NUMBERS = re.compile(
    r"(?:.*_)?(PASSPORT_NUMBER|SSN_NUMBER|DRIVERS_LICENSE_NUMBER|NATIONAL_ID_NUMBER|TAX_ID_NUMBER|LEI_NUMBER|DUNS_NUMBER|"
    r"NPI_NUMBER|OTHER_ID_NUMBER|TRUSTED_ID_NUMBER|IMO_NUMBER|MMSI_NUMBER|CALL_SIGN|ACCOUNT_NUMBER|EMAIL_ADDRESS|"
    r"PHONE_NUMBER|WEBSITE_ADDRESS)"
)
_COUNTRIES = ("REGISTRATION_COUNTRY", "NATIONALITY", "CITIZENSHIP", "COUNTRY_OF_ASSOCIATION")
_ADDRESS = ("ADDR_LINE1", "ADDR_LINE2", "ADDR_LINE3", "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE", "ADDR_COUNTRY")
_OWNED = re.compile(r"\b(?:owned|held|controlled) by\b|\bsubsidiar")
"""Words of a role in which the record itself is the owned one."""
_OWNS = re.compile(r"\bown|\bshareholder|\bparent\b|\bbeneficial|\bproprietor|\bheld\b|\bholds\b|\bsubsidiar")
_CONTROLS = re.compile(r"\bcontrol")
_DIRECTS = re.compile(r"\bdirector|\bprincipal|\bpresident|\bchair|\bofficer|\bmanag|\bsecretary|\bpartner\b")
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_SHARE = re.compile(rf"(>=|<=|[<>≥≤])?\s*({_NUMBER})\s*%?\s*(?:(?:-|–|\.\.|to)\s*({_NUMBER})\s*)?%")


@dataclass(slots=True)
class _Records:
    """Who is meant by an anchor, and whether a number alone is enough of an id."""

    sources: set[str] = field(default_factory=set)
    anchors: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def named(self, source: str, number: str) -> str:
        return f"{source}:{number}" if len(self.sources) > 1 and source else number

    def pointed(self, part: Item, source: str) -> str:
        domain, key = part.text("REL_POINTER_DOMAIN"), part.text("REL_POINTER_KEY")
        return self.named(*self.anchors.get((domain, key), (domain or source, key)))


def read(rows: Rows, origin: Origin, tally: Tally) -> Iterator[Fact]:
    """Read records. A party's id is its RECORD_ID, after its DATA_SOURCE where the file holds several.

    A pointer whose role speaks of owning is a stake (with the figure it names, else of unknown size), of control or an
    office that, of anything else a dealing in the role's words.
    """
    records = _look_ahead(rows)

    def build(record: Item, number: int) -> list[Fact]:
        told = record.text("DATA_SOURCE")
        own, source, parts = records.named(told, record.need("RECORD_ID")), origin.at(number, told), _parts(record)
        pointers = [part for part in parts if part.text("REL_POINTER_KEY")]
        return [
            _party(own, parts, source),
            *(_relation(own, records.pointed(part, told), part, source) for part in pointers),
        ]

    return each(rows(), origin, tally, build)


def _look_ahead(rows: Rows) -> _Records:
    """First pass: anchors may stand behind the pointers to them. Bad records are set aside in the second."""
    records = _Records()
    for row in rows():
        if isinstance(row, Quarantined) or not isinstance(row[1], dict):
            continue
        try:
            record = Item.of(row[1])
            key = record.text("DATA_SOURCE"), record.text("RECORD_ID")
            records.sources.add(key[0])
            for part in _parts(record):
                if anchor := part.text("REL_ANCHOR_KEY"):
                    records.anchors[part.text("REL_ANCHOR_DOMAIN"), anchor] = key
        except WrongRow:
            continue
    return records


def _relation(own: str, other: str, part: Item, source: Source) -> Fact:
    role, period = part.text("REL_POINTER_ROLE"), _period(part)
    words = re.sub(r"[\W_]+", " ", role.casefold())
    share = _share(role, part)
    basis = _basis(words) or (None if share is None else "equity")
    if basis is None:
        return Dealing(actor=own, target=other, kind=words.strip() or "is linked to", period=period, source=source)
    owner, owned = (other, own) if _OWNED.search(words) else (own, other)
    return Holding(
        owner=owner,
        owned=owned,
        share=share or UNKNOWN,
        basis=basis,
        period=period,
        stated=role,
        source=source,
    )


def _basis(words: str) -> Basis | None:
    """What a role's words say; None where they speak of no holding."""
    if _OWNS.search(words):
        return "equity"
    if _CONTROLS.search(words):
        return "control"
    return "director" if _DIRECTS.search(words) else None


def _share(role: str, part: Item) -> Share | None:
    """The figure a role names, such as "Owns 60%" or "OWNER_OF >25-50%"; None where it names none."""
    if not (stated := _SHARE.search(role)):
        return None
    sign, low, high = stated.groups()
    try:
        return read_share(f"{'(' if sign == '>' else '['}{low},{high}]" if high else f"{sign or ''}{low}")
    except ValueError as refused:
        raise part.wrong("REL_POINTER_ROLE", str(refused), "Correct the share.") from None


def _parts(record: Item) -> list[Item]:
    """The record and every object in its lists: FEATURES, and the older NAMES, ADDRESSES, RELATIONSHIPS…"""
    plain = {key: value for key, value in record.value.items() if not isinstance(value, list | dict)}
    lists = (
        key for key, value in record.value.items() if isinstance(value, list) and value and isinstance(value[0], dict)
    )
    return [Item(plain), *(part for key in lists for part in record.items(key))]


def _party(own: str, parts: list[Item], source: Source) -> Party:
    names: list[Name] = []
    identifiers: list[Identifier] = []
    addresses: list[Address] = []
    countries: list[str] = []
    for part in parts:
        names += _names(part)
        for key in part.value:
            if found := _NUMBERS.fullmatch(key):
                kind = "LEI" if found[1] == "LEI_NUMBER" else found[1]
                country = part.text(key.replace("NUMBER", "COUNTRY")) if "NUMBER" in key else ""
                identifiers += [Identifier(type=kind, value=text, country=country)] if (text := part.text(key)) else []
        countries += [text for key in _COUNTRIES if (text := _any(part, key))]
        if text := _any(part, "ADDR_FULL") or ", ".join(line for key in _ADDRESS if (line := _any(part, key))):
            city, postal, country = (_any(part, key) for key in ("ADDR_CITY", "ADDR_POSTAL_CODE", "ADDR_COUNTRY"))
            addresses.append(Address(text=text, city=city, postal=postal, country=country))
    names.sort(key=lambda name: name.role != "primary")
    names[1:] = [Name(text=name.text, role="aka", given=name.given, family=name.family) for name in names[1:]]
    kinds = [text for part in parts if (text := part.text("RECORD_TYPE"))]
    return Party(
        id=own,
        kind=_KINDS.get(kinds[0].upper(), "any") if kinds else "any",
        names=tuple(dict.fromkeys(names)),
        identifiers=tuple(dict.fromkeys(identifiers)),
        addresses=tuple(dict.fromkeys(addresses)),
        countries=tuple(dict.fromkeys(countries)),
        births=tuple(dict.fromkeys(text for part in parts if (text := _any(part, "DATE_OF_BIRTH")))),
        source=source,
    )


def _any(part: Item, key: str) -> str:
    """The text under the key, alone or after a word for its use (BUSINESS_ADDR_FULL)."""
    found = part.text(key)
    return found or next((text for name in part.value if name.endswith(f"_{key}") and (text := part.text(name))), "")


def _names(part: Item) -> list[Name]:
    found = []
    uses = {
        name.removesuffix(suffix)
        for name in part.value
        for suffix in ("NAME_ORG", "NAME_FULL", "NAME_LAST")
        if name.endswith(suffix)
    }
    for use in sorted(uses):
        first, last = part.text(f"{use}NAME_FIRST"), part.text(f"{use}NAME_LAST")
        text = part.text(f"{use}NAME_ORG", f"{use}NAME_FULL") or " ".join(
            filter(None, (first, part.text(f"{use}NAME_MIDDLE"), last))
        )
        kind = part.text("NAME_TYPE") or use.strip("_")
        if text:
            found.append(
                Name(text=text, role="primary" if kind in {"", "PRIMARY"} else "aka", given=first, family=last)
            )
    return found


def _period(part: Item) -> Period:
    start = part.parse("REL_POINTER_FROM_DATE", lambda text: first_day(text[:10]))
    return part.parse("REL_POINTER_THRU_DATE", lambda text: Period(start, last_day(text[:10])))
