"""Check: the tests that stand beside a principle, run as they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ricochet.model.claim import Claim
from ricochet.model.source import Source
from ricochet.model.status import Status
from ricochet.principles.columns import Column, numbers, texts, truths
from ricochet.principles.dictionary import Fact
from ricochet.principles.evaluate import truth_table
from ricochet.principles.evidence import weigh
from ricochet.principles.figure import Interval
from ricochet.principles.judge import Find, Judged, Rule, deciding_facts, judge
from ricochet.principles.principle import Expected, Principle
from ricochet.principles.universe import Universe
from ricochet.principles.verdict import Judge, Verdict

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One test: what was expected, what came, and whether that is the same."""

    expected: Expected
    got: Status
    unknown: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the verdict and the facts named as deciding are those expected."""
        return self.got == self.expected.verdict and set(self.expected.unknown) <= set(self.unknown)

    def __str__(self) -> str:
        """One line, beginning with the place in the file."""
        asked = self.expected.firm or "the given facts"
        wanted = f"{self.expected.verdict}{_named(self.expected.unknown)}"
        return f"{self.expected.place}: {asked}: expected {wanted}, got {self.got}{_named(self.unknown)}"


def check(principle: Principle, universe: Universe | None, *, find: Find, rule: Rule) -> tuple[Checked, ...]:
    """Run a principle's tests; those about firms only where a universe has them."""
    judged: dict[date, Judged] = {}
    found = []
    for test in principle.tests:
        if not test.firm:
            found.append(_given(principle, test))
        elif universe is not None and universe.firm(test.firm) is not None:
            day = test.on or universe.day or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
            if day not in judged:
                judged[day] = judge(principle, universe, day, find=find, rule=rule)
            place = [firm.id for firm in universe.firms].index(test.firm)
            answer = judged[day]
            unknown = deciding_facts(answer, place)
            found.append(Checked(expected=test, got=answer.verdict(place).status, unknown=unknown))
    return tuple(found)


def _given(principle: Principle, test: Expected) -> Checked:
    given = dict(test.given)
    columns = {
        key: _column(principle.facts.get(key), key, given) for one in principle.criteria for key in one.parsed.reads
    }
    verdict = Judge(principle).verdict(int(truth_table(principle, columns).code[0]))
    return Checked(expected=test, got=verdict.status, unknown=_unknown(principle, verdict, columns))


def _column(fact: Fact | None, key: str, given: Mapping[str, str]) -> Column:
    asked = fact or Fact(name=key, type="truth", meaning="")
    source = Source(publisher="test", file="", sha256="", row=0)
    claims = [Claim(subject="", predicate=key, value=given[key], source=source)] if key in given else []
    value = weigh(asked, claims, _ANY_DAY).value
    if asked.type == "truth":
        return truths([value if isinstance(value, bool) else None])
    if asked.type == "text":
        return texts([value if isinstance(value, str) else None])
    return numbers([value if isinstance(value, Interval) else Interval(asked.low, asked.high)])


def _unknown(principle: Principle, verdict: Verdict, columns: Mapping[str, Column]) -> tuple[str, ...]:
    reads = [key for one in verdict.open for key in principle.criterion(one.criterion).parsed.reads]
    return tuple(dict.fromkeys(key for key in reads if columns[key].open(0)))


def _named(facts: Sequence[str]) -> str:
    return f" ({', '.join(facts)} unknown)" if facts else ""
