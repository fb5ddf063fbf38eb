"""Prose: which firmware a vendor's sentence means. What it cannot read it returns as a doubt, with the text."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from ricochet.model.advisory import Bound, Range

_VERSION = r"[Vv]?\d[\w.]*(?:[ _]*[Bb]uild[ _]*\d{6}|-\d+)?|[A-Za-z]+-B\d{4}[\w.]*"
_DATE = r"\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|[A-Z][a-z]+(?: \d{1,2})?,? \d{4}|\d{8}|\d{6}"
_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
_BUILT = re.compile(
    rf"(?P<before>.*?)\bbuild[- ]?(?:date|time)\s+(?P<word>before|prior to|after|from|until|up to)\s+(?P<day>{_DATE})"
    r"(?P<incl>\s*\(including[^)]*\))?",
    re.IGNORECASE | re.DOTALL,
)
_SPAN = rf"(?P<from>{_DATE})\s*(?:~|-|–|and|to)\s*(?P<to>{_DATE})"
_BETWEEN = re.compile(rf"(?P<before>.*?)\bbuild[- ]?(?:date|time)\s+between\s+{_SPAN}", re.IGNORECASE | re.DOTALL)
_EACH = re.compile(rf"(?P<line>[A-Z]{{2,}}):\s*{_SPAN}")
_EXCEPT = re.compile(r"\(?\s*version[s]?\s+before\s+(?P<v>\S+)\s+(?:are|is)\s+not\s+affected\s*\)?", re.IGNORECASE)
_SOME = re.compile(r"\b(?:certain|some)\b(?: models?)?", re.IGNORECASE)
_FAMILY = re.compile(
    r"\b(?!V\d)(?=[\w-]*[A-Z])(?=[\w-]*(?:\d|XX|[A-Z]X\b))[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?:/[A-Z])?\b"
)
_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern.replace("VERSION", _VERSION), re.IGNORECASE), kind)
    for pattern, kind in (
        (r"all (?:firmware )?versions|\*", "every"),
        (r"(?:all )?versions? up to (?P<hi>VERSION)", "le"),
        (
            r"(?P<hi>VERSION) and (?:the )?(?:versions? )?(?:earlier|prior|prior to it|below|before)(?: versions?)?",
            "le",
        ),
        (r"versions? (?P<hi>VERSION) and (?:the )?(?:versions? )?prior(?: to it| versions?)?", "le"),
        (r"versions? (?:below|before|prior to) (?P<hi>VERSION)\s*\(including[^)]*\)", "le"),
        (r"versions? (?:below|before|prior to) (?P<hi>VERSION)(?:\s*\(not including[^)]*\))?", "lt"),
        (r"versions? between (?P<lo>VERSION) and (?P<hi>VERSION)", "between"),
        (r"(?P<lo>VERSION) to (?P<hi>VERSION)", "closed"),
        (
            r"versions? after (?P<lo>VERSION) *(?P<in>\(incl[^)]*\))? *and before (?P<hi>VERSION) *(?P<out>\(not.*\))?",
            "after",
        ),
    )
)
_TERM = re.compile(r"(?P<sign>>=|<=|>|<|=)\s*(?P<bound>.+)")
_NO_VERSIONS = "it names no versions"
_NOTHING = frozenset({"", "-", "n/a", "na", "unspecified", "unknown", "not applicable"})


class _Dated(TypedDict):
    ranges: tuple[Range, ...]
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a text tells of firmware. `families` are named inside it; empty where it speaks of the product at hand.

    `line` is the beginning of those of its families that this part is about, "" for all.
    """

    families: tuple[str, ...] = ()
    line: str = ""
    ranges: tuple[Range, ...] = ()
    excepted: tuple[Range, ...] = ()
    every: bool = False
    certain: bool = True
    doubt: str = ""


def read_prose(text: str) -> tuple[Told, ...]:
    """What one text tells, one part for each group of families that it names with firmware of their own."""
    plain = " ".join(text.replace("（", "(").replace("）", ")").split()).strip(" ,;")
    if plain.lower() in _NOTHING:
        return (Told(doubt=_NO_VERSIONS),)
    excepted = tuple(_before(found["v"].strip(")("), closed=False) for found in _EXCEPT.finditer(plain))
    rest = _EXCEPT.sub(" ", plain).strip()
    if each := [Told(line=found["line"].rstrip("X"), **_dated_between(found)) for found in _EACH.finditer(rest)]:
        return tuple(each)
    if _BETWEEN.search(rest):
        return tuple(_between(rest))
    if _BUILT.search(rest):
        return tuple(_by_date(rest, excepted))
    return (_by_version(rest, excepted),)


def bounds(lower: str, upper: str, *, upper_closed: bool | None, lower_closed: bool | None = True) -> Told:
    """What two ends of a record tell; "0", "*" and "" are open, dates are dates on which firmware was made."""
    low, high = _end(lower), _end(upper)
    dated = _day(high, numeric=False) if high else None
    if dated:
        since = _day(low, numeric=False) if low else None
        lowest = Bound(text=since.isoformat(), closed=lower_closed) if since else None
        return Told(ranges=(Range(by="built", lower=lowest, upper=Bound(text=dated.isoformat(), closed=upper_closed)),))
    ends = [
        Bound(text=end, closed=closed) if end else None for end, closed in ((low, lower_closed), (high, upper_closed))
    ]
    return Told(ranges=(Range(lower=ends[0], upper=ends[1]),)) if any(ends) else Told(every=True)


def _between(text: str) -> Iterator[Told]:
    """Read each part that names families and the days between which their firmware was made, and what is left over."""
    end = 0
    for found in _BETWEEN.finditer(text):
        end = found.end()
        families = tuple(dict.fromkeys(_FAMILY.findall(found["before"])))
        yield Told(families=families, certain=not _SOME.search(found["before"]), **_dated_between(found))
    if left := tuple(dict.fromkeys(_FAMILY.findall(text[end:]))):
        yield Told(families=left, doubt=_NO_VERSIONS)


def _dated_between(found: re.Match[str]) -> _Dated:
    early, late = _day(found["from"]), _day(found["to"], last=True)
    if early is None or late is None:
        return {"ranges": (), "doubt": f"'{found['from']}' or '{found['to']}' is no day"}
    ends = [Bound(text=day.isoformat(), closed=None) for day in (early, late)]
    return {"ranges": (Range(by="built", lower=ends[0], upper=ends[1]),), "doubt": ""}


def _by_date(text: str, excepted: tuple[Range, ...]) -> Iterator[Told]:
    for found in _BUILT.finditer(text):
        day = _day(found["day"])
        families = tuple(dict.fromkeys(_FAMILY.findall(found["before"])))
        certain = not _SOME.search(found["before"])
        if day is None:
            yield Told(families=families, certain=certain, doubt=f"'{found['day']}' is no day")
            continue
        bound = Bound(text=day.isoformat(), closed=bool(found["incl"]))
        after = found["word"].lower() in {"after", "from"}
        made = Range(by="built", lower=bound) if after else Range(by="built", upper=bound)
        yield Told(families=families, ranges=(made,), excepted=excepted, certain=certain)


def _by_version(text: str, excepted: tuple[Range, ...]) -> Told:
    if any(sign in text for sign in "<>"):
        return _by_signs(text, excepted)
    for pattern, kind in _SENTENCES:
        if found := pattern.fullmatch(text):
            if kind == "every":
                return Told(every=True, excepted=excepted)
            return Told(ranges=(_sentence(kind, found),), excepted=excepted)
    if re.fullmatch(_VERSION, text) or _exact(text):
        only = Bound(text=text, closed=True)
        return Told(ranges=(Range(lower=only, upper=only),), excepted=excepted)
    if families := tuple(dict.fromkeys(_FAMILY.findall(text))):
        return Told(families=families, certain=not _SOME.search(text), doubt=_NO_VERSIONS)
    return Told(excepted=excepted, doubt="the words are not understood")


def _sentence(kind: str, found: re.Match[str]) -> Range:
    named = found.groupdict()
    high = named["hi"]
    if kind in {"le", "lt"}:
        return _before(high, closed=kind == "le")
    low_closed: bool | None = True if kind == "closed" or named.get("in") else None
    high_closed: bool | None = True if kind == "closed" else False if named.get("out") else None
    return Range(lower=Bound(text=named["lo"], closed=low_closed), upper=Bound(text=high, closed=high_closed))


def _by_signs(text: str, excepted: tuple[Range, ...]) -> Told:
    """Read ">= 5.2.0 build 140721 | <= 5.4.0 Build 160414": the parts hold together."""
    lower = upper = None
    for part in re.split(r"[|,&]", text.removeprefix("vers:generic/")):
        term = _TERM.fullmatch(part.strip())
        if term is None or term["sign"] == "=":
            return Told(excepted=excepted, doubt="the signs are not understood")
        bound = Bound(text=term["bound"].strip(), closed="=" in term["sign"])
        if term["sign"].startswith(">"):
            lower = bound
        else:
            upper = bound
    return Told(ranges=(Range(lower=lower, upper=upper),), excepted=excepted)


def _exact(text: str) -> bool:
    """A single word with a digit that is no family of the maker's: a version in a grammar of its own."""
    return bool(re.fullmatch(r"\S*\d\S*", text)) and not (
        _FAMILY.fullmatch(text) and not re.search(r"\d\.\d|_[BV]\d", text)
    )


def _before(text: str, *, closed: bool) -> Range:
    return Range(upper=Bound(text=text, closed=closed))


def _end(text: str) -> str:
    plain = text.strip()
    return "" if plain in {"0", "*", "-", "unspecified", "n/a"} else plain


def _day(text: str, *, numeric: bool = True, last: bool = False) -> date | None:
    """Read 230821, 20230821, 2024/2/2, "April 16, 2025", "June, 2021" and 2019-12; None where it is no day.

    A month is its first day, or its `last`.
    """
    digits = re.fullmatch(r"(\d{2}|\d{4})(\d{2})(\d{2})", text)
    signs = re.fullmatch(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", text)
    words = re.fullmatch(r"([A-Za-z]+)(?: (\d{1,2}))?,? (\d{4})", text)
    try:
        if digits and numeric:
            year = int(digits[1])
            return date(year + 2000 if year < 100 else year, int(digits[2]), int(digits[3]))
        if signs and (numeric or signs[3] or "-" in text):
            return _of(int(signs[1]), int(signs[2]), signs[3], last=last)
        if words:
            return _of(int(words[3]), _MONTHS[words[1].lower()], words[2], last=last)
    except (ValueError, KeyError):
        return None
    return None


def _of(year: int, month: int, day: str | None, *, last: bool) -> date:
    if day:
        return date(year, month, int(day))
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
