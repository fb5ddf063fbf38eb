"""Words of organisations' names in Cyrillic, Arabic and Chinese script in English: "уральский завод" is "uralsk plant".

translated_words.csv was written by hand from general knowledge; no list was read for it. A star stands for an ending
of Russian, Ukrainian or Belarusian, a plus joins words that are one in English; an empty translation is left out.
Chinese is cut at the longest known words. What is not known stays as it is, to be romanised.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ricochet.screening.mandarin import simplified

ANY = re.compile("[\u0400-\u04ff\u0621-\u06ff\u4e00-\u9fff]")
_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"\w+(?:-\w+)*")
_ENDINGS = frozenset((
    ", а я о е и ы у ю ь й ё і ї ый ий ій ой ей ая яя ое ее ые ие ого его ому ему ую юю ых их ым им ыми ими ом ем ам "
    "ям ами ями ах ях ов ев ью ию ии ия ием ство ства ві ів ої ою єю їв ння ае ага аг аў"
).replace(",", "").split(" "))  # fmt: skip
"""Endings of nouns and adjectives, none among them."""
_OF_A_PLACE = re.compile("(?<=[а-яіў]{3}ск)(?:ий|ая|ое|ие|ого|ой|их|им)$|(?<=[а-яії]{3}ськ)(?:ий|а|е|і|ого|ої)$")
_ONE_LETTER = str.maketrans("أإآٱىیېكکةۀە", "اااايييككههه")
_BEFORE = ("", "ال", "وال", "بال", "لل", "و", "ل")
"""What Arabic writes together with the word after: the article, "and", "with", "for"."""
_AFTER = ("", "هاي", "ها")
"""What Persian writes together with the word before: plurals."""
_LONGEST_HAN = 6


def readings(text: str) -> tuple[str, ...]:
    """The name with its known words in English; nothing where it has none. `text` in small letters."""
    if not ANY.search(text):
        return ()
    cut = _HAN.sub(lambda run: _cut(run[0]), simplified(text)) if _HAN.search(text) else text
    words = _WORD.findall(cut)
    found = list(_translated(words))
    return (" ".join(found),) if found != words or len(cut) != len(text) else ()


def _translated(words: list[str]) -> Iterator[str]:
    table = _table()
    at = 0
    while at < len(words):
        word = words[at]
        keys = list(_keys(word))
        for key in keys:
            several = next((one for one in table.several.get(key, ()) if _stand(one.parts, words, at)), None)
            if several is not None:
                yield several.english
                at += len(several.parts)
                break
            if key in table.words:
                yield table.words[key]
                at += 1
                break
        else:
            parts = word.split("-")
            yield from _translated(parts) if len(parts) > 1 else (_OF_A_PLACE.sub("", word),)
            at += 1


def _stand(parts: tuple[str, ...], words: list[str], at: int) -> bool:
    """Whether these parts, one after another, are the words from a place on."""
    here = words[at : at + len(parts)]
    return len(here) == len(parts) and all(part in _keys(word) for part, word in zip(parts, here, strict=True))


def _keys(word: str) -> Iterator[str]:
    """What a word may be found under, the longest first."""
    if "\u0400" <= word[0] <= "\u04ff":
        yield word
        for end in range(len(word), 1, -1):
            if word[end:] in _ENDINGS:
                yield f"{word[:end]}*"
    else:
        plain = word.translate(_ONE_LETTER)
        for before in _BEFORE:
            for after in _AFTER:
                if plain.startswith(before) and plain.endswith(after) and len(plain) > len(before) + len(after) + 1:
                    yield plain[len(before) : len(plain) - len(after)]


def _cut(run: str) -> str:
    """Chinese characters with the known words in English, a space about each."""
    table = _table().han
    found, at = "", 0
    while at < len(run):
        for length in range(min(_LONGEST_HAN, len(run) - at), 1, -1):
            if run[at : at + length] in table:
                found += f" {table[run[at : at + length]]} "
                at += length
                break
        else:
            found += run[at]
            at += 1
    return found


@dataclass(frozen=True, slots=True)
class _Several:
    parts: tuple[str, ...]
    english: str


@dataclass(frozen=True, slots=True)
class _Table:
    words: Mapping[str, str]
    several: Mapping[str, list[_Several]]
    han: Mapping[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    words: dict[str, str] = {}
    several: dict[str, list[_Several]] = {}
    han: dict[str, str] = {}
    text = files(__package__).joinpath("translated_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for written in row["written"].split():
            if _HAN.match(written):
                han.setdefault(written, row["english"])
                continue
            parts = tuple(part.translate(_ONE_LETTER) for part in written.split("+"))
            if len(parts) > 1:
                several.setdefault(parts[0], []).append(_Several(parts, row["english"]))
            else:
                words.setdefault(parts[0], row["english"])
    for entries in several.values():
        entries.sort(key=lambda one: -len(one.parts))
    return _Table(words, several, han)
