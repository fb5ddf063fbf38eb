"""equipment: the devices of an inventory -> who made each, what law covers it, which flaws it has, and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ricochet.equipment import Covered, Law, Organisation, assess, cover, kind_of, law_on
from ricochet.equipment.cover import Status
from ricochet.equipment.plan import Looked
from ricochet.errors import DataError
from ricochet.makers import identify
from ricochet.model.device import Device
from ricochet.model.quarantine import Quarantined
from ricochet.settings import Settings, read_settings
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.inventory import RawRow
from ricochet.sources.devices.read import unread
from ricochet.verbs.inputs import STDIN, open_input, read_mapping
from ricochet.verbs.references import Known
from ricochet.verbs.references import references as read_known
from ricochet.verbs.workers import shared_out

AT_ONCE = 512
"""Rows answered together; no answer depends on it."""
_STRENGTH: tuple[Status, ...] = ("covered", "probable", "possible", "unknown", "not_covered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One device. `row` counts the rows of all files from 1; `verdict` is the strongest status under any rule."""

    row: int
    looked: Looked
    verdict: Status


Item = Device | RawRow | Quarantined
Said = TypeVar("Said")


@dataclass(slots=True, kw_only=True)
class EquipmentReport:
    """Read `answers`, or `told`, once to the end: the rest is filled on the way, and no file is held in memory.

    `known` is what was read of hardware addresses and vulnerabilities. `refused` says which files could not be read, or
    only in part. `counts` are devices by verdict, `exploited` those with a flaw that is. `unread` counts hardware
    addresses that no registry was there for.
    """

    law: Law
    known: Known
    items: Iterable[Item] = ()
    logs: list[tuple[str, Log]] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    refused: list[DataError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    counts: Counter[Status] = field(default_factory=Counter)
    exploited: int = 0
    unread: int = 0

    @property
    def answers(self) -> Iterator[Answer]:
        """An answer for each device, in order."""
        return self.told(lambda answer: answer)

    def told(self, say: Callable[[Answer], Said], *, workers: int = 1) -> Iterator[Said]:
        """What `say` makes of each answer, in order. Rows of tables are shared out among `workers` (processes)."""
        answered = partial(_answered, self.law, self.known, say)
        for one in shared_out(self.items, answered, size=AT_ONCE, workers=workers):
            if isinstance(one, Quarantined):
                self.quarantined.append(one)
            elif isinstance(one, _Doubts):
                next(log for name, log in self.logs if name == one.file).add(one.doubts)
            else:
                self.counts[one.verdict] += 1
                self.exploited += one.exploited
                self.unread += one.unread
                yield one.said
        for name, log in self.logs:
            self.notices += log.notices(name) if log.rows else ()


class _Done(NamedTuple, Generic[Said]):
    said: Said
    verdict: Status
    exploited: bool
    unread: int


class _Doubts(NamedTuple):
    """What a table's rows left in doubt, counted where they were read."""

    file: str
    doubts: dict[str, tuple[int, int]]


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
        if str(path) not in {"-", STDIN} and not Path(path).exists():
            with open_input(path):
                pass  # what is not there is told before anything is answered
    report = begin(references, organisation, as_of, settings, known_on)
    report.items = _items(inventories, report, columns)
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


def _answered(
    law: Law, known: Known, say: Callable[[Answer], Said], items: Sequence[Item], first: int
) -> list[_Done[Said] | _Doubts | Quarantined]:
    done = list[_Done[Said] | _Doubts | Quarantined]()
    logs = dict[str, Log]()
    for row, item in enumerate(items, start=first):
        if isinstance(item, RawRow):
            item = item.read(logs.setdefault(item.layout.file, Log()))  # noqa: PLW2901 - now it is read
        if isinstance(item, Quarantined):
            done.append(item)
            continue
        looked = look(item, law, known)
        answer = Answer(row=row, looked=looked, verdict=strongest(looked.covered))
        exploited = any(one.exploited and one.status == "affected" for one in looked.assessment.vulnerabilities)
        unread = 0 if known.registry else len(item.all_of("mac"))
        done.append(_Done(say(answer), answer.verdict, exploited, unread))
    done += (_Doubts(file, log.doubts) for file, log in logs.items() if log.doubts)
    return done


def look(device: Device, law: Law, known: Known) -> Looked:
    """Who made a device, what the law says of it, and which flaws it has."""
    found = identify(device, known.registry)
    return Looked(
        device=device,
        identified=found,
        covered=cover(found, law, kind_of(device, found)),
        assessment=assess(device, found, known.knowledge),
    )


def strongest(told: Sequence[Covered]) -> Status:
    """The verdict on a device: the strongest of what the rules say; unknown where none is asked."""
    found = {one.status for one in told}
    return next((status for status in _STRENGTH if status in found), "unknown")


def _items(inventories: Sequence[str | Path], report: EquipmentReport, columns: Mapping[str, str]) -> Iterator[Item]:
    for path in inventories:
        with open_input(path) as (name, file):
            log = Log()
            report.logs.append((name, log))
            try:
                yield from unread(name, file, log, mapping=columns)
            except DataError as refused:
                report.refused.append(refused)
