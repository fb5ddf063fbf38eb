"""Context: a case as the writers of its report look at it: names, days, sources, who owns whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ricochet.exposure.assess import Assessment, Standing
from ricochet.exposure.what_if import WhatIf
from ricochet.model.holding import Holding
from ricochet.model.regime import Regime
from ricochet.model.source import Source
from ricochet.report.case import Answered, Case
from ricochet.report.statement import Origin, Remark, Sentence, Statement, plain
from ricochet.report.words import Directory, written


@dataclass(frozen=True, slots=True)
class Context:
    """A case with its directory and the source of the question itself."""

    case: Case
    names: Directory
    asked: Source

    @classmethod
    def of(cls, case: Case) -> "Context":
        """The context of a case."""
        supposed = (row.source for day in case.days for what in (day.main, *day.beside) for row in what.scenario.add)
        own = Source(publisher=case.id, file="the question", sha256="", row=1)
        return cls(case=case, names=Directory.of(case.facts.parties), asked=next(supposed, own))

    def day(self, day: date) -> Sentence:
        """A day of the case, as a heading."""
        return Sentence(written(day), (self.asked,))

    def named(self, party: str, *, place: bool = False) -> Statement:
        """A party's short name, on request with its country."""
        known = self.names.parties.get(party)
        name = f"{self.names.short(party)} ({self.names.country(party)})" if place else self.names.short(party)
        return plain(name, known.source if known else self.asked)

    def on(self, days: Iterable[date]) -> tuple[Statement, ...]:
        """Several days in a row of words."""
        found: list[Statement] = []
        for day in days:
            found += [Remark("and"), self.day(day)] if found else [self.day(day)]
        return tuple(found)

    def heads(self) -> tuple[tuple[Statement, ...], ...]:
        """One table head for every day."""
        return tuple((self.day(answered.day),) for answered in self.case.days)

    def holdings(self, day: date, *, owner: str = "", owned: str = "") -> list[Holding]:
        """Stakes on the day, narrowed; a row without a figure gives way to one that has it."""
        found = [
            row
            for row in self.case.facts.holdings
            if row.period.covers(day) and owner in {"", row.owner} and owned in {"", row.owned}
        ]
        stated = {(row.owner, row.owned) for row in found if row.basis == "equity" and str(row.share) != "?"}
        return [
            row
            for row in found
            if row.basis != "equity" or str(row.share) != "?" or (row.owner, row.owned) not in stated
        ]

    def owners(self, party: str) -> list[str]:
        """Everybody above a party on any day of the case, nearest first."""
        return self._closure(party, upward=True)

    def owned(self, party: str) -> list[str]:
        """Everybody below a party on any day of the case, nearest first."""
        return self._closure(party, upward=False)

    def _closure(self, party: str, *, upward: bool) -> list[str]:
        found, front = [party], [party]
        while front:
            rows = [
                row for answered in self.case.days for one in front for row in self._next(one, answered.day, upward)
            ]
            near = {row.owner if upward else row.owned for row in rows}
            front = sorted(near - set(found))
            found += front
        return found[1:]

    def _next(self, party: str, day: date, upward: bool) -> list[Holding]:
        return self.holdings(day, owned=party) if upward else self.holdings(day, owner=party)


def side(assessments: Iterable[Assessment], regime: str) -> Assessment | None:
    """A regime's assessment, None where it is not in force."""
    return next((one for one in assessments if one.regime.id == regime), None)


def moved(what: WhatIf) -> list[Regime]:
    """Regimes under which a what-if changes anybody's standing."""
    return [row.regime for row in what.marginal if row.changes]


def moved_ids(days: Iterable[Answered], beside: int | None = None) -> list[str]:
    """Ids of the regimes moved on any day, by the main what-if or the one beside it at a place."""
    whats = [day.main if beside is None else day.beside[beside] for day in days]
    return list(dict.fromkeys(regime.id for what in whats for regime in moved(what)))


def standing(what: WhatIf, regime: str, party: str) -> Standing | None:
    """A party's standing afterwards, None where the regime is not in force."""
    found = side(what.after, regime)
    return found.standing(party) if found else None


def origins(*groups: Iterable[Origin]) -> tuple[Origin, ...]:
    """Sources in order, each once."""
    return tuple(dict.fromkeys(one for group in groups for one in group))
