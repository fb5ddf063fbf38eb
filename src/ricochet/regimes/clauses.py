"""Clauses: the parts of a regime file, each a mapping: tests, switches, rules on dealings, licences, scales."""

from dataclasses import fields
from typing import Literal

from ricochet.errors import DataError
from ricochet.model.period import first_day, last_day
from ricochet.model.regime import (
    Clock,
    Comparison,
    DealingRule,
    Government,
    Grade,
    Licence,
    Pooling,
    PropertyRule,
    Scale,
    Switch,
    Test,
    Through,
)
from ricochet.regimes.fields import choice, day_of, each, mapping, per_cent, text_of, texts_of, truth
from ricochet.regimes.words import CODES, FACTS, KINDS, MEASURED, MEASURES, nearest

Basis = Literal["equity", "votes", "control", "interest"]
Yields = Literal["caught", "possible"]

_BASES: tuple[Basis, ...] = ("equity", "votes", "control", "interest")
_COMPARISONS: tuple[Comparison, ...] = ("ge", "gt")
_POOLINGS: tuple[Pooling, ...] = ("all", "programme", "person")
_YIELDS: tuple[Yields, ...] = ("caught", "possible")
_THROUGH: tuple[Through, ...] = ("target", "concerning", "signatory", "director")
_CLOCKS: tuple[Clock, ...] = ("day", "start")
_JOINS: tuple[Literal["strictest", "all"], ...] = ("strictest", "all")
_WHENS: tuple[Literal["held", "minority"], ...] = ("held", "minority")


def test(raw: object, where: str) -> Test:
    """One ownership test."""
    entry = mapping(raw, frozenset(field.name for field in fields(Test)), where)
    basis = choice(entry, "basis", _BASES, where)
    threshold = per_cent(entry, where)
    if (threshold is None) != (basis in {"control", "interest"}):
        raise DataError(f"{where}: 'threshold' goes with equity and votes, never with control or interest.")
    return Test(
        basis=basis,
        threshold=threshold,
        comparison=choice(entry, "comparison", _COMPARISONS, where, "ge"),
        pooling=choice(entry, "pooling", _POOLINGS, where, "all"),
        joint=truth(entry, "joint", where),
        yields=choice(entry, "yields", _YIELDS, where, "caught"),
    )


def switch(raw: object, where: str) -> Switch:
    """A programme that switches the tests off."""
    entry = mapping(raw, frozenset({"programme", "citation"}), where)
    return Switch(
        programme=text_of(entry, "programme", where, needed=True),
        citation=text_of(entry, "citation", where, needed=True),
    )


def dealing(raw: object, where: str) -> DealingRule:
    """What follows from a dealing."""
    entry = mapping(raw, frozenset(field.name for field in fields(DealingRule)), where)
    return DealingRule(
        code=choice(entry, "code", tuple(CODES), where),
        text=text_of(entry, "text", where, needed=True),
        citation=text_of(entry, "citation", where, needed=True),
        through=_through(entry, where),
        all_of=_conditions(entry, "all_of", where),
        any_of=_conditions(entry, "any_of", where),
        kinds=texts_of(entry, "kinds", where, KINDS),
        except_kinds=texts_of(entry, "except_kinds", where, KINDS),
        programmes=texts_of(entry, "programmes", where),
        effects=texts_of(entry, "effects", where),
        after_days=_days(entry, "after_days", where) or 0,
        before_days=_days(entry, "before_days", where),
        recorded=truth(entry, "recorded", where),
        clock=choice(entry, "clock", _CLOCKS, where, "day"),
        since=day_of(entry, "since", where, first_day)[0],
        until=day_of(entry, "until", where, last_day)[0],
    )


def licence(raw: object, where: str) -> Licence:
    """A general licence. `until` is the first day on which it authorises no more."""
    entry = mapping(raw, frozenset(field.name for field in fields(Licence)), where)
    return Licence(
        id=text_of(entry, "id", where, needed=True),
        text=text_of(entry, "text", where, needed=True),
        citation=text_of(entry, "citation", where, needed=True),
        since=day_of(entry, "since", where, first_day)[0],
        until=day_of(entry, "until", where, first_day)[0],
        parties=texts_of(entry, "parties", where),
        except_parties=texts_of(entry, "except_parties", where),
        programmes=texts_of(entry, "programmes", where),
        kinds=texts_of(entry, "kinds", where, KINDS),
        all_of=_conditions(entry, "all_of", where),
        codes=texts_of(entry, "codes", where, CODES),
    )


def scale(raw: object, where: str) -> Scale:
    """Requirements that pass to whom ownership reaches, strictest first."""
    entry = mapping(raw, frozenset(field.name for field in fields(Scale)), where)
    return Scale(
        name=text_of(entry, "name", where, needed=True),
        join=choice(entry, "join", _JOINS, where),
        grades=each(entry, "grades", where, _grade),
        citation=text_of(entry, "citation", where, needed=True),
    )


def _grade(raw: object, where: str) -> Grade:
    entry = mapping(raw, frozenset(field.name for field in fields(Grade)), where)
    words = texts_of(entry, "words", where)
    return Grade(text=text_of(entry, "text", where, needed=True), words=words)


def government(raw: object, where: str) -> Government:
    """A government listed by definition."""
    entry = mapping(raw, frozenset(field.name for field in fields(Government)), where)
    return Government(
        country=text_of(entry, "country", where, needed=True),
        programme=text_of(entry, "programme", where, needed=True),
        citation=text_of(entry, "citation", where, needed=True),
    )


def property_rule(raw: object, where: str) -> PropertyRule:
    """What is frozen on a clock of its own."""
    entry = mapping(raw, frozenset(field.name for field in fields(PropertyRule)), where)
    return PropertyRule(
        when=choice(entry, "when", _WHENS, where),
        text=text_of(entry, "text", where, needed=True),
        citation=text_of(entry, "citation", where, needed=True),
        kinds=texts_of(entry, "kinds", where, KINDS),
        all_of=_conditions(entry, "all_of", where),
        countries=texts_of(entry, "countries", where),
    )


def _conditions(entry: dict[str, object], key: str, where: str) -> tuple[str, ...]:
    """Facts, facts that must be "no", and measures beside a figure; each of a known name."""
    found = texts_of(entry, key, where)
    for word in found:
        measure = MEASURED.fullmatch(word)
        name, known = (measure[1], MEASURES) if measure else (word.removeprefix("!"), FACTS)
        if name not in known:
            raise DataError(f"{where}: '{key}' names '{word}', an unknown word.", remedy=nearest(name, known))
    return found


def _through(entry: dict[str, object], where: str) -> tuple[Through, ...]:
    words = texts_of(entry, "through", where, _THROUGH) or ("target",)
    return tuple(place for place in _THROUGH if place in words)


def _days(entry: dict[str, object], key: str, where: str) -> int | None:
    days = entry.get(key)
    if days is not None and (type(days) is not int or days < 0):
        raise DataError(f"{where}: '{key}' is {days!r}.", remedy="Write a whole number of days.")
    return days
