"""Gazetteer: the places of places.yml by their spellings, and the words for their governments."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib import resources

import msgspec
from rapidfuzz.distance import OSA

MAX_TEXT = 2_000
"""Characters of one field that are read."""
FUZZY, FUZZY_CITY = 6, 9
"""Letters from which a spelling of one word, or that of a town, may differ by one edit."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ELISION = re.compile(r"\b([dl])'(?=\w)")
# Arabic and Persian letters that are written for one another.
_ARABIC = str.maketrans("أإآةىیک", "اااهييك")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the gazetteer; the head of places.yml tells what each field says."""

    id: str
    name: str
    law: str
    anchor: str
    part: bool = False
    lifted: date | None = None
    names: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    postcodes: Mapping[str, str] = field(default_factory=dict)
    dialling: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    american: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a place: as written, its words, whether it is of a town in it or of a region partly in it."""

    place: Place
    text: str
    words: tuple[str, ...]
    city: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A spelling that stands in a text: from which word to which (the end not counted), and by how many edits off."""

    spelling: Spelling
    start: int
    end: int
    edits: int = 0


@cache
def gazetteer() -> tuple[Place, ...]:
    """Every place checked, as shipped."""
    return tuple(msgspec.convert(_read("places.yml"), list[Place], builtin_types=(date,)))


def is_of_government(words: tuple[str, ...]) -> bool:
    """Whether a word for a government or its mission stands among folded words."""
    by_first, within = _government_words()
    return any(stands(phrase, words) for word in words for phrase in by_first.get(word, ())) or any(
        phrase in word for word in words if _CJK.match(word) for phrase in within
    )


def stands(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a phrase stands among words; one of Chinese, Japanese or Korean within a word too."""
    if len(phrase) == 1 and _CJK.match(phrase[0]):
        return any(phrase[0] in word for word in words)
    return any(words[start : start + len(phrase)] == phrase for start in range(len(words) - len(phrase) + 1))


@cache
def _government_words() -> tuple[Mapping[str, list[tuple[str, ...]]], list[str]]:
    """Words for a government, its ministries, armed forces and missions, by their first; those within other words.

    Beside a place they name that place's government wherever it stands (OFAC, Amazon.com, 2020-07-08: Iran's embassies
    in Tokyo and Brussels). General knowledge, written by hand; a table, because every name asks for it.
    """
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    text = (resources.files("ricochet.screening") / "government_words.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        phrase = fold(row["word"])
        found[phrase[0]].append(phrase)
    return found, [first for first in found if _CJK.match(first)]


@lru_cache(maxsize=1 << 12)
def fold(text: str) -> tuple[str, ...]:
    """Words without case, marks and invisible characters; Arabic letters that stand for one another are one."""
    plain = unicodedata.normalize("NFKD", text[:MAX_TEXT].replace("ı", "i"))
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Cf"})
    folded = unicodedata.normalize("NFC", kept).casefold().translate(_ARABIC)
    return tuple(_WORD.findall(_ELISION.sub(r"\1 ", folded.replace("’", "'")).replace("'", "")))


def named_in(words: tuple[str, ...]) -> Iterator[Named]:
    """Every spelling of a place among folded words; one of Chinese, Japanese or Korean also within a word."""
    by_first, within = _by_first_word()
    others = {
        at
        for start, word in enumerate(words)
        for phrase in _namesakes().get(word, ())
        if words[start : start + len(phrase)] == phrase
        for at in range(start, start + len(phrase))
    }
    for start, word in enumerate(words):
        if start in others:
            continue
        for spelling in by_first.get(word, ()):
            end = start + len(spelling.words)
            if words[start:end] == spelling.words:
                yield Named(spelling, start, end)
        if len(word) >= FUZZY - 1 and word not in by_first:
            for spelling in _near(word):
                yield Named(spelling, start, start + 1, 1)
        if _CJK.match(word):
            for spelling in within:
                if spelling.words[0] in word and spelling.words[0] != word:
                    yield Named(spelling, start, start + 1)


@lru_cache(maxsize=1 << 14)
def _near(word: str) -> tuple[Spelling, ...]:
    """Spellings of one word, long enough, that are one edit away and begin alike."""
    return tuple(
        spelling
        for spelling in _by_first_letter()[word[0]]
        if abs(len(spelling.words[0]) - len(word)) <= 1 and OSA.distance(spelling.words[0], word, score_cutoff=1) == 1
    )


@cache
def _spellings() -> tuple[Spelling, ...]:
    return tuple(
        Spelling(place, text, fold(text), city)
        for place in gazetteer()
        for city, texts in ((False, place.names), (True, place.cities))
        for text in texts
    )


@cache
def _by_first_word() -> tuple[Mapping[str, list[Spelling]], list[Spelling]]:
    found: defaultdict[str, list[Spelling]] = defaultdict(list)
    for spelling in _spellings():
        found[spelling.words[0]].append(spelling)
    return found, [one for one in _spellings() if len(one.words) == 1 and _CJK.match(one.words[0])]


@cache
def _namesakes() -> Mapping[str, list[tuple[str, ...]]]:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for place in gazetteer():
        for phrase in map(fold, place.namesakes):
            found[phrase[0]].append(phrase)
    return found


@cache
def _by_first_letter() -> defaultdict[str, list[Spelling]]:
    found: defaultdict[str, list[Spelling]] = defaultdict(list)
    for spelling in _spellings():
        word, least = spelling.words[0], FUZZY_CITY if spelling.city else FUZZY
        if len(spelling.words) == 1 and len(word) >= least and not _CJK.match(word):
            found[word[0]].append(spelling)
    return found


def _read(file: str) -> list[Mapping[str, list[str]]]:
    import yaml  # noqa: PLC0415 - few names ask for the table

    read: list[Mapping[str, list[str]]] = yaml.safe_load(
        (resources.files("ricochet.screening") / file).read_text("utf-8")
    )
    return read
