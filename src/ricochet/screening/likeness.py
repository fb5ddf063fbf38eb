"""Likeness of two words: how alike they are and what their agreement says. Words are ASCII and lower case.

Kinds of likeness: the same word; another word for the same; the same sound; one, two or three slips of the pen; an
initial. Costs, in nats, are about the negative logarithm of how often a true name is written that way.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from ricochet.screening.meaning import meanings
from ricochet.screening.rarity import is_syllable, rarity, rarity_of_sound
from ricochet.screening.sound import coarse, consonants, vowels

SOUND, APART, UNWRITTEN, COARSE = 0.5, 2.0, 0.3, 2.2
SLIP, SLIP_SHORT, SLIPS = 2.0, 3.0, 4.0
TWO_SLIPS, THREE_SLIPS = 6, 9
"""Letters of the shortest words that two slips, or three, leave the same."""
FIRST_LETTER = 1.0
ENDING = 1.5
APART_WRITTEN, APART_UNWRITTEN = 0.5, 0.7
"""Most slips for a letter between words of one sound, where vowels are written and where they are not."""
INITIAL = 1.0
MEANT = 1.0
BODY = 0.3
SYLLABLES = 1.0
JOIN = 0.7
_CLOSE = 0.85
"""Least credit of a word that counts as another two written as one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`nats`: what the agreement says, above 0. `credit`: share of the words that agrees, 0 to 1. `how`: the kind."""

    nats: float
    credit: float
    how: str


@lru_cache(maxsize=1 << 16)
def likeness(left: str, right: str) -> Likeness | None:
    """How two words are alike; None where their likeness says nothing. Symmetric."""
    if left == right:
        return Likeness(rarity(left), 1.0, "word")
    if left > right:
        left, right = right, left
    meant = _meant(left, right)
    if left.isdigit() or right.isdigit():
        return meant  # 5 and 6 are different ships, not a slip of the pen
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if meant is not None:
        return meant
    if len(short) == 1:
        return Likeness(INITIAL, 0.5, "initial") if long[0] == short else None
    slips = OSA.distance(left, right, score_cutoff=max(3, len(long) * 7 // 10))
    nats = min(rarity(left), rarity(right))
    found = _sound(left, right, slips / len(long))
    cost = _slips(short, slips)
    if is_syllable(left) and is_syllable(right):
        return None if found is None or found.nats <= SYLLABLES else replace(found, nats=found.nats - SYLLABLES)
    if cost and (slips == 1 or left[0] == right[0]):
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


def _meant(left: str, right: str) -> Likeness | None:
    """A translated company word, another form of a given name, a number in words."""
    both = meanings(left)
    both = both and both & meanings(right)
    if not both:
        return None
    how = max(both).partition(" ")[0]  # a name's form or a translation before a body of another kind
    if how == "body":
        return Likeness(BODY, 0.7, how)
    nats = min(rarity(left), rarity(right)) - MEANT
    return Likeness(max(nats, 0.5), 0.9, {"company": "translation", "name": "nickname", "number": "number_word"}[how])


def _sound(left: str, right: str, apart: float) -> Likeness | None:
    """Agreement by consonants; `apart`: slips for a letter, which vowels that are written may not exceed by far."""
    bones, others = consonants(left), consonants(right)
    if len(bones) < 2:
        return None
    written = sorted((vowels(left), vowels(right)))
    unwritten = written[0] <= 1 < written[1]
    if apart > (APART_UNWRITTEN if unwritten else APART_WRITTEN):
        return None
    if bones == others:
        cost, credit = (UNWRITTEN, 0.95) if unwritten else (SOUND + APART * apart, 0.85)
        cost += ENDING * _another_ending(left, right)
    elif len(bones) > 2 and coarse(left) == coarse(right):
        cost, credit = COARSE, 0.75
    else:
        return None
    nats = min(rarity_of_sound(bones), rarity(left), rarity(right)) - cost
    return Likeness(nats, credit, "sound") if nats > 0 else None


def _slips(short: str, slips: int) -> float:
    """Cost of so many slips in a word of this length; 0 where that many make another word."""
    length = len(short)
    if slips == 1:
        return SLIP if length >= 5 else SLIP_SHORT if length == 4 else 4.5
    if slips == 2 and length >= TWO_SLIPS:
        return SLIPS
    if slips == 3 and length >= THREE_SLIPS:
        return SLIPS + 1
    return 0.0


def _another_ending(left: str, right: str) -> bool:
    """Whether only a last -a or -o tells the words apart, as a woman's name from a man's."""
    return left.rstrip("ao") == right.rstrip("ao")
