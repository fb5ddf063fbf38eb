"""Every script in Latin letters but Chinese, of which only foreign names: which file reads it, in which other ways."""

import re
from collections.abc import Callable, Iterable

from ricochet.screening import arabic, cyrillic, greek, hebrew, kana, khmer, korean, palladius, persian, transcribed

_SCRIPTS: tuple[tuple[re.Pattern[str], Callable[[str], Iterable[str]]], ...] = (
    (cyrillic.CYRILLIC, cyrillic.readings),
    (cyrillic.CYRILLIC, palladius.readings),
    (transcribed.FOREIGN, transcribed.readings),
    (korean.HANGUL, korean.readings),
    (greek.GREEK, greek.readings),
    (hebrew.WORD, hebrew.readings),
    (arabic.WORD, persian.readings),
    (arabic.WORD, arabic.readings),
)


def latin(text: str) -> str:
    """Scripts of which a reading letter by letter says too little in Latin letters; the others as they are."""
    text = arabic.latin(text)
    if kana.KANA.search(text):
        text = kana.latin(text)
    if khmer.WORD.search(text):
        text = khmer.latin(text)
    return greek.latin(text) if greek.GREEK.search(text) else text


def readings(text: str) -> tuple[str, ...]:
    """A name, in small letters, in other romanisations."""
    return tuple(other for script, read in _SCRIPTS if script.search(text) for other in read(text))
