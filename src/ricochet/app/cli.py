"""The command line: translation only. Data to stdout, talk to stderr; a command imports what it needs when it runs."""

import sys
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter

from ricochet.errors import RicochetError, UsageError
from ricochet.verbs.inputs import STDIN

if TYPE_CHECKING:
    from ricochet.model.quarantine import Quarantined

Shape = Literal["table", "jsonl", "csv", "json"]

app = App(
    name="ricochet",
    help="Whom does a restrictive listing reach? By name, by ownership, by dealings; with reasons, proofs and law.\n\n"
    "Ricochet is not legal advice; a search without a hit is not a clearance.",
    version=lambda: version("ricochet-sanctions"),
    version_flags=["--version"],
    help_format="plaintext",  # markdown costs a quarter of the start-up
)


def main() -> None:
    """Run the command line. Exit: 0 done, 1 findings (only if asked), 2 usage, 3 data, 4 network, 130 interrupted."""
    try:
        app([STDIN if word == "-" else word for word in sys.argv[1:]])  # a bare "-" would be taken for an option
    except RicochetError as wrong:
        say(str(wrong))
        sys.exit(wrong.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has seen enough
        sys.exit(0)
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)


def say(text: str) -> None:
    """One line of talk."""
    print(f"ricochet: {text}", file=sys.stderr)  # noqa: T201 - talk goes to stderr


def chosen(shape: Shape | None, out: str | None) -> Shape:
    """A table on a terminal, jsonl when piped or written to a file, unless a shape is asked for."""
    return shape or ("table" if out is None and sys.stdout.isatty() else "jsonl")


def show(rows: Iterable[dict[str, Any]], shape: Shape, out: str | None = None) -> None:
    """Rows to stdout or to the file `out`."""
    from ricochet.report.formats import render

    text = render(rows, shape)
    if out is None:
        sys.stdout.write(text)
        return
    from ricochet.report.files import write

    write(out, text.encode())


def day_of(text: str | None, option: str) -> date | None:
    """An ISO day given as an option."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} '{text}' is no day.", remedy="Write it like 2022-05-11.") from None


def set_aside(quarantined: Iterable["Quarantined"]) -> int:
    """Say which rows were set aside; the exit code that follows."""
    rows = list(quarantined)
    for row in rows:
        say(str(row))
    if rows:
        say(f"{len(rows)} row{'s' if len(rows) > 1 else ''} set aside; all others are answered")
    return 3 if rows else 0


@app.command
def reach(
    *,
    holdings: str,
    listed: str,
    rule: str,
    as_of: str | None = None,
    parties: str | None = None,
    share_unit: Literal["percent", "fraction"] | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Whom an ownership rule reaches, on plain tables: caught or possible, with the minimal proof.

    Args:
        holdings: Table of owner, owned, share, basis, from, to, source (CSV, XLSX, JSONL, Parquet; - is stdin).
        listed: Table of listed parties: party, and optionally list, programme, from, to.
        rule: us-ofac-50, us-ssi, us-ns-cmic, us-bis-affiliates, eu, uk, ch, ca, or any regime's id.
        as_of: Day to ask for, like 2022-05-11 (default: today).
        parties: Table with party, country, register_complete.
        share_unit: What a bare number in the share column means where that is ambiguous.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.rows import reached_line, reached_row
    from ricochet.verbs.reach import reach as verb

    report = verb(holdings, listed, rule, as_of=day_of(as_of, "--as-of"), parties=parties, share_unit=share_unit)
    shape = chosen(format, out)
    line = reached_line if shape in {"table", "csv"} else reached_row
    show(({**line(one), "rule": rule, "as_of": report.as_of.isoformat()} for one in report.reached), shape, out)
    for notice in report.notices:
        say(notice)
    caught = sum(one.status == "caught" for one in report.reached)
    say(f"{rule} on {report.as_of}: {caught} caught, {len(report.reached) - caught} possible")
    return set_aside(report.quarantined)


@app.command
def what_if(
    *scenarios: str,
    add: list[str] | None = None,
    remove: list[str] | None = None,
    as_of: str | None = None,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    dealings: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """What a listing would change, regime by regime: before, after, the marginal effect, and whom it newly reaches.

    Args:
        scenarios: Scenario files (YAML); several are laid over each other.
        add: A listing to suppose, as PARTY=LIST, like hikvision=us-ofac-sdn.
        remove: A listing to suppose lifted, as PARTY=LIST.
        as_of: Day to ask for, like 2022-05-11 (default: the scenario's, else today).
        parties: Your table of parties. With no table of yours, the built-in Hikvision case is asked.
        listed: Your table of listings.
        holdings: Your table of holdings.
        dealings: Your table of dealings.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.rows import marginal_line, marginal_row
    from ricochet.verbs.what_if import what_if as verb

    report = verb(
        scenarios,
        add=add or (),
        remove=remove or (),
        as_of=day_of(as_of, "--as-of"),
        parties=parties,
        listed=listed,
        holdings=holdings,
        dealings=dealings,
    )
    answer = report.answer
    touched = [one for one in answer.marginal if one.effect != "none" or one.changes or one.second_support]
    shape = chosen(format, out)
    line = marginal_line if shape in {"table", "csv"} else marginal_row
    show(({**line(one, answer.new_exposures), "as_of": answer.day.isoformat()} for one in touched), shape, out)
    for one in touched:
        if one.regime.banner:
            say(f"{one.regime.id}: {one.regime.banner}")
    say(
        f"'{answer.scenario.name}' on {answer.day}: {len(answer.marginal) - len(touched)} other regimes are not touched"
    )
    return set_aside(report.tables.quarantined)


@app.command
def demo(*, out: str = "ricochet-demo") -> int:
    """The built-in Hikvision case end to end: writes memo.html, map.svg and result.json.

    Args:
        out: Folder to write to.
    """
    from ricochet.report.summary import summary
    from ricochet.verbs.demo import demo as verb

    sys.stdout.write(summary(verb(out)))
    say(f"written: {out}/memo.html, {out}/map.svg, {out}/result.json")
    return 0


@app.command
def update(
    *,
    from_: Annotated[str, Parameter(name="--from")],
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Read the official lists below a folder into the snapshot; the newest complete version of each is in force.

    Args:
        from_: Folder with the publishers' files, also in .gz, .zip and .tar.xz.
        format: table, jsonl, csv or json; a row for each list of each file (a table leaves history out).
        out: Write to this file instead of stdout.
    """
    from pathlib import Path

    from ricochet.app.shapes import filed_row
    from ricochet.settings import read_settings
    from ricochet.verbs.update import update as verb

    report = verb(Path(from_), read_settings())
    shape = chosen(format, out)
    rows = [filed_row(filed) for filed in report.filed]
    shown = [row for row in rows if row["state"] != "history"] if shape == "table" else rows
    show(shown, shape, out)
    for path, notices in dict.fromkeys((filed.path, filed.notices) for filed in report.filed):
        for notice in notices[:3]:
            say(f"{path}: {notice}")
        if len(notices) > 3:
            say(f"{path}: and {len(notices) - 3} notices more (--format json has them all)")
    for refused in report.refused:
        say(f"refused: {refused.label}: {refused.reason} {refused.remedy}".rstrip())
    for row in rows:
        if row["state"] == "withheld":
            say(f"{row['list']} {row['version']}: {row['why']}")
    history = sum(row["state"] == "history" for row in rows)
    say(f"{len(rows)} versions filed, {history} of them history; {report.skipped} files are no lists")
    say(f"snapshot {report.snapshot}{'' if report.changed else ', as before'}")
    return max(set_aside(report.problems), report.exit_code)


@app.command
def lists(
    *,
    history: bool = False,
    as_of: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Which official lists are held: version, age, entries, what is in force and what is withheld and why.

    Args:
        history: Show every version held, not only what is in force or withheld.
        as_of: Day from which ages count (default: today).
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from dataclasses import asdict

    from ricochet.app.shapes import listed_line
    from ricochet.settings import read_settings
    from ricochet.verbs.lists import lists as verb

    day = day_of(as_of, "--as-of") or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    rows = verb(read_settings(), day, history=history)
    shape = chosen(format, out)
    if shape == "table":
        show((listed_line(row) for row in rows), shape, out)
    else:
        show(({**asdict(row), "published": str(row.published or "") or None} for row in rows), shape, out)
    if not rows:
        say("no lists are held here; run 'ricochet update --from DIR' with the publishers' files")
    return 0


@app.command
def compare(
    name1: str | None = None,
    name2: str | None = None,
    *,
    kind: str = "any",
    pairs: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Compare two names: score from 0 to 1, match or not, and the reasons.

    Args:
        name1: One name.
        name2: The other.
        kind: person, company, organization, government, vessel, aircraft or any.
        pairs: File of pairs instead: name1, name2 and optionally schema; or JSONL with query and candidate records.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.app.shapes import comparison_row
    from ricochet.verbs.book import read_pairs
    from ricochet.verbs.compare import compare as verb
    from ricochet.verbs.compare import compare_pairs

    if pairs is not None:
        book = read_pairs(pairs)
        show((comparison_row(found, row) for row, found in compare_pairs(book.rows)), chosen(format, out), out)
        return set_aside(book.quarantined)
    if name1 is None or name2 is None:
        raise UsageError("Two names are needed.", remedy='Write: ricochet compare "NAME1" "NAME2", or --pairs FILE.')
    show([comparison_row(verb(name1, name2, kind), {"name1": name1, "name2": name2})], chosen(format, out), out)
    return 0


@app.command
def screen(
    file: str,
    *,
    lists: str | None = None,
    against: str | None = None,
    also: str | None = None,
    as_of: str | None = None,
    allow_stale: bool = False,
    limit: int = 10,
    min_score: float | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Screen a book of parties: a verdict for every row, review, clear or undetermined, and hits with reasons.

    Args:
        file: Table of parties with any common headers (CSV, XLSX, JSONL, Parquet; - is stdin).
        lists: Only these lists of the snapshot, separated by commas (default: all in force).
        against: Your own watch-list instead of the snapshot (CSV or JSONL: id, kind, names, weak, birth_date, ...).
        also: Your own watch-list beside the snapshot.
        as_of: Use the versions in force on this day.
        allow_stale: Accept lists past their maximum age or incomplete.
        limit: Show at most so many hits a row; the verdict rests on all.
        min_score: Show hits from this score on (default: the threshold); the verdict does not change.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.app.shapes import screened_line, screened_row
    from ricochet.screening.match import THRESHOLD
    from ricochet.settings import read_settings
    from ricochet.verbs.book import prepare, read_book, watchlist
    from ricochet.verbs.screen import screen as verb

    if against is not None:
        ready = watchlist(against)
    else:
        ready = prepare(
            [name.strip() for name in lists.split(",")] if lists else [],
            settings=read_settings(),
            as_of=day_of(as_of, "--as-of"),
            allow_stale=allow_stale,
            watchlists=[also] if also else [],
        )
    book = read_book(file)
    results = verb(book.rows, ready.screening, limit=limit, min_score=THRESHOLD if min_score is None else min_score)
    shape = chosen(format, out)
    show(((screened_line if shape in {"table", "csv"} else screened_row)(one) for one in results), shape, out)
    for notice in book.notices:
        say(notice)
    for searched in ready.screening.searched:
        say(f"searched {searched}")
    for doubt in ready.doubts:
        say(f"{doubt}: no answer from it is clear (--allow-stale accepts it)")
    return max(set_aside([*book.quarantined, *ready.quarantined]), 3 if ready.doubts else 0)
