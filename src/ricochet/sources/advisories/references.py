"""References: all that files of every kind tell of makers' hardware addresses and of vulnerabilities, together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from ricochet.errors import DataError
from ricochet.model.advisory import Advisory, Exploited, Likelihood, Release
from ricochet.model.quarantine import Quarantined
from ricochet.sources.advisories.csaf import read_csaf
from ricochet.sources.advisories.cve5 import read_cve5
from ricochet.sources.advisories.epss import read_epss
from ricochet.sources.advisories.kev import read_kev
from ricochet.sources.advisories.nvd import read_nvd
from ricochet.sources.advisories.recognise import Kind
from ricochet.sources.advisories.releases import read_releases
from ricochet.sources.devices.oui import read_oui

_DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}-?\d{2}-?\d{2}(?!\d)")
_TITLES: Mapping[Kind, str] = {
    "oui": "IEEE registry of hardware addresses",
    "kev": "CISA's catalogue of exploited vulnerabilities",
    "csaf": "CSAF advisories",
    "cve": "CVE records",
    "nvd": "National Vulnerability Database",
    "epss": "EPSS estimates",
    "firmware": "table of firmware",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One file. `published` is its own date, else that of its path, None where neither tells."""

    kind: Kind
    name: str
    data: bytes = field(repr=False)
    published: date | None = None

    @property
    def series(self) -> tuple[Kind, str]:
        """What later editions of the file have in common with it; advisories are each their own."""
        if self.kind == "kev":
            return self.kind, ""
        return self.kind, _DATE.sub("", PurePath(self.name).name)


@dataclass(slots=True, kw_only=True)
class References:
    """What was read; `registered` is the newest date of a registry.

    `dates` says of each kind how many files there were and of when the newest is.
    """

    registry: dict[str, str] = field(default_factory=dict)
    registered: date | None = None
    advisories: list[Advisory] = field(default_factory=list)
    exploited: tuple[Exploited, ...] = ()
    released: date | None = None
    estimates: list[Likelihood] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    refused: list[DataError] = field(default_factory=list)
    dates: tuple[str, ...] = ()


def read_references(files: Iterable[Reference]) -> References:
    """Read the files, the older first: of a catalogue and a registry the newest edition counts, all else adds up."""
    found, read = References(), list[tuple[Kind, date | None]]()
    for file in sorted(files, key=lambda one: (one.published or date.min, one.name)):
        try:
            own = _read(file, found)
        except DataError as wrong:
            found.refused.append(wrong)
        else:
            read.append((file.kind, own or file.published))
    found.dates = tuple(dates_of(read))
    return found


def describe(file: Reference) -> tuple[date | None, int]:
    """The date that the file itself tells, and how many records it has. Raises DataError where it cannot be read."""
    found = References()
    own = _read(file, found)
    count = len(found.registry) + len(found.advisories) + len(found.exploited)
    return own, count + len(found.estimates) + len(found.releases)


def _read(file: Reference, into: References) -> date | None:
    """Read one file; the newest date that stands in it."""
    name, data = file.name, file.data
    if file.kind == "oui":
        into.registry |= read_oui(data, name)
        into.registered = max(filter(None, (into.registered, file.published)), default=None)
        return None
    if file.kind == "kev":
        catalogue = read_kev(name, data)
        if into.released is None or catalogue.released >= into.released:
            into.exploited, into.released = catalogue.entries, catalogue.released
        into.quarantined += catalogue.quarantined
        return catalogue.released
    if file.kind == "epss":
        estimates = read_epss(name, data)
        into.estimates += estimates.records
        into.quarantined += estimates.quarantined
        return max((one.scored for one in estimates.records), default=None)
    if file.kind == "firmware":
        releases = read_releases(name, data)
        into.releases += releases.records
        into.quarantined += releases.quarantined
        return max((one.built for one in releases.records if one.built), default=None)
    advisories = {"csaf": read_csaf, "cve": read_cve5, "nvd": read_nvd}[file.kind](name, data)
    into.advisories += advisories
    return max((one.published for one in advisories if one.published), default=None)


def dates_of(read: Sequence[tuple[Kind, date | None]]) -> Iterator[str]:
    """One line for each kind of file: what it is, of when the newest is, how many there are."""
    for kind, title in _TITLES.items():
        days = [day for of, day in read if of == kind]
        if days:
            newest = max((day for day in days if day), default=None)
            many = f", {len(days)} files" if len(days) > 1 else ""
            yield f"{title} of {newest or 'unknown date'}{many}"
