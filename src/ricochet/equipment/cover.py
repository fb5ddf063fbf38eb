"""Cover: who made a device, under a law -> covered or not by each rule, since when, why. Never "safe".

Who made it and what the law says of the maker stay apart: the status says how far both together go.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

from ricochet.equipment.law import Binding, Law, Named, Rule
from ricochet.makers.identify import Certainty, Identified
from ricochet.makers.tables import maker

Status = Literal["covered", "probable", "possible", "not_covered", "unknown"]
Kind = Literal["", "video", "telecom", "drone"]
"""What sort of equipment it is; "" where nobody says: then it is what its maker mostly makes."""

_STRENGTH: tuple[Status, ...] = ("covered", "probable", "possible", "unknown", "not_covered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One device under one rule.

    `binding` says whether the rule binds the organisation asked for, whatever the status. `since` is the first day on
    which the rule took in this maker's equipment. `acts` are what the rule forbids to those it binds, `made` who made
    it in words; `party` is the maker's id in the built-in data, "" where it has none.
    """

    regime: str
    title: str
    status: Status
    why: str
    binding: Binding
    acts: tuple[str, ...]
    since: date | None
    until: date | None
    condition: str
    citation: str
    confidence: str
    made: str
    maker: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """What a rule says of one maker on the law's day."""

    maker: str
    status: Literal["covered", "possible", "not_covered"]
    text: str
    since: date | None = None
    citation: str = ""


_Ground: TypeAlias = tuple[str, date | None, tuple[str, ...], str]
"""Why a rule takes in a maker's equipment: text, first day, kinds of equipment, citation."""
_NOBODY = _Reach(maker="", status="not_covered", text="")


def cover(found: Identified, law: Law, kind: Kind = "") -> tuple[Covered, ...]:
    """What each rule of the law says of a device identified so, in the order of the rules.

    A named maker is covered, or probably where its identification is; where the evidence leaves several makers, one
    that a rule names makes it possible. Not covered needs a known maker without a rival that the rule names.
    """
    rivals = tuple(name for name, _ in found.candidates if name != found.maker)
    sure = found.certainty == "confirmed"
    return _covered(law, found.certainty, found.maker or "", () if sure else rivals, found.brand or "", kind)


@lru_cache(maxsize=1 << 14)
def _covered(
    law: Law, certainty: Certainty, made_by: str, rivals: tuple[str, ...], brand: str, kind: Kind
) -> tuple[Covered, ...]:
    who = _Who(certainty, made_by, rivals, brand)
    answers = []
    for _, rules in groupby(law.rules, key=lambda rule: rule.id):
        found = [_under(rule, law, who, kind) for rule in rules]
        answers.append(min(found, key=lambda one: _STRENGTH.index(one.status)))
    return tuple(answers)


@dataclass(frozen=True, slots=True)
class _Who:
    certainty: Certainty
    maker: str
    rivals: tuple[str, ...]
    brand: str

    def text(self) -> str:
        """Technical provenance in words, without a full stop."""
        if not self.maker:
            return f"It may be made by {_names(self.rivals)}; the evidence does not settle it"
        name = maker(self.maker)["name"]
        label = f", sold as {self.brand}" if self.brand and self.brand != self.maker else ""
        made = "Made by" if self.certainty == "confirmed" else "Probably made by"
        return f"{made} {name}{label}".removesuffix(".")


def _under(rule: Rule, law: Law, who: _Who, kind: Kind) -> Covered:
    status, reach, why = _verdict(rule, law, who, kind)
    return Covered(
        regime=rule.id,
        title=rule.title,
        status=status,
        why=why + ".",
        binding=rule.binding,
        acts=rule.acts,
        since=reach.since,
        until=rule.until,
        condition=rule.condition,
        citation="; ".join(dict.fromkeys(text for text in (reach.citation, rule.citation) if text)),
        confidence=rule.confidence,
        made=who.text(),
        maker=reach.maker,
        party=maker(reach.maker)["party"] if reach.maker else "",
    )


def _verdict(rule: Rule, law: Law, who: _Who, kind: Kind) -> tuple[Status, _Reach, str]:
    own = _reach(rule, law, who.maker, kind) if who.maker else _NOBODY
    if own.status != "not_covered":
        status: Status = "probable" if who.certainty == "probable" and own.status == "covered" else own.status
        return status, own, f"{who.text()}. {own.text}"
    rivals = [_reach(rule, law, name, kind) for name in who.rivals]
    if others := [reach for reach in rivals if reach.status != "not_covered"]:
        also = f"; it may be made by {_names(one.maker for one in others)} instead" if who.maker else ""
        return "possible", others[0], f"{who.text()}{also}. {others[0].text}"
    if who.maker:
        return "not_covered", own, f"{who.text()}. {own.text}"
    if who.rivals:
        return "unknown", _NOBODY, f"{who.text()}. {rule.title} takes in none of them, but it may be another's"
    return "unknown", _NOBODY, "Nothing tells who made it"


def _reach(rule: Rule, law: Law, name: str, kind: Kind) -> _Reach:
    """The strongest ground on which the rule takes in the maker's equipment of this kind on the day."""
    makes = (kind,) if kind else tuple(maker(name)["makes"].split(";"))
    grounds = _grounds(rule, law, name) if not rule.kinds or set(rule.kinds) & set(makes) else ()
    found = [_on(rule, law, name, makes, ground) for ground in grounds]
    not_named = f"{rule.title} does not name its equipment, as read to {rule.read}; the parts inside are not known"
    none = _Reach(maker=name, status="not_covered", text=not_named)
    return min(found, key=lambda one: (_STRENGTH.index(one.status), one.since or date.min), default=none)


def _on(rule: Rule, law: Law, name: str, makes: tuple[str, ...], ground: _Ground) -> _Reach:
    """What one ground comes to on the day."""
    text, since, kinds, citation = ground
    first = max((day for day in (since, rule.since) if day), default=None)
    if first and law.day < first:
        late = f"{rule.title} takes it in only from {first}"
        return _Reach(maker=name, status="not_covered", text=late, since=first, citation=citation)
    if rule.until and law.day > rule.until:
        early = f"{rule.title} took it in until {rule.until}"
        return _Reach(maker=name, status="not_covered", text=early, since=first, citation=citation)
    if kinds and makes[0] not in kinds:
        text += f"; whether this is {_kinds(kinds)} is open"
        return _Reach(maker=name, status="possible", text=text, since=first, citation=citation)
    return _Reach(maker=name, status=rule.yields, text=text, since=first, citation=citation)


def _grounds(rule: Rule, law: Law, name: str) -> Iterator[_Ground]:
    """Each ground there is; an ended listing is none."""
    for named in law.listed:
        if named.maker == name and named.list in rule.lists and _still(named, rule, law.day):
            text = f"{rule.title}: {named.effect}, named since {named.since}{_held(rule, named.since)}"
            yield text, named.since, named.kinds, named.citation
    since = f" since {rule.since}" if rule.since else ""
    if name in rule.makers:
        yield f"{rule.title} names the maker{since}", rule.since, (), ""
    elif (country := maker(name)["country"]) and country in rule.countries:
        yield f"{rule.title} takes in makers of {country}, where it has its seat,{since}", rule.since, (), ""


def _held(rule: Rule, named: date) -> str:
    """Since when the rule itself holds, where that is later, and by which steps it came."""
    if rule.since is None or rule.since <= named:
        return ""
    steps = f" ({'; '.join(rule.steps)})" if len(rule.steps) > 1 else ""
    return f"; the rule holds since {rule.since}{steps}"


def _still(named: Named, rule: Rule, day: date) -> bool:
    early = rule.listed_before is None or named.since < rule.listed_before
    return early and (named.until is None or day < named.until)


def _kinds(kinds: tuple[str, ...]) -> str:
    words = {"video": "video surveillance", "telecom": "telecommunications", "drone": "drone"}
    return " or ".join(words[kind] for kind in kinds) + " equipment"


def _names(makers: Iterable[str]) -> str:
    return " or ".join(maker(name)["name"] for name in makers)
