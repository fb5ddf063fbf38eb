"""equipment: the devices of an inventory -> who made each, what law covers it, which flaws it has, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from ricochet.equipment import Covered, Law, Organisation, assess, cover, law_on
from ricochet.equipment.cover import Status
from ricochet.equipment.plan import Looked
from ricochet.errors import DataError
from ricochet.makers import identify
from ricochet.model.device import Device
from ricochet.model.quarantine import Quarantined
from ricochet.settings import Settings, read_settings
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.read import stream
from ricochet.verbs.inputs import open_input, read_mapping
from ricochet.verbs.references import Known
from ricochet.verbs.references import references as read_known
from ricochet.verbs.workers import shared_out

AT_ONCE = 256
"""Devices answered together; no answer depends on it."""
_STRENGTH: tuple[Status, ...] = ("covered", "probable", "possible", "unknown", "not_covered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One device. `row` counts the devices of all files from 1; `verdict` is the strongest status under any rule."""

    row: int
    looked: Looked
    verdict: Status


@dataclass(slots=True, kw_only=True)
class EquipmentReport:
    """Read `answers` once, to the end: the rest is filled on the way, and no file is held in memory.

    `known` is what was read of hardware addresses and vulnerabilities. `refused` says which files could not be read, or
    only in part. `counts` are devices by verdict, `exploited` those with a flaw that is. `unread` counts hardware
    addresses that no registry was there for.
    """

    law: Law
    known: Known
    answers: Iterator[Answer] = field(default_factory=lambda: iter(()))
    quarantined: list[Quarantined] = field(default_factory=list)
    refused: list[DataError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    counts: Counter[Status] = field(default_factory=Counter)
    exploited: int = 0
    unread: int = 0


def equipment(
    inventories: Sequence[str | Path],
    *,
    references: Sequence[str | Path] = (),
    organisation: Organisation | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
    mapping: str | Path | None = None,
    settings: Settings | None = None,
) -> EquipmentReport:
    """Identify every device of the inventories; ask the law of the day (default: today) and the advisories about it.

    `references` are files or folders: the IEEE's registry, without which hardware addresses say nothing, and KEV, CSAF,
    CVE, NVD, EPSS or tables of firmware; without any, those that `update` filed (up to the day `known_on`). Without
    `organisation` nobody knows whom a rule binds. Raises UsageError for a missing file; an inventory that cannot be
    read stands in `refused`, and the others are answered.
    """
    columns = read_mapping(mapping).get("devices", {})
    for path in inventories:
        with open_input(path):
            pass  # what is not there is told before anything is answered
    report = begin(references, organisation, as_of, settings, known_on)
    look_at(_devices(inventories, report, columns), report)
    return report


def begin(
    references: Sequence[str | Path],
    organisation: Organisation | None,
    as_of: date | None,
    settings: Settings | None,
    known_on: date | None = None,
) -> EquipmentReport:
    """A report without devices: the law of the day, and what is known on it."""
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    known = read_known(settings or read_settings(), day, given=references, known_on=known_on)
    return EquipmentReport(
        law=law_on(day, organisation), known=known, refused=[*known.refused], quarantined=[*known.quarantined]
    )


def look_at(devices: Iterator[Device], report: EquipmentReport) -> None:
    """Have the report answer these devices, when it is read."""
    # One process: to hand a device to another one would cost as much as to answer it.
    report.answers = shared_out(devices, partial(_answers, report), size=AT_ONCE, workers=1)


def _answers(report: EquipmentReport, devices: Sequence[Device], first: int) -> list[Answer]:
    answers = []
    known = report.known
    for row, device in enumerate(devices, start=first):
        found = identify(device, known.registry)
        told = cover(found, report.law)
        flaws = assess(device, found, known.knowledge)
        verdict = strongest(told)
        report.counts[verdict] += 1
        report.exploited += any(one.exploited and one.status == "affected" for one in flaws.vulnerabilities)
        if not known.registry:
            report.unread += len(device.all_of("mac"))
        looked = Looked(device=device, identified=found, covered=told, assessment=flaws)
        answers.append(Answer(row=row, looked=looked, verdict=verdict))
    return answers


def strongest(told: Sequence[Covered]) -> Status:
    """The verdict on a device: the strongest of what the rules say; unknown where none is asked."""
    found = {one.status for one in told}
    return next((status for status in _STRENGTH if status in found), "unknown")


def _devices(
    inventories: Sequence[str | Path], report: EquipmentReport, columns: Mapping[str, str]
) -> Iterator[Device]:
    for path in inventories:
        log = Log()
        with open_input(path) as (name, file):
            try:
                for fact in stream(name, file, log, mapping=columns):
                    if isinstance(fact, Quarantined):
                        report.quarantined.append(fact)
                    else:
                        yield fact
            except DataError as refused:
                report.refused.append(refused)
        if log.rows:
            report.notices += log.notices(name)
