"""Stated: what one statement of an advisory says of one device, by its models and its firmware."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ricochet.equipment.facts import Facts
from ricochet.equipment.family import Member, member
from ricochet.equipment.firmware import Firmware, compare, parse_firmware
from ricochet.model.advisory import Advisory, Bound, Range, Statement

Outcome = Literal["affected", "fixed", "not_affected", "possible"]
_Place = Literal["below", "inside", "above", "other", "unknown"]
_NO_VERSIONS = "it names no versions"
_NOTHING_NAMED = "the record names neither models nor versions"


@dataclass(frozen=True, slots=True)
class Said:
    """What one statement says of the device, and why. `vague`: it names no firmware at all."""

    outcome: Outcome
    why: str
    statement: Statement
    advisory: Advisory
    vague: bool


def ask(advisory: Advisory, statement: Statement, facts: Facts, firmware: Firmware | None) -> Said | None:
    """What one statement says of the device; None where it is about other models, or other platforms of firmware."""
    belongs, model, family = _belongs(statement, facts)
    if belongs == "no":
        return None
    answer = _outcome(statement, firmware, facts)
    if answer is None:
        return None
    outcome, why, vague = answer
    if belongs == "maybe" or not statement.certain:
        if outcome == "affected":
            outcome = "possible"
        open_part = f"only some of {family} are meant" if belongs == "yes" else f"whether {model} is meant is open"
        why = why if why == _NOTHING_NAMED else f"{why}; {open_part}"
    return Said(outcome, why, statement, advisory, vague)


def _belongs(statement: Statement, facts: Facts) -> tuple[Member, str, str]:
    """The strongest membership of any of the device's models in any family; all are open where nobody names one."""
    if not facts.models or not statement.products:
        return "maybe", " / ".join(facts.models) or "this model", " / ".join(statement.products)
    best: tuple[Member, str, str] = ("no", "", "")
    for model in facts.models:
        for family in statement.products:
            belongs = member(model, family)
            if belongs == "yes":
                return belongs, model, family
            if belongs == "maybe" and best[0] == "no":
                best = (belongs, model, family)
    return best


def _outcome(statement: Statement, firmware: Firmware | None, facts: Facts) -> tuple[Outcome, str, bool] | None:
    text = facts.firmware
    for excepted in statement.excepted:
        if firmware and _place(firmware, excepted)[0] == "inside":
            return "not_affected", f"{text} is among what '{statement.text}' excepts", False
    if statement.every:
        return (*_inside(statement, f"every firmware is named: '{statement.text}'"), False)
    if not statement.ranges:
        return _without_versions(statement)
    if firmware is None:
        silent = "the device does not tell its firmware" if not text else f"'{text}' is in no known grammar"
        return "possible", f"{silent}; named is '{statement.text}'", False
    places = [(one, *_place(firmware, one)) for one in statement.ranges]
    places = [one for one in places if one[1] != "other"]
    if not places:
        return None
    return (*_placed(statement, places, text), False)


def _without_versions(statement: Statement) -> tuple[Outcome, str, bool]:
    if statement.doubt and statement.doubt != _NO_VERSIONS:
        return "possible", f"'{statement.text}' does not decide it: {statement.doubt}", False
    named = f"of {', '.join(statement.products)} no versions are named" if statement.products else _NOTHING_NAMED
    return "possible", named, True


def _placed(statement: Statement, places: Sequence[tuple[Range, _Place, str]], text: str) -> tuple[Outcome, str]:
    if any(place == "inside" for _, place, _ in places):
        return _inside(statement, f"{text} lies inside '{statement.text}'")
    if unknown := next((reason for _, place, reason in places if place == "unknown"), ""):
        return "possible", f"{text} beside '{statement.text}': {unknown}"
    if any(one.lower and one.lower == one.upper for one, _, _ in places):
        return "possible", f"only '{statement.text}' is named; nothing is said of {text}"
    if statement.said != "affected":
        return "possible", f"'{statement.text}' is said to be {statement.said.replace('_', ' ')}; {text} is outside"
    if any(place == "above" for _, place, _ in places):
        return "fixed", f"{text} is newer than '{statement.text}'"
    return "not_affected", f"{text} is older than '{statement.text}'"


def _inside(statement: Statement, why: str) -> tuple[Outcome, str]:
    outcomes: Mapping[str, Outcome] = {"affected": "affected", "fixed": "fixed", "not_affected": "not_affected"}
    return outcomes.get(statement.said, "possible"), why


def _place(firmware: Firmware, span: Range) -> tuple[_Place, str]:
    if span.by == "built":
        return _by_date(firmware, span)
    unknown = ""
    for end, outside, beyond in ((span.lower, -1, "below"), (span.upper, 1, "above")):
        if end is None:
            continue
        other = parse_firmware(end.text)
        if other is None:
            return "unknown", f"'{end.text}' is in no known grammar"
        if other.grammar == firmware.grammar == "uniview" and other.platform.lower() != firmware.platform.lower():
            return "other", ""
        # a version without a build means every build of it
        order = compare(firmware if other.built else replace(firmware, built=None), other)
        if order == outside or (order == 0 and end.closed is False):
            return ("below" if beyond == "below" else "above"), ""
        if order is None:
            unknown = f"{firmware.text} and {end.text} cannot be put in order"
        elif order == 0 and end.closed is None:
            unknown = f"whether {end.text} itself is meant is not said"
    return ("unknown", unknown) if unknown else ("inside", "")


def _by_date(firmware: Firmware, span: Range) -> tuple[_Place, str]:
    if firmware.built is None:
        return "unknown", "the device does not tell when its firmware was made"
    if span.lower and _outside(date.fromisoformat(span.lower.text), firmware.built, span.lower):
        return "below", ""
    if span.upper and _outside(firmware.built, date.fromisoformat(span.upper.text), span.upper):
        return "above", ""
    return "inside", ""


def _outside(early: date, late: date, end: Bound) -> bool:
    return early > late or (early == late and end.closed is False)
