"""Settle: what the caught hold of a company, as far as it is known, and what would decide a possible answer."""

from fractions import Fraction
from functools import lru_cache

from ricochet.model.finding import Unknown
from ricochet.model.share import WHOLE, Share, percent
from ricochet.ownership.amounts import Unit
from ricochet.ownership.register import Units
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
    return _text(low, high, units.unit)


def _within(amounts: list[int], inside: list[bool]) -> int:
    return sum(amount for amount, within in zip(amounts, inside, strict=True) if within)


@lru_cache(maxsize=1 << 16)  # a register repeats its few sums
def _text(low: int, high: int, unit: Unit) -> str:
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
    rest = _rest(firm, units)
    found = []
    for place in open_units:
        some = units.stakes[place]
        owner = " and ".join(sorted(names[int(stakes.owner[stake])] for stake in some))
        share = " + ".join(str(stakes.shares[stakes.share[stake]]) for stake in some)
        first = "" if inside[place] else f"{owner} itself must be caught, and "
        if rest is None or units.test.basis == "interest":
            needed = "caught" if first else "resolved"
            text = f"{first}its {units.test.basis} in {owned} must be confirmed"
        else:
            figure, needed, words = rest
            most, _ = units.unit.ceiling(units.highs[place])
            alone = most > figure or (most == figure and units.test.comparison == "ge")
            whose = "its stake" if first else f"{owner}'s stake"
            reach = "" if alone else ", together with the other open stakes,"
            text = f"{first}{whose} in {owned}{reach} must be {words} (known: {share})"
        found.append(Unknown(owner=owner, owned=owned, share=share, needed=needed, text=text))
    return tuple(sorted(found, key=lambda one: one.owner))


def _rest(firm: int, units: Units) -> tuple[Fraction, str, str] | None:
    """What is lacking beside the firm stakes: a number of per cent, in short and in words; None without a figure."""
    if units.test.threshold is None:
        return None
    return _lacking(firm, units.unit, units.test.threshold, units.test.comparison == "ge")


@lru_cache(maxsize=1 << 16)
def _lacking(firm: int, unit: Unit, threshold: Fraction, at_least: bool) -> tuple[Fraction, str, str]:
    rest = max(threshold - unit.floor(firm)[0], Fraction(0))
    text = percent(rest)
    amount = f"{text} of the whole" if "/" in text else f"{text} per cent"
    return rest, f"{'>=' if at_least else '>'}{text}", f"{'at least' if at_least else 'more than'} {amount}"
