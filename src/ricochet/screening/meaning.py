"""Meaning: words that stand for one another though their letters do not agree. Words are ASCII and lower case.

nicknames.csv: short forms and counterparts of one given name in several languages, and family names of one character in
several romanisations. company_words.csv: words of company names by what they mean, as transliterated from the languages
lists are written in, with the abbreviations of auditors. Both written by hand from general knowledge; no list was read.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import chain

_NUMBERS = (
    "1 one i first uno un erste pervy|2 two ii second dos deux zwei dva|3 three iii third tres trois drei tri|"
    "4 four iv fourth cuatro quatre vier chetyre|5 five v fifth cinco cinq funf pyat|6 six vi sixth seis sechs shest|"
    "7 seven vii seventh siete sept sieben sem|8 eight viii eighth ocho acht vosem|9 nine ix ninth nueve neuf neun|"
    "10 ten x tenth diez dix zehn desyat|11 eleven xi|12 twelve xii|20 twenty xx|100 hundred|1000 thousand"
)

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
         "ninety": 90}  # fmt: skip
_UNITS = {
    word: number
    for number, words in enumerate(
        ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
         "eight eighth", "nine ninth"), 1
    )
    for word in words.split()
}  # fmt: skip

_BODIES = (
    "organization organisation association society foundation charity committee commission council movement union "
    "party league front group network federation institute center centre bureau office agency authority house club "
    "forum"
)
"""Words for a kind of body, which translators and clerks take for one another."""


def is_given_name(word: str) -> bool:
    """Whether a word is among the common given names."""
    return any(one.startswith("name") for one in meanings(word))


def plain(word: str) -> str:
    """A word of company names as it is in English, a number in digits; any other word as it is."""
    return _plain().get(_russian(word), word)


def in_digits(words: list[str]) -> list[str]:
    """Words with numbers of two words in digits: "forty four" is "44"."""
    if _TENS.keys().isdisjoint(words):
        return words
    found: list[str] = []
    for word in words:
        tens = _TENS.get(found[-1]) if found else None
        if tens and word in _UNITS:
            found[-1] = str(tens + _UNITS[word])
        else:
            found.append(word)
    return found


_NONE: frozenset[str] = frozenset()
_LONG, _ENDINGS = 5, frozenset({"yy", "yi", "iy", "ii", "ij", "yj"})


def meanings(word: str) -> frozenset[str]:
    """What a word may stand for: "name 0", "company bank", "number 2", "body any"; empty where nothing is known."""
    return _table().get(_russian(word), _NONE)


def _russian(word: str) -> str:
    """A word with the ending of a Russian adjective as the tables write it: "stalnyy", "stalnyi" are "stalny"."""
    return f"{word[:-2]}y" if len(word) > _LONG and word[-2:] in _ENDINGS else word


@lru_cache(maxsize=1)
def _table() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    names = (f"name {place} {row['names']}" for place, row in enumerate(_rows("nicknames.csv")))
    companies = (f"company {row['concept']} {row['words']}" for row in _rows("company_words.csv"))
    numbers = (f"number {one.split()[0]} {one}" for one in _NUMBERS.split("|"))
    for line in chain(names, companies, numbers, [f"body any {_BODIES}"]):
        kind, which, *words = line.split()
        for word in map(_russian, words):
            found[word].add(f"{kind} {which}")
    return {word: frozenset(groups) for word, groups in found.items()}


@lru_cache(maxsize=1)
def _plain() -> Mapping[str, str]:
    rows = [row["words"].split() for row in _rows("company_words.csv")] + [one.split() for one in _NUMBERS.split("|")]
    found = {_russian(word): words[0] for words in reversed(rows) for word in words}
    del found["xi"]  # a family name oftener than eleven
    return found


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()))
