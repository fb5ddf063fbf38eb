"""Births: dates as records and lists print them, at whatever precision, and what two of them say about each other."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Relation = Literal["", "day", "month", "year", "turned", "other day", "next year", "other year"]
"""How near two births are, at the precision known; "turned" has day and month exchanged, "" says nothing."""
CIRCA = 3
"""Years that an approximate date may be off."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier enero januar gennaio января januari",
            "feb february fevrier febrero februar febbraio февраля februari",
            "mar march mars marzo marz марта maart maret",
            "apr april avril abril aprile апреля",
            "may mai mayo maggio мая mei maj",
            "jun june juin junio juni giugno июня",
            "jul july juillet julio juli luglio июля",
            "aug august aout agosto августа augustus agustus",
            "sep sept september septembre septiembre settembre сентября",
            "oct october octobre octubre oktober ottobre октября okt",
            "nov november novembre noviembre ноября",
            "dec december decembre diciembre dezember dicembre декабря desember des",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR = r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)"
_ISO = re.compile(rf"{_YEAR}[-./年]\s?(\d\d?)(?!\d)(?:[-./月]\s?(\d\d?)(?!\d))?")
_PLAIN = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d\d?)[-./](\d\d?)[-./]{_YEAR}")
_MONTH_WORD = re.compile(
    r"(?:(?<!\d)(\d\d?)(?:st|nd|rd|th|\.)?[\s-]+(?:de )?)?([^\W\d_]+)\.?,?[\s-]+"
    rf"(?:(\d\d?)(?:st|nd|rd|th)?,?\s+)?(?:de )?{_YEAR}"
)
_ONLY_YEAR = re.compile(_YEAR)
_CIRCA = re.compile(r"\b(?:circa|c|ca|approx|approximately|about|around|environ|um|около|hacia)\b")
_BETWEEN = re.compile(r" to |between| - |–|/")


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth as far as it is known: month and day are 0 where they are not."""

    year: int
    month: int = 0
    day: int = 0
    circa: bool = False


@lru_cache(maxsize=1 << 14)
def births_in(text: str) -> tuple[Birth, ...]:
    """Every date that a text may mean: 03/04/1960 is of April and of March, "1958 to 1960" of three years."""
    marks = unicodedata.normalize("NFKD", text[:200]).casefold()
    plain = "".join(char for char in marks if not unicodedata.combining(char))
    circa = bool(_CIRCA.search(plain))
    found = [Birth(*parts, circa) for parts in _whole(plain) if _possible(*parts)]
    years = [one.year for one in found] or [int(year) for year in _ONLY_YEAR.findall(plain)]
    if len(set(years)) == 2 and _BETWEEN.search(plain):
        found += [Birth(year, circa=circa) for year in range(min(years), max(years) + 1)]
    return tuple(dict.fromkeys(found or [Birth(year, circa=circa) for year in years]))


def _whole(plain: str) -> Iterator[tuple[int, int, int]]:
    """Dates with a month at least: year, month, day."""
    for year, month, day in _ISO.findall(plain):
        yield int(year), int(month), int(day or 0)
    for year, month, day in _PLAIN.findall(plain):
        yield int(year), int(month), int(day)
    for one, two, year in _DAY_FIRST.findall(plain):
        yield int(year), int(two), int(one)
        yield int(year), int(one), int(two)
    for before, word, after, year in _MONTH_WORD.findall(plain):
        if word in _MONTHS:
            yield int(year), _MONTHS[word], int(before or after or 0)


def _possible(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 0 <= day <= 31 and year > 0


def relation(left: Iterable[str], right: Iterable[str]) -> tuple[Relation, int]:
    """The nearest that any date of one side is to any of the other, and how many years lie between."""
    mine = [one for text in left for one in births_in(text)]
    theirs = [one for text in right for one in births_in(text)]
    if not mine or not theirs:
        return "", 0
    return min(
        ((_between(one, other), abs(one.year - other.year)) for one in mine for other in theirs),
        key=lambda found: (_ORDER.index(found[0]), found[1]),
    )


_ORDER: tuple[Relation, ...] = ("day", "month", "year", "turned", "other day", "", "next year", "other year")


def _between(one: Birth, other: Birth) -> Relation:
    apart = abs(one.year - other.year)
    if apart:
        if one.circa or other.circa:
            return "" if apart <= CIRCA else "other year"
        return "next year" if apart == 1 else "other year"
    if not one.month or not other.month:
        return "year"
    if one.month == other.month:
        return ("day" if one.day == other.day else "other day") if one.day and other.day else "month"
    if one.day and (one.month, one.day) == (other.day, other.month):
        return "turned"
    return "other day"
