"""Official: the commands about the publishers' lists."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from ricochet.app.talk import Shape, chosen, day_of, say, set_aside, show


def update(
    *,
    from_: Annotated[str, Parameter(name="--from")],
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Read the official lists below a folder into the snapshot; the newest complete version of each is in force.

    The IEEE's registry of hardware addresses, and KEV, CSAF, CVE, NVD and EPSS files, are filed beside them for
    `ricochet equipment`.

    Args:
        from_: Folder with the publishers' files, also in .gz, .zip and .tar.xz.
        format: table, jsonl, csv or json; a row for each list of each file (a table leaves history out).
        out: Write to this file instead of stdout.
    """
    from pathlib import Path

    from ricochet.app.shapes import filed_row
    from ricochet.settings import read_settings
    from ricochet.verbs.update import update as verb
    from ricochet.verbs.update import update_references

    report = verb(Path(from_), read_settings())
    beside = update_references(Path(from_), read_settings())
    shape = chosen(format, out)
    rows = [filed_row(filed) for filed in report.filed]
    shown = [row for row in rows if row["state"] != "history"] if shape == "table" else rows
    show(shown, shape, out)
    for path, notices in dict.fromkeys((filed.path, filed.notices) for filed in report.filed):
        for notice in notices[:3]:
            say(f"{path}: {notice}")
        if len(notices) > 3:
            say(f"{path}: and {len(notices) - 3} notices more (--format json has them all)")
    for refused in (*report.refused, *beside.refused):
        say(f"refused: {refused.label}: {refused.reason} {refused.remedy}".rstrip())
    for row in rows:
        if row["state"] == "withheld":
            say(f"{row['list']} {row['version']}: {row['why']}")
    history = sum(row["state"] == "history" for row in rows)
    others = report.skipped - len(beside.held) - len(beside.refused)
    say(f"{len(rows)} versions filed, {history} of them history; {others} files are no lists")
    if beside.held:
        say(f"{len(beside.held)} files on equipment and its vulnerabilities, {beside.new} of them new")
    say(f"snapshot {report.snapshot}{'' if report.changed else ', as before'}")
    return max(set_aside(report.problems), report.exit_code, 3 if beside.refused else 0)


def lists(
    *,
    history: bool = False,
    as_of: str | None = None,
    known_on: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Which official lists are held: version, age, entries, what is in force and what is withheld and why.

    Args:
        history: Show every version held, not only what is in force or withheld.
        as_of: Day from which ages count (default: today).
        known_on: Ask the snapshot that was in force on this day (default: the newest).
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from dataclasses import asdict

    from ricochet.app.shapes import listed_line
    from ricochet.settings import read_settings
    from ricochet.verbs.lists import lists as verb
    from ricochet.verbs.references import held_references

    day = day_of(as_of, "--as-of") or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    rows = verb(read_settings(), day, history=history, known_on=day_of(known_on, "--known-on"))
    shape = chosen(format, out)
    if shape == "table":
        show((listed_line(row) for row in rows), shape, out)
    else:
        show(({**asdict(row), "published": str(row.published or "") or None} for row in rows), shape, out)
    for reference in held_references(read_settings(), day_of(known_on, "--known-on")):
        say(f"for equipment: {reference}")
    if not rows:
        say("no lists are held here; run 'ricochet update --from DIR' with the publishers' files")
    return 0


def publish(list_id: str, version: str, *, reason: str) -> int:
    """Release a withheld version of a list, with the reason why it is genuine.

    Args:
        list_id: The list, like us-ofac-sdn.
        version: The version's label, as ricochet lists shows it.
        reason: Why it may count; it stays beside why it was withheld.
    """
    from ricochet.settings import read_settings
    from ricochet.verbs.publish import publish as verb

    released = verb(list_id, version, reason, read_settings())
    state = "in force" if released.in_force else "history: a newer complete version is in force"
    say(f"{released.list} {released.version} is released, {state}")
    return 0
