"""Surnames of several parts: the seven ways in which a customer's file may hold such a name.

A filter that matched whole surnames only let ten listed persons through, known for three years before it was mended
(OFAC, Bank of America, 2014-07-24).
"""

import re
from collections.abc import Mapping

from ricochet.model.party import Name

_SUFFIXES = frozenset({"jr", "sr", "hijo", "filho", "neto"})
# Words that are no surname alone: they belong to the word that follows.
_PARTICLES = frozenset({
    "a", "abd", "abdul", "abou", "abu", "ag", "al", "ap", "as", "at", "bar", "ben", "bin", "bint", "bou", "bu", "da",
    "dal", "das", "de", "del", "dela", "della", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "es", "et",
    "haj", "haji", "hajji", "ibn", "la", "las", "le", "lo", "los", "mac", "mc", "mullah", "o", "ol", "ould", "san",
    "santa", "sayed", "sayyed", "sayyid", "seyed", "seyyed", "sidi", "st", "te", "ter", "ud", "ul", "umm", "ur", "us",
    "van", "vd", "viuda", "von", "wuld", "y", "zu",
})  # fmt: skip


def parts_of(surname: str) -> tuple[str, ...]:
    """The surnames in a family name, each with its particles: "DE LA CRUZ GOMEZ" holds two."""
    found: list[str] = []
    held: list[str] = []
    for word in re.findall(r"[^\s.()\"-]+", surname):
        if word.casefold() in _SUFFIXES and found:
            found[-1] += f" {word}"
            continue
        held.append(word)
        if word.strip("'`’‘").casefold() not in _PARTICLES:
            found.append(" ".join(held))
            held = []
    return tuple(found)


def surname_forms(name: Name) -> Mapping[str, str]:
    """A name with two surnames or more, in each of the seven forms; empty for any other name."""
    surnames = parts_of(name.family)
    given = name.given.split()
    if len(surnames) < 2 or not given:
        return {}
    first, both = " ".join(given), " ".join(surnames)
    return {
        "given and first surname": f"{first} {surnames[0]}",
        "given and second surname": f"{first} {surnames[1]}",
        "given and all surnames": f"{first} {both}",
        "reversed": f"{both} {first}",
        "hyphenated": f"{first} {'-'.join(surnames)}",
        "no middle name": f"{given[0]} {both}",
        "initials": f"{' '.join(f'{word[0]}.' for word in given)} {both}",
    }
