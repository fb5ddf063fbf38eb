"""equipment: the devices of an inventory -> who made each, under what brand, whether a law covers it, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from ricochet.equipment import Covered, Law, Organisation, cover, law_on
from ricochet.equipment.cover import Status
from ricochet.errors import DataError
from ricochet.makers import Identified, identify
from ricochet.makers.oui import Registry
from ricochet.model.device import Device
from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.oui import read_oui
from ricochet.sources.devices.read import stream
from ricochet.verbs.inputs import open_input, read_input, read_mapping
from ricochet.verbs.workers import shared_out

AT_ONCE = 256
"""Devices answered together; no answer depends on it."""
_STRENGTH: tuple[Status, ...] = ("covered", "probable", "possible", "unknown", "not_covered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One device. `row` counts the devices of all files from 1; `verdict` is the strongest status under any rule.

    `covered` says of each rule whether it takes the device in, and whether it binds the organisation asked for.
    """

    row: int
    device: Device
    identified: Identified
    verdict: Status
    covered: tuple[Covered, ...]


@dataclass(slots=True, kw_only=True)
class EquipmentReport:
    """Read `answers` once, to the end: the rest is filled on the way, and no file is held in memory.

    `refused` says which files could not be read, or only in part. `counts` are devices by verdict. `unread` counts
    hardware addresses that no registry was given for.
    """

    law: Law
    answers: Iterator[Answer] = field(default_factory=lambda: iter(()))
    quarantined: list[Quarantined] = field(default_factory=list)
    refused: list[DataError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    counts: Counter[Status] = field(default_factory=Counter)
    unread: int = 0


def equipment(
    inventories: Sequence[str | Path],
    *,
    oui: Sequence[str | Path] = (),
    organisation: Organisation | None = None,
    as_of: date | None = None,
    mapping: str | Path | None = None,
) -> EquipmentReport:
    """Identify every device of the inventories and ask the law of the day (default: today) about it.

    `oui`: the IEEE's registry, without which hardware addresses say nothing. Without `organisation` nobody knows whom
    a rule binds. Raises UsageError for a missing file, DataError for a registry that is none; an inventory that cannot
    be read stands in `refused`, and the others are answered.
    """
    registry: dict[str, str] = {}
    for path in oui:
        name, data = read_input(path)
        registry |= read_oui(data, name)
    columns = read_mapping(mapping).get("devices", {})
    for path in inventories:
        with open_input(path):
            pass  # what is not there is told before anything is answered
    report = EquipmentReport(law=law_on(as_of or date.today(), organisation))  # noqa: DTZ011 - the user's own day
    devices = _devices(inventories, report, columns)
    # One process: to hand a device to another one would cost as much as to answer it.
    report.answers = shared_out(devices, partial(_answers, report, registry), size=AT_ONCE, workers=1)
    return report


def _answers(report: EquipmentReport, registry: Registry, devices: Sequence[Device], first: int) -> list[Answer]:
    answers = []
    for row, device in enumerate(devices, start=first):
        found = identify(device, registry)
        told = cover(found, report.law)
        verdict = strongest(told)
        report.counts[verdict] += 1
        if not registry:
            report.unread += len(device.all_of("mac"))
        answers.append(Answer(row=row, device=device, identified=found, verdict=verdict, covered=told))
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
