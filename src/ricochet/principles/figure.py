"""Figure: a number as printed, with the words that make it less than exact -> the interval it allows."""

import re
from dataclasses import dataclass
from math import inf, nextafter

_WORDS = (
    ("at least", "from"),
    ("not less than", "from"),
    (">=", "from"),
    ("at most", "to"),
    ("up to", "to"),
    ("<=", "to"),
    ("more than", "over"),
    ("over", "over"),
    (">", "over"),
    ("less than", "under"),
    ("below", "under"),
    ("under", "under"),
    ("<", "under"),
    ("almost", "nearly"),
    ("nearly", "nearly"),
    ("about", "about"),
    ("around", "about"),
    ("~", "about"),
)
_NUMBER = re.compile(r"\d{1,15}(?:,\d{3})*(?:\.\d+)?")
ABOUT = 0.1
"""How far "about 26" reaches either way, as a part of the figure; "nearly" reaches so far down, and not up."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between, ends included."""

    low: float
    high: float

    @property
    def bounded(self) -> bool:
        """Whether both ends are figures."""
        return -inf < self.low and self.high < inf

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def within(self, low: float, high: float) -> "Interval":
        """What remains of it between the bounds of the fact."""
        return Interval(min(max(self.low, low), high), max(min(self.high, high), low))


def read_figure(text: str) -> Interval:
    """Read "36.55", "about 27", "more than 150", ">=25", "25..50". Raises ValueError for anything else.

    "More than" excludes the figure itself: the interval begins at the next number a computer can write.
    """
    plain = " ".join(text.lower().split())
    low, dots, high = plain.partition("..")
    if dots:
        found = Interval(_number(low, text), _number(high, text))
        if found.low > found.high:
            raise ValueError(f"'{text}' ends before it begins")
        return found
    for word, way in _WORDS:
        if plain.startswith(word):
            return _reach(way, _number(plain.removeprefix(word), text))
    value = _number(plain, text)
    return Interval(value, value)


def _reach(way: str, value: float) -> Interval:
    return {
        "from": Interval(value, inf),
        "to": Interval(-inf, value),
        "over": Interval(nextafter(value, inf), inf),
        "under": Interval(-inf, nextafter(value, -inf)),
        "nearly": Interval(value * (1 - ABOUT), value),
        "about": Interval(value * (1 - ABOUT), value * (1 + ABOUT)),
    }[way]


def _number(part: str, whole: str) -> float:
    if not _NUMBER.fullmatch(part.strip()):
        raise ValueError(f"'{whole}' is no figure: write 12.5, about 12, more than 12, at least 12 or 10..15")
    return float(part.strip().replace(",", ""))
