"""equipment plan: which devices to see to first, what to do, and what it may cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ricochet.equipment import Organisation
from ricochet.equipment.plan import Looked, Plan, plan
from ricochet.model.quarantine import Quarantined
from ricochet.settings import Settings
from ricochet.sources.tables.costs import read_costs
from ricochet.verbs.equipment import EquipmentReport, equipment
from ricochet.verbs.inputs import read_input


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetPlan:
    """The plan, all devices it was made of, and what reading them told."""

    plan: Plan
    looked: tuple[Looked, ...]
    report: EquipmentReport
    quarantined: tuple[Quarantined, ...]


def equipment_plan(
    inventories: Sequence[str | Path],
    *,
    costs: str | Path | None = None,
    references: Sequence[str | Path] = (),
    organisation: Organisation | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
    mapping: str | Path | None = None,
    settings: Settings | None = None,
) -> FleetPlan:
    """Put the devices of the inventories in the order in which to see to them; all are held in memory.

    `costs` is the user's table of what a replacement costs. Raises as `equipment` does, and DataError for a table of
    costs that is none.
    """
    priced = read_costs(*read_input(costs)) if costs is not None else None
    report = equipment(
        inventories,
        references=references,
        organisation=organisation,
        as_of=as_of,
        known_on=known_on,
        mapping=mapping,
        settings=settings,
    )
    looked = tuple(answer.looked for answer in report.answers)
    return FleetPlan(
        plan=plan(looked, report.law.day, priced.records if priced else ()),
        looked=looked,
        report=report,
        quarantined=(*report.quarantined, *(priced.quarantined if priced else ())),
    )
