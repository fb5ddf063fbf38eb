"""Period: valid time, in days; a missing end is open. Partial dates read as the widest days they allow."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day on which something holds, both included."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"'from' {self.start} lies after 'to' {self.end}")

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = Period()


def first_day(text: str) -> date | None:
    """Read "2022", "2022-05" or "2022-05-11" as the first day it may mean; blank is None, else ValueError."""
    return _day(text, last=False)


def last_day(text: str) -> date | None:
    """Read "2022", "2022-05" or "2022-05-11" as the last day it may mean; blank is None, else ValueError."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> date | None:
    plain = text.strip()
    if not plain:
        return None
    match = _ISO.match(plain)
    if not match or not match[1].isascii():
        raise ValueError(f"'{text}' is not a date: write 2022-05-11, 2022-05 or 2022")
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if month is None:
            return date(year, 12, 31) if last else date(year, 1, 1)
        if day is None:
            return date(year, int(month), calendar.monthrange(year, int(month))[1] if last else 1)
        return date(year, int(month), int(day))
    except ValueError as wrong:
        raise ValueError(f"'{text}' is not a day of the calendar: {wrong}") from None
