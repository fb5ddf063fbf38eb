"""Talk: what every command says and how it shows rows: data to stdout, talk to stderr."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ricochet.errors import UsageError

if TYPE_CHECKING:
    from ricochet.model.quarantine import Quarantined
    from ricochet.settings import Settings
    from ricochet.verbs.screen import Searched

FOLD = 2
"""Lists, and doubts about them, that a person at a terminal is told in full; of more, a summary."""
Shape = Literal["table", "jsonl", "csv", "json"]


def say(text: str) -> None:
    """One line of talk."""
    print(f"ricochet: {text}", file=sys.stderr)  # noqa: T201 - talk goes to stderr


def chosen(shape: Shape | None, out: str | None) -> Shape:
    """A table on a terminal, jsonl when piped or written to a file, unless a shape is asked for."""
    return shape or ("table" if out is None and sys.stdout.isatty() else "jsonl")


def coloured() -> bool:
    """Whether stdout shows colour: a terminal that can, and a user who does not refuse it (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((100, 24)).columns


def say_searched(searched: "Sequence[Searched]", doubts: Sequence[str], *, silent: bool = False) -> int:
    """Say what was searched, as of when, and what is doubtful about it; the exit code that follows.

    In full where it is kept, in short where a person reads it; not at all (`silent`) where he has just read it.
    """
    if not silent and sys.stderr.isatty() and len(searched) > FOLD:
        days = sorted(one.day for one in searched if one.day)
        when = f", as of {days[0]} to {days[-1]}" if days else ""
        entries = sum(one.entries for one in searched)
        say(f"searched {len(searched)} lists, {entries:,} entries{when} ('ricochet lists' names them)")
        if doubts:
            say(folded(doubts))
    elif not silent:
        say(f"searched {'; '.join(map(str, searched))}")
        if doubts:
            say("; ".join(doubts))
    return 3 if doubts else 0


def folded(told: Sequence[str]) -> str:
    """The first of many sayings, and how many more there are."""
    more = len(told) - FOLD
    return "; ".join(told[:FOLD]) + (f"; and {more} more" if more > 0 else "")


def say_threshold(settings: "Settings") -> None:
    """Say that another threshold than the default is set, and why; every answer that rests on it says so."""
    if settings.threshold is not None:
        say(f"the threshold is set to {settings.threshold:g}: {settings.threshold_reason}")


def show(rows: Iterable[dict[str, Any]], shape: Shape, out: str | None = None) -> None:
    """Rows to stdout or to the file `out`, jsonl one by one as they come. Interrupted, those that came are shown."""
    from ricochet.report.files import partial
    from ricochet.report.formats import render

    if shape == "jsonl":
        show_lines((render([row], shape) for row in rows), out)
        return
    found: list[dict[str, Any]] = []
    try:
        for row in rows:  # not extend: what came before an interruption counts
            found.append(row)  # noqa: PERF402
        put(render(found, shape), out)
    except KeyboardInterrupt:
        if found:
            put(render(found, shape), out and str(partial(out)))
        if out is not None:
            say(f"what was done is in {partial(out)}")
        raise


def show_lines(lines: Iterable[str], out: str | None = None) -> None:
    """Lines to stdout or to the file `out`, one by one as they come. Interrupted, those that came are shown."""
    from ricochet.report.files import partial, write_parts

    try:
        if out is None:
            sys.stdout.writelines(lines)
        else:
            write_parts(out, (line.encode() for line in lines))
    except KeyboardInterrupt:
        if out is not None:
            say(f"what was done is in {partial(out)}")
        raise


def put(text: str, out: str | None = None) -> None:
    """Text to stdout, or to the file `out`, whole."""
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
