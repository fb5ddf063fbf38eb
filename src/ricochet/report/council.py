"""Council: the equipment of an organisation on one page: what it has, what the law says, what to do first, and why.

Self-contained HTML, every fact with its source; no script, no request, no clock.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ricochet.equipment.cover import Covered, Status
from ricochet.equipment.law import Law, Rule
from ricochet.equipment.plan import Line, Looked, Money, Plan, Reason, Site
from ricochet.equipment.vulnerabilities import Vulnerability
from ricochet.makers.evidence import Evidence
from ricochet.makers.tables import maker
from ricochet.model.source import Source
from ricochet.report.bibliography import Bibliography
from ricochet.report.memo import environment
from ricochet.report.parts import Bullets, Cell, Folded, Grid, Heading, Mark, Part, Section, Text, Word
from ricochet.report.statement import Remark, Sentence, plain
from ricochet.report.words import counted, written

MOST = 400
"""Devices written out; the rest is counted, and stands in the rows of `ricochet equipment`."""
_WORDS: dict[Status, Word] = {
    "covered": "covered",
    "probable": "probable",
    "possible": "possible",
    "not_covered": "not covered",
    "unknown": "unknown",
}
_MEANS: dict[Status, str] = {
    "covered": "made by a firm that a rule names, or by its group, whatever the label",
    "probable": "probably so: mostly a label behind which that firm is known to stand",
    "possible": "may be so: the evidence leaves several makers, or the rule does not say",
    "not_covered": "made by a firm that no rule asked names; of the parts inside nothing is said",
    "unknown": "nothing tells who made it; never to be read as not covered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """What the page is about. `dates` say what was read of addresses and vulnerabilities, and of when."""

    title: str
    day: date
    looked: tuple[Looked, ...]
    plan: Plan
    law: Law
    dates: tuple[str, ...]
    software: str


def council(page: Council) -> str:
    """The page as HTML. The same devices, law and references give the same bytes."""
    law = {rule.id: _cited(rule) for rule in page.law.rules}
    asked = Source(publisher="user", file="the question", sha256="", row=1)
    sections = (
        _brief(page),
        _sites(page),
        _first(page, law),
        _makers(page, law),
        _devices(page),
        _law(page, law),
        _read(page, asked),
    )
    sources = Bibliography()
    return (
        environment()
        .get_template("council.html.j2")
        .render(
            title=page.title,
            heading=plain(page.title, asked),
            day=Sentence(written(page.day), (asked,)),
            sections=[section for section in sections if section.parts],
            software=page.software,
            sources=sources,
            said=sources.said,
        )
    )


def _cited(rule: Rule) -> Source:
    cite = f"{rule.title}: {rule.citation}; seen in: {rule.source}"
    return Source(publisher="law", file="rules.csv", sha256="", row=rule.row, cite=cite, confidence=rule.confidence)


def _brief(page: Council) -> Section:
    total, statuses = page.plan.total, Counter[Status]()
    for line in page.plan.lines:
        statuses[line.covered] += line.device.count
    places = sum(bool(site.name) for site in page.plan.sites)
    where = f" at {counted(places, 'site')}" if places else ""
    lead = Text((Remark(f"{counted(total.devices, 'device')}{where} were looked at. None is called safe here."),))
    items: list[Cell] = [
        (Mark(_WORDS[status]), Remark(f"{statuses[status]:,}: {means}.")) for status, means in _MEANS.items()
    ]
    bound = sum(line.device.count for line in page.plan.lines if line.binding)
    items.append((Mark("applies"), Remark(f"{bound:,} are taken in by a rule that binds this organisation.")))
    todo: list[Cell] = [(Remark(f"{counted(total.exploited, 'device')} with a flaw that is known to be exploited."),)]
    todo.append(
        (Remark(f"{counted(total.exposed, 'device')} reached from the Internet, as far as the inventory says."),)
    )
    price = _price(total) or "no figures were given"
    todo.append((Remark(f"{counted(total.replace, 'device')} to replace: {price}."),))
    return Section("brief", "In brief", (lead, Bullets(tuple(items)), Bullets(tuple(todo))))


def _price(site: Site) -> str:
    told = "; ".join(_amount(money) for money in site.cost)
    left = f"{counted(site.uncosted, 'device')} without a figure" if site.uncosted and site.cost else ""
    return "; ".join(part for part in (f"{told} by your own figures" if told else "", left) if part)


def _amount(money: Money) -> str:
    span = f"{money.low:,}" if money.low == money.high else f"{money.low:,} to {money.high:,}"
    return f"{span} {money.currency}".strip()


def _sites(page: Council) -> Section:
    """What each place has; nothing where the inventory names no place."""
    if not any(site.name for site in page.plan.sites):
        return Section("sites", "By site")
    rows = []
    for site in page.plan.sites:
        first = next(line for line in page.plan.lines if line.device.site == site.name)
        steps = dict(site.steps)
        told = (
            f"{site.devices:,}",
            f"{site.covered:,}",
            f"{site.exploited:,}",
            f"{site.exposed:,}",
            f"{steps['at once']:,}",
            f"{site.replace:,}",
            _price(site) or "–",
        )
        name = plain(site.name or "no place given", first.device.source)
        rows.append(((name,), *((Remark(text),) for text in told)))
    heads = ("Site", "Devices", "Covered", "Exploited", "Exposed", "At once", "To replace", "Cost")
    head = tuple((Remark(text),) for text in heads)
    return Section("sites", "By site", (Grid((Remark("What each place has"),), head, tuple(rows), wide=True),))


def _first(page: Council, law: dict[str, Source]) -> Section:
    urgent = [line for line in page.plan.lines if line.step in {"at once", "next"}]
    shown = urgent[:MOST]
    parts: list[Part] = []
    for step, title in (("at once", "At once"), ("next", "Next")):
        if rows := [_todo(line, law) for line in shown if line.step == step]:
            head = ((Remark("Device"),), (Remark("What to do"),), (Remark("Why"),))
            parts += [
                Heading(Remark(title)),
                Grid((Remark(f"{title}: {counted(len(rows), 'row')}"),), head, tuple(rows), wide=True),
            ]
    if len(urgent) > len(shown):
        parts.append(Text((Remark(f"{len(urgent) - len(shown):,} more are not written out here."),), note=True))
    if not urgent:
        parts.append(Text((Remark("Nothing that was asked is urgent. What was not asked is not known."),)))
    return Section("first", "What to do first", tuple(parts))


def _todo(line: Line, law: dict[str, Source]) -> tuple[Cell, ...]:
    acts = "; ".join(line.acts)
    cost = f" ({_amount(line.cost)})" if line.cost else ""
    return (tuple(_named(line)), (Remark(f"{acts}{cost}."),), tuple(_said(line, line.why, law)))


def _named(line: Line) -> Iterator[Sentence]:
    device = line.device
    told = [device.id, device.address, device.site, f"{device.count:,} alike" if device.count > 1 else ""]
    yield Sentence(", ".join(dict.fromkeys(text for text in told if text)), (device.source,))


def _said(line: Line, reasons: Iterable[Reason], law: dict[str, Source]) -> Iterator[Sentence]:
    for reason in reasons:
        rules = tuple(law[regime] for regime in reason.regimes)
        yield Sentence(reason.text, (line.device.source, *rules, *reason.sources))


def _makers(page: Council, law: dict[str, Source]) -> Section:
    """What every rule says, once for all devices of which it says the same."""
    alike: dict[int, list[Looked]] = {}
    for one in page.looked:
        alike.setdefault(id(one.covered), []).append(one)  # what is said of many devices is one object: no hash of it
    same: dict[tuple[Covered, ...], list[Looked]] = {}
    for ones in alike.values():
        taken = tuple(rule for rule in ones[0].covered if rule.status in {"covered", "probable", "possible"})
        if taken:
            same.setdefault(taken, []).extend(ones)
    parts = []
    for rules, ones in same.items():
        many = counted(sum(one.device.count for one in ones), "device")
        summary: Cell = (Remark(f"{many}:"), Sentence(f"{rules[0].made}.", (ones[0].device.source,)))
        parts.append(Folded(summary, (Bullets(tuple(_rule(rule, law) for rule in rules)),)))
    return Section("makers", "What the law says, by who made it", tuple(parts))


def _devices(page: Council) -> Section:
    """The evidence, device by device, in the order of the plan."""
    by_line = {id(one.device): one for one in page.looked}
    told = [line for line in page.plan.lines if line.covered in {"covered", "probable", "possible"} or line.exploited]
    parts: list[Part] = [_evidence(line, by_line[id(line.device)]) for line in told[:MOST]]
    if len(told) > MOST:
        parts.append(Text((Remark(f"{len(told) - MOST:,} more are not written out here."),), note=True))
    return Section("evidence", "The evidence, device by device", tuple(parts))


def _evidence(line: Line, one: Looked) -> Folded:
    source = line.device.source
    who = maker(one.identified.maker)["name"] if one.identified.maker else "maker not settled"
    parts: list[Part] = [
        Heading(Remark("Who made it")),
        Bullets(tuple(_trace(found, source) for found in one.identified.evidence)),
    ]
    if one.identified.contradictions:
        odds = "; ".join(one.identified.contradictions)
        parts.append(Text((Sentence(f"The evidence is at odds: {odds}.", (source,)),), note=True))
    if flaws := [flaw for flaw in one.assessment.vulnerabilities if flaw.status in {"affected", "possible"}]:
        parts += [Heading(Remark("Its vulnerabilities")), Bullets(tuple(_flaw(flaw, source) for flaw in flaws))]
    if one.assessment.notes:
        parts.append(Text((Sentence(f"Not asked: {'; '.join(one.assessment.notes)}.", (source,)),), note=True))
    summary: Cell = (Mark(_WORDS[line.covered]), *_named(line), plain(who, source))
    return Folded(summary, tuple(parts))


def _flaw(flaw: Vulnerability, source: Source) -> Cell:
    said = (Remark(f"{flaw.status}:"), Sentence(f"{flaw.cve}. {flaw.why}", (source, *flaw.sources)))
    if flaw.remedy and flaw.sources:
        return (*said, Sentence(f"The publisher says: {flaw.remedy}", flaw.sources))
    return said


def _trace(found: Evidence, source: Source) -> Cell:
    strength = "strongly" if found.weight >= 4 else "clearly" if found.weight >= 3 else "weakly"
    return (
        Sentence(f"{found.text}. It speaks {strength} for {maker(found.maker)['name']} ({found.source}).", (source,)),
    )


def _rule(rule: Covered, law: dict[str, Source]) -> Cell:
    binds = {"yes": "It binds you.", "no": "It does not bind you.", "unknown": "Whether it binds you is not known."}
    ground = rule.why.removeprefix(f"{rule.made}. ")
    return (
        Mark(_WORDS[rule.status]),
        Sentence(f"{ground} {binds[rule.binding]} {rule.condition}".strip(), (law[rule.regime],)),
    )


def _law(page: Council, law: dict[str, Source]) -> Section:
    """Every rule asked, whether or not it takes anything in."""
    parts: list[Part] = []
    if page.law.unread:
        none = f"Of the law of {page.law.unread} nothing was read: that it has no ban is not said."
        parts.append(Text((Remark(none),), note=True))
    for rule in page.law.rules:
        source = law[rule.id]
        start = f"from {rule.since}" if rule.since else "from an unknown day"
        lines = [
            ("Forbids", rule.text),
            ("In force", f"{start} to {rule.until or 'now'}{_steps(rule)}"),
            ("Binds this organisation", rule.binding),
            ("But", rule.condition),
            ("Read to", str(rule.read)),
        ]
        items = tuple((Sentence(f"{label}: {text}", (source,)),) for label, text in lines if text)
        parts.append(Folded((Sentence(rule.title, (source,)),), (Bullets(items),)))
    return Section("law", "The rules asked", tuple(parts))


def _steps(rule: Rule) -> str:
    return f" ({'; '.join(rule.steps)})" if len(rule.steps) > 1 else ""


def _read(page: Council, asked: Source) -> Section:
    items: Sequence[Cell] = [(Sentence(text, (asked,)),) for text in page.dates]
    none: Part = Text(
        (Remark("No registry of addresses and no advisories were read: of vulnerabilities nothing is said."),)
    )
    return Section("read", "What was read", (Bullets(tuple(items)),) if items else (none,))
