"""Places: embargoed regions, countries and their governments in any field of a record, in any spelling of places.yml.

Sure: the place stands in an address, a city, a region or a country. Weak: only part of a region is meant, one letter
differs, a person comes from there, or a domain, a telephone number or a postcode is the place's. Set aside with its
reason: a street named after the place, a town of the same name elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Literal

from ricochet.model.hit import Hit, Reason
from ricochet.screening.countries import says_country
from ricochet.screening.gazetteer import MAX_TEXT, Named, Place, fold, gazetteer, is_of_government, named_in, stands
from ricochet.screening.match import THRESHOLD

Weight = Literal["sure", "weak", "set aside"]

_ADDRESS = re.compile(
    r"address|street|city|town|region|state|province|oblast|location|place|postal|postcode|zip|адрес|город|地址|城市",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"nationality|citizenship|passport|birth", re.IGNORECASE)
_HOME = re.compile(r"residence|domicile|address", re.IGNORECASE)
_NAME = re.compile(
    r"name|title|party|alias|aka|payee|payer|consignee|customer|vendor|supplier|recipient", re.IGNORECASE
)
_DOMAIN = re.compile(r"e-?mail|website|web|url|domain", re.IGNORECASE)
_PHONE = re.compile(r"phone|tel\b|telephone|mobile|fax|cell", re.IGNORECASE)
_DIALLED = re.compile(r"(?:\+|\b00)[\s(]*(\d[\d\s().-]{6,})")
_NUMBER = re.compile(r"(?<!\d)\d{5,6}(?!\d)")
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|"
    "PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_AMERICAN = re.compile(rf"\b(?:{_STATES})\s+\d{{5}}(?:-\d{{4}})?\b|\bU\.?S\.?A\.?\b|\bUnited States\b")
_US = {("us",), ("usa",), ("united", "states"), ("united", "states", "of", "america")}
# Words for a street or a house, before its name or after it.
_BEFORE = frozenset({
    "rue", "avenue", "ave", "av", "avenida", "boulevard", "blvd", "via", "viale", "piazza", "calle", "carrera", "rua",
    "travessa", "ulitsa", "ul", "ulica", "улица", "ул", "вулиця", "вул", "проспект", "просп", "пр", "площадь",
    "переулок", "prospekt", "place", "plaza", "hotel", "restaurant", "cafe", "شارع", "خیابان",
})  # fmt: skip
_AFTER = frozenset({
    "street", "st", "str", "strasse", "straat", "avenue", "ave", "boulevard", "blvd", "road", "rd", "lane", "drive",
    "dr", "platz", "plein", "weg", "allee", "gasse", "court", "terrace", "square", "sq", "way", "place", "utca",
    "sokak", "sok", "cad", "caddesi", "hotel", "restaurant", "cafe", "bldg", "building", "tower", "towers",
})  # fmt: skip
_STREETS_HAN = ("路", "街", "道", "巷", "通り", "로", "길")
_OF = frozenset({"de", "du", "des", "la", "le", "of", "der", "von", "van", "di", "da", "do", "al", "el", "ه"})
_PARTS = re.compile(r"[,;|\n]")
_STATED = {
    "UA": {"ua", "ukr", "ukraine", "ukraina", "ucrania", "ucraina", "украина", "украіна"},
    "RU": {"ru", "rus", "russia", "russland", "russie", "rusia", "россия", "рф", "федерация", "federation"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """A place in a record: in which field, which words, under which spelling of the gazetteer, and how sure."""

    place: Place
    field: str
    words: str
    spelling: str
    weight: Weight
    text: str


def places_in(record: Mapping[str, object], kind: str = "any") -> tuple[PlaceFound, ...]:
    """Every embargoed place and government in a record's fields, the surest of each place and field."""
    texts = {field: _text(value)[:MAX_TEXT] for field, value in record.items()}
    told = _Record(kind, american=any(_is_american(*one) for one in texts.items()), stated=frozenset(_stated(texts)))
    hits = [hit for field, text in texts.items() if text.strip() for hit in _in_field(field, text, told)]
    words: dict[str, set[str]] = {}
    for hit in hits:
        words.setdefault(hit.place.id, set()).add(hit.words)
    found: dict[tuple[str, str], PlaceFound] = {}
    for one in hits:
        hit = one
        if hit.text.endswith(_NAMESAKE) and len(words[hit.place.id]) > 1:  # "Havana, Cuba" beside the United States
            hit = replace(hit, weight="sure", text=f"'{hit.words}' in {hit.field} is in {hit.place.name}")
        best = found.get((hit.place.id, hit.field))
        if best is None or _ORDER.index(hit.weight) < _ORDER.index(best.weight):
            found[hit.place.id, hit.field] = hit
    return tuple(found.values())


_ORDER = ("sure", "weak", "set aside")
_NAMESAKE = "is a place in the United States"


@dataclass(frozen=True, slots=True)
class _Record:
    """What the whole record says: kind of party, whether it is in the United States, which countries it names."""

    kind: str
    american: bool
    stated: frozenset[str]


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_text, value))
    return "" if value is None else str(value)


def _is_american(field: str, text: str) -> bool:
    if says_country(field):
        return fold(text) in _US
    return bool(_ADDRESS.search(field) and _AMERICAN.search(text))


def _stated(texts: Mapping[str, str]) -> Iterator[str]:
    """Countries whose postcodes are read, where the record names them."""
    for field, text in texts.items():
        if says_country(field) or _ADDRESS.search(field):
            words = {word for word in fold(text) if len(word) > 3 or says_country(field)}
            yield from (code for code, names in _STATED.items() if words & names)


def _in_field(field: str, text: str, told: _Record) -> Iterator[PlaceFound]:
    if _DOMAIN.search(field):
        yield from _domains(field, text)
    elif _PHONE.search(field):
        yield from _dialled(field, text)
    elif says_country(field):
        person = told.kind == "person" and not _HOME.search(field)
        for hit in (*_coded(field, text), *_named(field, text, told)):
            yield _of_a_person(hit) if hit.weight == "sure" and (person or _ORIGIN.search(field)) else hit
    elif _ADDRESS.search(field) and not _ORIGIN.search(field):
        yield from _coded(field, text)
        yield from _named(field, text, told)
        yield from _posted(field, text, told)
    elif _NAME.search(field):
        yield from _governments(field, text)


def _of_a_person(hit: PlaceFound) -> PlaceFound:
    return replace(hit, weight="weak", text=f"{hit.text}, where a person comes from and perhaps is not")


def _coded(field: str, text: str) -> Iterator[PlaceFound]:
    """ISO codes: of countries in their columns, of regions ("UA-43") in any address, of a country at its very end."""
    parts = [part.strip() for part in re.split(r"[,;|/]", text)]
    for at, part in enumerate(parts):
        place = _codes().get(part.upper())
        if place is None:
            continue
        why = f"'{part}' in {field} is the code of {place.name}"
        if "-" in part or says_country(field):
            weight = _sure(place)
        elif at == len(parts) - 1 and part.isupper() and part not in _STATES.split("|"):
            weight, why = "weak", f"'{part}' ends {field} and is the code of {place.name}"
        else:
            continue
        yield PlaceFound(place=place, field=field, words=part, spelling=part.upper(), weight=weight, text=why)


def _sure(place: Place, *, part: bool = False) -> Weight:
    return "weak" if place.lifted or (place.part and part) else "sure"


def _named(field: str, text: str, told: _Record) -> Iterator[PlaceFound]:
    parts = [fold(part) for part in _PARTS.split(text)]
    words = tuple(word for part in parts for word in part)
    ends = set(accumulate(map(len, parts)))
    for named in named_in(words):
        place, spelling = named.spelling.place, named.spelling
        shown = " ".join(words[named.start : named.end])
        weight = "weak" if named.edits else _sure(place, part=spelling.city)
        why = f"'{shown}' in {field} is {'in ' if spelling.city else ''}{place.name}"
        if named.edits:
            why += f", one letter off '{spelling.text}'"
        elif place.part and spelling.city:
            why += ", of which only a part is embargoed"
        elif place.lifted:
            why += f", whose embargo was lifted on {place.lifted}"
        street = _street(words, named, ends)
        if street == "sure":
            weight, why = "set aside", f"'{shown}' in {field} is part of a street's or house's name"
        elif told.american and spelling.words in map(fold, place.american):
            weight, why = "set aside", f"'{shown}' in {field} {_NAMESAKE}"
        elif street:
            weight, why = "weak", f"{why}, or a street's name"
        yield PlaceFound(place=place, field=field, words=shown, spelling=spelling.text, weight=weight, text=why)


def _street(words: tuple[str, ...], named: Named, ends: set[int]) -> Literal["", "sure", "perhaps"]:
    """Whether a street or house is named after the place; commas part the words of an address."""
    before = named.start - 1
    while before >= 0 and before + 1 not in ends and words[before] in _OF:
        before -= 1
    if before >= 0 and before + 1 not in ends and words[before] in _BEFORE:
        return "sure"
    shown = words[named.start]
    at = shown.find(named.spelling.words[0]) + len(named.spelling.words[0])
    if named.end - named.start == 1 and shown[at:].startswith(_STREETS_HAN):
        return "sure"
    after = named.end
    if after in ends or after >= len(words) or words[after] not in _AFTER:
        return ""
    return "sure" if after + 1 in ends or words[after + 1][0].isdigit() else "perhaps"  # "Simferopol st. Lenina"


def _posted(field: str, text: str, told: _Record) -> Iterator[PlaceFound]:
    for number in _NUMBER.findall(text):
        for place, country, pattern in _postcodes():
            if country in told.stated and re.fullmatch(pattern, number):
                why = f"'{number}' in {field} is a postcode of {place.name}"
                yield PlaceFound(place=place, field=field, words=number, spelling=pattern, weight="weak", text=why)


def _dialled(field: str, text: str) -> Iterator[PlaceFound]:
    for written in _DIALLED.findall(text):
        digits = re.sub(r"\D", "", written)
        for place in gazetteer():
            for prefix in place.dialling:
                if digits.startswith(prefix):
                    why = f"'+{digits}' in {field} has the dialling prefix +{prefix} of {place.name}"
                    yield PlaceFound(
                        place=place, field=field, words=f"+{digits}", spelling=f"+{prefix}", weight="weak", text=why
                    )


def _governments(field: str, text: str) -> Iterator[PlaceFound]:
    words = fold(text)
    if not is_of_government(words):
        return
    for place in gazetteer():
        spelling = next((one for one in (*place.names, *place.adjectives) if stands(fold(one), words)), "")
        if spelling:
            why = f"'{text.strip()}' names the government of {place.name}, wherever it stands"
            weight = _sure(place)
            yield PlaceFound(place=place, field=field, words=spelling, spelling=spelling, weight=weight, text=why)


def _domains(field: str, text: str) -> Iterator[PlaceFound]:
    for part in re.split(r"[\s,;|<>]+", text.casefold()):
        host = part.rpartition("@")[2] if "@" in part else part.rpartition("://")[2].partition("/")[0]
        host = host.partition(":")[0].rstrip(".")
        for place in gazetteer():
            for domain in place.domains:
                if host.endswith(f".{domain}"):
                    why = f"the domain '{host}' ends in .{domain}, of {place.name}"
                    yield PlaceFound(
                        place=place, field=field, words=host, spelling=f".{domain}", weight="weak", text=why
                    )


@cache
def _codes() -> Mapping[str, Place]:
    return {code: place for place in gazetteer() for code in place.codes}


@cache
def _postcodes() -> tuple[tuple[Place, str, str], ...]:
    return tuple((place, country, rule) for place in gazetteer() for country, rule in place.postcodes.items())


def place_hits(record: Mapping[str, object], kind: str = "any", threshold: float = THRESHOLD) -> tuple[Hit, ...]:
    """The places of a record as hits, the surest first; what was set aside is none. A weak one is just for review."""
    scores = {"sure": 1.0, "weak": threshold}
    found = sorted(
        (hit for hit in places_in(record, kind) if hit.weight in scores),
        key=lambda hit: (-scores[hit.weight], hit.place.id, hit.field),
    )
    return tuple(
        Hit(
            score=scores[hit.weight],
            list="places",
            entry=hit.place.id,
            party=f"place:{hit.place.id}",
            name=hit.place.name,
            listed=hit.place.name,
            programs=(hit.place.law,),
            reasons=(
                Reason(
                    feature="place",
                    left=hit.words,
                    right=hit.spelling,
                    effect=scores[hit.weight],
                    text=f"{hit.text} (checked since {hit.place.anchor})",
                ),
            ),
        )
        for hit in found
    )
