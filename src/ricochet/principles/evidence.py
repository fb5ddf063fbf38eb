"""Evidence: the claims about one fact of one firm -> what is known of it on a day, by one stated rule.

1. A claim counts if its confidence is verified or secondary, or if the user's table grades nothing. Weaker grades, a
   denial by the firm itself and an allegation are shown and settle nothing.
2. A claim about a later day than the one asked for does not count. Neither does one whose figure cannot be read.
3. Of a fact that changes, only claims that are not older than the fact's years count, and of these only the newest and
   what lies within a year before it. What once happened stays so, whatever its age or lack of a date.
4. What is left must agree: else the fact is unknown; for a figure, unknown within the hull of what is claimed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from ricochet.model.claim import Claim
from ricochet.model.period import first_day, last_day
from ricochet.model.source import Source
from ricochet.principles.dictionary import Fact
from ricochet.principles.figure import Interval, read_figure

Standing = Literal["known", "conflict", "old", "later", "uncounted", "missing"]
Known: TypeAlias = bool | str | Interval
Value: TypeAlias = Known | None
COUNTED = frozenset({"verified", "secondary", "given", ""})
TOGETHER = timedelta(days=365)
"""Claims less than this apart speak of one time, and must agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One claim or listing as shown: what it says, of when, on what source, and whether it counts."""

    text: str
    as_of: str
    source: Source
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a fact: None is unknown, and `why` says why; a figure is always an interval."""

    value: Value
    standing: Standing
    why: str
    pieces: tuple[Piece, ...] = ()

    @property
    def shown(self) -> str:
        """The value for people."""
        if isinstance(self.value, Interval):
            return _figure(self.value) if self.standing in {"known", "conflict"} else "unknown"
        if self.value is None:
            return "unknown"
        return self.value if isinstance(self.value, str) else "yes" if self.value else "no"

    @property
    def settled(self) -> bool:
        """Whether the fact is known, be it as a range that one source gives."""
        return self.standing == "known"


def weigh(fact: Fact, claims: Iterable[Claim], day: date) -> Evidence:
    """Apply the rule to all claims about one fact of one firm."""
    read = [(claim, _value(fact, claim)) for claim in claims]
    usable = [(claim, value) for claim, value in read if value is not None and grade(claim) in COUNTED]
    past = [(claim, value) for claim, value in usable if (begun := _day(claim, first_day)) is None or begun <= day]
    counted = past if fact.years is None else _current(past, day, fact.years)
    chosen = {id(claim) for claim, _ in counted}
    pieces = tuple(_piece(claim, counts=id(claim) in chosen) for claim, _ in read)
    if counted:
        return _agreed(fact, counted, pieces)
    nothing = Interval(fact.low, fact.high) if fact.type == "number" else None
    if past:
        newest = max(claim.as_of for claim, _ in past)
        said = f"the newest claim is of {newest}, older than {fact.years} years" if newest else "no claim is dated"
        return Evidence(value=nothing, standing="old", why=said, pieces=pieces)
    if usable:
        return Evidence(value=nothing, standing="later", why=f"what is claimed is later than {day}", pieces=pieces)
    if read:
        return Evidence(value=nothing, standing="uncounted", why="only claims that settle nothing", pieces=pieces)
    return Evidence(value=nothing, standing="missing", why="nobody claims anything")


def grade(claim: Claim) -> str:
    """The first word of a claim's confidence: verified, secondary, derived, weak, unverified, contradicted, or none."""
    words = claim.source.confidence.lower().replace(":", " ").replace(";", " ").split()
    return words[0] if words else ""


def _current(past: list[tuple[Claim, Known]], day: date, years: int) -> list[tuple[Claim, Known]]:
    given = [(claim, value) for claim, value in past if not claim.as_of and grade(claim) in {"given", ""}]
    dated = [(ends, claim, value) for claim, value in past if (ends := _day(claim, last_day))]
    oldest = day.replace(year=day.year - years, day=min(day.day, 28))
    fresh = [(ends, claim, value) for ends, claim, value in dated if ends >= oldest]
    if not fresh:
        return given
    newest = max(ends for ends, _, _ in fresh)
    return given + [(claim, value) for ends, claim, value in fresh if newest - ends < TOGETHER]


def _agreed(fact: Fact, counted: list[tuple[Claim, Known]], pieces: tuple[Piece, ...]) -> Evidence:
    values = [value for _, value in counted]
    if fact.type != "number":
        distinct = sorted({str(value) for value in values})
        if len(distinct) == 1:
            return Evidence(value=values[0], standing="known", why="", pieces=pieces)
        words = " and ".join({"True": "yes", "False": "no"}.get(word, word) for word in distinct)
        return Evidence(value=None, standing="conflict", why=f"claims of one time disagree: {words}", pieces=pieces)
    figures = [value for value in values if isinstance(value, Interval)]
    common = Interval(max(one.low for one in figures), min(one.high for one in figures))
    if common.low <= common.high:
        return Evidence(value=common.within(fact.low, fact.high), standing="known", why="", pieces=pieces)
    hull = figures[0]
    for one in figures[1:]:
        hull = hull.hull(one)
    hull = hull.within(fact.low, fact.high)
    said = f"claims of one time disagree: anything from {_figure(hull)}"
    return Evidence(value=hull, standing="conflict", why=said, pieces=pieces)


def _value(fact: Fact, claim: Claim) -> Value:
    if fact.type == "truth":
        return {"yes": True, "true": True, "no": False, "false": False}.get(claim.value.strip().lower())
    if fact.type == "text":
        return claim.value.strip() or None
    try:
        return read_figure(claim.value)
    except ValueError:
        return None


def _day(claim: Claim, read: Callable[[str], date | None]) -> date | None:
    try:
        return read(claim.as_of)
    except ValueError:
        return None


def _piece(claim: Claim, *, counts: bool) -> Piece:
    said = " ".join(part for part in (claim.value, claim.unit) if part)
    text = f"{said} ({claim.scope})" if claim.scope else said
    return Piece(text=text, as_of=claim.as_of, source=claim.source, counts=counts)


def _figure(value: Interval) -> str:
    if value.low == value.high:
        return f"{value.low:g}"
    if value.high == float("inf"):
        return f"at least {value.low:g}"
    return f"{value.low:g} to {value.high:g}"
