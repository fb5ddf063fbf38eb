"""Match of two profiles: the best pair of names, then what else is known for and against."""

from collections.abc import Collection
from dataclasses import dataclass

from ricochet.model.hit import Reason
from ricochet.screening.profile import NATURAL, Alias, Profile, years
from ricochet.screening.score import Alignment, align, explain

THRESHOLD = 0.82
"""A score from here on is a match: the row must be reviewed.

Measured with benchmarks/suites.py (SDN of 2021, 8,976 entries): 1.4 % and 1.0 % of the suites' unlisted people raise a
false alarm here; 98 % of names with one typing error and 64 % of aliases never seen are found.
"""

SAME_IDENTIFIER = 0.99
OTHER_KIND = -0.2
OTHER_YEAR = -0.15
NEXT_YEAR = -0.03
OTHER_DAY = -0.02
SAME_DAY = 0.05
OTHER_COUNTRY = -0.03
OTHER_GENDER = -0.1
WEAK_ALIAS = -0.05
_LEAST = 0.3
"""Names below it are not helped by anything but an identifier."""


@dataclass(frozen=True, slots=True)
class Match:
    """Score in 0..1, six decimals; the listed name that matched; reasons, whose effects add up to the score."""

    score: float
    name: str
    reasons: tuple[Reason, ...]

    @property
    def matched(self) -> bool:
        """Whether the score reaches the default threshold."""
        return self.score >= THRESHOLD


def match(left: Profile, right: Profile, places: Collection[int] | None = None) -> Match:
    """Compare two profiles. Symmetric in the score.

    `places`: which names of `right` to compare, where a search knows that the others cannot be better; None is all.
    """
    facts = _facts(left, right)
    natural = left.kind in NATURAL or right.kind in NATURAL
    best: tuple[float, Alignment, Alias, Alias] | None = None
    for mine in left.names:
        for theirs in right.names if places is None else [right.names[at] for at in sorted(places)]:
            ours = (mine.person, theirs.person) if natural else (mine.company, theirs.company)
            result = align(*ours)
            value = result.score + (WEAK_ALIAS if mine.weak or theirs.weak else 0.0)
            if best is None or value > best[0]:
                best = (value, result, mine, theirs)
    reasons: list[Reason] = []
    if best:
        _, result, mine, theirs = best
        ours = (mine.person, theirs.person) if natural else (mine.company, theirs.company)
        reasons += explain(result, *ours)
        if result.score >= _LEAST:
            if mine.weak or theirs.weak:
                reasons.append(
                    _reason("weak_alias", mine.text, theirs.text, WEAK_ALIAS, "The list marks this alias as weak")
                )
            reasons += facts
        if ours[0].mixed or ours[1].mixed:
            reasons.append(
                _reason(
                    "mixed_script",
                    mine.text,
                    theirs.text,
                    0.0,
                    "A word mixes letters of several alphabets that look alike",
                )
            )
        if ours[0].too_long or ours[1].too_long:
            reasons.append(
                _reason(
                    "too_long", ours[0].text, ours[1].text, 0.0, "The name is too long; only its beginning is compared"
                )
            )
    score = sum(reason.effect for reason in reasons)
    for plain in sorted(left.identifiers.keys() & right.identifiers.keys())[:1]:
        lift = max(0.0, SAME_IDENTIFIER - score)
        reasons.append(
            _reason(
                "identifier",
                left.identifiers[plain],
                right.identifiers[plain],
                lift,
                f"Both carry the identifier {left.identifiers[plain]}",
            )
        )
        score += lift
    return Match(round(min(max(score, 0.0), 1.0), 6), best[3].text if best else "", tuple(reasons))


def _facts(left: Profile, right: Profile) -> list[Reason]:
    """What is known beyond names, for and against. Unknown says nothing."""
    found = []
    if "any" not in (left.kind, right.kind) and _sort(left) != _sort(right):
        found.append(
            _reason("kind", left.kind, right.kind, OTHER_KIND, f"One is a {left.kind}, the other a {right.kind}")
        )
    if birth := _birth(left, right):
        found.append(birth)
    if left.countries and right.countries:
        mine, theirs = ({c.strip().casefold() for c in side.countries} for side in (left, right))
        # A code and a name cannot be told apart or together here, so they say nothing.
        if mine.isdisjoint(theirs) and {len(c) == 2 for c in mine} == {len(c) == 2 for c in theirs}:
            said = ", ".join(left.countries), ", ".join(right.countries)
            found.append(_reason("country", *said, OTHER_COUNTRY, "The countries differ"))
    genders = left.gender[:1].casefold(), right.gender[:1].casefold()
    if set(genders) == {"m", "f"}:
        found.append(_reason("gender", left.gender, right.gender, OTHER_GENDER, "The genders differ"))
    return found


def _birth(left: Profile, right: Profile) -> Reason | None:
    mine, theirs = years(left.births), years(right.births)
    if not mine or not theirs:
        return None
    said = "; ".join(left.births), "; ".join(right.births)
    apart = min(abs(a - b) for a in mine for b in theirs)
    if apart > 1:
        return _reason("birth_date", *said, OTHER_YEAR, f"The years of birth lie {apart} years apart")
    if apart == 1:
        return _reason("birth_date", *said, NEXT_YEAR, "The years of birth lie one year apart")
    whole = [{b.strip() for b in side.births if len(b.strip()) == 10 and b.strip()[4] == "-"} for side in (left, right)]
    if whole[0] & whole[1]:
        return _reason("birth_date", *said, SAME_DAY, "Born on the same day")
    if whole[0] and whole[1]:
        return _reason("birth_date", *said, OTHER_DAY, "Born in the same year on another day")
    return _reason("birth_date", *said, 0.0, "Born in the same year, as far as known")


def _sort(side: Profile) -> str:
    return side.kind if side.kind in NATURAL else "organization"


def _reason(feature: str, left: str, right: str, effect: float, text: str) -> Reason:
    return Reason(feature=feature, left=left, right=right, effect=effect, text=text)
