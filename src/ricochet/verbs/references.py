"""references: what is held, or given, on hardware addresses and vulnerabilities, for the devices of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from ricochet.equipment import Knowledge, know
from ricochet.errors import DataError
from ricochet.makers.oui import DatedRegistry, Registry
from ricochet.model.quarantine import Quarantined
from ricochet.settings import Settings
from ricochet.snapshot.dates import day_of, path_date
from ricochet.snapshot.references import held, in_force
from ricochet.snapshot.walk import Refused, walk
from ricochet.sources.advisories.recognise import recognise
from ricochet.sources.advisories.references import Reference, dates_of, read_references


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The registry and the knowledge; `dates` says what was read and of when, `refused` what could not be."""

    registry: Registry
    knowledge: Knowledge
    dates: tuple[str, ...]
    quarantined: tuple[Quarantined, ...]
    refused: tuple[DataError, ...]


def references(
    settings: Settings, as_of: date, *, given: Sequence[str | Path] = (), known_on: date | None = None
) -> Known:
    """Read the files and folders given, else what `update` filed up to the day known on.

    Raises UsageError for a place that is not there, DataError for a damaged store.
    """
    files, odd = list[Reference](), list[DataError]()
    for place in given:
        for item in walk(Path(place)):
            if isinstance(item, Refused):
                odd.append(DataError(f"{item.label}: {item.reason}", remedy=item.remedy))
            elif kind := recognise(item.data):
                dated = day_of(path_date(PurePath(item.label)))
                files.append(Reference(kind=kind, name=item.name, data=item.data, published=dated))
            elif Path(place).is_file():
                remedy = "Give the IEEE's registry, KEV, CSAF, CVE, NVD, EPSS, or a table of model, version and date."
                odd.append(DataError(f"{item.name} is no reference that is read here.", remedy=remedy))
    read = read_references(files if given else in_force(settings.home, known_on))
    estimates = sorted((one for one in read.estimates if one.scored <= as_of), key=lambda one: one.scored)
    knowledge = know(
        read.advisories,
        as_of=as_of,
        exploited=read.exploited,
        released=read.released,
        chances={one.cve: one for one in estimates},
        releases=read.releases,
    )
    return Known(
        registry=DatedRegistry(read.registry, read.registered) if read.registry else {},
        knowledge=knowledge,
        dates=read.dates,
        quarantined=tuple(read.quarantined),
        refused=(*odd, *read.refused),
    )


def held_references(settings: Settings, known_on: date | None = None) -> tuple[str, ...]:
    """What `update` filed up to the day, by kind with its newest date. Raises DataError for a damaged store."""
    return tuple(dates_of([(one.kind, one.published) for one in held(settings.home, known_on)]))
