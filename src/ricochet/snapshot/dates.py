"""Dates: when a file without a date of its own was published, as its path says. Pure."""

import re
from datetime import date
from pathlib import PurePath

from ricochet.model.period import first_day

_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2}-\d{2}(?:-\d{2})?)(?![\d-]*\d)")


def path_date(path: PurePath) -> str:
    """Find the ISO date nearest to the file: in its name, else in the innermost folder; "" where there is none.

    A part that names two dates (a span) or no day of the calendar says nothing. "2025-05" stays a month.
    """
    for part in reversed(path.parts):
        found = {match[1] for match in _ISO.finditer(part) if _day(match[1])}
        if len(found) == 1:
            return found.pop()
        if found:
            continue
    return ""


def day_of(text: str) -> date | None:
    """Read what `path_date` found; a month is its first day, so that the list never looks younger than it may be."""
    return first_day(text)


def _day(text: str) -> date | None:
    try:
        return first_day(text)
    except ValueError:
        return None
