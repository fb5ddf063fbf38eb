"""Consequences: everyone a principle catches, supposed on a list: what that reaches, beside the harm it captures."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from ricochet.exposure.facts import Facts
from ricochet.exposure.what_if import WhatIf
from ricochet.model.listing import Listing
from ricochet.model.scenario import Scenario
from ricochet.model.source import Source
from ricochet.principles.evidence import weigh
from ricochet.principles.figure import Interval
from ricochet.principles.judge import Judged

FIGURES = ("revenue_rmb_bn", "market_cap_rmb_bn")
"""What a line costs in figures: the revenue and market value of those it catches."""
DEVICES = "devices_in:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A figure added up over the caught: known of `known` of `firms`; the bounds where a source gives a range."""

    fact: str
    unit: str
    low: Decimal
    high: Decimal
    known: int
    firms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What listing all the caught on `list` would do, as far as the built-in case's tables know it.

    `reached` are newly caught through ownership, `reached_possibly` possibly so, under any regime. `findings` count
    dealings newly touched, surely and possibly, `actors` those who deal, `countries` theirs, `values` the money by
    currency. `devices` are countries in which devices of the caught were found. `harm` is what the line captures.
    """

    list: str
    caught: tuple[str, ...]
    reached: tuple[str, ...]
    reached_possibly: tuple[str, ...]
    findings: int
    findings_possible: int
    actors: tuple[str, ...]
    countries: tuple[str, ...]
    values: tuple[tuple[str, Decimal], ...]
    devices: tuple[str, ...]
    sums: tuple[Sum, ...]
    harm: int
    answer: WhatIf


def scenario_of(judged: Judged, list_id: str, case: Facts) -> Scenario:
    """Everyone caught who is not on the list, supposed on it."""
    source = Source(publisher="principle", file=judged.principle.file, sha256=judged.principle.sha256, row=1)
    on = {one.party for one in case.listings if one.list == list_id and one.in_force(judged.day)}
    return Scenario(
        name=f"all whom '{judged.principle.id}' catches on {list_id}",
        add=tuple(
            Listing(party=firm, list=list_id, entry="", hypothetical=True, source=source)
            for firm in judged.firms("caught")
            if firm not in on
        ),
    )


def consequences(judged: Judged, list_id: str, case: Facts, answer: WhatIf) -> Consequences:
    """Add up what `answer`, the what-if of `scenario_of`, changes."""
    caught = judged.firms("caught")
    changes = [one for row in answer.marginal for one in row.changes if one.party not in caught]
    sure = {one.party for one in changes if one.after == "caught"}
    new = answer.new_exposures
    countries = {party.id: party.countries for party in case.parties}
    actors = {one.actor for one in new} - set(caught)
    touched = {one.source for one in new}
    values: dict[str, Decimal] = defaultdict(Decimal)
    for dealing in case.dealings:
        if dealing.source in touched and dealing.value is not None and dealing.currency:
            values[dealing.currency] += dealing.value
    return Consequences(
        list=list_id,
        caught=caught,
        reached=tuple(sorted(sure)),
        reached_possibly=tuple(sorted({one.party for one in changes if one.after == "possible"} - sure)),
        findings=sum(one.status == "applies" for one in new),
        findings_possible=sum(one.status == "possible" for one in new),
        actors=tuple(sorted(actors)),
        countries=tuple(sorted({country for actor in actors for country in countries.get(actor, ())})),
        values=tuple(sorted(values.items())),
        devices=_devices(judged, caught),
        sums=tuple(_sum(judged, fact, caught) for fact in FIGURES),
        harm=int(judged.harm[judged.status == 2].sum()),
        answer=answer,
    )


def _devices(judged: Judged, caught: tuple[str, ...]) -> tuple[str, ...]:
    found = {
        predicate.removeprefix(DEVICES)
        for firm, predicate in judged.universe.claims
        if predicate.startswith(DEVICES) and firm in caught
    }
    return tuple(sorted(found))


def _sum(judged: Judged, fact: str, caught: tuple[str, ...]) -> Sum:
    asked = judged.principle.facts[fact]
    found = [weigh(asked, judged.universe.about(firm, fact), judged.day) for firm in caught]
    figures = [one.value for one in found if one.settled and isinstance(one.value, Interval) and one.value.bounded]
    return Sum(
        fact=fact,
        unit=asked.unit,
        low=sum((Decimal(str(one.low)) for one in figures), Decimal(0)),
        high=sum((Decimal(str(one.high)) for one in figures), Decimal(0)),
        known=len(figures),
        firms=len(caught),
    )
