"""Share: how much of a company somebody holds, as an exact interval.

One grammar for reading and writing (the contract's): a bare number is per cent, `p/q` a fraction of the whole;
`51,3 %`, `25..50`, `(25,50]`, `>50`, `>=50`, `<25`, `majority`, `minority`, `?`; counts of shares as `1,000,001 of
2,000,000`, which go before a rounded figure beside them. Bounds are fractions, never floats.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

WHOLE = Fraction(100)
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_TERM = rf"(?:{_NUMBER}(?:\s*/\s*{_NUMBER})?)\s*%?"
_POINT = re.compile(rf"^({_TERM})$")
_RANGE = re.compile(rf"^({_TERM})\s*(?:\.\.|–|—|-|\bto\b)\s*({_TERM})$")
_BAND = re.compile(rf"^([\[(])\s*({_TERM})\s*[,;]\s*({_TERM})\s*([\])])$")
_BOUND = re.compile(rf"^(>=|>|<=|<|≥|≤|more than|at least|less than|at most|up to|over|under)\s*({_TERM})$")
_WHOLE_NUMBER = r"[0-9]{1,3}(?:[,. '][0-9]{3})+|[0-9]+"
_COUNTED = re.compile(rf"^({_WHOLE_NUMBER})(?: shares)? (?:out )?of ({_WHOLE_NUMBER})(?: shares)?(?:\s*\([^()]*\))?$")
_ABOVE = {">": True, "more than": True, "over": True, ">=": False, "≥": False, "at least": False}
_BELOW = {
    "<": True,
    "less than": True,
    "under": True,
    "<=": False,
    "≤": False,
    "at most": False,
    "up to": False,
}
_WORDS = {
    "": (Fraction(0), WHOLE, False, False),
    "?": (Fraction(0), WHOLE, False, False),
    "unknown": (Fraction(0), WHOLE, False, False),
    "significant": (Fraction(0), WHOLE, False, False),
    "majority": (Fraction(50), WHOLE, True, False),
    "minority": (Fraction(0), Fraction(50), True, True),
}
_SEVEN_DIGITS = 10**7
MAX_DIGITS = 40
"""Longest number read: enough for a count of shares, short of an attack on the arithmetic."""


@dataclass(frozen=True, slots=True)
class Share:
    """An interval of per cent, 0 to 100, each end closed unless said open."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        """Refuse an interval that holds nothing or leaves 0..100."""
        if not 0 <= self.low <= self.high <= WHOLE:
            raise ValueError(f"a share lies between 0 and 100 per cent, low end first; this is {self.low}..{self.high}")
        if self.low == self.high and (self.low_open or self.high_open):
            raise ValueError(f"an open interval at {self.low} holds nothing")

    @property
    def exact(self) -> bool:
        """Whether the interval is a single number."""
        return self.low == self.high

    def hull(self, other: "Share") -> "Share":
        """Smallest interval that holds both: what two contradicting sources leave possible."""
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        high, not_open = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Share(low, high, low_open, not not_open)

    def plus(self, other: "Share") -> "Share":
        """Sum of two stakes of one owner, cut at the whole."""
        low, high = self.low + other.low, self.high + other.high
        low_open, high_open = self.low_open or other.low_open, self.high_open or other.high_open
        if low >= WHOLE:
            return Share(WHOLE, WHOLE)
        return Share(low, WHOLE, low_open) if high > WHOLE else Share(low, high, low_open, high_open)

    def __str__(self) -> str:
        """The share in the input's grammar; reading it back gives the same share."""
        if self.low == 0 and self.high == WHOLE and not self.low_open and not self.high_open:
            return "?"
        if self.exact:
            return percent(self.low)
        if self.high == WHOLE and not self.high_open and self.low > 0:
            return f"{'>' if self.low_open else '>='}{percent(self.low)}"
        if not self.low_open and not self.high_open:
            return f"{percent(self.low)}..{percent(self.high)}"
        left, right = "(" if self.low_open else "[", ")" if self.high_open else "]"
        return f"{left}{percent(self.low)},{percent(self.high)}{right}"


UNKNOWN = Share(Fraction(0), WHOLE)


def percent(value: Fraction) -> str:
    """Write `value` per cent exactly: a decimal where one ends, else `p/q` of the whole.

    Raises nothing; `percent(Fraction(100, 3)) == "1/3"`, `percent(Fraction(4046, 100)) == "40.46"`.
    """
    if _SEVEN_DIGITS % value.denominator == 0:  # nearly all
        whole, rest = divmod(value.numerator * (_SEVEN_DIGITS // value.denominator), _SEVEN_DIGITS)
        return f"{whole}.{rest:07d}".rstrip("0") if rest else str(whole)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        part = value / WHOLE
        return f"{part.numerator}/{part.denominator}"
    digits = max(twos, fives)
    whole, fraction = divmod(value.numerator * 10**digits // value.denominator, 10**digits)
    return f"{whole}.{fraction:0{digits}d}"


@lru_cache(maxsize=4096)  # a register repeats a few hundred shares
def read_share(text: str) -> Share:
    """Read one share. Raises ValueError with what is wrong and what would be right."""
    plain = " ".join(text.split()).lower().removesuffix(" of the whole")
    if plain in _WORDS:
        return Share(*_WORDS[plain])
    if not plain.isascii() and not set("≥≤–—%") >= {c for c in plain if not c.isascii()}:
        raise ValueError(f"'{text}' is not a share: digits must be 0-9")
    if match := _COUNTED.match(plain):
        plain = "/".join(re.sub(r"[^0-9]", "", count) for count in match.groups())
    if match := _POINT.match(plain):
        value = _term(match[1])
        return Share(value, value)
    if match := _RANGE.match(plain):
        return Share(_term(match[1]), _term(match[2]))
    if match := _BAND.match(plain):
        return Share(_term(match[2]), _term(match[3]), match[1] == "(", match[4] == ")")
    if match := _BOUND.match(plain):
        word, value = match[1], _term(match[2])
        if word in _ABOVE:
            return Share(value, WHOLE, _ABOVE[word])
        return Share(Fraction(0), value, False, _BELOW[word])
    raise ValueError(f"'{text}' is not a share: write 51.3, 1/3, 25..50, (25,50], >50, majority or ?")


def _term(text: str) -> Fraction:
    number = text.replace("%", "").replace(",", ".").replace(" ", "")
    if len(number) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits is not a share")
    if "/" not in number:
        return Fraction(number)
    part, whole = (Fraction(side) for side in number.split("/"))
    if whole == 0:
        raise ValueError(f"'{text}' divides by zero")
    return part / whole * WHOLE
