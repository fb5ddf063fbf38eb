"""Enforcement: published failures of screening as checks, read from enforcement.yml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

from ricochet.model.kind import Kind
from ricochet.model.listing import Listing
from ricochet.model.party import Address, Identifier, Name, Party
from ricochet.model.source import Source

LIST = "enforcement"
"""List id of the pinned records."""
FILE = "enforcement.yml"
Expect = Literal["review", "clear", "alert", "conflict", "flag"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One pinned record of a watch-list, as printed at the time; identifiers are "type: value"."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    identifiers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    gender: str = ""
    programmes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A row of a user's book and what must come of it; the head of enforcement.yml tells what each word asks."""

    row: Mapping[str, str]
    expect: Expect
    entry: str = ""
    place: str = ""
    shows: str = ""
    day: date | None = None
    known_miss: str = ""

    @property
    def wanted(self) -> tuple[str, str] | None:
        """List and entry of the hit asked for."""
        if self.place:
            return "places", self.place
        return (LIST, self.entry) if self.entry else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A penalty, finding or audit (E…), or a negative control (N…) with the case it is the `twin` of."""

    id: str
    what: str
    checks: tuple[Check, ...]
    twin: str = ""
    published: date | None = None
    day: date | None = None
    authority: str = ""
    respondent: str = ""
    amount: str = ""
    fidelity: Literal["R", "C", ""] = ""
    happened: str = ""
    source: str = ""
    elsewhere: str = ""
    entries: tuple[Record, ...] = ()

    def day_of(self, check: Check) -> date:
        """The day a check asks for: its own, the case's, else far enough on for every open listing."""
        return check.day or self.day or self.published or date(2026, 1, 1)

    def __str__(self) -> str:
        """Who failed how, and what it cost."""
        if self.twin:
            return f"{self.what} (twin of {self.twin})"
        return f"{self.authority}, {self.respondent}, {self.published}, {self.amount}: {self.happened}"


@cache
def cases() -> tuple[Case, ...]:
    """Every case shipped, in the file's order."""
    raw = yaml.safe_load((resources.files("ricochet.screening") / FILE).read_text("utf-8"))
    return tuple(msgspec.convert(raw, list[Case], builtin_types=(date,)))


def pinned(found: Iterable[Case]) -> tuple[tuple[Party, Listing], ...]:
    """The cases' pinned records as parties and listings. `row` of a source counts records."""
    records = [record for case in found for record in case.entries]
    return tuple(_listed(record, row) for row, record in enumerate(records, start=1))


def _listed(record: Record, row: int) -> tuple[Party, Listing]:
    source = Source(publisher=LIST, file=FILE, sha256="", row=row)
    party = Party(
        id=f"{LIST}:{record.id}",
        kind=record.kind,
        names=tuple(Name(text=text, role="aka" if at else "primary") for at, text in enumerate(record.names)),
        identifiers=tuple(_identifier(text) for text in record.identifiers),
        addresses=tuple(Address(text=text) for text in record.addresses),
        countries=record.countries,
        births=record.births,
        gender=record.gender,
        source=source,
    )
    listing = Listing(
        party=party.id,
        list=LIST,
        entry=record.id,
        programmes=record.programmes,
        since=record.since,
        until=record.until,
        source=source,
    )
    return party, listing


def _identifier(text: str) -> Identifier:
    kind, _, value = text.partition(": ")
    return Identifier(type=kind, value=value)
