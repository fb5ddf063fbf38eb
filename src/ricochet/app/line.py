"""Line: the command that asks where the line should be."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ricochet.app.talk import Shape, chosen, day_of, put, say, set_aside, show

if TYPE_CHECKING:
    from ricochet.verbs.principle import PrincipleReport


def principle(
    file: str | None = None,
    *,
    universe: str | None = None,
    sensitivity: bool = False,
    compare: str | None = None,
    suppose: str | None = None,
    as_of: str | None = None,
    apart: bool = False,
    firm: list[str] | None = None,
    only: list[Literal["caught", "possible", "not"]] | None = None,
    picture: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Whom a declared limiting principle catches, why, how sure that is, and what each criterion does.

    Args:
        file: A principle (YAML), or the id of one in the library. Without it, the library is listed.
        universe: Your firms: a table with a column a fact, a table of claims, or a folder with firms.csv, claims.csv
            and listings.csv (default: the built-in universe of Chinese firms).
        sensitivity: Instead of the firms, what each criterion and threshold does: each dropped, every subset, at least
            k, shares, sweeps, the front of breadth against harm.
        compare: Instead of each firm's verdict, both principles' side by side. Name an older version here to see what
            the last edit changed.
        suppose: A list, like us-ofac-sdn: what if all whom it catches stood on it?
        apart: Instead of the firms, by criterion whom it sets apart from the principle's reference, all named.
        as_of: Day to ask for, like 2022-05-11 (default: the universe's own, else today).
        firm: Show only these firms.
        only: Show only these verdicts.
        picture: Draw small multiples, one a criterion, to this SVG or HTML file.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    if file is None:
        from ricochet.report.principles import library_row
        from ricochet.verbs.principle import library

        show((library_row(one) for one in library()), chosen(format, out), out)
        return 0
    from ricochet.verbs.principle import principle as verb

    report = verb(
        file,
        universe=universe,
        sensitivity=sensitivity or picture is not None,
        compare=compare,
        suppose=suppose,
        as_of=day_of(as_of, "--as-of"),
    )
    shape = chosen(format, out)
    if report.judged:
        show(_rows(report, shape, sensitivity=sensitivity, apart=apart, firms=firm or (), only=only or ()), shape, out)
        if picture and report.sensitivity:
            from ricochet.report.multiples import draw, page

            html = picture.endswith((".html", ".htm"))
            known = report.judged, report.sensitivity
            put(page(*known, report.apart) if html else draw(*known), picture)
            say(f"drawn: {picture}")
    return _tell(report)


def _rows(
    report: "PrincipleReport",
    shape: Shape,
    *,
    sensitivity: bool,
    apart: bool,
    firms: Sequence[str],
    only: Sequence[str],
) -> list[dict[str, Any]]:
    from ricochet.report import principles as rows

    judged, flat = report.judged, shape in {"table", "csv"}
    if judged is None:
        return []
    if report.consequences:
        return [rows.consequences_row(report.consequences)]
    if sensitivity and report.sensitivity:
        found = rows.sensitivity_rows(judged, report.sensitivity)
        return [rows.sensitivity_line(row) if flat else row for row in found]
    if apart:
        return [rows.apart_row(one, report.principle.reference) for one in report.apart]
    if report.compared:
        return [rows.compared_row(one) for one in rows.sided(report.compared) if not firms or one.firm in firms]
    shown = [
        place
        for place in rows.ordered(judged)
        if (not firms or judged.universe.firms[place].id in firms)
        and (not only or judged.verdict(place).status in only)
    ]
    return [(rows.verdict_line if flat else rows.verdict_row)(judged, place) for place in shown]


def _tell(report: "PrincipleReport") -> int:
    """Talk: what was asked, the count, whom it sets apart from its reference, tests that fail."""
    from ricochet.report.principles import apart_said

    for notice in report.notices:
        say(notice)
    if judged := report.judged:
        count = {status: len(judged.firms(status)) for status in ("caught", "possible", "not")}
        say(
            f"'{report.principle.id}' on {report.day}, {len(judged.universe.firms)} firms of {_named(report)}: "
            f"{count['caught']} caught, {count['possible']} possible, {count['not']} not"
        )
        for line in apart_said(report.apart, report.principle.reference):
            say(line)
        if report.other and report.other.principle.id == report.principle.id:
            for edit in report.edits or ("nothing that bears on a verdict",):
                say(f"differs: {edit}")
    failed = [one for one in report.checked if not one.passed]
    for one in failed:
        say(f"test failed: {one}")
    return set_aside(report.quarantined) or (3 if failed else 0)


def _named(report: "PrincipleReport") -> str:
    return f"{'the built-in universe ' if report.universe.day else ''}{report.universe.name}"
