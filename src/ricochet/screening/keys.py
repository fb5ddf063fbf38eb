"""Keys: numbers under which a word, or neighbouring words, are looked up. What may be one name shares a key.

Words within a slip or two of each other share the key of a text with letters left out (deletion neighbourhoods:
Bocek, Hunt and Stiller, "Fast Similarity Search in Large Dictionaries", 2007). Two texts may share a key by chance,
which only costs a comparison.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.align import ACRONYM, SMALL
from ricochet.screening.arabic import ARTICLES
from ricochet.screening.forms import Forms
from ricochet.screening.mandarin import wade_giles
from ricochet.screening.meaning import meanings
from ricochet.screening.rarity import is_syllable
from ricochet.screening.sound import coarse

Keys = NDArray[np.uint32]
Askers = NDArray[np.int64]

_BEGINNING = 7
"""Letters of a word by which it is found; the rest is only compared."""
_MANY = 12
"""Consonants by which neighbours written as one are found; the rest is only compared."""
_JOINED = 5
"""A word of so many letters may be neighbours written as one."""
_BONES = 4
"""Consonants from which one more or less is looked for in words written as one."""
_STEP, _STIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
APART, TOGETHER = 0, 1
"""Keys of neighbours written as one are other numbers than those of a word that may be neighbours."""


def key(text: str) -> int:
    """A 32-bit number for a text."""
    return crc32(text.encode())


def word_keys(words: Sequence[str]) -> tuple[Keys, Askers]:
    """Keys of words, and whose each is: beginnings with letters left out, sound, meanings."""
    depths = [0 if len(word) < 3 or word.isdigit() else 1 if len(word) < 6 else 2 for word in words]
    thin, askers = _thinned(words, depths, _BEGINNING)
    more = [(number, at) for at, word in enumerate(words) for number in (sound_key(word), *meaning_keys(word))]
    numbers = np.array([number for number, _ in more], dtype=np.uint32)
    return np.concatenate((thin, numbers)), np.concatenate((askers, np.array([at for _, at in more], dtype=np.int64)))


def meaning_keys(word: str) -> list[int]:
    """Keys of what a word may stand for: a meaning, or a syllable in another romanisation."""
    found = [key(f"={meaning}") for meaning in meanings(word)]
    if is_syllable(word) or wade_giles(word):
        found += [key(f"%{syllable}") for syllable in (word, *wade_giles(word))]
    return found


@lru_cache(maxsize=1 << 16)
def sound_key(word: str) -> int:
    """One key for all words of the same consonants by kind."""
    bones = coarse(word)
    return key(f"~{bones}" if len(bones) > 1 else word)


def join_keys(texts: Sequence[str], bones: Sequence[str], seed: int) -> tuple[Keys, Askers]:
    """Keys of words written as one, and whose each is: their `bones`, where they are many also with one left out.

    `bones`: the consonants of each. `seed`: TOGETHER for words that are neighbours, APART for one that may be.
    """
    skeletons = [(some if len(some) > 2 else f"={text}")[:_MANY] for text, some in zip(texts, bones, strict=True)]
    return _thinned(skeletons, [int(len(one) >= _BONES) for one in skeletons], _MANY, seed + 1)


def whole(word: str) -> bool:
    """Whether a word may be neighbours written as one."""
    return len(word) >= _JOINED


def joins(form: Forms) -> dict[str, float]:
    """Neighbouring words written as one, and all of them: "aero caribbean" -> "aerocaribbean"; with their weight.

    Three, where the middle one is an article.
    """
    words, hefts = form.words, form.by_words.hefts
    found = {form.solid: form.by_words.heft, "".join(words): form.by_words.heft}
    for length in (2, 3):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            if length == 2 or run[1] in ARTICLES:
                found.setdefault("".join(run), sum(hefts[at : at + length]))
    if len(words) == 1:
        del found[words[0]]
    return {join: heft for join, heft in found.items() if join}


def initials(form: Forms) -> int:
    """How many words of a name are one letter, which may stand for any word that begins with it."""
    return sum(len(word) == 1 and word.isalpha() for word in form.words)


def acronym_keys(form: Forms) -> tuple[list[int], list[int]]:
    """Keys of the words that may be an acronym, and of the initials of its neighbouring words."""
    words = [key(f"^{word}") for word in form.words if ACRONYM[0] <= len(word) <= ACRONYM[1]]
    if len(form.words) < ACRONYM[0]:
        return words, []
    firsts = (
        "".join(word[0] for word in form.words),
        "".join(word[0] for word in form.words if word not in SMALL),
    )
    runs = {
        one[start:end]
        for one in firsts
        for start in range(len(one))
        for end in range(start + ACRONYM[0], min(start + ACRONYM[1], len(one)) + 1)
    }
    return words, [key(f"^{run}") for run in sorted(runs)]


def han_keys(han: str) -> list[int]:
    """Keys of neighbouring Chinese characters, or of the only one."""
    return [key(han)] if len(han) == 1 else sorted({key(a + b) for a, b in pairwise(han)})


def _thinned(texts: Sequence[str], depths: Sequence[int], longest: int, seed: int = 0) -> tuple[Keys, Askers]:
    """Keys of the beginnings of texts (ASCII), up to so many letters (`depths`) left out, and whose each is."""
    padded = "".join([text[:longest].ljust(longest, "\0") for text in texts]).encode("ascii")
    letters = np.frombuffer(padded, dtype=np.uint8).reshape(-1, longest)
    shapes = np.array([min(len(text), longest) for text in texts], dtype=np.int64) * 4 + depths
    keys, askers = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.int64)]
    for shape in sorted(set(shapes.tolist())):
        length, depth = divmod(shape, 4)
        places = np.flatnonzero(shapes == shape)
        sums = letters[places, :length].astype(np.uint64) @ _steps(length, depth)
        keys.append(((sums + np.uint64(seed)) * _STIR >> np.uint64(32)).astype(np.uint32).ravel())
        askers.append(np.repeat(places, sums.shape[1]))
    return np.concatenate(keys), np.concatenate(askers)


@lru_cache(maxsize=64)
def _steps(length: int, depth: int) -> NDArray[np.uint64]:
    """What each letter is multiplied by, one column for each choice of letters left out (multiplier 0)."""
    powers = np.cumprod(np.full(length, _STEP, dtype=np.uint64))
    columns = []
    for out in range(min(depth, length - 1) + 1 if length else 1):
        for kept in combinations(range(length), length - out):
            column = np.zeros(length, dtype=np.uint64)
            column[list(kept)] = powers[: len(kept)]
            columns.append(column)
    return np.array(columns, dtype=np.uint64).T.copy()
