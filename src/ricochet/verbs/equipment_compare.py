"""equipment compare: what was removed, what appeared and what changed between two inventories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ricochet.equipment import Organisation
from ricochet.equipment.compare import Compared, compare
from ricochet.equipment.plan import Looked
from ricochet.settings import Settings
from ricochet.verbs.equipment import EquipmentReport, equipment


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetChange:
    """Two inventories beside each other. `looked` finds what is known of a device of either by its identity."""

    compared: Compared
    looked: dict[int, Looked]
    reports: tuple[EquipmentReport, EquipmentReport]


def equipment_compare(
    before: str | Path,
    after: str | Path,
    *,
    references: Sequence[str | Path] = (),
    organisation: Organisation | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
    mapping: str | Path | None = None,
    settings: Settings | None = None,
) -> FleetChange:
    """What of the earlier inventory is gone, what is new in the later one, and what changed. Raises as `equipment`."""
    sides = []
    for path in (before, after):
        report = equipment(
            [path],
            references=references,
            organisation=organisation,
            as_of=as_of,
            known_on=known_on,
            mapping=mapping,
            settings=settings,
        )
        sides.append((report, [answer.looked for answer in report.answers]))
    (early, old), (late, new) = sides
    return FleetChange(
        compared=compare([one.device for one in old], [one.device for one in new]),
        looked={id(one.device): one for one in (*old, *new)},
        reports=(early, late),
    )
