"""Foreign names in Chinese characters: 贝拉克·奥巴马 is Barack Obama. A dot tells that one is foreign.

transcribed_characters.csv gives what a character stands for in the usual transcription (Xinhua, "Names of the world's
peoples"), and given names that are always written one way; by hand from general knowledge, no list was read. The
transcription has no r of its own: the characters for la, lan and l stand for ra, ran and r too.
"""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from importlib.resources import files
from itertools import product

FOREIGN = re.compile("[\u3400-\u9fff]+(?:[·•‧∙・][\u3400-\u9fff]+)+")
_DOT = re.compile("[·•‧∙・]")
_BOTH = ({"拉": "ra", "兰": "ran", "劳": "rao", "勒": "re", "伦": "ren"}, {"尔": "r"})
"""Characters that stand for an l or an r: within a word; at its end."""


def readings(text: str) -> tuple[str, ...]:
    """The text with its foreign names as they may be in Latin letters; `text` in simplified characters."""
    if not FOREIGN.search(text):
        return ()
    found = []
    for middle, last in product(*(({}, others) for others in _BOTH)):
        table = {**_table(), **middle, **last}
        found.append(FOREIGN.sub(partial(_name, table), text))
    return tuple(dict.fromkeys(found))


def _name(table: Mapping[str, str], name: re.Match[str]) -> str:
    return " ".join(_word(word, table) for word in _DOT.split(name[0]))


def _word(word: str, table: Mapping[str, str]) -> str:
    """A word in Latin letters, the longest known parts first; a character that stands for nothing is left as it is."""
    said, at = "", 0
    while at < len(word):
        length = next((size for size in range(len(word) - at, 1, -1) if word[at : at + size] in table), 1)
        part = word[at : at + length]
        said += table.get(part, part)
        at += length
    return said


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    text = files(__package__).joinpath("transcribed_characters.csv").read_text(encoding="utf-8")
    return {row["written"]: row["latin"] for row in csv.DictReader(text.splitlines())}
