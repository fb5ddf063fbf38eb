"""Equipment: the command that asks of devices who made them and whether a law covers them."""

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from ricochet.app.talk import Shape, chosen, day_of, say, set_aside, show, show_lines
from ricochet.errors import UsageError

if TYPE_CHECKING:
    from ricochet.equipment import Organisation
    from ricochet.verbs.equipment import EquipmentReport

Strong = Literal["covered", "probable", "possible"]
_STRONG: tuple[Strong, ...] = ("covered", "probable", "possible")
app = App(name="equipment", help_format="plaintext")


@app.default
def equipment(
    *inventories: str,
    reference: Annotated[list[str] | None, Parameter(name=["--reference", "--oui", "--kev"])] = None,
    organisation: Annotated[str | None, Parameter(name="--for")] = None,
    state: str = "",
    as_of: str | None = None,
    known_on: str | None = None,
    mapping: str | None = None,
    workers: int | None = None,
    fail_on: Strong | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Who made each device of your inventories, under whatever label, and whether a law covers it. Never "safe".

    Args:
        inventories: Scans (nmap, masscan, naabu, Nessus, Shodan, Censys), ARP, CAM or DHCP text, pcap, CycloneDX,
            OSCAL, exports of asset tools, or any table (CSV, XLSX, JSON, Parquet), recognised by content.
        reference: A file or folder of what is known, several times if need be: the IEEE's registry (oui.csv, mam.csv,
            oui36.csv, or Wireshark's manuf), KEV, CSAF, CVE, NVD, EPSS, a table of firmware (model, version, date).
            Default: what 'ricochet update' filed.
        organisation: What your organisation is, like us-local or us-agency,us-contractor: which rules bind it.
        state: The US state of a state or local body, like LA.
        as_of: Day whose law is asked, like 2022-05-11 (default: today).
        known_on: Take of what update filed only what had come by this day.
        mapping: YAML file saying which column is which field, as devices: {Your column: model}.
        fail_on: Exit 1 where a device is at least this, and nothing else went wrong.
        workers: Processes that share the rows of tables (default: one for each processor); no answer depends on it.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.verbs.equipment import equipment as verb
    from ricochet.verbs.workers import processors

    if not inventories:
        raise UsageError("Name at least one inventory.", remedy="Write: ricochet equipment scan.xml devices.csv.")
    report = verb(
        inventories,
        references=reference or (),
        organisation=_organisation(organisation, state),
        as_of=day_of(as_of, "--as-of"),
        known_on=day_of(known_on, "--known-on"),
        mapping=mapping,
    )
    shared = processors() if workers is None else workers
    code = _told(report, format, out, whose=organisation is not None, workers=shared)
    failing = _STRONG[: _STRONG.index(fail_on) + 1] if fail_on else ()
    return code or int(any(report.counts[verdict] for verdict in failing))


@app.command
def discover(
    *,
    network: list[str],
    i_own_this_network: bool = False,
    rate: float = 50.0,
    wait: float = 2.0,
    multicast: bool = False,
    logins: str | None = None,
    log: str = "ricochet-discover.jsonl",
    save: str | None = None,
    reference: Annotated[list[str] | None, Parameter(name=["--reference", "--oui", "--kev"])] = None,
    organisation: Annotated[str | None, Parameter(name="--for")] = None,
    state: str = "",
    as_of: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Search your own network for devices by asking them who they are, without log-in, and answer as for a file.

    Args:
        network: A network of yours, like 192.168.10.0/24, several times if need be. Nothing is sent outside.
        i_own_this_network: Say that you may search it; without this nothing is sent.
        rate: Packets or connections a second, at most.
        wait: Seconds to wait for an answer.
        multicast: Also ask the groups of WS-Discovery, SADP and DHIP on your own link. Everybody on the link hears
            that, also outside the network; answers from there are dropped.
        logins: A CSV of network, user, password of devices that are yours: where ISAPI or magicBox asks for a log-in,
            it is answered by digest, and after one wrong answer not again. Without it no log-in is tried.
        log: Append every packet sent to this file, before it is sent.
        save: Keep every answer in this file; 'ricochet equipment FILE' reads it again.
        reference: A file or folder of what is known, as for 'ricochet equipment'.
        organisation: What your organisation is, like us-local: which rules bind it.
        state: The US state of a state or local body, like LA.
        as_of: Day whose law is asked (default: today).
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.verbs.discover import discover as verb

    report = verb(
        network,
        mine=i_own_this_network,
        log=log,
        save=save,
        rate=rate,
        wait=wait,
        groups=multicast,
        logins=logins,
        references=reference or (),
        organisation=_organisation(organisation, state),
        as_of=day_of(as_of, "--as-of"),
    )
    return _told(report, format, out, whose=organisation is not None)


def _organisation(text: str | None, state: str) -> "Organisation | None":
    from ricochet.equipment import organisation as kinds_of

    return kinds_of(text, state) if text else None


def _told(report: "EquipmentReport", asked: Shape | None, out: str | None, *, whose: bool, workers: int = 1) -> int:
    """Show the devices, then say what was read, asked and found; the exit code that follows."""
    from ricochet.report.devices import device_cells, device_row, device_table, device_text

    shape = chosen(asked, out)
    if shape == "jsonl":
        show_lines(report.told(lambda one: device_text(one.row, one.looked, one.verdict), workers=workers), out)
    else:
        rows = ((one.row, one.looked, one.verdict) for one in report.answers)
        row = {"table": device_table, "csv": device_cells}.get(shape, device_row)
        show((row(*one) for one in rows), shape, out)
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
    if report.law.unread:
        say(f"of the law of {report.law.unread} nothing was read: that it has no ban is not said")
    if not whose:
        say("which rules bind you is not known: say what your organisation is with --for, like us-local")
    counted = ", ".join(f"{count} {verdict}" for verdict, count in report.counts.most_common())
    say(f"{report.counts.total()} devices under the law of {report.law.day}: {counted or 'none read'}")
    if report.exploited:
        say(f"{report.exploited} have a flaw that is exploited, as known on {report.law.day}")
    for refused in report.refused:
        say(str(refused))
    return max(set_aside(report.quarantined), 3 if report.refused else 0)
