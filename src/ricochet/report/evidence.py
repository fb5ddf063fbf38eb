"""Evidence: the claims and numbers of a case: installed base, public bodies, purchases, flaws, steps taken."""

import re
from collections import Counter, defaultdict
from decimal import Decimal

from ricochet.model.claim import Claim
from ricochet.model.country import country_name
from ricochet.model.dealing import Dealing
from ricochet.report.context import Context
from ricochet.report.parts import Bar, Bullets, Cell, Folded, Grid, Part, Section, Text
from ricochet.report.statement import Remark, Sentence, plain
from ricochet.report.words import counted, list_name, money, span

ATTRIBUTE = re.compile(r"[a-z0-9_]+")
_STEP = re.compile(r"[A-Z]{2}: ")
_FLAW = re.compile(r"security: |CVE-|KEV ")
_NUMBER = re.compile(r"(?:\D{0,20}?)(\d[\d,]*(?:\.\d+)?)( million)?")
_PLAIN_UNITS = {"", "count", "share", "rank", "score", "date", "date added"}
_BASE = "installed base: "
_BODIES = "cameras of public bodies: "


def evidence(context: Context) -> Section:
    """What is only reported stays a claim; what is a dealing of a public body is counted by country."""
    rest, base, bodies, flaws = list[Claim](), list[Claim](), list[Claim](), list[Claim]()
    steps, numbers, said = list[Claim](), list[Claim](), list[Claim]()
    for claim in context.case.claims:
        word = claim.predicate
        if word.startswith(_BASE):
            base.append(claim)
        elif word.startswith(_BODIES):
            bodies.append(claim)
        elif _FLAW.match(word) or word == "known_exploited_vulns":
            flaws.append(claim)
        elif _STEP.match(word):
            steps.append(claim)
        elif ATTRIBUTE.fullmatch(word):
            rest.append(claim)
        elif claim.unit and not word.startswith("dealing: "):
            numbers.append(claim)
        else:
            said.append(claim)
    own = [claim for claim in rest if claim.subject == context.case.subject]
    parts: list[Part] = [
        Text(
            (
                Remark(
                    "Reported figures and statements, each with its source. Figures of different sources are not added."
                ),
            )
        ),
        *_fold_or_grid(_plain(context, numbers, "The numbers of the case")),
        *_installed(context, base),
        *_public(context, bodies),
        *_purchases(context),
        *_fold_or_grid(
            _plain(context, flaws, "Vulnerabilities and incidents; days on which CISA listed them as exploited")
        ),
        *_fold_or_grid(_plain(context, sorted(steps, key=lambda one: one.as_of), "Steps taken, in order of time")),
        *_folded(_plain(context, said, "Other statements about the firms"), counted(len(said), "other statement")),
        *_folded(_plain(context, own, "Attributes of the subject"), counted(len(own), "attribute") + " of the subject"),
    ]
    left = len(rest) - len(own)
    if left:
        parts.append(
            Text((Remark(f"{counted(left, 'claim')} about other firms stand in the tables of the case, not here."),))
        )
    return Section("evidence", "Claims and numbers", tuple(parts))


def _fold_or_grid(grid: Grid | None) -> list[Part]:
    return [grid] if grid else []


def _folded(grid: Grid | None, summary: str) -> list[Part]:
    return [Folded((Remark(summary),), (grid,), annex=True)] if grid else []


def _value(claim: Claim) -> Sentence:
    text = claim.value if claim.unit in _PLAIN_UNITS else f"{claim.value} {claim.unit}".strip()
    return Sentence(f"{text}; {claim.as_of}" if claim.as_of else text, (claim.source,))


def _plain(context: Context, claims: list[Claim], caption: str) -> Grid | None:
    if not claims:
        return None
    rows = tuple(
        (
            (plain(re.sub(r"^security: ", "", claim.predicate), claim.source),),
            (_value(claim),),
            (plain("; ".join(x for x in (_who(context, claim), claim.scope) if x), claim.source),),
        )
        for claim in claims
    )
    return Grid(
        (Remark(caption),), ((Remark("What"),), (Remark("Said, and as of"),), (Remark("Of whom, where"),)), rows
    )


def _who(context: Context, claim: Claim) -> str:
    kind, colon, words = claim.subject.partition(":")
    known = context.names.parties
    return (
        " ".join(context.names.short(word) if word in known else word for word in words.split("-"))
        if colon and kind in {"group", "rule"}
        else context.names.short(claim.subject)
    )


def _installed(context: Context, claims: list[Claim]) -> list[Part]:
    by_metric: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_metric[claim.predicate.removeprefix(_BASE)].append(claim)
    parts: list[Part] = []
    few = [claim for found in by_metric.values() if len(found) < 3 for claim in found]
    for metric, found in sorted(by_metric.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if len(found) >= 3:
            parts.append(_bars(context, metric, found))
    if few:
        parts += _folded(
            _plain(context, few, "Installed base: other measures"), f"{counted(len(few), 'figure')} of other kinds"
        )
    return parts


def _bars(context: Context, metric: str, claims: list[Claim]) -> Grid:
    amounts = {claim: _amount(claim.value) for claim in claims}
    most = max((value for value in amounts.values() if value is not None), default=None)
    rows = []
    for claim in sorted(claims, key=lambda one: (-(amounts[one] or 0), one.scope)):
        value = amounts[claim]
        bar: Cell = (Bar(float(value / most)),) if value is not None and most else ()
        place, _, maker = claim.scope.partition("; maker as stated: ")
        code, _, town = place.partition(" ")
        place = ", ".join(word for word in (town, country_name(code)) if word)
        rows.append(
            (
                (plain(place or "world", claim.source),),
                (_value(claim),),
                bar,
                (plain(maker or _who(context, claim), claim.source),),
            )
        )
    head = ((Remark("Where"),), (Remark("Number, and as of"),), (Remark("To scale"),), (Remark("Whose"),))
    return Grid((plain(f"Installed base: {metric}", claims[0].source),), head, tuple(rows))


def _amount(text: str) -> Decimal | None:
    match = _NUMBER.match(text)
    if not match:
        return None
    return Decimal(match[1].replace(",", "")) * (1_000_000 if match[2] else 1)


def _public(context: Context, claims: list[Claim]) -> list[Part]:
    found: dict[str, list[Dealing]] = defaultdict(list)
    for dealing in context.case.facts.dealings:
        party = context.names.parties.get(dealing.actor)
        if party and party.kind == "government" and dealing.kind in {"uses", "buys"}:
            found[context.names.country(dealing.actor)].append(dealing)
    parts: list[Part] = []
    if found:
        parts += _countries(context, found)
    parts += _folded(
        _plain(context, claims, "Public bodies whose cameras no source parts by maker, and counts of them"),
        f"{counted(len(claims), 'further report')} on public bodies, maker not split or counts only",
    )
    return parts


def _countries(context: Context, found: dict[str, list[Dealing]]) -> list[Part]:
    bodies = {country: {one.actor for one in rows} for country, rows in found.items()}
    order = sorted(found, key=lambda country: (-len(bodies[country]), country))
    most = len(bodies[order[0]])
    rows = tuple(
        (
            (plain(country_name(country), found[country][0].source),),
            (
                Sentence(
                    f"{counted(len(bodies[country]), 'body', 'bodies')}: "
                    f"{Counter(one.kind for one in found[country])['uses']} use, "
                    f"{Counter(one.kind for one in found[country])['buys']} buy",
                    tuple(one.source for one in found[country][:3]),
                ),
            ),
            (Bar(len(bodies[country]) / most),),
        )
        for country in order
    )
    names = context.names
    grid = Grid(
        (Remark("Public bodies named as users or buyers, by country (sources: the first of each; all below)"),),
        ((Remark("Country"),), (Remark("Bodies"),), (Remark("To scale"),)),
        rows,
    )
    items: list[Cell] = [
        (
            Sentence(
                f"{country_name(country)}: {names.full(one.actor)} {one.kind} "
                f"{names.short(one.target)}. {_detail(one)}".strip(),
                (one.source,),
            ),
        )
        for country in order
        for one in sorted(found[country], key=lambda one: (names.full(one.actor), one.target, str(one.source)))
    ]
    return [grid, Folded((Remark(f"Every one of the {len(items)} rows"),), (Bullets(tuple(items)),), annex=True)]


def _detail(dealing: Dealing) -> str:
    return re.sub(r"\[[^\]]*\]\s*", "", dealing.detail).strip("; ")


def _purchases(context: Context) -> list[Part]:
    rows = []
    names = context.names
    dated = [one for one in context.case.facts.dealings if one.kind == "buys" and one.period.end]
    for one in sorted(dated, key=lambda one: (str(one.period.end), one.actor, str(one.source)), reverse=True):
        party = names.parties.get(one.actor)
        if not party or party.kind != "government" or one.period.end is None:
            continue
        standing = [
            row for row in context.case.facts.listings if row.party == one.target and row.in_force(one.period.end)
        ]
        listed = "; ".join(dict.fromkeys(list_name(row.list) for row in standing)) or "none known"
        rows.append(
            (
                (plain(f"{names.full(one.actor)} ({names.country(one.actor)})", one.source),),
                (
                    Sentence(
                        f"{names.short(one.target)}{f', {money(one)}' if money(one) else ''}; {span(one)}",
                        (one.source,),
                    ),
                ),
                (Sentence(listed, tuple(row.source for row in standing) or (one.source,)),),
            )
        )
    if not rows:
        return []
    head = ((Remark("Who"),), (Remark("Bought what, when"),), (Remark("Lists the maker was on by the end of it"),))
    return [Grid((Remark("Dated purchases by public bodies, the latest first"),), head, tuple(rows), wide=True)]
