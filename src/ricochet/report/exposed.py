"""Exposed: what follows, or may follow, from dealings: findings by code, never a status."""

from collections import defaultdict

from ricochet.model.dealing import Dealing
from ricochet.model.finding import Exposure
from ricochet.model.regime import Regime
from ricochet.report.context import Context, side
from ricochet.report.parts import Cell, Folded, Grid, Mark, Part, Section, Text
from ricochet.report.statement import Remark, Sentence, plain
from ricochet.report.words import counted, money, span

_FACTS = {
    "us_person": "US person",
    "!us_person": "not a US person",
    "us_territory": "on US territory",
    "usd": "US dollars",
    "us_bank": "US bank",
    "us_origin": "US-origin goods",
    "us_listed_issuer": "listed in the US",
    "federal_agency": "federal agency",
    "federal_contractor": "federal contractor",
    "federal_funds": "federal funds",
    "foreign_bank": "foreign bank",
    "us_import": "import into the US",
    "eu_person": "EU person",
    "uk_person": "UK person",
    "ca_person": "Canadian person",
    "ch_person": "Swiss person",
    "dod": "Department of Defense",
}
Key = tuple[str, str]


def exposed(context: Context) -> Section:
    """New findings by code on each day, every one with actor, nexus and source; then those that stand already."""
    whats = [day.main for day in context.case.days]
    new = [list(what.new_exposures) for what in whats]
    old = [list(what.exposures_before) for what in whats]
    parts: list[Part] = [
        Text(
            (
                Remark(
                    "Nobody becomes blocked by dealing. These are findings about what somebody does, beside the status."
                ),
                Remark(
                    "A finding applies where every fact it needs is recorded, and is possible where one is missing."
                ),
                Remark("The dealings known are those that public sources name: most are not public."),
            )
        ),
        _counts(context, new, "New findings: what the listing would bring"),
        *(_rows(context, key, new) for key in _keys(new)),
        Folded(
            (Remark("Findings that stand already, without the listing"),),
            (_counts(context, old, "Findings under the regimes in force, unchanged by the listing"),),
        ),
    ]
    return Section("dealings", "What follows from dealings", tuple(parts))


def fact_words(name: str) -> str:
    """A nexus fact, or an alternative of several, in words."""
    return " or ".join(_FACTS.get(one, one.replace("_", " ")) for one in name.split(" or "))


def _keys(days: list[list[Exposure]]) -> list[Key]:
    return sorted({(one.regime, one.code) for found in days for one in found})


def _counts(context: Context, days: list[list[Exposure]], caption: str) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    for regime, code in _keys(days):
        hit = [[one for one in found if (one.regime, one.code) == (regime, code)] for found in days]
        law = _law(context, regime)
        first = next(one for found in hit for one in found)
        cells: list[Cell] = []
        for found in hit:
            sure, may, licensed = (
                sum(one.status == status for one in found) for status in ("applies", "possible", "authorised")
            )
            cell: Cell = (Mark("applies"), Remark(f"{sure:,}"), Mark("possible"), Remark(f"{may:,}"))
            cells.append((*cell, Remark(f"{licensed:,} authorised by a licence")) if licensed else cell)
        rule = Sentence(f"{first.why} {first.citation}.", (law,))
        rows.append(((plain(code, law), Remark("·"), plain(law.name, law)), (rule,), *cells))
    head = ((Remark("Code and regime"),), (Remark("What it says"),), *context.heads())
    return Grid((Remark(caption),), head, tuple(rows), wide=True)


def _law(context: Context, regime: str) -> Regime:
    """The newest version that gave a finding."""
    for day in reversed(context.case.days):
        if found := side(day.main.after, regime) or side(day.main.before, regime):
            return found.regime
    raise KeyError(regime)


def _rows(context: Context, key: Key, days: list[list[Exposure]]) -> Folded:
    dealings = {one.source: one for one in context.case.facts.dealings}
    merged: dict[tuple[str, str, str, object], list[Exposure | None]] = defaultdict(lambda: [None] * len(days))
    for place, found in enumerate(days):
        for one in found:
            if (one.regime, one.code) == key:
                merged[one.actor, one.target, one.kind, one.source][place] = one
    names = context.names
    rows: list[tuple[Cell, ...]] = []
    for hits in sorted(merged.values(), key=lambda hits: _order(context, hits)):
        one = next(hit for hit in hits if hit)
        dealing = dealings.get(one.source)
        rows.append(
            (
                (context.named(one.actor, place=True),),
                (Sentence(f"{one.kind} {names.short(one.target)}{_value(dealing)}", (one.source,)),),
                (plain(_nexus(dealing) or "none recorded", one.source),),
                *(_standing(hit) for hit in hits),
                (plain(_missing(context, hits), one.source),),
            )
        )
    total = [sum(1 for one in found if (one.regime, one.code) == key) for found in days]
    law = _law(context, key[0])
    where = "; ".join(
        f"{count} on the {place} day" for count, place in zip(total, ("first", "second", "third"), strict=False)
    )
    head = (
        (Remark("Who"),),
        (Remark("Does what"),),
        (Remark("Ties recorded"),),
        *context.heads(),
        (Remark("What is missing"),),
    )
    grid = Grid((Sentence(f"{law.name}, {key[1]}: every finding", (law,)),), head, tuple(rows), wide=True)
    summary = (plain(key[1], law), Remark(f"{counted(len(rows), 'dealing')} ({where})"))
    return Folded(summary, (grid,), annex=True)


def _standing(hit: Exposure | None) -> Cell:
    if hit is None:
        return (Remark("no finding"),)
    if hit.status == "authorised":
        return (Remark(f"authorised by {hit.licence} until {hit.licensed_until or 'it is withdrawn'}"),)
    return (Mark(hit.status),)


def _order(context: Context, found: list[Exposure | None]) -> tuple[bool, str, str, str, str]:
    one = next(hit for hit in found if hit)
    sure = any(hit and hit.status == "applies" for hit in found)
    return (not sure, context.names.country(one.actor), context.names.short(one.actor), one.target, str(one.source))


def _value(dealing: Dealing | None) -> str:
    if dealing is None:
        return ""
    extra = ", ".join(text for text in (money(dealing), span(dealing)) if text)
    return f" ({extra})" if extra else ""


def _nexus(dealing: Dealing | None) -> str:
    facts = [name for name, value in dealing.nexus if value == "yes" and ":" not in name] if dealing else []
    return ", ".join(fact_words(name) for name in facts)


def _missing(context: Context, found: list[Exposure | None]) -> str:
    words = dict.fromkeys(word for hit in found if hit for word in hit.missing)
    return "; ".join(_whether(context, word) for word in words)


def _whether(context: Context, word: str) -> str:
    if word.startswith("whether ") and word.endswith(" is caught"):
        party = word.removeprefix("whether ").removesuffix(" is caught")
        return f"whether {context.names.short(party)} is caught"
    return word if word.startswith("whether ") else fact_words(word)
