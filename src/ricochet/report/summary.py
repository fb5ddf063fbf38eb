"""Summary: the answer on one screen of a terminal. Words, not colours; at most 100 columns."""

import textwrap

from ricochet.exposure.what_if import WhatIf
from ricochet.model.finding import Reached
from ricochet.report.case import Answered, Case
from ricochet.report.context import Context, moved, side
from ricochet.report.doubt import doubts
from ricochet.report.law import rule_words
from ricochet.report.limiting import tally
from ricochet.report.ownership import near_origins, near_words, proof_origins, share_basis
from ricochet.report.principles import apart_said
from ricochet.report.words import counted, joined, list_name, written

WIDTH = 100
NAMED = 3
"""Firms caught by a principle that are named."""


def summary(case: Case) -> str:
    """Question, answer on each day, what stays, what else was asked; ends in a newline."""
    context = Context.of(case)
    lines = [case.title, "=" * min(len(case.title), WIDTH), *_wrap(case.question), ""]
    for day in case.days:
        lines += [*_day(context, day), ""]
    lines += [*_beside(context), *_limiting(context), *_law(context)]
    lines += ["", "A missing fact means unknown, never no. Not legal advice.", case.software]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _wrap(text: str, indent: str = "", hang: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=hang or indent, break_on_hyphens=False
    )


def _line(word: str, text: str) -> list[str]:
    return _wrap(text, f"  {word:<11}", " " * 13)


def _day(context: Context, day: Answered) -> list[str]:
    what = day.main
    lines = _wrap(f"{written(day.day)} ({day.label}): {what.scenario.name}")
    for regime in moved(what):
        found = side(what.after, regime.id)
        if found is None:
            continue
        lines += _wrap(f"Under {regime.name} ({rule_words(regime)}):", "  ")
        rows = {row.party for one in what.marginal if one.regime.id == regime.id for row in one.changes}
        hit = [one for party, one in sorted(found.reached.items()) if party in rows]
        for one in hit:
            if one.status == "caught":
                lines += _line("CAUGHT", _said(context, one, share_basis(one), doubts(proof_origins(one, found))))
        maybe = [context.names.short(one.party) for one in hit if one.status == "possible"]
        if maybe:
            lines += _line("POSSIBLE", f"{len(maybe)}, shares unknown: {joined(maybe)}")
        for one in found.answer.near:
            weak = doubts(near_origins(context, one, found, what.day))
            lines += _line("not caught", _said(context, one, near_words(one), weak))
    return [*lines, *_effects(what), *_findings(what)]


def _said(context: Context, one: Reached, share: str, weak: tuple[str, ...]) -> str:
    return " ".join([f"{context.names.short(one.party)}: {share}", *(f"({doubt})" for doubt in weak)])


def _effects(what: WhatIf) -> list[str]:
    lines = []
    for effect in ("lifted", "subsumed", "unchanged"):
        names = [row.regime.name for row in what.marginal if row.effect == effect]
        if names:
            lines += _line(effect, f"{counted(len(names), 'regime')}: {'; '.join(names)}")
    return lines


def _findings(what: WhatIf) -> list[str]:
    new = what.new_exposures
    sure = sum(one.status == "applies" for one in new)
    codes = sorted({one.code for one in new})
    may, licensed = (sum(one.status == status for one in new) for status in ("possible", "authorised"))
    allowed = f"{licensed} authorised by a licence, " if licensed else ""
    said = f"{counted(sure, 'new finding')} would apply, {allowed}{may} possible ({', '.join(codes) or 'no rule'})."
    return _line("dealings", f"{said} Nobody becomes blocked by dealing.")


def _beside(context: Context) -> list[str]:
    lines: list[str] = []
    for day in context.case.days:
        for what in day.beside:
            if not moved(what):
                continue
            lines += _wrap(f"{written(day.day)}, asked beside: {what.scenario.name}")
            for regime in moved(what):
                found = side(what.after, regime.id)
                if found is None:
                    continue
                rows = {row.party for one in what.marginal if one.regime.id == regime.id for row in one.changes}
                sure = [
                    f"{context.names.short(one.party)} ({share_basis(one)})"
                    for party, one in sorted(found.reached.items())
                    if party in rows and one.status == "caught"
                ]
                lines += _line("CAUGHT", joined(sure) or "nobody for certain")
                for one in found.answer.near:
                    lines += _line("not caught", f"{context.names.short(one.party)}: {near_words(one)}")
    return lines


def _limiting(context: Context) -> list[str]:
    """Where the line could be: each principle on each day; on its last day also whom the first sets apart."""
    found = context.case.lines
    if not found:
        return []
    lines = ["", *_wrap(f"Where should the line be? Asked of {len(found[0].judged.universe.firms)} firms:")]
    for one in found:
        judged = one.judged
        who = [firm.name for firm in judged.universe.firms if firm.id in judged.firms("caught")]
        named = f" (caught: {joined(who)})" if 0 < len(who) <= NAMED else ""
        lines += _line(str(judged.day), f"{judged.principle.title}: {tally(judged)}{named}")
    first = [one for one in found if one.judged.principle.id == found[0].judged.principle.id][-1]
    return [*lines, *(line for text in apart_said(first.apart, context.case.subject) for line in _line("", text))]


def _law(context: Context) -> list[str]:
    warned = dict.fromkeys(
        f"{found.regime.name}: {found.regime.banner}"
        for day in context.case.days
        for found in day.main.after
        if found.regime.banner
    )
    lists = joined(dict.fromkeys(list_name(row.list) for day in context.case.days for row in day.main.scenario.add))
    lines = ["", *_wrap(f"Supposed only: no listing on the {lists} is claimed.")] if lists else []
    return [*lines, *(line for text in warned for line in _wrap(text, "! ", "  "))]
