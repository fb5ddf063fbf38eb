"""OFAC XML: the plain sdnList/consolidated XML, old and new namespace (local names only).

Aliases carry weak or strong, dates and places of birth a `mainEntry`, ids their country and dates. The file does not
name an entry's lists: the file's programmes do (see `ofac_lists`). Schema: OFAC_xml.xsd. An element that the schema of
today does not have is SchemaDrift.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import partial

from lxml import etree

from ricochet.errors import TruncatedFile
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Name, NameRole
from ricochet.sources.lists.bytes_in import unzip_one
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.entry import Entry, Origin, editions
from ricochet.sources.lists.facts import Facts
from ricochet.sources.lists.ofac_lists import SDN, lists_of
from ricochet.sources.lists.ofac_remarks import unfold
from ricochet.sources.lists.xml_in import Gathered, elements, text_of, unread

READ = {
    "sdnList": "publshInformation sdnEntry",
    "publshInformation": "Publish_Date Record_Count",
    "sdnEntry": "uid firstName lastName title sdnType nspType remarks programList idList akaList addressList "
    "nationalityList citizenshipList dateOfBirthList placeOfBirthList vesselInfo",
    "programList": "program",
    "idList": "id",
    "id": "idType idNumber idCountry issueDate expirationDate uid",
    "akaList": "aka",
    "aka": "type category lastName firstName uid",
    "addressList": "address",
    "address": "address1 address2 address3 city stateOrProvince postalCode country region uid",
    "nationalityList": "nationality",
    "nationality": "country mainEntry uid",
    "citizenshipList": "citizenship",
    "citizenship": "country mainEntry uid",
    "dateOfBirthList": "dateOfBirthItem",
    "dateOfBirthItem": "dateOfBirth mainEntry uid",
    "placeOfBirthList": "placeOfBirthItem",
    "placeOfBirthItem": "placeOfBirth mainEntry uid",
    "vesselInfo": "callSign vesselType vesselFlag vesselOwner tonnage grossRegisteredTonnage",
}
"""Parent -> children that are read. Read but not kept: the `uid` of a part (OFAC's row key, it identifies no party).
`nspType` is what the non-SDN file of 2014 called sdnType.."""

_ALLOWED = {parent: frozenset(children.split()) for parent, children in READ.items()}
_KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organization",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_ROLES: dict[str, NameRole] = {"a.k.a.": "aka", "f.k.a.": "fka", "n.k.a.": "nka"}
_STREET = ("address1", "address2", "address3")
_PLACE = ("city", "stateOrProvince", "postalCode", "region", "country")
_VESSEL = (
    ("vesselType", "vessel type"),
    ("tonnage", "tonnage"),
    ("grossRegisteredTonnage", "gross registered tonnage"),
)
_ITEMS = (
    ("nationalityList/nationality", "country", "nationality"),
    ("citizenshipList/citizenship", "country", "citizen"),
    ("dateOfBirthList/dateOfBirthItem", "dateOfBirth", "DOB"),
    ("placeOfBirthList/placeOfBirthItem", "placeOfBirth", "POB"),
)


def parse(name: str, data: bytes, *, sdn: bool) -> tuple[Edition, ...]:
    """Read one file, bare or the only XML in a zip; `sdn` says whether it is the SDN list.

    Raises ForeignFile, TruncatedFile (also when Record_Count disagrees), SchemaDrift or DataError.
    """
    _, xml = unzip_one(name, data)
    gathered = Gathered(name)
    published: date | None = None
    promised = ""
    for element in elements(name, xml, frozenset({"sdnEntry"})):
        gathered.drift |= unread(element, _ALLOWED)
        if element.tag == "Publish_Date":
            published = _us_date(element.text or "")
        elif element.tag == "Record_Count":
            promised = text_of(element)
        elif element.tag == "sdnEntry":
            gathered.take(element, text_of(element, "uid"), partial(_entry, gathered, element))
    gathered.check()
    if promised and promised != str(gathered.seen):
        raise TruncatedFile(
            f"{name}: Record_Count says {promised}, the file holds {gathered.seen}.", remedy="Fetch it again."
        )
    for entry in gathered.entries.values():
        entry.lists = dict.fromkeys((SDN,) if sdn else lists_of(entry.programmes, entry.facts.notes))
    origin = Origin(
        file=name, sha256=hashlib.sha256(data).hexdigest(), published=published, notices=tuple(gathered.notices)
    )
    return editions(list(gathered.entries.values()), origin, gathered.by_list())


def _entry(gathered: Gathered, element: etree._Element) -> Entry | None:
    number, family, given = (text_of(element, tag) for tag in ("uid", "lastName", "firstName"))
    if not (family or given):
        return None
    facts, word = Facts(), text_of(element, "sdnType") or text_of(element, "nspType")
    kind = _KINDS.get(word.lower())
    if kind is None:
        gathered.notice(f"type '{word}' is new to us; kept as any kind")
        facts.note("type", word)
    facts.note("title", text_of(element, "title"))
    for aka in element.iterfind("akaList/aka"):
        _alias(facts, aka)
    for path, tag, label in _ITEMS:
        found = [(text_of(item, "mainEntry") != "true", text_of(item, tag)) for item in element.iterfind(path)]
        for _, value in sorted(found, key=lambda pair: pair[0]):  # the main entry first, else as printed
            facts.add(label, value)
    for item in element.iterfind("idList/id"):
        facts.add(
            text_of(item, "idType"),
            text_of(item, "idNumber"),
            country=text_of(item, "idCountry"),
            issued=text_of(item, "issueDate"),
            expires=text_of(item, "expirationDate"),
        )
    _vessel(facts, element)
    if remarks := text_of(element, "remarks"):
        facts.extend(unfold(remarks))
    return Entry(
        number,
        gathered.seen,
        kind or "any",
        _name(family, given, "primary"),
        tuple(text_of(program) for program in element.iterfind("programList/program")),
        facts,
        tuple(_addresses(element)),
    )


def _alias(facts: Facts, aka: etree._Element) -> None:
    word, category = text_of(aka, "type"), text_of(aka, "category")
    name = _name(text_of(aka, "lastName"), text_of(aka, "firstName"), _ROLES.get(word, "aka"), weak=category == "weak")
    facts.names.append(name)
    if word not in _ROLES or category not in {"weak", "strong"}:
        facts.note("alias type", f"{name.text}: {word} {category}")


def _vessel(facts: Facts, element: etree._Element) -> None:
    vessel = element.find("vesselInfo")
    if vessel is None:
        return
    if call_sign := text_of(vessel, "callSign"):
        facts.add("Vessel Call Sign", call_sign)
    for tag, label in _VESSEL:
        facts.note(label, text_of(vessel, tag))
    if flag := text_of(vessel, "vesselFlag"):
        facts.add("vessel flag", flag)
    if owner := text_of(vessel, "vesselOwner"):
        facts.links.append(("Vessel Owner", owner))


def _addresses(element: etree._Element) -> Iterable[Address]:
    for item in element.iterfind("addressList/address"):
        street = ", ".join(part for tag in _STREET if (part := text_of(item, tag)))
        city, state, postal, region, country = (text_of(item, tag) for tag in _PLACE)
        yield Address(
            text=", ".join(part for part in (street, city, state, postal, region, country) if part),
            street=street,
            city=city,
            region=state or region,
            postal=postal,
            country=country,
        )


def _name(family: str, given: str, role: NameRole, *, weak: bool = False) -> Name:
    if family and given:
        return Name(text=f"{family}, {given}", role=role, weak=weak, given=given, family=family)
    return Name(text=family or given, role=role, weak=weak)


def _us_date(text: str) -> date | None:
    parts = text.strip().split("/")
    try:
        month, day, year = (int(part) for part in parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
