"""Needed: what would have put a near miss up for review, by the arithmetic of its own score.

The effects of a hit's reasons share out its log-odds in proportion, so the log-odds can be had back from them, and with
them the score without one reason, or with one fact more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from ricochet.model.hit import Reason
from ricochet.screening.match import SAME_ADDRESS, SAME_DAY
from ricochet.screening.score import SHARPNESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """One change that alone would reach the threshold: in words after "with" or "but for", and what it would give."""

    text: str
    score: float


def needed(reasons: Sequence[Reason], threshold: float, kind: str = "any") -> tuple[Needed, ...]:
    """What alone would have reached the threshold: something not said against it, or a fact that was not compared.

    The surest first; empty for a hit that is for review, and for one whose reasons do not begin at a start (a place).
    An identifier that both carry is always enough, and is not told here.
    """
    total = sum(one.effect for one in reasons)
    if not reasons or reasons[0].feature != "start" or not 0 < total < threshold:
        return ()
    gone = [Needed(text=f'but for "{one.text}"', score=_without(reasons, one)) for one in reasons if one.effect < 0]
    told = {one.feature for one in reasons}
    facts = [("the same address", SAME_ADDRESS)] if "address" not in told else []
    if kind == "person" and "birth_date" not in told:
        facts.append(("the same day of birth", SAME_DAY))
    more = [Needed(text=f"with {fact}", score=_odds_moved(total, odds * SHARPNESS)) for fact, odds in facts]
    enough = [one for one in (*gone, *more) if one.score >= threshold]
    return tuple(sorted(enough, key=lambda one: -one.score))


def _without(reasons: Sequence[Reason], one: Reason) -> float:
    """The score if this reason had not been."""
    start, total = reasons[0].effect, sum(each.effect for each in reasons)
    share = one.effect / (total - start) if total != start else 0.0
    return _odds_moved(total, -share * (_logit(total) - _logit(start)))


def _odds_moved(score: float, by: float) -> float:
    return 1 / (1 + exp(-(_logit(score) + by)))


def _logit(score: float) -> float:
    return log(score / (1 - score))
