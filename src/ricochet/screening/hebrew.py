"""Hebrew with ו and י read as vowels, and b and p where a word begins: the other reading has v, y, v and f there."""

import re

WORD = re.compile("[\u05d0-\u05ea]+")
_MARKS = re.compile("[\u0591-\u05c7]")
_LETTERS = str.maketrans({
    "א": "a", "ב": "v", "ג": "g", "ד": "d", "ה": "h", "ו": "o", "ז": "z", "ח": "h", "ט": "t", "י": "i", "כ": "k",
    "ך": "ch", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "f", "ף": "f", "צ": "tz",
    "ץ": "tz", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
})  # fmt: skip


def readings(text: str) -> tuple[str, ...]:
    """The text with its Hebrew in Latin letters."""
    return (WORD.sub(lambda found: _word(found[0]), _MARKS.sub("", text)),)


def _word(word: str) -> str:
    plain = word.replace("וו", "v").replace("יי", "i")
    first = {"ב": "b", "פ": "p", "ו": "v"}.get(plain[0])
    if first and len(plain) > 1:
        plain = first + plain[1:]
    return plain.translate(_LETTERS)
