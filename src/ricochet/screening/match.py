"""Match of two profiles: the best pair of names, then what else is known for and against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ricochet.model.hit import Reason
from ricochet.screening.addresses import address_likeness
from ricochet.screening.births import Relation, relation
from ricochet.screening.forms import forms
from ricochet.screening.genders import gender_of
from ricochet.screening.identifiers import Identifier, compatible
from ricochet.screening.meaning import is_given_name
from ricochet.screening.profile import NATURAL, Alias, Profile
from ricochet.screening.score import BIAS, NOTHING, Compared, compare_forms, reasons_of, score_of
from ricochet.screening.scorecard import PLAIN, Scorecard
from ricochet.screening.surnames import parts_of

THRESHOLD = 0.7
"""A score from here on is a match: the row must be reviewed. docs/screening.md tells what that finds and costs."""

# Log-odds of what is known beside the name: how much likelier it is of one party than of two (docs/screening.md).
SAME_IDENTIFIER = 8.0
SHORT_IDENTIFIER = 1.5
SHORT_ALONE = 0.0
OTHER_IDENTIFIER = -2.5
SAME_ADDRESS = 2.0
SAME_TOWN = 0.4
OTHER_KIND = -3.0
OTHER_YEAR = -2.5
NEXT_YEAR = -0.4
OTHER_DAY = -0.3
SAME_YEAR = 0.4
SAME_MONTH = 1.0
TURNED_DAY = 1.0
SAME_DAY = 2.0
OTHER_COUNTRY = -0.4
OTHER_GENDER = -1.5
WEAK_ALIAS = -0.8
EXCHANGED = -4.0
ONE_SURNAME = 0.5
_LEAST = 0.2
"""Names scored below it are not helped by anything but an identifier; facts against count all the same."""


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


Told = list[tuple[Reason, float]]


def match(left: Profile, right: Profile, *, card: Scorecard = PLAIN) -> Match:
    """Compare two profiles by all their names. Symmetric in the score."""
    return _match(left, right, right.names, 0.0, card) or Match(0.0, "", ())


def match_some(
    left: Profile, right: Profile, names: Sequence[Alias], *, least: float = 0.0, card: Scorecard = PLAIN
) -> Match | None:
    """Compare with these names of `right` only, where a search knows that its others cannot be better.

    None where the score is below `least`, which spares telling the reasons.
    """
    return _match(left, right, names, least, card)


def _match(left: Profile, right: Profile, names: Sequence[Alias], least: float, card: Scorecard) -> Match | None:
    natural = left.kind in NATURAL or right.kind in NATURAL
    best: tuple[float, Compared, Alias, Alias] | None = None
    for theirs in names:
        for mine in left.names:
            for one in mine.forms(natural=natural):
                for other in theirs.forms(natural=natural):
                    compared = compare_forms(one, other)
                    odds = _odds(compared, mine, theirs, card)
                    if best is None or odds > best[0]:
                        best = (odds, compared, mine, theirs)
    odds = best[0] if best else NOTHING
    weight = card.of("identifier")
    shared = shared_identifiers(left, right) if weight else []
    unlike = score_of(odds) < _LEAST
    if unlike and not shared and score_of(odds) < least:
        return None  # most of those compared, and no fact can help them
    told = [(reason, size) for reason, size in card.weigh(_facts(left, right)) if size < 0 or not unlike]
    odds += sum(size for _, size in told)
    lift = _lift(left, shared, odds, weight)
    odds += lift
    score = score_of(odds)
    if score < least:
        return None
    if best:
        told = [*card.weigh(_of_names(*best[1:])), *told]
    told += _of_numbers(left, shared, lift)
    return Match(round(score, 6), best[3].text if best else "", _with_effects(told, score))


def _odds(compared: Compared, mine: Alias, theirs: Alias, card: Scorecard) -> float:
    """What two names say, with what the fields say in which they stand."""
    if card:
        return BIAS + sum(size for _, size in card.weigh(_of_names(compared, mine, theirs)))
    odds = compared.odds
    if mine.weak or theirs.weak:
        odds += WEAK_ALIAS
    if _exchanged(mine, theirs):
        odds += EXCHANGED
    if _one_surname(compared, mine, theirs):
        odds += ONE_SURNAME
    return odds


def _lift(left: Profile, shared: Sequence[tuple[Identifier, Identifier]], odds: float, weight: float) -> float:
    """What shared identifiers add: enough for review, however little the names agree; short ones only help names."""
    if not shared:
        return 0.0
    if any(not mine.short for mine, _ in shared):
        return max(0.0, weight * SAME_IDENTIFIER - odds)
    return weight * SHORT_IDENTIFIER if left.names else max(0.0, weight * SHORT_ALONE - odds)


def _of_numbers(left: Profile, shared: Sequence[tuple[Identifier, Identifier]], lift: float) -> Told:
    """What identifiers say: the first that both carry tells what all of them add."""
    told: Told = []
    for place, (mine, theirs) in enumerate(shared):
        more = (
            ", too short to single anybody out" if mine.short else "; its check digits are right" if mine.valid else ""
        )
        why = f"Both carry the identifier {mine.written}{more}"
        size = 0.0 if place else lift
        told.append((_reason("identifier", mine.written, theirs.written, why), size))
    wrong = [one.written for one in left.identifiers.values() if one.valid is False]
    return told + [(_reason("check_digit", text, "", f"The check digit of {text} is wrong"), 0.0) for text in wrong]


def shared_identifiers(left: Profile, right: Profile) -> list[tuple[Identifier, Identifier]]:
    """Identifiers that both carry, in order of their keys."""
    both = (
        (left.identifiers[key], right.identifiers[key]) for key in sorted(left.identifiers.keys() & right.identifiers)
    )
    return [(mine, other) for mine, other in both if compatible(mine, other)]


def _of_names(compared: Compared, mine: Alias, theirs: Alias) -> Told:
    told = reasons_of(compared)
    if mine.weak or theirs.weak:
        told.append((_reason("weak_alias", mine.text, theirs.text, "The list marks this alias as weak"), WEAK_ALIAS))
    if _exchanged(mine, theirs):
        why = "Given name and family name stand the other way round, and each may be either"
        told.append((_reason("exchanged", mine.text, theirs.text, why), EXCHANGED))
    if _one_surname(compared, mine, theirs):
        why = "The given name and one of several family names are the same; the others are often left out"
        told.append((_reason("one_surname", mine.text, theirs.text, why), ONE_SURNAME))
    sides = compared.left, compared.right
    if any(side.mixed for side in sides):
        why = "A word mixes letters of several alphabets that look alike"
        told.append((_reason("mixed_script", mine.text, theirs.text, why), 0.0))
    if any(side.too_long for side in sides):
        why = "The name is too long; only its beginning is compared"
        told.append((_reason("too_long", sides[0].text, sides[1].text, why), 0.0))
    return told


def _one_surname(compared: Compared, mine: Alias, theirs: Alias) -> bool:
    """Whether all of one name is the given name and one or more, but not all, of several family names of the other."""
    alignment = compared.alignment
    if alignment is None or alignment.clashes or not (mine.family or theirs.family):
        return False
    if alignment.left_over or not alignment.right_over or compared.left.words[0] != compared.right.words[0]:
        return False
    surnames = [words for alias in (mine, theirs) for words in _surnames(alias.family)]
    agreed = {compared.theirs.words[place] for pair in alignment.pairs for place in pair.right}
    return 0 < sum(map(agreed.issuperset, surnames)) < len(surnames)


@lru_cache(maxsize=1 << 14)
def _surnames(family: str) -> tuple[tuple[str, ...], ...]:
    """The surnames in a family name, in words as they are compared; none where it holds only one."""
    parts = parts_of(family)
    return tuple(forms(part, company=False).words for part in parts) if len(parts) > 1 else ()


def _exchanged(mine: Alias, theirs: Alias) -> bool:
    """Whether one's given name is the other's family name and the reverse, in fields of their own: two people.

    Only of names that are given names both, as Hans Friedrich: "Putin" as a given name is a slip of a clerk.
    """
    if not (mine.given and mine.family and theirs.given and theirs.family):
        return False
    given, family = mine.given.casefold(), mine.family.casefold()
    other = theirs.given.casefold(), theirs.family.casefold()
    return given != family and (family, given) == other and is_given_name(given) and is_given_name(family)


def _with_effects(told: Told, score: float) -> tuple[Reason, ...]:
    """Reasons with their part of the score: log-odds from the bias up, shared out in proportion; they add up to it."""
    start = score_of(BIAS)
    way = sum(size for _, size in told)
    a_unit = (score - start) / way if way else 0.0
    before = Reason(feature="start", left="", right="", effect=start, text="Before anything is compared")
    return (before, *(replace(reason, effect=size * a_unit) for reason, size in told))


def _facts(left: Profile, right: Profile) -> Told:
    """What is known beyond names, for and against. Unknown says nothing."""
    found: Told = []
    if "any" not in (left.kind, right.kind) and _sort(left) != _sort(right):
        why = f"One is a {left.kind}, the other a {right.kind}"
        found.append((_reason("kind", left.kind, right.kind, why), OTHER_KIND))
    if birth := _birth(left, right):
        found.append(birth)
    if left.countries and right.countries:
        mine, theirs = ({c.strip().casefold() for c in side.countries} for side in (left, right))
        # A code and a name cannot be told apart or together here, so they say nothing.
        if mine.isdisjoint(theirs) and {len(c) == 2 for c in mine} == {len(c) == 2 for c in theirs}:
            said = ", ".join(left.countries), ", ".join(right.countries)
            found.append((_reason("country", *said, "The countries differ"), OTHER_COUNTRY))
    if (
        left.addresses
        and right.addresses
        and (
            said_of := max(
                (address_likeness(mine, theirs), mine, theirs) for mine in left.addresses for theirs in right.addresses
            )
        )[0]
    ):
        whole = said_of[0] == "whole"
        why = "The addresses agree" if whole else "The addresses share a town or street"
        found.append((_reason("address", *said_of[1:], why), SAME_ADDRESS if whole else SAME_TOWN))
    found += _other_number(left, right)
    if {gender_of(left.gender), gender_of(right.gender)} == {"male", "female"}:
        found.append((_reason("gender", left.gender, right.gender, "The genders differ"), OTHER_GENDER))
    return found


def _other_number(left: Profile, right: Profile) -> Told:
    """A ship and a company have one number each of these kinds: another one is another ship or company."""
    for kind in ("imo", "lei"):
        mine, theirs = (
            {key: one for key, one in side.identifiers.items() if one.kind == kind and one.valid}
            for side in (left, right)
        )
        if mine and theirs and mine.keys().isdisjoint(theirs):
            said = ", ".join(one.written for one in mine.values()), ", ".join(one.written for one in theirs.values())
            return [(_reason("identifier", *said, f"The {kind.upper()} numbers differ"), OTHER_IDENTIFIER)]
    return []


def _birth(left: Profile, right: Profile) -> tuple[Reason, float] | None:
    said, apart = relation(left.births, right.births)
    if not said:
        return None
    text, size = _BIRTHS[said]
    return _reason("birth_date", "; ".join(left.births), "; ".join(right.births), text.format(apart=apart)), size


_BIRTHS: Mapping[Relation, tuple[str, float]] = {
    "day": ("Born on the same day", SAME_DAY),
    "month": ("Born in the same month, as far as known", SAME_MONTH),
    "year": ("Born in the same year, as far as known", SAME_YEAR),
    "turned": ("Born on the same day, if day and month were exchanged", TURNED_DAY),
    "other day": ("Born in the same year on another day", OTHER_DAY),
    "next year": ("The years of birth lie one year apart", NEXT_YEAR),
    "other year": ("The years of birth lie {apart} years apart", OTHER_YEAR),
}


def _sort(side: Profile) -> str:
    return side.kind if side.kind in NATURAL else "organization"


def _reason(feature: str, left: str, right: str, text: str) -> Reason:
    return Reason(feature=feature, left=left, right=right, effect=0.0, text=text)
