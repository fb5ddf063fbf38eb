"""Fleet: the commands on an organisation's equipment as a whole; they stand under `ricochet equipment`."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from ricochet.app.talk import Shape, chosen, day_of, say, set_aside, show
from ricochet.errors import UsageError

if TYPE_CHECKING:
    from ricochet.verbs.equipment import EquipmentReport
    from ricochet.verbs.equipment_plan import FleetPlan

Reference = Annotated[list[str] | None, Parameter(name=["--reference", "--oui", "--kev"])]
For = Annotated[str | None, Parameter(name="--for")]


def plan(
    *inventories: str,
    costs: str | None = None,
    page: str | None = None,
    hbom: str | None = None,
    vex: str | None = None,
    title: str = "Our equipment",
    reference: Reference = None,
    organisation: For = None,
    state: str = "",
    as_of: str | None = None,
    known_on: str | None = None,
    mapping: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Which devices to see to first, what to do and what it may cost: exploited, exposed, covered, at the end of life.

    Args:
        inventories: As for ricochet equipment.
        costs: Your figures of what a replacement costs, a table of what (the beginning of a model, a maker, or *), low,
            high, currency.
        page: Write a page for a council (HTML) to this file, with the evidence for each device.
        hbom: Write the devices as a CycloneDX bill of hardware with their flaws (VEX) to this file.
        vex: Write the flaws as a CSAF document to this file.
        title: What the page is called.
        reference: What is known of addresses and flaws, as for ricochet equipment (default: what update filed).
        organisation: What your organisation is, like us-local or us-agency,us-contractor: which rules bind it.
        state: The US state of a state or local body, like LA.
        as_of: Day whose law is asked, like 2022-05-11 (default: today).
        known_on: Take of what update filed only what had come by this day.
        mapping: YAML file saying which column is which field, as devices: {Your column: model}.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.equipment.organisation import organisation as kinds_of
    from ricochet.report.fleet import plan_line, plan_row
    from ricochet.verbs.equipment_plan import equipment_plan

    if not inventories:
        raise UsageError("Name at least one inventory.", remedy="Write: ricochet equipment plan devices.csv.")
    fleet = equipment_plan(
        inventories,
        costs=costs,
        references=reference or (),
        organisation=kinds_of(organisation, state) if organisation else None,
        as_of=day_of(as_of, "--as-of"),
        known_on=day_of(known_on, "--known-on"),
        mapping=mapping,
    )
    shape = chosen(format, out)
    row = plan_row if shape in {"jsonl", "json"} else plan_line
    show((row(rank, line) for rank, line in enumerate(fleet.plan.lines, start=1)), shape, out)
    _write(fleet, title, page=page, hbom=hbom, vex=vex)
    _talk(fleet.report)
    total = fleet.plan.total
    steps = ", ".join(f"{count} {step}" for step, count in total.steps if count)
    say(f"{total.devices} devices: {steps or 'none read'}; {total.replace} to replace")
    for money in total.cost:
        say(f"by your figures {money.low:,} to {money.high:,} {money.currency}".rstrip())
    if total.uncosted and costs:
        say(f"{total.uncosted} of them have no figure")
    return max(set_aside(fleet.quarantined), 3 if fleet.report.refused else 0)


def compare(
    before: str,
    after: str,
    *,
    reference: Reference = None,
    organisation: For = None,
    state: str = "",
    as_of: str | None = None,
    known_on: str | None = None,
    mapping: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """What was removed, what appeared, what changed between two inventories, and whether a law covers it.

    Args:
        before: The earlier inventory.
        after: The later one.
        reference: What is known of addresses and flaws, as for ricochet equipment (default: what update filed).
        organisation: What your organisation is, like us-local or us-agency,us-contractor: which rules bind it.
        state: The US state of a state or local body, like LA.
        as_of: Day whose law is asked, like 2022-05-11 (default: today).
        known_on: Take of what update filed only what had come by this day.
        mapping: YAML file saying which column is which field, as devices: {Your column: model}.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.equipment.organisation import organisation as kinds_of
    from ricochet.report.fleet import change_line, change_rows
    from ricochet.verbs.equipment_compare import equipment_compare

    fleet = equipment_compare(
        before,
        after,
        references=reference or (),
        organisation=kinds_of(organisation, state) if organisation else None,
        as_of=day_of(as_of, "--as-of"),
        known_on=day_of(known_on, "--known-on"),
        mapping=mapping,
    )
    shape = chosen(format, out)
    rows = change_rows(fleet.compared, fleet.looked)
    show((row if shape in {"jsonl", "json"} else change_line(row) for row in rows), shape, out)
    for report in fleet.reports:
        for notice in report.notices:
            say(notice)
    for key in fleet.compared.doubtful:
        say(f"{key} stands on several devices of one inventory, and tells nobody apart")
    found = fleet.compared
    say(
        f"{len(found.removed)} removed, {len(found.appeared)} appeared, {len(found.replaced)} replaced, "
        f"{len(found.changed)} changed, {len(found.unchanged)} unchanged"
    )
    refused = [one for report in fleet.reports for one in report.refused]
    for one in refused:
        say(str(one))
    aside = [row for report in fleet.reports for row in report.quarantined]
    return max(set_aside(aside), 3 if refused else 0)


def _write(fleet: "FleetPlan", title: str, *, page: str | None, hbom: str | None, vex: str | None) -> None:
    from importlib.metadata import version

    from ricochet.report import council, files
    from ricochet.report import hbom as bill
    from ricochet.report import vex as statements

    software, day = f"Ricochet {version('ricochet-sanctions')}", fleet.report.law.day
    if page:
        told = council.Council(
            title=title,
            day=day,
            looked=fleet.looked,
            plan=fleet.plan,
            law=fleet.report.law,
            dates=fleet.report.known.dates,
            software=software,
        )
        files.write(page, council.council(told).encode())
    if hbom:
        files.write(hbom, bill.hbom(fleet.looked, day, software))
    if vex:
        try:
            files.write(vex, statements.csaf(fleet.looked, day, software))
        except ValueError as nothing:
            say(f"{vex} is not written: {nothing}")


def _talk(report: "EquipmentReport") -> None:
    if report.law.unread:
        say(f"of the law of {report.law.unread} nothing was read: that it has no ban is not said")
    for notice in report.notices:
        say(notice)
    say(
        f"asked: {'; '.join(report.known.dates)}" if report.known.dates else "no advisories were asked: give --kev FILE"
    )
    for refused in report.refused:
        say(str(refused))
