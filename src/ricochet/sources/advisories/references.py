"""References: all that files of every kind tell of makers' hardware addresses and of vulnerabilities, together."""

import re
from collections.abc import Iterable, Mapping
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
    """What was read. `dates` says of each kind how many files there were and of when the newest is."""

    registry: dict[str, str] = field(default_factory=dict)
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
    found, read = References(), list[Reference]()
    for file in sorted(files, key=lambda one: (one.published or date.min, one.name)):
        try:
            _read(file, found)
        except DataError as wrong:
            found.refused.append(wrong)
        else:
            read.append(file)
    found.dates = tuple(_dates(read, found))
    return found


def describe(file: Reference) -> tuple[date | None, int]:
    """The date that the file itself tells, and how many records it has. Raises DataError where it cannot be read."""
    found = References()
    _read(file, found)
    own = [one.published for one in found.advisories if one.published] + [one.scored for one in found.estimates]
    count = len(found.registry) + len(found.advisories) + len(found.exploited)
    return found.released or max(own, default=None), count + len(found.estimates) + len(found.releases)


def _read(file: Reference, into: References) -> None:
    name, data = file.name, file.data
    if file.kind == "oui":
        into.registry |= read_oui(data, name)
    elif file.kind == "kev":
        catalogue = read_kev(name, data)
        if into.released is None or catalogue.released >= into.released:
            into.exploited, into.released = catalogue.entries, catalogue.released
        into.quarantined += catalogue.quarantined
    elif file.kind == "epss":
        estimates = read_epss(name, data)
        into.estimates += estimates.records
        into.quarantined += estimates.quarantined
    elif file.kind == "firmware":
        releases = read_releases(name, data)
        into.releases += releases.records
        into.quarantined += releases.quarantined
    else:
        reader = {"csaf": read_csaf, "cve": read_cve5, "nvd": read_nvd}[file.kind]
        into.advisories += reader(name, data)


def _dates(files: list[Reference], found: References) -> Iterable[str]:
    newest_own: dict[Kind, date | None] = {
        "kev": found.released,
        "epss": max((one.scored for one in found.estimates), default=None),
    }
    for kind, title in _TITLES.items():
        of_kind = [file for file in files if file.kind == kind]
        if of_kind:
            days = [file.published for file in of_kind if file.published]
            day = newest_own.get(kind) or max(days, default=None)
            many = f", {len(of_kind)} files" if len(of_kind) > 1 else ""
            yield f"{title} of {day or 'unknown date'}{many}"
