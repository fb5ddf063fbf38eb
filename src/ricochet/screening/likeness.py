"""Likeness of two words: how alike they are and what their agreement says. Words are ASCII and lower case.

Kinds of likeness, from most to least: the same word; the same number in words; the same sound; one, two or three slips
of the pen; an initial. Costs, in nats, are about the negative logarithm of how often a true name is written that way.
"""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from ricochet.screening.rarity import rarity, rarity_of_sound
from ricochet.screening.sound import coarse, consonants, vowels

SOUND, UNWRITTEN, COARSE = 1.0, 0.3, 2.2
SLIP, SLIP_SHORT, SLIPS = 2.0, 3.0, 4.0
FIRST_LETTER = 1.0
ENDING = 1.5
INITIAL = 1.0
JOIN = 0.7
_CLOSE = 0.85
"""Least credit of a word that counts as another two written as one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`nats`: what the agreement says, above 0. `credit`: share of the words that agrees, 0 to 1. `how`: the kind."""

    nats: float
    credit: float
    how: str


@lru_cache(maxsize=1 << 19)
def likeness(left: str, right: str) -> Likeness | None:
    """How two words are alike; None where their likeness says nothing. Symmetric."""
    if left == right:
        return Likeness(rarity(left), 1.0, "word")
    if left > right:
        left, right = right, left
    if left.isdigit() or right.isdigit():
        return None  # 5 and 6 are different ships, not a slip of the pen
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) == 1:
        return Likeness(INITIAL, 0.5, "initial") if long[0] == short else None
    slips = OSA.distance(left, right, score_cutoff=max(3, len(long) * 7 // 10))
    nats = min(rarity(left), rarity(right))
    found = _sound(left, right, slips / len(long))
    cost = _slips(short, slips)
    if cost:
        cost += FIRST_LETTER * (left[0] != right[0]) + ENDING * _another_ending(left, right)
        if nats > cost and (found is None or nats - cost > found.nats):
            found = Likeness(nats - cost, (0.9, 0.75, 0.65)[slips - 1], "spelling")
    return found


def joined(first: str, second: str, word: str) -> Likeness | None:
    """How a word is two others written as one."""
    whole = first + second
    if len(word) < 4 or not -3 < len(whole) - len(word) < 3:
        return None
    like = likeness(whole, word)
    if like is None or like.credit < _CLOSE:
        return None
    nats = max(rarity(first) + rarity(second), like.nats) if whole == word else like.nats
    return Likeness(nats - JOIN, like.credit, "joined") if nats > JOIN else None


def _sound(left: str, right: str, apart: float) -> Likeness | None:
    bones, others = consonants(left), consonants(right)
    if len(bones) < 2 or apart > 0.7:
        return None
    if bones == others:
        written = sorted((vowels(left), vowels(right)))
        unwritten = written[0] <= 1 < written[1]
        nats = min(rarity_of_sound(bones), rarity(left), rarity(right)) - (UNWRITTEN if unwritten else SOUND)
        return Likeness(nats, 0.95 if unwritten else 0.85, "sound") if nats > 0 else None
    if len(bones) > 2 and coarse(left) == coarse(right):
        nats = min(rarity_of_sound(bones), rarity(left), rarity(right)) - COARSE
        return Likeness(nats, 0.75, "sound") if nats > 0 else None
    return None


def _slips(short: str, slips: int) -> float:
    """Cost of so many slips in a word of this length; 0 where that many make another word."""
    length = len(short)
    if slips == 1:
        return SLIP if length >= 5 else SLIP_SHORT if length == 4 else 4.5
    if slips == 2 and length >= 6:
        return SLIPS
    if slips == 3 and length >= 9:
        return SLIPS + 1
    return 0.0


def _another_ending(left: str, right: str) -> bool:
    """Whether only a last -a or -o tells the words apart, as a woman's name from a man's."""
    return left.rstrip("ao") == right.rstrip("ao")
