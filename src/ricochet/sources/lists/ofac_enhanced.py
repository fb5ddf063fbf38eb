"""OFAC Enhanced XML, bare or in its zip: lists with their dates, typed relationships, scripts, documents, features.

The file says what it was filtered by. Filtered by list it is whole for those lists (the "Consolidated List" stands for
all non-SDN lists); filtered by programme no list in it is whole, and `lacks` says so. A membership of a list outside
the filter makes no edition: it becomes a relation "same as" to that list. Schema: ENHANCED_XML.xsd; an element or
attribute neither in `READ` nor in `SKIPPED` is SchemaDrift.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from lxml import etree

from ricochet.model.kind import Kind
from ricochet.model.party import Address, Identifier, Name, NameRole, Note
from ricochet.sources.lists.bytes_in import unzip_one
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.entry import Entry, Origin, editions
from ricochet.sources.lists.facts import Facts
from ricochet.sources.lists.ofac_lists import BY_NAME, CONSOLIDATED, SDN, UMBRELLA, lists_of
from ricochet.sources.lists.xml_in import Gathered, elements, text_of, unread

_DATES = "fromDateBegin fromDateEnd toDateBegin toDateEnd isApproximate isDateRange"
READ = {
    "sanctionsData": "publicationInfo referenceValues featureTypes entities",
    "publicationInfo": "dataAsOf filters",
    "filters": "sanctionsLists sanctionsPrograms",
    "entities": "entity",
    "entity": "generalInfo sanctionsLists sanctionsPrograms sanctionsTypes legalAuthorities names addresses features "
    "identityDocuments relationships @id",
    "generalInfo": "identityId entityType livingStatus remarks title isUsCitizen isUsPerson",
    "sanctionsLists": "sanctionsList",
    "sanctionsList": "@datePublished",
    "sanctionsPrograms": "sanctionsProgram",
    "sanctionsTypes": "sanctionsType",
    "legalAuthorities": "legalAuthority",
    "names": "name",
    "addresses": "address",
    "address": "country translations",
    "translations": "translation country",
    "translation": "isPrimary script formattedFirstName formattedLastName formattedFullName nameParts addressParts",
    "nameParts": "namePart",
    "namePart": "type value",
    "addressParts": "addressPart",
    "addressPart": "type value",
    "features": "feature",
    "feature": "type versionId value valueRefId valueDate isPrimary reliability comments",
    "valueDate": _DATES,
    "issueDate": _DATES,
    "expirationDate": _DATES,
    "identityDocuments": "identityDocument",
    "identityDocument": "type name documentNumber isValid issuingAuthority issuingLocation issuingCountry issueDate "
    "expirationDate comments idFeatures",
    "idFeatures": "idFeature",
    "relationships": "relationship",
    "relationship": "type relatedEntity quality dateRange comments",
    "relatedEntity": "@entityId",
    "name": "isPrimary aliasType isLowQuality translations",
    "dateRange": _DATES,
}
"""Parent -> children and @attributes that are read."""
SKIPPED = {
    "@id": "OFAC's key of a part; only an entity's identifies a party",
    "@refId": "key of a reference value, whose text is printed beside it",
    "@nameId": "key of the name printed in the document",
    "@nameTranslationId": "the same, in one script",
    "@featureTypeId": "key of the feature's type, printed beside it",
    "@featureVersionId": "key of a feature version",
    "@schemaLocation": "says where the schema lies",
    "identityId": "OFAC's internal key",
    "versionId": "OFAC's internal key",
    "valueRefId": "key of the value printed beside it",
    "namePart": "the name in mixed case; read where no formatted name is printed",
    "valueDate": "the printed value says the same; read where it is approximate or a range",
    "referenceValues": "dictionary of texts that are printed at each use",
    "featureTypes": "dictionary of types that are printed at each use",
}
"""Named exceptions: what is deliberately not kept, and why."""

_ALLOWED = {parent: frozenset(children.split()) for parent, children in READ.items()}
_KINDS: dict[str, Kind] = {
    "Individual": "person",
    "Entity": "organization",
    "Vessel": "vessel",
    "Aircraft": "aircraft",
}
_ROLES: dict[str, NameRole] = {"A.K.A.": "aka", "F.K.A.": "fka", "N.K.A.": "nka"}
_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_PLACE = ("CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")
_FEATURES = {
    "Vessel Flag": "vessel flag",
    "Birthdate": "DOB",
    "Place of Birth": "POB",
}


@dataclass(slots=True)
class _Filter:
    """What the file was filtered by when OFAC exported it; empty is everything."""

    published: date | None = None
    lists: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()

    def whole(self, name: str) -> bool:
        """Whether the file holds every entry of this list (as far as lists are the filter)."""
        named = {BY_NAME.get(printed) for printed in self.lists}
        return not self.lists or name in named or (UMBRELLA in self.lists and name != SDN)


def parse(name: str, data: bytes) -> tuple[Edition, ...]:
    """Read one file. Raises ForeignFile, TruncatedFile, SchemaDrift or DataError."""
    _, xml = unzip_one(name, data)
    gathered, scope = Gathered(name), _Filter()
    for element in elements(name, xml, frozenset({"entity", "referenceValues", "featureTypes", "publicationInfo"})):
        if element.tag in SKIPPED:
            continue
        gathered.drift |= unread(element, _ALLOWED, SKIPPED)
        if element.tag == "publicationInfo":
            scope = _Filter(
                _iso(text_of(element, "dataAsOf")[:10]),
                tuple(text_of(node) for node in element.iterfind("filters/sanctionsLists/sanctionsList")),
                tuple(text_of(node) for node in element.iterfind("filters/sanctionsPrograms/sanctionsProgram")),
            )
        elif element.tag == "entity":
            gathered.take(element, element.get("id") or "", partial(_entry, gathered, scope, element))
    gathered.check()
    origin = Origin(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        published=scope.published,
        lacks=tuple(f"entries: only those of programme {programme}" for programme in scope.programmes),
        notices=tuple(gathered.notices),
    )
    return editions(list(gathered.entries.values()), origin, gathered.by_list())


def _entry(gathered: Gathered, scope: _Filter, element: etree._Element) -> Entry | None:
    names = list(_names(element))
    if not names:
        return None
    word = text_of(element, "generalInfo/entityType")
    kind, facts = _KINDS.get(word), Facts()
    if kind is None:
        gathered.notice(f"type '{word}' is new to us; kept as any kind")
        facts.note("type", word)
    facts.names += names[1:]
    for tag in ("title", "remarks", "livingStatus", "isUsCitizen", "isUsPerson"):
        facts.note("remark" if tag == "remarks" else tag, text_of(element, f"generalInfo/{tag}"))
    for node in element.iterfind("sanctionsTypes/sanctionsType"):
        facts.note("sanctions type", text_of(node))
    authorities = list(dict.fromkeys(text_of(node) for node in element.iterfind("legalAuthorities/legalAuthority")))
    for authority in authorities:
        facts.note("legal authority", authority)
    for feature in element.iterfind("features/feature"):
        _feature(facts, feature)
    for document in element.iterfind("identityDocuments/identityDocument"):
        _document(facts, document, names)
    programmes = tuple(dict.fromkeys(text_of(node) for node in element.iterfind("sanctionsPrograms/sanctionsProgram")))
    lists, elsewhere = _lists(gathered, scope, element, programmes, facts.notes)
    return Entry(
        element.get("id") or "",
        gathered.seen,
        kind or "any",
        names[0],
        programmes,
        facts,
        tuple(_addresses(element)),
        lists,
        elsewhere,
        tuple(_related(facts, element)),
        citation="; ".join(authorities),
    )


def _lists(
    gathered: Gathered, scope: _Filter, element: etree._Element, programmes: Sequence[str], notes: Iterable[Note]
) -> tuple[dict[str, date | None], tuple[str, ...]]:
    """Lists this file is whole for, oldest first, with the day published; and lists named that it is not whole for."""
    dated: dict[str, date | None] = {}
    umbrella: date | None = None
    for node in element.iterfind("sanctionsLists/sanctionsList"):
        printed, day = text_of(node), _iso(node.get("datePublished") or "")
        if printed == UMBRELLA:
            umbrella = day
        else:
            if printed not in BY_NAME:
                gathered.notice(f"list '{printed}' is new to us; kept on {CONSOLIDATED}")
            dated[BY_NAME.get(printed, CONSOLIDATED)] = day
    oldest = dict(sorted(dated.items(), key=lambda pair: (pair[1] or date.max, pair[0])))
    inside = {name: day for name, day in oldest.items() if scope.whole(name)}
    if inside or not oldest:
        elsewhere = tuple(name for name in oldest if name not in inside)
        return inside or dict.fromkeys(lists_of(programmes, notes), umbrella), elsewhere
    gathered.notice("on none of the lists the file was filtered by; kept on those it names")
    return oldest, ()


def _names(element: etree._Element) -> Iterable[Name]:
    """Primary name first; each script of a name is a name of its own with the same role."""
    names = sorted(element.iterfind("names/name"), key=lambda node: text_of(node, "isPrimary") != "true")
    for node in names:
        primary = text_of(node, "isPrimary") == "true"
        role: NameRole = "primary" if primary else _ROLES.get(text_of(node, "aliasType"), "aka")
        weak = text_of(node, "isLowQuality") == "true"
        scripts = sorted(
            node.iterfind("translations/translation"),
            key=lambda translation: text_of(translation, "isPrimary") != "true",
        )
        for translation in scripts:
            family, given = text_of(translation, "formattedLastName"), text_of(translation, "formattedFirstName")
            parts = " ".join(text_of(part, "value") for part in translation.iterfind("nameParts/namePart"))
            if text := text_of(translation, "formattedFullName") or parts:
                person = bool(family and given)
                yield Name(
                    text=text, role=role, weak=weak, given=given if person else "", family=family if person else ""
                )


def _addresses(element: etree._Element) -> Iterable[Address]:
    for node in element.iterfind("addresses/address"):
        country = text_of(node, "country") or text_of(node, "translations/country")
        translations = node.findall("translations/translation")
        for translation in translations or [node]:
            parts = [
                (text_of(part, "type"), text_of(part, "value"))
                for part in translation.iterfind("addressParts/addressPart")
            ]
            if not parts and not country:
                continue
            street = ", ".join(value for kind, value in parts if kind in _STREET)
            city, state, postal, region = (
                ", ".join(value for kind, value in parts if kind == wanted) for wanted in _PLACE
            )
            rest = ", ".join(value for kind, value in parts if kind not in {*_STREET, *_PLACE})
            yield Address(
                text=", ".join(part for part in (street, city, state, postal, region, rest, country) if part),
                street=street,
                city=city,
                region=state or region,
                postal=postal,
                country=country,
            )


def _feature(facts: Facts, feature: etree._Element) -> None:
    kind, value = text_of(feature, "type"), text_of(feature, "value")
    flagged = any(text_of(feature, f"valueDate/{mark}") == "true" for mark in ("isApproximate", "isDateRange"))
    days = [day for tag in _DATES.split()[:4] if (day := text_of(feature, f"valueDate/{tag}"))]
    facts.add(_FEATURES.get(kind, kind), value or "/".join(days))
    if flagged and days:
        facts.note(f"{kind} range", f"{value}: {min(days)}..{max(days)}")
    reliability = text_of(feature, "reliability")
    if reliability not in {"", "Confirmed"}:
        facts.note(f"{kind} reliability", f"{value}: {reliability}")
    facts.note(f"{kind} comment", _beside(value, text_of(feature, "comments")))


def _document(facts: Facts, document: etree._Element, names: Sequence[Name]) -> None:
    kind, number = text_of(document, "type"), text_of(document, "documentNumber")
    facts.identifiers.append(
        Identifier(
            type=kind,
            value=number,
            country=text_of(document, "issuingCountry"),
            issued=_period(document, "issueDate"),
            expires=_period(document, "expirationDate"),
        )
    )
    for tag in ("issuingAuthority", "issuingLocation", "comments"):
        facts.note(f"{kind} {tag}", _beside(number, text_of(document, tag)))
    if text_of(document, "isValid") == "false":
        facts.note(f"{kind} validity", f"{number}: not valid")
    holder = text_of(document, "name")
    if holder and holder != names[0].text:
        facts.note(f"{kind} holder", f"{number}: {holder}")
    for item in document.iterfind("idFeatures/idFeature"):
        facts.note(f"{kind} feature", _beside(number, text_of(item)))


def _related(facts: Facts, element: etree._Element) -> Iterable[tuple[str, str, str]]:
    for node in element.iterfind("relationships/relationship"):
        kind, other = text_of(node, "type"), node.find("relatedEntity")
        name, number = text_of(node, "relatedEntity"), (other.get("entityId") or "") if other is not None else ""
        yield kind, number, name
        for tag in ("quality", "comments"):
            facts.note(f"{kind} {tag}", _beside(name, text_of(node, tag)))
        facts.note(f"{kind} dates", _beside(name, _period(node, "dateRange")))


def _period(element: etree._Element, tag: str) -> str:
    """A day as ISO; first..last day it may be where it is not exact."""
    days = [day for part in _DATES.split()[:4] if (day := text_of(element, f"{tag}/{part}"))]
    if not days:
        return ""
    return days[0] if min(days) == max(days) else f"{min(days)}..{max(days)}"


def _beside(value: str, text: str) -> str:
    return f"{value}: {text}" if text else ""


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
