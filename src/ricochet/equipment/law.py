"""Law: which rules on equipment hold on a day for an organisation, and whose equipment each names.

What a rule says comes from its regime's file where there is one, else from its own row. Data: rules.csv, listed.csv.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Literal

from ricochet.equipment.organisation import Organisation
from ricochet.model.period import first_day, last_day
from ricochet.model.regime import Regime
from ricochet.regimes import load_regimes

Binding = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one list says of one maker's equipment; `kinds` empty is any equipment."""

    list: str
    maker: str
    kinds: tuple[str, ...]
    since: date
    until: date | None
    effect: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule on equipment, as it stands on the law's day.

    `since` is the first day of the unbroken time in which it holds, `steps` the versions that make it up. It names the
    makers on `lists` (those listed before `listed_before`), `makers` by name, and those seated in `countries`.
    `yields` "possible": the rule may take the equipment in and does not say so outright. `read` is the day to which
    lists and sources were read; `row` is the line of rules.csv.
    """

    row: int
    id: str
    title: str
    acts: tuple[str, ...]
    binds: tuple[str, ...]
    state: str
    lists: tuple[str, ...]
    listed_before: date | None
    makers: tuple[str, ...]
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    yields: Literal["covered", "possible"]
    since: date | None
    until: date | None
    steps: tuple[str, ...]
    text: str
    condition: str
    citation: str
    source: str
    confidence: str
    read: date
    binding: Binding = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """The rules asked on a day. Compared by identity: answers are kept for each law.

    `unread` is the organisation's state where no rule of it was read: that it has none is not said.
    """

    day: date
    rules: tuple[Rule, ...]
    listed: tuple[Named, ...]
    unread: str = ""


def law_on(day: date, organisation: Organisation | None = None, regimes: Sequence[Regime] | None = None) -> Law:
    """Every rule on equipment for the organisation on the day, also those not in force yet, or no longer.

    Rules of US states stand only in the law of bodies of that state. Without an organisation nobody knows whom a rule
    binds. `regimes` are the user's own where given, else the packaged ones.
    """
    regimes = load_regimes() if regimes is None else regimes
    state = organisation.state if organisation else ""
    rows = enumerate(_table("rules.csv"), start=2)
    rules = [_rule(at, row, day, regimes) for at, row in rows if row["state"] in {"", state}]
    bound = [replace(rule, binding=_binding(rule, organisation)) for rule in rules if rule is not None]
    unread = "" if any(rule.state for rule in bound) else state
    return Law(day=day, rules=tuple(bound), listed=tuple(_named(row) for row in _table("listed.csv")), unread=unread)


def _binding(rule: Rule, organisation: Organisation | None) -> Binding:
    if organisation is None:
        return "unknown"
    return "yes" if organisation.kinds.intersection(rule.binds) else "no"


def _rule(at: int, row: Mapping[str, str], day: date, regimes: Sequence[Regime]) -> Rule | None:
    """The row's rule; None where its regime is not among those given."""
    read = first_day(row["read"])
    if read is None:
        raise ValueError(f"rules.csv: '{row['id']}' does not say to which day it was read.")
    rule = Rule(
        row=at,
        id=row["id"],
        title=row["title"],
        acts=_words(row["acts"]),
        binds=_words(row["binds"]),
        state=row["state"],
        lists=_words(row["lists"]),
        listed_before=first_day(row["listed_before"]),
        makers=_words(row["makers"]),
        countries=_words(row["countries"]),
        kinds=_words(row["kinds"]),
        yields="possible" if row["yields"] == "possible" else "covered",
        since=first_day(row["since"]),
        until=last_day(row["until"]),
        steps=(),
        text=row["text"],
        condition=row["condition"],
        citation=row["citation"],
        source=row["source"],
        confidence=row["confidence"],
        read=read,
    )
    if not row["regime"]:
        return rule
    versions = sorted((r for r in regimes if r.id == row["regime"]), key=lambda r: r.since or date.min)
    return _with_regime(rule, versions, day) if versions else None


def _with_regime(rule: Rule, versions: Sequence[Regime], day: date) -> Rule:
    """The rule in the words of the version in force, else of the next to come, else of the last there was."""
    chosen = next((at for at, one in enumerate(versions) if one.until is None or day <= one.until), len(versions) - 1)
    first = chosen
    for at, (one, other) in reversed(list(enumerate(pairwise(versions[: chosen + 1])))):
        if one.until is None or other.since is None or one.until + timedelta(days=1) != other.since:
            break
        first = at
    law = versions[chosen]
    return replace(
        rule,
        title=law.name,
        acts=law.acts,
        binds=rule.binds or law.persons,
        since=versions[first].since,
        until=law.until,
        steps=tuple(f"{one.version} from {one.since}" for one in versions[first : chosen + 1]),
        text=law.forbids,
        citation=law.citation,
        source="; ".join(law.sources),
        confidence=law.confidence,
    )


def _named(row: Mapping[str, str]) -> Named:
    since = first_day(row["since"])
    if since is None:
        raise ValueError(f"listed.csv: {row['maker']} on {row['list']} has no first day.")
    return Named(
        list=row["list"],
        maker=row["maker"],
        kinds=_words(row["kinds"]),
        since=since,
        until=last_day(row["until"]),
        effect=row["effect"],
        citation=row["citation"],
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(";") if word.strip())


@cache
def _table(name: str) -> tuple[Mapping[str, str], ...]:
    text = resources.files("ricochet.equipment").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
