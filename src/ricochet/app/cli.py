"""The command line: translation only. Data to stdout, talk to stderr; a command imports what it needs when it runs."""

import sys
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

from cyclopts import App

from ricochet.errors import RicochetError, UsageError

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
        app()
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
