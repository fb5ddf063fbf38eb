"""Describe: a regime as text, and all of them as the table in docs/regimes.md."""

from collections.abc import Sequence
from datetime import date

from ricochet.model.regime import Regime, Test
from ricochet.model.share import percent
from ricochet.regimes.words import ACTS, CODES, FACTS, KINDS, PERSONS

_HEAD = """\
# Regimes

What each list does, as the program reads it: one row a version. The files are `src/ricochet/regimes/*.yml`; this page
is made from them. It is not legal advice. Grades: *verified* is an official text, or a word-for-word copy, read for
this table; *secondary* is a law firm, the press or a vendor.

| rule | version | from | to | reaches, through ownership | direction | binds | grade | citation |
|---|---|---|---|---|---|---|---|---|
"""
_BASIS = {"equity": "of equity", "votes": "of votes", "control": "control", "interest": "an interest of unstated size"}
_POOLING = {"all": "all listed owners together", "programme": "owners of one programme together", "person": "one owner"}
_WORDS = (
    ("Findings (`code`)", CODES),
    ("Facts of a dealing (`all_of`, `any_of`; a leading `!` asks for no)", FACTS),
    ("What is forbidden (`acts`)", ACTS),
    ("Who is bound (`persons`)", PERSONS),
)


def table(regimes: Sequence[Regime]) -> str:
    """Markdown page: one row for every version, in the order given, and the words the files are written in."""
    return _HEAD + "".join(_row(regime) for regime in regimes) + _glossary()


def describe(regime: Regime) -> str:
    """One version as text: what it forbids, to whom, whom it reaches, on what grounds."""
    lines = [
        f"{regime.name} ({regime.id}, {regime.version}), {regime.authority}",
        f"From {_start(regime) or 'a day not known'} to {_end(regime.until) or 'now'}; {regime.status or 'no status'}",
        f"Forbids: {regime.forbids}",
        f"Binds: {'; '.join(regime.binds) or 'nobody by itself'}",
        f"Lists: {', '.join(regime.lists) or 'none read by this program'}",
        f"Reaches: {_reach(regime)}. {regime.flow}".rstrip(),
        *(f"Switched off for {switch.programme}: {switch.citation}" for switch in regime.switches),
        *(f"Dealing, {dealing.code}: {dealing.text} [{dealing.citation}]" for dealing in regime.dealings),
        *(f"Except: {exception}" for exception in regime.exceptions),
        f"Citation: {regime.citation or 'none'} ({regime.confidence})",
        f"Seen in: {'; '.join(regime.sources) or 'nothing stored'}",
    ]
    if regime.notes:
        lines.append(f"Note: {regime.notes}")
    if regime.banner:
        lines.insert(0, f"! {regime.banner}")
    return "\n".join(lines) + "\n"


def _row(regime: Regime) -> str:
    cells = (
        regime.id,
        regime.version,
        _start(regime),
        _end(regime.until),
        _reach(regime),
        {"down": "down", "affiliates": "down, up, sideways"}[regime.direction] if regime.tests else "",
        "; ".join(regime.binds),
        regime.confidence,
        regime.citation,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


def _glossary() -> str:
    page = "\n# Words\n\nA regime file uses these words; another is refused.\n"
    for title, words in _WORDS:
        page += f"\n## {title}\n\n" + "".join(f"* `{word}`: {meaning}\n" for word, meaning in words.items())
    return page + f"\n## Kinds of dealing (`kinds`)\n\n{', '.join(KINDS)}\n"


def _reach(regime: Regime) -> str:
    if not regime.tests:
        return "listed names only"
    return "; ".join(_test(test) for test in regime.tests)


def _test(test: Test) -> str:
    text = _BASIS[test.basis]
    if test.threshold is not None:
        sign = {"ge": ">=", "gt": ">"}[test.comparison]
        text = f"{sign} {percent(test.threshold)} % {text}, {_POOLING[test.pooling]}"
    if test.joint:
        text += ", joint holders each with the whole"
    return text if test.yields == "caught" else f"possible: {text}"


def _start(regime: Regime) -> str:
    if regime.since is None:
        return ""
    return f"{regime.since:%Y-%m}" if regime.date_precision == "month" else regime.since.isoformat()


def _end(day: date | None) -> str:
    return day.isoformat() if day else ""
