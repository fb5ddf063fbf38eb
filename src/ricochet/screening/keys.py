"""Keys: numbers under which a word, or neighbouring words, are looked up. What may be one name shares a key."""

from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

from ricochet.screening.align import ACRONYM, SMALL
from ricochet.screening.arabic import ARTICLES
from ricochet.screening.forms import Forms
from ricochet.screening.mandarin import wade_giles
from ricochet.screening.meaning import meanings
from ricochet.screening.rarity import is_syllable
from ricochet.screening.sound import coarse, consonants

_BEGINNING = 7
"""Letters of a word by which it is found; the rest is only compared."""
_MANY = 12
"""Consonants by which neighbours written as one are found; the rest is only compared."""
_JOINED = 6
"""A word of so many letters may be neighbours written as one."""
_WHOLE = 0x5BD1E995
_BONES = 4
"""Consonants from which one more or less is looked for in words written as one."""


def key(text: str) -> int:
    """A 32-bit number for a text; two texts may share one, which only costs a comparison."""
    return crc32(text.encode())


def word_keys(word: str) -> set[int]:
    """Keys of a word: its beginning with letters left out, its sound, its meanings.

    Words within a slip or two share a key with letters left out.
    """
    start = word[:_BEGINNING]
    depth = 0 if len(word) < 3 or word.isdigit() else 1 if len(word) < 6 else 2
    thinned = {"".join(kept) for out in range(depth + 1) for kept in combinations(start, len(start) - out)}
    return {sound_key(word), *map(key, thinned), *meaning_keys(word)}


def meaning_keys(word: str) -> list[int]:
    """Keys of what a word may stand for: a meaning, or a syllable in another romanisation."""
    found = [key(f"={meaning}") for meaning in meanings(word)]
    if is_syllable(word) or wade_giles(word):
        found += [key(f"%{syllable}") for syllable in (word, *wade_giles(word))]
    return found


def sound_key(word: str) -> int:
    """One key for all words of the same consonants by kind."""
    bones = coarse(word)
    return key(f"~{bones}" if len(bones) > 1 else word)


@lru_cache(maxsize=1 << 14)
def join_keys(join: str) -> tuple[int, ...]:
    """Keys of words written as one: the consonants, and where they are many, with one left out."""
    bones = consonants(join)[:_MANY]
    if len(bones) < _BONES:
        return (key(bones if len(bones) > 2 else join),)
    return tuple({key(bones), key(f"-{bones}"), *(key(f"-{bones[:at]}{bones[at + 1 :]}") for at in range(len(bones)))})


def whole_keys(word: str) -> list[int]:
    """Keys of a word that may be neighbours written as one; other numbers than those of neighbours."""
    return [number ^ _WHOLE for number in join_keys(word)] if len(word) >= _JOINED else []


def joins(form: Forms) -> list[str]:
    """Neighbouring words written as one, and all of them: "aero caribbean" -> "aerocaribbean".

    Three, where the middle one is an article.
    """
    words = form.words
    if len(words) < 2:
        return [form.solid] if words and form.solid != words[0] else []
    found = [a + b for a, b in pairwise(words)]
    found += [a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False) if b in ARTICLES]
    return list(dict.fromkeys([*found, "".join(words), form.solid]))


def acronym_keys(form: Forms) -> tuple[list[int], list[int]]:
    """Keys of the words that may be an acronym, and of the initials of the name's words."""
    words = [key(f"^{word}") for word in form.words if ACRONYM[0] <= len(word) <= ACRONYM[1]]
    whole = {"".join(word[0] for word in form.words), "".join(word[0] for word in form.words if word not in SMALL)}
    return words, [key(f"^{initials}") for initials in sorted(whole) if ACRONYM[0] <= len(initials) <= ACRONYM[1]]


def han_keys(han: str) -> list[int]:
    """Keys of neighbouring Chinese characters, or of the only one."""
    return [key(han)] if len(han) == 1 else sorted({key(a + b) for a, b in pairwise(han)})
