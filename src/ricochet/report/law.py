"""Law: what each regime forbids, whom it binds, whom it reaches, since when, on what authority."""

from datetime import date

from ricochet.model.regime import Regime, Test
from ricochet.model.share import percent
from ricochet.report.context import Context
from ricochet.report.parts import Bullets, Cell, Folded, Mark, Part, Section, Text
from ricochet.report.statement import Remark, Sentence
from ricochet.report.words import list_name

_BASIS = {"equity": "of the equity", "votes": "of the votes", "control": "control", "interest": "any property interest"}
_POOLING = {
    "all": "stakes of all listed owners added",
    "programme": "stakes of owners of one programme added",
    "person": "one owner at a time",
}


def rule_words(regime: Regime) -> str:
    """A regime's tests of ownership in words."""
    if not regime.tests:
        return "nothing flows through ownership"
    return "; or ".join(_test(test) for test in regime.tests)


def _test(test: Test) -> str:
    if test.threshold is None:
        words = _BASIS[test.basis]
    else:
        amount = f"{percent(test.threshold)} %"
        more = f"{amount} or more" if test.comparison == "ge" else f"more than {amount}"
        words = f"{more} {_BASIS[test.basis]}, {_POOLING[test.pooling]}"
    if test.joint:
        words += ", joint holders each with the whole"
    return words if test.yields == "caught" else f"{words} (makes it possible)"


def law(context: Context) -> Section:
    """Every regime in force on a day of the case, its warnings first."""
    versions: dict[Regime, list[date]] = {}
    for day in context.case.days:
        for found in day.main.after:
            versions.setdefault(found.regime, []).append(day.day)
    parts: list[Part] = [
        Text((Remark("What each regime in force does, as the program reads it, and how sure its text is."),))
    ]
    parts += [
        Text((Sentence(f"Attention, {regime.name}: {regime.banner}", (regime,)),), note=True)
        for regime in versions
        if regime.banner
    ]
    parts += [_entry(context, regime, on) for regime, on in versions.items()]
    return Section("law", "The law", tuple(parts))


def _entry(context: Context, regime: Regime, on: list[date]) -> Folded:
    when: Cell = () if len(on) == len(context.case.days) else (Remark("· in force only on"), *context.on(on))
    lists = ", ".join(list_name(one) for one in regime.lists) or "none read by this program"
    start = regime.since.isoformat() if regime.since else "day unknown"
    if regime.since and regime.date_precision == "month":
        start = start[:7]
    lines = [
        ("Forbids", regime.forbids),
        ("Binds", "; ".join(regime.binds) or "nobody by itself"),
        ("Seeded by", lists),
        ("Reaches through ownership", f"{rule_words(regime)}. {regime.flow}".strip()),
        ("In force", f"from {start} to {regime.until.isoformat() if regime.until else 'now'}. {regime.status}".strip()),
        ("Citation", regime.citation or "none"),
        ("Confidence", regime.confidence),
        *(("Except", exception) for exception in regime.exceptions),
        *(("Switched off for", f"{switch.programme}: {switch.citation}") for switch in regime.switches),
        ("Note", regime.notes),
        ("Attention", regime.banner),
    ]
    items = tuple((Sentence(f"{label}: {text}", (regime,)),) for label, text in lines if text)
    return Folded((Sentence(f"{regime.name} ({regime.authority})", (regime,)), *when), (Bullets(items),))


def legend() -> tuple[Cell, ...]:
    """What the marks mean."""
    return (
        (Mark("listed"), Remark("named on the list, or supposed to be")),
        (Mark("caught"), Remark("not named, but reached by the rule through ownership, with a proof")),
        (Mark("possible"), Remark("reached or not, depending on a fact nobody has given; never to be read as clear")),
        (Mark("not"), Remark("not reached by the facts given; other facts may be missing")),
        (
            Mark("applies"),
            Remark("a finding from a dealing: a rule speaks to what somebody does. Nobody becomes blocked by it"),
        ),
        (Mark("not in force"), Remark("the rule is not the law on that day")),
    )
