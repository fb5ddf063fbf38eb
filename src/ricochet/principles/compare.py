"""Compare: two principles on one universe and day: whom both catch, whom only one; and what an edit changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ricochet.model.status import Status
from ricochet.principles.judge import Judged
from ricochet.principles.principle import Clause, Principle

Side = Literal["both", "only the first", "only the second", "neither", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One firm under both; "open" where one of them makes it possible and the other does not settle the difference."""

    firm: str
    name: str
    side: Side
    first: Status
    second: Status
    why_first: str
    why_second: str


def compare(first: Judged, second: Judged) -> tuple[Compared, ...]:
    """Every firm under both principles, in the order of the universe, which both were asked of."""
    found = []
    for place, firm in enumerate(first.universe.firms):
        one, other = first.verdict(place), second.verdict(place)
        found.append(
            Compared(
                firm=firm.id,
                name=firm.name,
                side=_side(one.status, other.status),
                first=one.status,
                second=other.status,
                why_first=one.because,
                why_second=other.because,
            )
        )
    return tuple(found)


def _side(first: Status, second: Status) -> Side:
    if "possible" in {first, second}:
        return "open"
    sides: dict[tuple[Status, Status], Side] = {
        ("caught", "caught"): "both",
        ("caught", "not"): "only the first",
        ("not", "caught"): "only the second",
    }
    return sides.get((first, second), "neither")


def edits(old: Principle, new: Principle) -> tuple[str, ...]:
    """What differs between two versions of a principle, in words; empty where nothing that bears on a verdict does."""
    return (*_parameters(old, new), *_criteria(old, new), *_rule(old, new))


def _parameters(old: Principle, new: Principle) -> Iterator[str]:
    for name in sorted(old.parameters.keys() | new.parameters.keys()):
        was, now = old.parameters.get(name), new.parameters.get(name)
        if was is None or now is None:
            yield f"parameter '{name}' {'removed' if now is None else 'added'}"
        elif was.value != now.value:
            yield f"parameter '{name}': {was.value:g} becomes {now.value:g} {now.unit}".rstrip()


def _criteria(old: Principle, new: Principle) -> Iterator[str]:
    was = {one.id: one for one in old.criteria}
    now = {one.id: one for one in new.criteria}
    for name in [*was, *(name for name in now if name not in was)]:
        if name not in was or name not in now:
            yield f"criterion '{name}' {'removed' if name in was else 'added'}"
        elif was[name].parsed != now[name].parsed:
            yield f"criterion '{name}': {was[name].text} becomes {now[name].text}"


def _rule(old: Principle, new: Principle) -> Iterator[str]:
    was, now = said(old.rule), said(new.rule)
    if was != now:
        yield f"rule: {was} becomes {now}"


def said(clause: Clause) -> str:
    """A clause in words: all of (a; at least 2 of (b; c)) unless d."""
    if clause.kind == "criterion":
        text = clause.criterion
    else:
        words = {"all": "all of", "any": "any of"}.get(clause.kind, f"at least {clause.k} of")
        text = f"{words} ({'; '.join(said(one) for one in clause.items)})"
    return f"{text} unless {' or '.join(said(one) for one in clause.unless)}" if clause.unless else text
