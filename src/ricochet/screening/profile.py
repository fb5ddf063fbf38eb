"""Profile: what of a party, or of a user's row, takes part in screening."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ricochet.model.kind import Kind, kind_of
from ricochet.model.party import Name, Party
from ricochet.screening.forms import Forms, names_in, variants
from ricochet.screening.identifiers import (
    Identifier,
    Word,
    identifiers_of,
    kind_of_header,
    kind_of_type,
    numbers_in_name,
)
from ricochet.screening.roles import is_role, named_in

NATURAL: frozenset[Kind] = frozenset({"person", "vessel", "aircraft"})
"""Kinds whose names carry no legal form: "Sa" and "As" are names there."""
_ADDRESS = re.compile(r"address|addr|street|city|town|region|province|postal|postcode|zip")
_SEPARATORS = re.compile(r"[;|\n]")

# Field -> headers that mean it, lower case without spaces and signs. The first header that holds something wins.
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "fullname", "entityname", "companyname", "company", "vendor", "vendorname", "supplier",
             "suppliername", "customer", "customername", "counterparty", "legalname", "partyname", "party", "名称"),
    "alias": ("alias", "aliases", "aka", "fka", "dba", "alsoknownas", "names", "othername", "othernames", "formername",
              "formernames", "previousname", "previousnames", "tradename", "tradingname", "tradingas", "shortname",
              "nativename", "localname", "englishname", "name2", "weakalias", "weak"),
    "kind": ("kind", "schema", "type", "entitytype", "partytype"),
    "birth": ("birthdate", "dateofbirth", "dob", "birthday", "born", "birthyear", "yearofbirth", "geburtsdatum",
              "fechadenacimiento", "datedenaissance", "датарождения", "出生日期"),
    "country": ("country", "countries", "nationality", "citizenship", "jurisdiction", "countrycode"),
    "gender": ("gender", "sex", "geschlecht", "sexo", "sexe", "пол", "性别"),
}  # fmt: skip
_PARTS = ("firstname", "givenname", "secondname", "middlename", "fathername", "patronymic", "lastname", "familyname",
          "surname")  # fmt: skip
_GIVEN, _FAMILY = _PARTS[:2], _PARTS[-3:]
_FIELD = {header: field for field, headers in _HEADERS.items() for header in headers}


@dataclass(frozen=True, slots=True)
class Alias:
    """One name twice: read as a company's (legal form taken off) and as a person's; mostly the same object.

    Each reading is in several forms where the name is in a script that can be romanised in several ways. `given` and
    `family`: a person's names, where they stand in fields of their own.
    """

    text: str
    company: tuple[Forms, ...]
    person: tuple[Forms, ...]
    weak: bool = False
    given: str = ""
    family: str = ""

    def forms(self, *, natural: bool) -> tuple[Forms, ...]:
        """The forms to compare where either side is a natural kind, or where neither is."""
        return self.person if natural else self.company


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A party for comparison. `identifiers` by the key under which they are compared."""

    kind: Kind
    names: tuple[Alias, ...]
    births: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    addresses: tuple[str, ...] = ()
    identifiers: Mapping[str, Identifier]

    @property
    def empty(self) -> bool:
        """Whether nothing can be compared: no name with a letter or digit, and no identifier."""
        return not self.identifiers and all(name.company[0].empty for name in self.names)

    @property
    def key(self) -> object:
        """Equal for profiles that compare the same."""
        names = tuple((name.text, name.weak, name.given, name.family) for name in self.names)
        facts = self.births, self.countries, self.gender, self.addresses
        return self.kind, names, facts, tuple(self.identifiers.items())

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
        addresses=tuple(address.text for address in party.addresses),
        identifiers=identifiers_of((kind_of_type(one.type), one.value) for one in party.identifiers),
    )


def alias_of(name: Name, kind: Kind) -> Alias:
    """One listed name, ready for comparison."""
    return _alias(name.text, kind, weak=name.weak, given=name.given, family=name.family)


def profile_of_row(row: Mapping[str, object]) -> Profile:
    """A user's row under any common header, or a whole record with lists for values. Unknown columns are let be."""
    found: dict[str, list[str]] = {field: [] for field in _HEADERS}
    parts: dict[str, str] = {}
    numbers: list[tuple[Word, str]] = []
    addresses: list[str] = []
    for header, value in row.items():
        plain = _header(str(header))
        values = list(_texts(value))
        if not values:
            continue
        if plain in _PARTS:
            parts[plain] = " ".join(values)
        field = _FIELD.get(plain)
        if field == "alias":
            values = [text for value in values for text in _parted(value)]
        if field and (field == "alias" or not found[field]):
            found[field] += values
        elif not field and (word := kind_of_header(str(header))):
            numbers += [_typed(word, text) for text in values]
        elif not field and _ADDRESS.search(plain):
            addresses += values
    names = found["name"] + found["alias"]
    parted = bool(parts) and not found["name"]
    if parted:
        names = [" ".join(parts[part] for part in _PARTS if part in parts), *names]
    numbers += [number for name in names for number in numbers_in_name(name)]
    kind = kind_of(found["kind"][0]) if found["kind"] else None
    aliases = _aliases(names, kind or "any")
    if parted:
        given, family = (next((parts[part] for part in some if part in parts), "") for some in (_GIVEN, _FAMILY))
        aliases = (replace(aliases[0], given=given, family=family), *aliases[1:])
    return Profile(
        kind=kind or "any",
        names=aliases,
        births=tuple(found["birth"]),
        countries=tuple(part for text in found["country"] for part in _parted(text)),
        gender=found["gender"][0] if found["gender"] else "",
        addresses=(", ".join(addresses),) if addresses else (),
        identifiers=identifiers_of(numbers),
    )


def roles_of_row(row: Mapping[str, object]) -> list[tuple[str, Profile]]:
    """Everybody else whom a row names, each with the column: payer, consignee, director, owner."""
    own = {text.strip() for header, value in row.items() if _FIELD.get(_header(str(header))) for text in _texts(value)}
    return [
        (str(header), profile_of_name(name))
        for header, value in row.items()
        if not _FIELD.get(_header(str(header))) and is_role(str(header))
        for text in _texts(value)
        for name in named_in(text)
        if name not in own
    ]


def _typed(word: Word, text: str) -> tuple[Word, str]:
    """A number with the word before it, as in watch-lists: "SWIFT/BIC:KRRIRU22"."""
    before, colon, value = text.partition(":")
    if word.kind not in {"", "any"} or not colon or "//" in value[:2]:
        return word, text
    return kind_of_type(before), value


@lru_cache(maxsize=1 << 14)
def _alias(text: str, kind: Kind, *, weak: bool = False, given: str = "", family: str = "") -> Alias:
    if kind in NATURAL:
        plain = variants(text, company=False)
        return Alias(text, plain, plain, weak, given, family)
    company = variants(text)
    if kind != "any" or not (company[0].legal or "," in text):
        return Alias(text, company, company, weak)
    return Alias(text, company, variants(text, company=False), weak)


def _aliases(texts: Iterable[str], kind: Kind) -> tuple[Alias, ...]:
    return tuple(_alias(one, kind) for one in dict.fromkeys(part for text in texts for part in names_in(text)))


@lru_cache(maxsize=1 << 10)
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
