"""Khmer in Latin letters, nearly as the United Nations romanise place names (UNGEGN, 1972), marks left out.

A consonant belongs to one of two series, which gives a vowel sign its sound; a sign may move it into the other. A
consonant without a vowel closes an open syllable, else it is said with the vowel of its series. No list was read.
"""

import re

WORD = re.compile("[\u1780-\u17d3\u17dd]+")
_LETTERS = "k kh K Kh Ng ch chh Ch Chh Nh d th D Th n t th T Th N b ph P Ph M Y R L V s s s h l '"
_CONSONANTS = dict(zip(map(chr, range(0x1780, 0x17A3)), _LETTERS.split(" "), strict=True))
"""Latin letters of each; a capital belongs to the second series."""
_SONORANTS = frozenset({"Ng", "Nh", "N", "M", "Y", "R", "L", "V"})
_VOWELS = {
    "ា": "a ea", "ិ": "e i", "ី": "ei i", "ឹ": "oe ue", "ឺ": "eu eu", "ុ": "o u", "ូ": "ou u", "ួ": "ua ua", "ើ": "aeu eu",
    "ឿ": "oea oea", "ៀ": "ie ie", "េ": "e e", "ែ": "e e", "ៃ": "ai ey", "ោ": "ao o", "ៅ": "au ov", "ំ": "am um",
    "ះ": "ah eah",
}  # fmt: skip
_STANDING = {
    "ឥ": "e", "ឦ": "ei", "ឧ": "o", "ឩ": "ou", "ឪ": "au", "ឫ": "rue", "ឬ": "rue", "ឭ": "lue", "ឮ": "lue", "ឯ": "e",
    "ឰ": "ai", "ឱ": "ao", "ឲ": "ao", "ឳ": "au",
}  # fmt: skip
_FIRST, _SECOND, _SILENT, _BELOW = "\u17c9", "\u17ca", "\u17cd", "\u17d2"


def latin(text: str) -> str:
    """The text with its Khmer in Latin letters."""
    return WORD.sub(lambda found: _word(found[0]), text)


def _word(word: str) -> str:
    said: list[str] = []
    consonant, vowel = "", ""
    for place, sign in enumerate(f"{word} "):
        if sign in _CONSONANTS or sign in _STANDING or sign == " ":
            below = place and word[place - 1] == _BELOW
            if below and sign in _CONSONANTS:
                consonant = _cluster(consonant, _CONSONANTS[sign])
                continue
            _say(said, consonant, vowel)
            consonant, vowel = _CONSONANTS.get(sign, ""), ""
            if sign in _STANDING:
                said.append(_STANDING[sign])
        elif sign in _VOWELS:
            spoken = _VOWELS[sign].split()[consonant[-2:] != consonant[-2:].lower()]
            vowel = f"{vowel}m" if vowel and sign == "ំ" else vowel + spoken
        elif sign == _FIRST:
            consonant = "p" if consonant == "b" else consonant.lower()
        elif sign == _SECOND:
            consonant = consonant.capitalize()
        elif sign == _SILENT:
            consonant = ""
    return "".join(said).lower().replace("'", "")


def _cluster(first: str, below: str) -> str:
    """Two consonants as one sound: b hardens, and a nasal or liquid below takes the series of the first."""
    first = "p" if first == "b" else first
    return first + (below.lower() if first == first.lower() and below in _SONORANTS else below)


def _say(said: list[str], consonant: str, vowel: str) -> None:
    """One consonant with its vowel; without one it closes the syllable before it, if that is open."""
    if not consonant:
        return
    if not vowel and not (said and said[-1][-1] in "aeiou"):
        vowel = "a" if consonant == consonant.lower() else "o"
    said.append(consonant + vowel)
