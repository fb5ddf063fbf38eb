"""Mapfacts: what a map shows, before it has places: nodes, stakes, groups of dealings, each as a full sentence too."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ricochet.exposure.assess import Standing
from ricochet.exposure.what_if import WhatIf
from ricochet.model.country import country_name
from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.report.context import Context, moved, side, standing
from ricochet.report.doubt import is_low
from ricochet.report.words import counted, joined, shape, share_words, written

_TO = {"uses": "use", "buys": "buy", "distributes": "sell"}
_KINDS = {
    "supplies": "Suppliers",
    "hosts": "Hosting",
    "finances": "Lenders",
    "invests": "Investors",
    "insures": "Insurers",
    "banks": "Banks",
    "lobbies": "Lobbyists",
    "advises": "Advisers",
    "partners": "Partners",
    "serves": "Service firms",
    "donates": "Donors",
    "employs": "Employers",
    "licenses": "Licensors",
    "other": "Other dealings",
}
LOW = "*"
"""Stands after a share or tie whose evidence is weak, derived or unchecked."""
MOST_GROUPS = 7


@dataclass(frozen=True, slots=True)
class Node:
    """A party: its name, how it stands, a line where a later day differs, and all of it as a sentence."""

    id: str
    name: str
    word: Standing
    status: str
    later: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Stake:
    """An edge of ownership with its label; `label` holds both days where they differ."""

    owner: str
    owned: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Dealings of one sort or of one country, counted."""

    name: str
    lines: tuple[str, ...]
    exposed: bool
    sentence: str


def node(context: Context, party: str) -> Node:
    """A party of the family as it stands after the main what-if, on the first day and the last."""
    first, last = context.case.days[0].main, context.case.days[-1].main
    word, then = _word(first, party), _word(last, party)
    supposed = " (supposed)" if any(row.party == party for row in first.scenario.add) else ""
    name = context.names.short(party)
    held = _held(context, party, first)
    sentence = f"{name}: {word}{supposed} on {written(first.day)}{held}"
    later = ""
    if then != word:
        later = f"{last.day.isoformat()}: {shape(then)} {then}"
    if (then, _held(context, party, last)) != (word, held):
        sentence += f"; {then} on {written(last.day)}{_held(context, party, last)}"
    return Node(party, name, word, f"{shape(word)} {word}{supposed}", later, f"{sentence}.")


def stakes(context: Context, parties: Iterable[str]) -> list[Stake]:
    """Stakes among the parties on the first day, or only on the last, labelled."""
    family = set(parties)
    days = (context.case.days[0].day, context.case.days[-1].day)
    pairs = sorted(
        {(row.owner, row.owned) for day in days for row in context.holdings(day) if {row.owner, row.owned} <= family}
    )
    found = []
    for owner, owned in pairs:
        labels = [_label(context, owner, owned, day) for day in days]
        label = labels[0] if labels[0] == labels[1] else f"{labels[0] or 'none'} → {labels[1] or 'none'}"
        found.append(Stake(owner, owned, label))
    return found


def _word(what: WhatIf, party: str) -> Standing:
    words = [word for regime in moved(what) if (word := standing(what, regime.id, party))]
    return min(words, key=("listed", "caught", "possible", "not").index, default="not")


def _held(context: Context, party: str, what: WhatIf) -> str:
    owners = dict.fromkeys(row.owner for row in context.holdings(what.day, owned=party))
    labels = {one: _label(context, one, party, what.day).replace(LOW, " (low confidence)") for one in owners}
    said = [f"{context.names.short(one)} {label}" for one, label in labels.items()]
    return f", held by {joined(said)}" if said else ""


def _label(context: Context, owner: str, owned: str, day: date) -> str:
    rows = context.holdings(day, owner=owner, owned=owned)
    equity = dict.fromkeys(_stake(row) for row in rows if row.basis == "equity")
    other = dict.fromkeys(f"{row.basis}{LOW if is_low(row.source) else ''}" for row in rows if row.basis != "equity")
    return ", ".join([" or ".join(equity), *other]).strip(", ")


def _stake(row: Holding) -> str:
    words = "? %" if str(row.share) == "?" else share_words(str(row.share))
    return f"{words}{LOW}" if is_low(row.source) else words


def services(context: Context) -> list[Group]:
    """Dealings to the subject's side (supplies, services, money), by kind."""
    rows: dict[str, list[Dealing]] = defaultdict(list)
    for one in _dealings(context):
        if one.kind not in _TO:
            rows[_KINDS.get(one.kind, one.kind.capitalize())].append(one)
    return _top(context, rows, "other kinds")


def buyers(context: Context) -> list[Group]:
    """Users, buyers and sellers of the subject's goods, by country."""
    rows: dict[str, list[Dealing]] = defaultdict(list)
    for one in _dealings(context):
        if one.kind in _TO:
            rows[country_name(context.names.country(one.actor))].append(one)
    return _top(context, rows, "other countries")


def _dealings(context: Context) -> list[Dealing]:
    main = context.case.days[0].main
    shown = {context.case.subject, *(p for p in context.owned(context.case.subject) if _word(main, p) != "not")}
    return [one for one in context.case.facts.dealings if one.target in shown and one.period.covers(main.day)]


def _top(context: Context, rows: dict[str, list[Dealing]], rest: str) -> list[Group]:
    order = sorted(rows, key=lambda name: (-len({one.actor for one in rows[name]}), name))
    kept = order if len(order) <= MOST_GROUPS else order[: MOST_GROUPS - 1]
    groups = [_group(context, name, rows[name]) for name in kept]
    left = order[len(kept) :]
    if left:
        groups.append(_group(context, f"{len(left)} {rest}", [one for name in left for one in rows[name]]))
    return groups


def _group(context: Context, name: str, rows: list[Dealing]) -> Group:
    main = context.case.days[0].main
    found: dict[object, set[str]] = defaultdict(set)
    for one in main.new_exposures:
        found[one.source].add(one.status)
    sure = sum("applies" in found[one.source] for one in rows)
    may = sum(found[one.source] == {"possible"} for one in rows)
    actors = len({one.actor for one in rows})
    if rows[0].kind in _TO:
        kinds = Counter(kind for kind, _ in {(one.kind, one.actor) for one in rows})
        second = ", ".join(f"{kinds[kind]} {_TO[kind]}" for kind in _TO if kinds[kind])
    else:
        countries = Counter(context.names.country(actor) for actor in {one.actor for one in rows})
        second = ", ".join(f"{code} {count}" for code, count in sorted(countries.items(), key=lambda p: (-p[1], p[0])))
    exposed = (
        f"{shape('applies')} {sure} apply · {shape('possible')} {may} possible" if sure or may else "no new finding"
    )
    sentence = (
        f"{name}: {counted(actors, 'party', 'parties')} in {counted(len(rows), 'dealing')} known "
        f"on {written(main.day)} ({second}); new findings apply to {sure} "
        f"and are possible for {may}. Nobody becomes blocked by dealing."
    )
    return Group(f"{name} · {actors}", (second, exposed), bool(sure or may), sentence)


def rule_name(context: Context) -> str:
    """The regime whose statuses the map shows."""
    first = context.case.days[0].main
    names = [found.regime.name for regime in moved(first) if (found := side(first.after, regime.id))]
    return joined(dict.fromkeys(names)) or "no regime"
