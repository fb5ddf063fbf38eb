"""Plan: which devices to see to first, what to do, and what it may cost, by device and by site.

In this order: exploited, exposed, covered by a rule that binds, at the end of its life; then what is not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ricochet.equipment.cover import Covered, Status
from ricochet.equipment.facts import facts_of
from ricochet.equipment.vulnerabilities import Assessment, Vulnerability
from ricochet.makers.identify import Identified
from ricochet.model.cost import Cost
from ricochet.model.device import Device
from ricochet.model.source import Source

Step = Literal["at once", "next", "plan", "find out", "keep"]
STEPS: tuple[Step, ...] = ("at once", "next", "plan", "find out", "keep")
Act = Literal["take it off the Internet", "update its firmware", "replace it", "find out what it is", "keep watch"]
_TAKEN: tuple[Status, ...] = ("covered", "probable")
_ORDER: tuple[Status, ...] = ("covered", "probable", "possible", "unknown", "not_covered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One device with all that was found of it."""

    device: Device
    identified: Identified
    covered: tuple[Covered, ...]
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """From `low` to `high` in one currency."""

    low: Decimal
    high: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a device stands where it does; `regimes` are the rules that it rests on, `sources` the records."""

    text: str
    regimes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One device in the plan. `why` are the reasons, strongest first; `cost` None where none is due or fits.

    `exploited` counts the exploited flaws that affect it, `perhaps` those that may.
    """

    device: Device
    step: Step
    acts: tuple[Act, ...]
    why: tuple[Reason, ...]
    exploited: int
    perhaps: int
    exposed: bool | None
    covered: Status
    binding: bool
    cost: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Counts of devices at one place. `uncosted` are those to replace for which the user gave no figure."""

    name: str
    devices: int
    steps: tuple[tuple[Step, int], ...]
    covered: int
    exploited: int
    exposed: int
    replace: int
    cost: tuple[Money, ...]
    uncosted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The lines, most urgent first, and the sites by name, "" where the inventory names none."""

    lines: tuple[Line, ...]
    sites: tuple[Site, ...]
    total: Site


def plan(looked: Iterable[Looked], day: date, costs: Sequence[Cost] = ()) -> Plan:
    """Put devices in order, and add up by site. Costs are the user's: the longest beginning of a model fits first."""
    lines = sorted((_line(one, day, costs) for one in looked), key=_urgency)
    by_site: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_site[line.device.site].append(line)
    sites = tuple(_site(name, by_site[name]) for name in sorted(by_site))
    return Plan(lines=tuple(lines), sites=sites, total=_site("", lines))


def _urgency(line: Line) -> tuple[object, ...]:
    return (
        STEPS.index(line.step),
        -line.exploited,
        not line.perhaps,
        line.exposed is not True,
        not line.binding,
        _ORDER.index(line.covered),
        line.device.site,
        line.device.id,
    )


def _line(one: Looked, day: date, costs: Sequence[Cost]) -> Line:
    flaws = [flaw for flaw in one.assessment.vulnerabilities if flaw.status in {"affected", "possible"}]
    hit = [flaw for flaw in flaws if flaw.exploited and flaw.status == "affected"]
    maybe = [flaw for flaw in flaws if flaw.exploited and flaw.status == "possible"]
    taken = [rule for rule in one.covered if rule.status in _TAKEN]
    bound = [rule for rule in taken if rule.binding == "yes"]
    ended = one.assessment.ended if one.assessment.ended and one.assessment.ended <= day else None
    exposed = one.device.exposed
    step = _step(one, hit, maybe, flaws, bound=bool(bound), taken=bool(taken), ended=ended is not None)
    acts = tuple(_acts(one, flaws, bound=bool(bound), ended=ended is not None, urgent=step in {"at once", "next"}))
    why = tuple(_reasons(one, flaws, ended))
    due = "replace it" in acts
    return Line(
        device=one.device,
        step=step,
        acts=acts,
        why=why or (Reason(text="Nothing that was asked speaks against it; what was not asked is not known."),),
        exploited=len(hit),
        perhaps=len(maybe),
        exposed=exposed,
        covered=_strongest(one.covered),
        binding=bool(bound),
        cost=_cost(one, costs) if due else None,
    )


def _reasons(one: Looked, flaws: Sequence[Vulnerability], ended: date | None) -> Iterator[Reason]:
    """The reasons, strongest first: exploited, exposed, bound by law, ended; then what only stands beside."""
    for flaw in flaws:
        if flaw.exploited:
            hits = "affects it" if flaw.status == "affected" else "may affect it"
            text = f"{flaw.cve} is exploited since {flaw.exploited} and {hits}: {flaw.why}"
            yield Reason(text=text, sources=flaw.sources)
    if one.device.exposed:
        yield Reason(text="It is reached from the Internet.")
    yield from _of_law(one.covered)
    if ended:
        yield Reason(text=f"Its maker ended its support on {ended}.")
    for flaw in flaws:
        if flaw.status == "affected" and not flaw.exploited:
            yield Reason(text=f"{flaw.cve}: {flaw.why}", sources=flaw.sources)
    if not one.identified.candidates:
        yield Reason(text="Nothing tells who made it, so nothing is known of it.")
    for text in one.identified.contradictions:
        yield Reason(text=f"The evidence is at odds: {text}.")


def _of_law(covered: Sequence[Covered]) -> Iterator[Reason]:
    """The rules that take it in, or may, in one sentence: those that bind, else all."""
    taken = [rule for rule in covered if rule.status in _TAKEN]
    found = taken or [rule for rule in covered if rule.status == "possible"]
    if bound := [rule for rule in found if rule.binding == "yes"]:
        yield _told(bound, "What binds you and takes it in" if taken else "What binds you and may take it in")
    elif found:
        yield _told(found, "What takes it in, and is not known to bind you" if taken else "What may take it in")


def _told(rules: Sequence[Covered], words: str) -> Reason:
    titles = "; ".join(rule.title for rule in rules)
    return Reason(text=f"{rules[0].made}. {words}: {titles}.", regimes=tuple(rule.regime for rule in rules))


def _step(
    one: Looked,
    hit: Sequence[Vulnerability],
    maybe: Sequence[Vulnerability],
    flaws: Sequence[Vulnerability],
    *,
    bound: bool,
    taken: bool,
    ended: bool,
) -> Step:
    exposed = one.device.exposed is True
    if hit or (maybe and exposed):
        return "at once"
    if maybe or bound or (exposed and (taken or any(flaw.status == "affected" for flaw in flaws))):
        return "next"
    if taken or ended or any(flaw.status == "affected" for flaw in flaws):
        return "plan"
    return "keep" if one.identified.certainty == "confirmed" else "find out"


def _acts(one: Looked, flaws: Sequence[Vulnerability], *, bound: bool, ended: bool, urgent: bool) -> Iterable[Act]:
    if one.device.exposed and (urgent or flaws):
        yield "take it off the Internet"
    if bound or ended:
        yield "replace it"
    elif flaws and one.assessment.behind is not False:
        yield "update its firmware"
    elif any(flaw.status == "affected" for flaw in flaws):
        yield "replace it"  # its newest firmware is affected
    if one.identified.certainty in {"possible", "unknown"}:
        yield "find out what it is"
    elif not flaws and not bound and not ended:
        yield "keep watch"


def _strongest(covered: Sequence[Covered]) -> Status:
    return min((rule.status for rule in covered), key=_ORDER.index, default="unknown")


def _cost(one: Looked, costs: Sequence[Cost]) -> Money | None:
    models = [model.upper() for model in facts_of(one.device).models]
    by_model = [cost for cost in costs if any(model.startswith(cost.what.upper()) for model in models)]
    by_maker = [cost for cost in costs if cost.what.lower() in {one.identified.maker, one.identified.brand}]
    any_other = [cost for cost in costs if cost.what == "*"]
    found = max(by_model, key=lambda cost: len(cost.what), default=None) or next(iter((*by_maker, *any_other)), None)
    if found is None:
        return None
    count = one.device.count
    return Money(low=found.low * count, high=found.high * count, currency=found.currency)


def _site(name: str, lines: Sequence[Line]) -> Site:
    due = [line for line in lines if "replace it" in line.acts]
    sums: dict[str, list[Money]] = defaultdict(list)
    for line in due:
        if line.cost:
            sums[line.cost.currency].append(line.cost)
    return Site(
        name=name,
        devices=_count(lines),
        steps=tuple((step, _count([line for line in lines if line.step == step])) for step in STEPS),
        covered=_count([line for line in lines if line.covered in _TAKEN]),
        exploited=_count([line for line in lines if line.exploited]),
        exposed=_count([line for line in lines if line.exposed]),
        replace=_count(due),
        cost=tuple(_total(unit, sums[unit]) for unit in sorted(sums)),
        uncosted=_count([line for line in due if line.cost is None]),
    )


def _total(currency: str, costs: Sequence[Money]) -> Money:
    low, high = sum((one.low for one in costs), Decimal()), sum((one.high for one in costs), Decimal())
    return Money(low=low, high=high, currency=currency)


def _count(lines: Sequence[Line]) -> int:
    return sum(line.device.count for line in lines)
