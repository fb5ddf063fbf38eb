"""Talk: what every command says and how it shows rows: data to stdout, talk to stderr."""

import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ricochet.errors import UsageError

if TYPE_CHECKING:
    from ricochet.model.quarantine import Quarantined
    from ricochet.settings import Settings

Shape = Literal["table", "jsonl", "csv", "json"]


def say(text: str) -> None:
    """One line of talk."""
    print(f"ricochet: {text}", file=sys.stderr)  # noqa: T201 - talk goes to stderr


def chosen(shape: Shape | None, out: str | None) -> Shape:
    """A table on a terminal, jsonl when piped or written to a file, unless a shape is asked for."""
    return shape or ("table" if out is None and sys.stdout.isatty() else "jsonl")


def say_searched(searched: Iterable[object], doubts: Iterable[str]) -> int:
    """Say what was searched, as of when, and what is doubtful about it; the exit code that follows."""
    say(f"searched {'; '.join(map(str, searched))}")
    found = list(doubts)
    if found:
        say("; ".join(found))
    return 3 if found else 0


def say_threshold(settings: "Settings") -> None:
    """Say that another threshold than the default is set, and why; every answer that rests on it says so."""
    if settings.threshold is not None:
        say(f"the threshold is set to {settings.threshold:g}: {settings.threshold_reason}")


def show(rows: Iterable[dict[str, Any]], shape: Shape, out: str | None = None) -> None:
    """Rows to stdout, jsonl one by one as they come, or to the file `out`, whole."""
    from ricochet.report.formats import render

    if out is None and shape == "jsonl":
        for row in rows:
            sys.stdout.write(render([row], shape))
        return
    put(render(rows, shape), out)


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
