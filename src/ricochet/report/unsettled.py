"""Unsettled: known conflicts between sources, and what nobody has verified."""

import re
from collections import defaultdict

from ricochet.model.holding import Holding
from ricochet.report.context import Context
from ricochet.report.doubt import is_low
from ricochet.report.parts import Bullets, Cell, Folded, Heading, Part, Section, Text
from ricochet.report.statement import Remark, Sentence
from ricochet.report.words import counted, list_name, share_words

_CONFLICT = re.compile(r"conflict|false\b", re.IGNORECASE)


def unsettled(context: Context) -> Section:
    """Warnings of the law, rows that contradict each other, and rows of low confidence."""
    warned = dict.fromkeys(found.regime for day in context.case.days for found in day.main.after if found.regime.banner)
    items: list[Cell] = [(Sentence(f"{regime.name}: {regime.banner}", (regime,)),) for regime in warned]
    items += [(said,) for said in (*_stakes(context), *_claims(context), *_listings(context))]
    low = [(said,) for said in _low(context)]
    claims = sum(is_low(one.source) for one in context.case.claims)
    dealings = sum(is_low(one.source) for one in context.case.facts.dealings)
    parts: list[Part] = [
        Heading(Remark("Conflicts, kept side by side")),
        Bullets(tuple(items)) if items else Text((Remark("None known."),)),
        Heading(Remark("Not verified")),
        Text(
            (
                Remark(
                    f"{counted(len(low), 'holding or listing', 'holdings and listings')}, "
                    f"{counted(dealings, 'dealing')} and {counted(claims, 'claim')} rest on weak, derived or "
                    "unchecked evidence; each says so."
                ),
            )
        ),
    ]
    if low:
        parts.append(Folded((Remark("The holdings and listings among them"),), (Bullets(tuple(low)),)))
    return Section("unsettled", "Conflicts, and what is unverified", tuple(parts))


def _stakes(context: Context) -> list[Sentence]:
    groups: dict[tuple[str, str, str], list[Holding]] = defaultdict(list)
    for row in context.case.facts.holdings:
        if str(row.share) != "?" and row.basis == "equity":
            groups[row.owner, row.owned, row.basis].append(row)
    found = []
    for (owner, owned, _), rows in sorted(groups.items()):
        if len({row.share for row in rows}) > 1:
            said = "; ".join(f"{share_words(str(row.share))} {_span(row)}" for row in rows)
            names = context.names
            found.append(
                Sentence(f"{names.short(owner)} in {names.short(owned)}: {said}.", tuple(row.source for row in rows))
            )
    return found


def _span(row: Holding) -> str:
    start = row.period.start.isoformat() if row.period.start else "unknown start"
    return f"({start} to {row.period.end.isoformat() if row.period.end else 'now'})"


def _claims(context: Context) -> list[Sentence]:
    groups = defaultdict(list)
    for claim in context.case.claims:
        groups[claim.subject, claim.predicate, claim.as_of, claim.scope].append(claim)
    found = []
    for (subject, predicate, _, _), rows in groups.items():
        values = list(dict.fromkeys(f"{row.value} {row.unit}".strip() for row in rows))
        single = predicate.endswith(("_pct", "_bn", "_m")) or predicate in {
            "sdn_listed",
            "state_owned",
            "state_controlled",
        }
        if (len(values) > 1 and single) or any(_CONFLICT.search(row.source.confidence) for row in rows):
            said = f"{context.names.short(subject)}, {predicate.replace('_', ' ')}: {' / '.join(values)}"
            found.append(Sentence(said, tuple(row.source for row in rows)))
    return found


def _listings(context: Context) -> list[Sentence]:
    return [
        Sentence(f"{context.names.short(row.party)}, {list_name(row.list)}: {row.source.confidence}", (row.source,))
        for row in context.case.facts.listings
        if _CONFLICT.search(row.source.confidence)
    ]


def _low(context: Context) -> list[Sentence]:
    names = context.names
    stakes = [
        Sentence(
            f"{names.short(row.owner)} in {names.short(row.owned)}: "
            f"{share_words(str(row.share))} {row.basis} {_span(row)}.",
            (row.source,),
        )
        for row in context.case.facts.holdings
        if is_low(row.source)
    ]
    return stakes + [
        Sentence(f"{names.short(row.party)}: {list_name(row.list)}.", (row.source,))
        for row in context.case.facts.listings
        if is_low(row.source)
    ]
