"""Party: a company, person, government body, vessel or aircraft, with everything printed about it."""

from dataclasses import dataclass
from typing import Literal

from ricochet.model.kind import Kind
from ricochet.model.source import Source

NameRole = Literal["primary", "aka", "fka", "nka"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as printed. `weak` is the publisher's own mark for an alias too vague to act on alone."""

    text: str
    role: NameRole = "primary"
    weak: bool = False
    given: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number or address that singles a party out: registration, passport, IMO, wallet, e-mail, website…

    `type` is the publisher's word, kept; `value` as printed.
    """

    type: str
    value: str
    country: str = ""
    issued: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place as printed; `text` is the whole, the parts only where the publisher parts them."""

    text: str
    street: str = ""
    city: str = ""
    region: str = ""
    postal: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the publisher says that has no field of its own: a label and its text, nothing lost."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party as one record tells it. The first name is the primary one.

    `id` is `LIST:ENTRY`, `lei:…`, or the user's own id. `births` keep the printed text ("circa 1962").
    `register_complete` says that the shareholders known are all there are (stakes total 100).
    """

    id: str
    kind: Kind
    names: tuple[Name, ...]
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    countries: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    gender: str = ""
    notes: tuple[Note, ...] = ()
    register_complete: bool = False
    source: Source

    @property
    def name(self) -> str:
        """The primary name, or the id where a record has none."""
        return self.names[0].text if self.names else self.id
