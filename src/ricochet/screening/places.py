"""Places: embargoed regions, countries and their governments in any field of a record, in any spelling in places.yml.

Sure: the place stands in an address, a city, a region or a country. Weak: only part of a region is meant, one letter
differs, or a domain ends in the country's letters. Set aside with its reason: a street named after the place, a town
of the same name in an address of the United States.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml
from rapidfuzz.distance import OSA

from ricochet.model.hit import Hit, Reason
from ricochet.screening.match import THRESHOLD

Weight = Literal["sure", "weak", "set aside"]
MAX_TEXT = 2_000
"""Characters of one field that are read."""
FUZZY = 6
"""Letters from which a Latin or Cyrillic name may differ by one edit."""

_ADDRESS = re.compile(r"address|street|city|town|region|state|province|oblast|location|place|postal|zip", re.IGNORECASE)
_COUNTRY = re.compile(r"country|jurisdiction|domicile|nationality|citizenship", re.IGNORECASE)
_NAME = re.compile(r"name|title|party", re.IGNORECASE)
_DOMAIN = re.compile(r"e-?mail|website|web|url|domain", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_US = re.compile(r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|\bU\.?S\.?A\.?\b|\bUnited States\b")
_STREET = {
    *(
        "street",
        "st",
        "str",
        "strasse",
        "rue",
        "avenue",
        "ave",
        "av",
        "boulevard",
        "blvd",
        "road",
        "rd",
        "lane",
        "drive",
    ),
    *("platz", "via", "viale", "calle", "ulitsa", "ul", "улица", "ул", "вулиця", "вул", "проспект", "пр", "pereulok"),
    *("square", "way", "place", "weg", "allee", "hotel", "restaurant", "cafe"),
}
_MISSION = {
    "embassy",
    "consulate",
    "mission",
    "embajada",
    "ambassade",
    "botschaft",
    "посольство",
    "سفارت",
    "government",
    "ministry",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the gazetteer."""

    id: str
    name: str
    law: str
    anchor: str
    part: bool = False
    lifted: date | None = None
    names: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """A place in a record: in which field, which words, under which spelling of the gazetteer, and how sure."""

    place: Place
    field: str
    words: str
    spelling: str
    weight: Weight
    text: str


@cache
def gazetteer() -> tuple[Place, ...]:
    """Every place checked, as shipped."""
    raw = yaml.safe_load((resources.files("ricochet.screening") / "places.yml").read_text("utf-8"))
    return tuple(msgspec.convert(raw, list[Place], builtin_types=(date,)))


def places_in(record: Mapping[str, object], kind: str = "any") -> tuple[PlaceFound, ...]:
    """Every embargoed place and government in a record's fields, the surest of each place and field."""
    found: dict[tuple[str, str], PlaceFound] = {}
    american = any(
        _US.search(str(value)) for key, value in record.items() if _ADDRESS.search(key) or _COUNTRY.search(key)
    )
    for field, value in record.items():
        text = str(value or "")[:MAX_TEXT]
        for hit in _in_field(field, text, kind, american=american):
            best = found.get((hit.place.id, field))
            if best is None or _ORDER.index(hit.weight) < _ORDER.index(best.weight):
                found[hit.place.id, field] = hit
    return tuple(found.values())


_ORDER = ("sure", "weak", "set aside")


def _in_field(field: str, text: str, kind: str, *, american: bool) -> Iterator[PlaceFound]:
    if not text.strip():
        return
    if _DOMAIN.search(field):
        yield from _domains(field, text)
    elif _ADDRESS.search(field) or (_COUNTRY.search(field) and kind != "person"):
        yield from _named(field, text, american=american and not _COUNTRY.search(field))
    elif _NAME.search(field):
        yield from _governments(field, text)


def _named(field: str, text: str, *, american: bool) -> Iterator[PlaceFound]:
    words = fold(text)
    for place, spelling, wanted, city in _spellings():
        for start in range(len(words) - len(wanted) + 1):
            here = words[start : start + len(wanted)]
            edits = _edits(here, wanted)
            if edits is None:
                continue
            around = {*words[max(0, start - 1) : start], *words[start + len(wanted) : start + len(wanted) + 1]}
            shown = " ".join(here)
            weight: Weight = "weak" if place.part or place.lifted or edits else "sure"
            why = f"'{shown}' in {field} is {'in ' if city else ''}{place.name}"
            if around & _STREET:
                weight, why = "set aside", f"'{shown}' in {field} is part of a street's or house's name"
            elif american:
                weight, why = "set aside", f"'{shown}' in {field} is a place in the United States"
            elif edits:
                why += f", one letter off '{spelling}'"
            elif place.part:
                why += ", of which only a part is embargoed"
            elif place.lifted:
                why += f", whose embargo was lifted on {place.lifted}"
            if edits == 0 and words[max(0, start - 1) : start] == ("south",):
                continue  # South Sudan is another country
            yield PlaceFound(place=place, field=field, words=shown, spelling=spelling, weight=weight, text=why)


def _edits(here: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    if here == wanted:
        return 0
    if len(wanted) != 1 or len(wanted[0]) < FUZZY or not wanted[0][0].isalpha() or here[0][0] != wanted[0][0]:
        return None
    return 1 if OSA.distance(here[0], wanted[0], score_cutoff=1) == 1 else None


def _governments(field: str, text: str) -> Iterator[PlaceFound]:
    words = fold(text)
    if not _MISSION & set(words):
        return
    for place in gazetteer():
        for spelling in (*place.names, *place.demonyms):
            wanted = fold(spelling)
            if any(words[start : start + len(wanted)] == wanted for start in range(len(words))):
                why = f"'{text.strip()}' names the government of {place.name}, wherever it stands"
                yield PlaceFound(place=place, field=field, words=spelling, spelling=spelling, weight="sure", text=why)
                break


def _domains(field: str, text: str) -> Iterator[PlaceFound]:
    for part in re.split(r"[\s,;|]+", text.casefold()):
        host = (
            part.rpartition("@")[2]
            if "@" in part
            else part.partition("://")[2].partition("/")[0] or part.partition("/")[0]
        )
        label = host.rstrip(".").rpartition(".")[2].partition(":")[0]
        for place in gazetteer():
            if "." in host and label in place.domains:
                why = f"the domain '{host}' ends in .{label}, {place.name}'s"
                yield PlaceFound(place=place, field=field, words=host, spelling=f".{label}", weight="weak", text=why)


@cache
def _spellings() -> tuple[tuple[Place, str, tuple[str, ...], bool], ...]:
    return tuple(
        (place, spelling, fold(spelling), city)
        for place in gazetteer()
        for city, spellings in ((False, place.names), (True, place.cities))
        for spelling in spellings
    )


def fold(text: str) -> tuple[str, ...]:
    """Words without case, marks and invisible characters."""
    plain = unicodedata.normalize("NFKD", text[:MAX_TEXT])
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Cf"})
    return tuple(_WORD.findall(unicodedata.normalize("NFC", kept).casefold()))


_KOREAS = {
    **dict.fromkeys(("kp", "prk", "north korea", "dprk", "korea north"), "north"),
    **dict.fromkeys(("kr", "kor", "south korea", "republic of korea", "korea south"), "south"),
}


def ambiguous_country(text: str) -> str:
    """What is unclear about a country as written; empty where nothing is. "Korea" alone may be either of two."""
    return "'Korea' does not say which of the two" if fold(text) in {("korea",), ("corea",), ("coree",)} else ""


def unclear_country(record: Mapping[str, object]) -> str:
    """Why a record's country cannot be told, for the first field that is ambiguous; empty where none is."""
    told = {field: str(value or "") for field, value in record.items() if _COUNTRY.search(field)}
    ambiguous = next(filter(None, map(ambiguous_country, told.values())), "")
    koreas = {_KOREAS[folded] for text in told.values() if (folded := " ".join(fold(text))) in _KOREAS}
    return ambiguous or ("The record names both Koreas" if len(koreas) > 1 else "")


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
