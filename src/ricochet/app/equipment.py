"""Equipment: the command that asks of devices who made them and whether a law covers them."""

from typing import Annotated

from cyclopts import App, Parameter

from ricochet.app.talk import Shape, chosen, day_of, say, set_aside, show, show_lines
from ricochet.errors import UsageError

app = App(name="equipment", help_format="plaintext")


@app.default
def equipment(
    *inventories: str,
    reference: Annotated[list[str] | None, Parameter(name=["--reference", "--oui", "--kev"])] = None,
    organisation: Annotated[str | None, Parameter(name="--for")] = None,
    state: str = "",
    as_of: str | None = None,
    mapping: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Who made each device of your inventories, under whatever label, and whether a law covers it. Never "safe".

    Args:
        inventories: nmap XML, ARP, CAM or DHCP text, Shodan, Nessus, CycloneDX, or any table (CSV, XLSX, JSONL,
            Parquet); their format is recognised, they are only read.
        reference: A file or folder of what is known, several times if need be: the IEEE's registry (oui.csv, mam.csv,
            oui36.csv, or Wireshark's manuf), KEV, CSAF, CVE, NVD, EPSS, a table of firmware (model, version, date).
            Default: what 'ricochet update' filed.
        organisation: What your organisation is, like us-local or us-agency,us-contractor: which rules bind it.
        state: The US state of a state or local body, like LA.
        as_of: Day whose law is asked, like 2022-05-11 (default: today).
        mapping: YAML file saying which column is which field, as devices: {Your column: model}.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.equipment.organisation import organisation as kinds_of
    from ricochet.report.devices import device_cells, device_row, device_table, device_text
    from ricochet.verbs.equipment import equipment as verb

    if not inventories:
        raise UsageError("Name at least one inventory.", remedy="Write: ricochet equipment scan.xml devices.csv.")
    report = verb(
        inventories,
        references=reference or (),
        organisation=kinds_of(organisation, state) if organisation else None,
        as_of=day_of(as_of, "--as-of"),
        mapping=mapping,
    )
    shape = chosen(format, out)
    told = ((one.row, one.looked, one.verdict) for one in report.answers)
    if shape == "jsonl":
        show_lines((device_text(*one) for one in told), out)
    else:
        row = {"table": device_table, "csv": device_cells}.get(shape, device_row)
        show((row(*one) for one in told), shape, out)
    for notice in report.notices:
        say(notice)
    if report.unread:
        say(
            f"{report.unread} hardware addresses say nothing without the IEEE's registry: "
            "give --oui oui.csv (standards-oui.ieee.org)"
        )
    say(
        f"asked: {'; '.join(report.known.dates)}" if report.known.dates else "no advisories were asked: give --kev FILE"
    )
    if organisation is None:
        say("which rules bind you is not known: say what your organisation is with --for, like us-local")
    counted = ", ".join(f"{count} {verdict}" for verdict, count in report.counts.most_common())
    say(f"{report.counts.total()} devices under the law of {report.law.day}: {counted or 'none read'}")
    if report.exploited:
        say(f"{report.exploited} have a flaw that is exploited, as known on {report.law.day}")
    for refused in report.refused:
        say(str(refused))
    return max(set_aside(report.quarantined), 3 if report.refused else 0)
