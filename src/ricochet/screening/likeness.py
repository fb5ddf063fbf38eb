"""Likeness of two words: how alike they are and what their agreement says. Words are ASCII and lower case.

Kinds of likeness: the same word; another word for the same; the same sound; one, two or three slips of the pen; an
initial. Costs, in nats, are about the negative logarithm of how often a true name is written that way.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from ricochet.screening.mandarin import LONGEST_SYLLABLE, wade_giles
from ricochet.screening.meaning import meanings
from ricochet.screening.rarity import is_known, is_syllable, rarity, rarity_of_sound
from ricochet.screening.sound import coarse, consonants, vowels

SOUND, APART, UNWRITTEN, COARSE = 0.5, 2.0, 0.3, 2.2
SLIP, SLIP_SHORT, SLIP_OF_FEW, SLIPS = 2.0, 3.0, 4.5, 4.0
MOST_SLIPS = 3
TWO_SLIPS, THREE_SLIPS = 6, 9
"""Letters of the shortest words that two slips, or three, leave the same."""
LEAST_SLIP, SURE_SLIP = 0.5, 5
"""What a common word with a slip in it says at least, and its letters."""
FIRST_LETTER, FIRST_OF_FEW = 1.0, 2.5
ENDING = 4.0
SCRAMBLED = 5.0
"""Cost of letters in another order."""
APART_WRITTEN, APART_UNWRITTEN = 0.5, 0.7
"""Most slips for a letter between words of one sound, where vowels are written and where they are not."""
APART_KNOWN = 0.25
"""The same where both are common words."""
INITIAL = 1.0
MEANT, LEAST_MEANT = 1.0, 0.5
SKIY = frozenset({"skiy", "skii", "skij", "sky", "ski", "skaya", "skaia", "skaja", "skoe", "skoye", "skogo", "skoy"})
OWNED = frozenset({"ov", "ev", "in"})
"""Endings of Russian adjectives, and of family names that make other family names with them."""
BODY = 0.3
SYLLABLES = 1.0
JOIN, BARE_JOIN = 0.7, 2.5
"""Cost of words written as one, and what joining consonants costs beside where vowels are not written."""
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
    if meant or left.isdigit() or right.isdigit():
        return meant  # 5 and 6 are different ships, not a slip of the pen
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) == 1:
        return Likeness(INITIAL, 0.5, "initial") if long[0] == short else None
    return _alike(left, right, len(long))


def _alike(left: str, right: str, longest: int) -> Likeness | None:
    """How words of two letters and more are alike by sound or spelling."""
    slips = OSA.distance(left, right, score_cutoff=max(MOST_SLIPS, longest * 7 // 10))
    nats = min(rarity(left), rarity(right))
    if longest <= LONGEST_SYLLABLE and (left in wade_giles(right) or right in wade_giles(left)):
        return Likeness(max(nats - SYLLABLES, LEAST_MEANT), 0.85, "sound")
    if ("sk" in left or "sk" in right) and (_adjective(left, right) or _adjective(right, left)):
        return Likeness(max(nats - MEANT, LEAST_MEANT), 0.85, "nickname")
    if slips > MOST_SLIPS and coarse(left) != coarse(right) and not _scrambled(left, right):
        return None  # as of most words: neither slips, nor of one sound, nor of the same letters
    if is_syllable(left) and is_syllable(right) and _glide(left, right):
        return None
    sound = _sound(left, right, slips / longest)
    if is_syllable(left) and is_syllable(right):
        return None if sound is None or sound.nats <= SYLLABLES else replace(sound, nats=sound.nats - SYLLABLES)
    spelling = _spelling(left, right, slips, nats)
    return spelling if spelling and (sound is None or spelling.nats > sound.nats) else sound


def joined(first: str, second: str, word: str) -> Likeness | None:
    """How a word is two others written as one."""
    whole = first + second
    if len(word) < 4 or not -3 < len(whole) - len(word) < 3:
        return None
    if whole != word and _romanised(first, second, word):
        return Likeness(rarity(first) + rarity(second) - JOIN - SYLLABLES, 0.85, "joined")
    like = likeness(whole, word)
    if like is None or like.credit < _CLOSE:
        return None
    nats = max(rarity(first) + rarity(second), like.nats) if whole == word else like.nats
    if like.how == "sound" and like.credit > _CLOSE:
        nats -= BARE_JOIN
    return Likeness(nats - JOIN, like.credit, "joined") if nats > JOIN else None


def _romanised(first: str, second: str, word: str) -> bool:
    """Whether two syllables of Wade-Giles, "chin ping", are a word of pinyin, "jinping"."""
    if not (is_syllable(first) and is_syllable(second)):
        return False
    return any(one + other == word for one in wade_giles(first) | {first} for other in wade_giles(second) | {second})


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
    return Likeness(
        max(nats, LEAST_MEANT), 0.9, {"company": "translation", "name": "nickname", "number": "number_word"}[how]
    )


_GLIDE = re.compile("(?<=[bcdfghjkmpqrstxz])y(?=[aeou])")


def _glide(left: str, right: str) -> bool:
    """Whether only a y after a consonant tells two syllables apart: Korean Pong and Pyong; Lyu is Chinese for Lü."""
    return (_GLIDE.search(left) is None) != (_GLIDE.search(right) is None) and (
        _GLIDE.sub("", left) == _GLIDE.sub("", right)
    )


def _adjective(word: str, longer: str) -> bool:
    """Whether the longer word is the Russian adjective of the other: "murom", "muromskiy". Petrovskiy is no Petrov."""
    stem = word.rstrip("aeiouy")
    return len(stem) > 3 and longer.startswith(stem + "sk") and longer[len(stem) :] in SKIY and word[-2:] not in OWNED


def _sound(left: str, right: str, apart: float) -> Likeness | None:
    """Agreement by consonants; `apart`: slips for a letter, which vowels that are written may not exceed by far."""
    bones, others = consonants(left), consonants(right)
    if len(bones) < 2:
        return None
    written = sorted((vowels(left), vowels(right)))
    unwritten = written[0] <= 1 < written[1]
    if apart > (APART_UNWRITTEN if unwritten else APART_WRITTEN):
        return None
    if apart > APART_KNOWN and is_known(left) and is_known(right):
        return None  # "castillo" and "castle" are two words, however they sound
    if bones == others:
        cost, credit = (UNWRITTEN, 0.95) if unwritten else (SOUND + APART * apart, 0.85)
        cost += ENDING * _another_ending(left, right)
    elif len(bones) > 2 and coarse(left) == coarse(right):
        cost, credit = COARSE, 0.75
    else:
        return None
    nats = min(rarity_of_sound(bones), rarity(left), rarity(right)) - cost
    return Likeness(nats, credit, "sound") if nats > 0 else None


def _spelling(left: str, right: str, slips: int, nats: float) -> Likeness | None:
    """Agreement but for slips of the pen; `nats`: what the words themselves would say."""
    least = min(len(left), len(right))
    cost = _slips(least, slips)
    if not cost and _scrambled(left, right):
        return Likeness(nats - SCRAMBLED, 0.65, "spelling") if nats > SCRAMBLED else None
    if not cost or (slips > 1 and left[0] != right[0]):
        return None
    if left[0] != right[0]:
        cost += FIRST_LETTER if least >= TWO_SLIPS else FIRST_OF_FEW
    cost += ENDING * _another_ending(left, right)
    if nats - cost < LEAST_SLIP and _misspelt(left, right, least, slips):
        cost = nats - LEAST_SLIP
    return Likeness(nats - cost, (0.9, 0.75, 0.65)[slips - 1], "spelling") if nats > cost else None


def _scrambled(left: str, right: str) -> bool:
    """Whether one word is the other's letters in another order, not both known ("diana", "nadia")."""
    same = len(left) == len(right) >= SURE_SLIP and sorted(left) == sorted(right)
    return same and not (is_known(left) and is_known(right))


def _misspelt(left: str, right: str, least: int, slips: int) -> bool:
    """Whether one word is a common one ("company") and the other none at all ("copmany")."""
    return slips == 1 and least >= SURE_SLIP and left[0] == right[0] and is_known(left) != is_known(right)


def _slips(length: int, slips: int) -> float:
    """Cost of so many slips in a word of this length; 0 where that many make another word."""
    if slips == 1:
        return SLIP if length >= 5 else SLIP_SHORT if length == 4 else SLIP_OF_FEW
    if slips == 2 and length >= TWO_SLIPS:
        return SLIPS
    if slips == 3 and length >= THREE_SLIPS:
        return SLIPS + 1
    return 0.0


def _another_ending(left: str, right: str) -> bool:
    """Whether a last -a or -o tells a woman's name from a man's: it alone, or that of a Russian family name."""
    short, long = sorted((left, right), key=len)
    return left.rstrip("ao") == right.rstrip("ao") or (short[-2:] in OWNED and long[-3:] == f"{short[-2:]}a")
