"""Profile: what of a party, or of a user's row, takes part in screening."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ricochet.model.kind import Kind, kind_of
from ricochet.model.party import Name, Party
from ricochet.screening.forms import Forms, names_in, variants

NATURAL: frozenset[Kind] = frozenset({"person", "vessel", "aircraft"})
"""Kinds whose names carry no legal form: "Sa" and "As" are names there."""
_LEAST_IDENTIFIER = 5
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_PLAIN = re.compile(r"[^0-9A-Z]")
_SEPARATORS = re.compile(r"[;|\n]")

# Field -> headers that mean it, lower case without spaces and signs. The first header that holds something wins.
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "fullname", "entityname", "companyname", "company", "vendor", "vendorname", "supplier",
             "suppliername", "customer", "customername", "counterparty", "legalname", "partyname", "party", "名称"),
    "alias": ("alias", "aliases", "aka", "alsoknownas", "names", "othernames", "formername", "previousname",
              "weakalias", "weak"),
    "kind": ("kind", "schema", "type", "entitytype", "partytype"),
    "birth": ("birthdate", "dateofbirth", "dob", "birthday", "born"),
    "country": ("country", "countries", "nationality", "citizenship", "jurisdiction", "countrycode"),
    "gender": ("gender", "sex"),
    "identifier": ("identifier", "identifiers", "registrationnumber", "companynumber", "taxnumber", "taxid", "vat",
                   "vatnumber", "lei", "leicode", "inncode", "inn", "ogrncode", "passport", "passportnumber",
                   "nationalid", "idnumber", "imo", "imonumber", "duns", "uei", "regno", "uscc", "swift", "bic"),
}  # fmt: skip
_PARTS = ("firstname", "givenname", "secondname", "middlename", "fathername", "patronymic", "lastname", "familyname",
          "surname")  # fmt: skip
_FIELD = {header: field for field, headers in _HEADERS.items() for header in headers}


@dataclass(frozen=True, slots=True)
class Alias:
    """One name twice: read as a company's (legal form taken off) and as a person's; mostly the same object.

    Each reading is in several forms where the name is in a script that can be romanised in several ways.
    """

    text: str
    company: tuple[Forms, ...]
    person: tuple[Forms, ...]
    weak: bool = False

    def forms(self, *, natural: bool) -> tuple[Forms, ...]:
        """The forms to compare where either side is a natural kind, or where neither is."""
        return self.person if natural else self.company


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A party for comparison. `identifiers` maps the value without signs to the value as written."""

    kind: Kind
    names: tuple[Alias, ...]
    births: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    identifiers: Mapping[str, str]

    @property
    def empty(self) -> bool:
        """Whether nothing can be compared: no name with a letter or digit, and no identifier."""
        return not self.identifiers and all(name.company[0].empty for name in self.names)

    @property
    def key(self) -> object:
        """Equal for profiles that compare the same."""
        names = tuple((name.text, name.weak) for name in self.names)
        return self.kind, names, self.births, self.countries, self.gender, tuple(self.identifiers.items())

    @property
    def too_long(self) -> bool:
        """Whether only a part of a name is compared."""
        return any(name.company[0].too_long for name in self.names)


def profile_of_name(text: str, kind: Kind = "any") -> Profile:
    """A bare name."""
    return Profile(kind=kind, names=_aliases((text,), kind), identifiers={})


def profile_of_party(party: Party) -> Profile:
    """A listed party: every name as printed, weak ones marked."""
    return replace(facts_of_party(party), names=tuple(alias_of(name, party.kind) for name in party.names))


def facts_of_party(party: Party) -> Profile:
    """A listed party without its names."""
    return Profile(
        kind=party.kind,
        names=(),
        births=party.births,
        countries=tuple(party.countries) or tuple(a.country for a in party.addresses if a.country),
        gender=party.gender,
        identifiers=_identifiers(identifier.value for identifier in party.identifiers),
    )


def alias_of(name: Name, kind: Kind) -> Alias:
    """One listed name, ready for comparison."""
    return _alias(name.text, kind, weak=name.weak)


def profile_of_row(row: Mapping[str, object]) -> Profile:
    """A user's row under any common header, or a whole record with lists for values. Unknown columns are let be."""
    found: dict[str, list[str]] = {field: [] for field in _HEADERS}
    parts: dict[str, str] = {}
    for header, value in row.items():
        plain = _header(str(header))
        values = list(_texts(value))
        if plain in _PARTS and values:
            parts[plain] = " ".join(values)
        field = _FIELD.get(plain)
        if field == "alias":
            values = [text for value in values for text in _parted(value)]
        if field and (field in {"alias", "identifier"} or not found[field]):
            found[field] += values
    names = found["name"] + found["alias"]
    if parts and not found["name"]:
        names = [" ".join(parts[part] for part in _PARTS if part in parts), *names]
    kind = kind_of(found["kind"][0]) if found["kind"] else None
    return Profile(
        kind=kind or "any",
        names=_aliases(names, kind or "any"),
        births=tuple(found["birth"]),
        countries=tuple(part for text in found["country"] for part in _parted(text)),
        gender=found["gender"][0] if found["gender"] else "",
        identifiers=_identifiers(found["identifier"]),
    )


def years(births: Iterable[str]) -> frozenset[int]:
    """Years named in printed dates; "1958 to 1963" names every year between."""
    found: set[int] = set()
    for text in births:
        named = [int(year) for year in _YEAR.findall(text)]
        between = len(named) == 2 and any(word in text.lower() for word in (" to ", "between", " - ", "–"))
        found.update(range(min(named), max(named) + 1) if between else named)
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def _alias(text: str, kind: Kind, *, weak: bool = False) -> Alias:
    if kind in NATURAL:
        plain = variants(text, company=False)
        return Alias(text, plain, plain, weak)
    company = variants(text)
    if kind != "any" or not company[0].legal:
        return Alias(text, company, company, weak)
    return Alias(text, company, variants(text, company=False), weak)


def _aliases(texts: Iterable[str], kind: Kind) -> tuple[Alias, ...]:
    return tuple(_alias(one, kind) for one in dict.fromkeys(part for text in texts for part in names_in(text)))


def _header(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, Mapping):
        yield from _texts(value.get("value"))
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)
    elif value is not None:
        yield str(value)


def _parted(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def _identifiers(values: Iterable[str]) -> dict[str, str]:
    found = {}
    for text in values:
        for part in _parted(text):
            value = part.rpartition(":")[2] if "://" not in part else part
            plain = _PLAIN.sub("", value.upper())
            if len(plain) >= _LEAST_IDENTIFIER and any(char.isdigit() for char in plain):
                found[plain] = value.strip()
    return found
