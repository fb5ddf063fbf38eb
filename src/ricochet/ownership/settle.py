"""Settle: what the caught hold of a company, as far as it is known, and what would decide a possible answer."""

from fractions import Fraction
from functools import lru_cache

from ricochet.model.finding import Unknown
from ricochet.model.regime import Test
from ricochet.model.share import WHOLE, Share, percent
from ricochet.ownership.amounts import Unit
from ricochet.ownership.solve import OUTSIDE, Closure


def held(block: int, sure: Closure, may: Closure) -> str:
    """What caught owners surely hold of a company up to what caught-or-possible owners may hold."""
    units = sure.register.units(block)
    if units.need is None:  # what counts is that there is a stake; here its size is asked
        units = sure.register.exactly(block)
    inside = [wave != OUTSIDE for wave in sure.wave[units.owners].tolist()]
    maybe = inside if may is sure else [wave != OUTSIDE for wave in may.wave[units.owners].tolist()]
    low = sum(low for low, within in zip(units.lows, inside, strict=True) if within)
    high = sum(high for high, within in zip(units.highs, maybe, strict=True) if within)
    if units.capped:
        high = min(high, units.unit.whole - (sum(units.lows) - _within(units.lows, maybe)))
    if units.complete:
        low = max(low, units.unit.whole - (sum(units.highs) - _within(units.highs, inside)))
    return text_of(low, high, units.unit)


def _within(amounts: list[int], inside: list[bool]) -> int:
    return sum(amount for amount, within in zip(amounts, inside, strict=True) if within)


@lru_cache(maxsize=1 << 16)  # a register repeats its few sums
def text_of(low: int, high: int, unit: Unit) -> str:
    """A sum of lower bounds up to one of upper bounds, in the input's grammar."""
    (least, low_open), (most, high_open) = unit.floor(low), unit.ceiling(high)
    if least >= WHOLE:
        return str(Share(WHOLE, WHOLE))
    if most > WHOLE:
        most, high_open = WHOLE, False
    return str(Share(least, least) if least >= most else Share(least, most, low_open, high_open))


def unknowns(block: int, sure: Closure, may: Closure) -> tuple[Unknown, ...]:
    """Which open facts would decide a possible answer, each with what it must turn out to be."""
    register = sure.register
    units = register.units(block)
    stakes, names = register.stakes, register.stakes.parties
    owned = names[int(register.about[block])]
    inside = [wave != OUTSIDE for wave in sure.wave[units.owners].tolist()]
    maybe = [wave != OUTSIDE for wave in may.wave[units.owners].tolist()]
    open_units = [
        place
        for place, some in enumerate(units.stakes)
        if maybe[place] and (not inside[place] or not all(stakes.shares[stakes.share[stake]].exact for stake in some))
    ]
    firm = sum(low for place, low in enumerate(units.lows) if inside[place] and place not in open_units)
    rest = lacking(firm, units.unit, units.test)
    found = [
        unknown(
            " and ".join(sorted(names[int(stakes.owner[stake])] for stake in units.stakes[place])),
            owned,
            " + ".join(stakes.text(int(stakes.share[stake])) for stake in units.stakes[place]),
            units.test,
            rest,
            caught=inside[place],
            most=units.unit.ceiling(units.highs[place])[0],
        )
        for place in open_units
    ]
    return tuple(sorted(found, key=lambda one: one.owner))


Lacking = tuple[Fraction, str, str]
"""What is lacking beside the firm stakes: a number of per cent, in short and in words."""


def unknown(
    owner: str, owned: str, share: str, test: Test, rest: Lacking | None, *, caught: bool, most: Fraction
) -> Unknown:
    """One open stake: whether its owner must be caught first, and how much (`most` at the most) it must come to."""
    first = "" if caught else f"{owner} itself must be caught, and "
    if rest is None or test.basis == "interest":
        text = f"{first}its {test.basis} in {owned} must be confirmed"
        return Unknown(owner=owner, owned=owned, share=share, needed="caught" if first else "resolved", text=text)
    figure, needed, words = rest
    alone = most > figure or (most == figure and test.comparison == "ge")
    whose = "its stake" if first else f"{owner}'s stake"
    reach = "" if alone else ", together with the other open stakes,"
    text = f"{first}{whose} in {owned}{reach} must be {words} (known: {share})"
    return Unknown(owner=owner, owned=owned, share=share, needed=needed, text=text)


def lacking(firm: int, unit: Unit, test: Test) -> Lacking | None:
    """What a test lacks beside the firm stakes; None for one without a figure."""
    if test.threshold is None:
        return None
    return _lacking(firm, unit, test.threshold, test.comparison == "ge")


@lru_cache(maxsize=1 << 16)
def _lacking(firm: int, unit: Unit, threshold: Fraction, at_least: bool) -> Lacking:
    rest = max(threshold - unit.floor(firm)[0], Fraction(0))
    text = percent(rest)
    amount = f"{text} of the whole" if "/" in text else f"{text} per cent"
    return rest, f"{'>=' if at_least else '>'}{text}", f"{'at least' if at_least else 'more than'} {amount}"
