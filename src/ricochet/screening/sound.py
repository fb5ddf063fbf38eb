"""Sound: what is left of a word when spellings of one sound are made equal. Words are ASCII and lower case.

Vowels, h, w and y vary most between transliterations and are not written in Arabic or Hebrew, so they are left out.
"""

import re
from functools import lru_cache

_SPELLINGS = (("kh", "k"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("x", "ks"), ("c", "k"), ("q", "k"))
_SILENT = str.maketrans("", "", "aeiouwyh")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")
# Consonants that stand for one another when a name passes from one script to another: qaf as q, g or k; dad as d or z.
_COARSE = str.maketrans("gzvp", "ksfb")


def _once(doubled: re.Match[str]) -> str:
    return doubled[1]


@lru_cache(maxsize=1 << 17)
def consonants(word: str) -> str:
    """Consonants of a word: "mohammed" and "muhamad" are both "mmd"."""
    first = "v" if word.startswith("w") else ""  # a w that begins a word is heard
    for spelling, sound in _SPELLINGS:
        if spelling in word:
            word = word.replace(spelling, sound)
    return first + _DOUBLE.sub(_once, _DOUBLE.sub(_once, word).translate(_SILENT))


@lru_cache(maxsize=1 << 17)
def coarse(word: str) -> str:
    """Consonants by kind: "qaddafi", "gadafi" and "kazafi" differ less than their letters do."""
    return _DOUBLE.sub(_once, consonants(word).translate(_COARSE))


@lru_cache(maxsize=1 << 17)
def vowels(word: str) -> int:
    """How many vowels are written."""
    return len(_VOWELS.findall(word))
