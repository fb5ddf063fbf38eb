"""Forms: what a name is compared as. Pure; the same text always gives the same forms."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from anyascii import anyascii

MAX_POINTS = 1024
"""Code points compared; the longest name on the SDN list has 165. A longer name is flagged, never refused."""
MAX_WORDS = 32
"""Words compared; a longer name is flagged."""
MAX_LETTERS = 128
"""Letters compared of one word; a longer word is flagged."""
MAX_MARKS = 30
"""Longest run of combining marks kept (Stream-Safe Text, UAX #15): normalising is quadratic in such a run."""
_RAW_POINTS = 65_536

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CJK = re.compile("[\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC_ARTICLE = re.compile("(?<![\u0600-\u06ff])\u0627\u0644(?=[\u0600-\u06ff]{3})")
_DOTTED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9]\.){2,}[a-z0-9]?(?![a-z0-9])")
_APOSTROPHE = re.compile(r"['`\"]")
_WORD = re.compile(r"[a-z0-9]+")
_LATIN_LETTER = re.compile("[A-Za-z]")
_LOOKALIKE_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
# Letters of other alphabets drawn like Latin ones (Unicode UTS #39); undone only in a word that mixes alphabets.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιαρν",
    "ABESIJKMHOPCTYXaesijopcyxqwABEZHIKMNOPTYXoiapv",
)
# Spellings of one sound; vowels, h, w and y vary most between transliterations, so they are left out.
_SOUNDS = (("kh", "k"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("x", "ks"), ("c", "k"), ("q", "k"))
_SILENT = re.compile("[aeiouwyh]")
_DOUBLE = re.compile(r"(.)\1+")


LINKS = frozenset(
    {"and", "the", "of", "for", "de", "la", "del", "y", "und", "et", "al", "el", "bin", "ben", "ibn", "l"}
)
"""Words that tie others together and tell little."""


@dataclass(frozen=True, slots=True)
class Forms:
    """One name, ready for comparison.

    `words`: ASCII, lower case, without the legal form where the name is more than that; `weights` say how much each
    counts, `load` is their sum. `legal`: classes of legal form found ("limited", "stock"…), in order. `han`: Chinese,
    Japanese and Korean characters as written, without the legal form. `key`: the words sorted: equal keys are one name
    in another order. `solid`: all words, the legal form too, written as one. `too_long`: only a part was compared.
    `mixed`: a word mixes alphabets.
    """

    text: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    load: float
    legal: tuple[str, ...]
    han: str
    key: str
    solid: str
    too_long: bool
    mixed: bool

    @property
    def empty(self) -> bool:
        """Whether nothing is left to compare."""
        return not self.words and not self.han

    @property
    def joins(self) -> tuple[str, ...]:
        """Neighbouring words written as one, and all of them as one: "aero caribbean" -> "aerocaribbean"."""
        joined = {a + b: None for a, b in pairwise(self.words)}
        return tuple(joined | {"".join(self.words): None, self.solid: None} if len(self.solid) > 3 else joined)


def forms(text: str, *, company: bool = True) -> Forms:
    """Every form of a name. `company`: legal forms are recognised and taken off; for persons they are names."""
    plain, too_long = clean(text)
    plain, mixed = _undo_lookalikes(plain)  # before folding: a capital Cyrillic В looks like B, a small one does not
    plain = plain.casefold().replace("i\u0307", "i")  # the Turkish dotted capital folds to i and a mark of its own
    han = "".join(_CJK.findall(plain)) if not plain.isascii() else ""
    legal: list[str] = []
    if han and company:
        han, plain, legal = _without_han_form(han, plain)
    words = _words(plain)
    if len(words) > MAX_WORDS or any(len(word) > MAX_LETTERS for word in words):
        words, too_long = [word[:MAX_LETTERS] for word in words[:MAX_WORDS]], True
    solid = "".join(words)
    if company:
        words, found = _without_legal_form(words)
        legal += found
    weights = tuple(map(weight, words))
    return Forms(
        text=text if len(text) <= MAX_POINTS else text[:MAX_POINTS] + "…",
        words=tuple(words),
        weights=weights,
        load=sum(weights),
        legal=tuple(legal),
        han=han,
        key=" ".join(sorted(words)),
        solid=solid,
        too_long=too_long,
        mixed=mixed,
    )


def clean(text: str) -> tuple[str, bool]:
    """Unicode hygiene: cut runs of marks, drop what cannot be seen, NFKC; and whether the text was too long."""
    if text.isascii():
        return _CONTROL.sub(" ", text[:MAX_POINTS]), len(text) > MAX_POINTS
    too_long = len(text) > _RAW_POINTS
    seen = _cut_marks(_CONTROL.sub(" ", _INVISIBLE.sub("", text[:_RAW_POINTS])))
    # One code point grows to 18 at most (U+FDFA), so the cap stands before and after.
    folded = unicodedata.normalize("NFKC", seen[: 4 * MAX_POINTS])
    too_long = too_long or len(seen) > 4 * MAX_POINTS or len(folded) > MAX_POINTS
    return folded[:MAX_POINTS], too_long


def weight(word: str) -> float:
    """How much a word counts for: short words and links less. A constant of the word, not yet of the list."""
    if word in LINKS:
        return 0.3
    return min(len(word), 6) / 6 if len(word) > 1 else 0.3


@lru_cache(maxsize=1 << 17)
def skeleton(word: str) -> str:
    """Consonants of a word, spellings of one sound made equal: "mohammed" and "muhamad" are both "mmd"."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", _SILENT.sub("", _DOUBLE.sub(r"\1", word)))


def _cut_marks(text: str) -> str:
    kept, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _undo_lookalikes(text: str) -> tuple[str, bool]:
    if text.isascii() or not _LOOKALIKE_SCRIPT.search(text) or not _LATIN_LETTER.search(text):
        return text, False
    mixed, words = False, []
    for word in text.split(" "):
        if _LATIN_LETTER.search(word) and _LOOKALIKE_SCRIPT.search(word):
            words.append(word.translate(_LOOKALIKES))
            mixed = True
        else:
            words.append(word)
    return " ".join(words), mixed


def _words(plain: str) -> list[str]:
    if not plain.isascii():
        plain = _ARABIC_ARTICLE.sub("\u0627\u0644 ", _ARABIC_MARKS.sub("", plain))
        plain = anyascii(_CJK.sub(r" \g<0> ", plain)).lower()
    plain = _APOSTROPHE.sub("", plain.replace("&", " and "))
    return _WORD.findall(_DOTTED.sub(lambda match: match[0].replace(".", ""), plain))


def _without_han_form(han: str, plain: str) -> tuple[str, str, list[str]]:
    for form, kind in _legal_forms().han:
        if form in han and form != han:
            return han.replace(form, "", 1), plain.replace(form, " ", 1), [kind]
    return han, plain, []


def _without_legal_form(words: list[str]) -> tuple[list[str], list[str]]:
    """Take legal forms off, longest first; ambiguous short ones ("as", "co") only at an end of the name."""
    table = _legal_forms()
    rest: list[str] = []
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(table.longest, len(words) - at), 0, -1):
            entry = table.words.get(tuple(map(_letters, words[at : at + length])))
            if entry and (not entry[1] or (at == 0 and length < len(words)) or _only_forms(words[at + length :])):
                found.append(entry[0])
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return (rest, found) if rest else (words, [])


def _letters(word: str) -> str:
    """A nought written for the letter O ("0AO"), where the word is not a number."""
    return word if word.isdigit() else word.replace("0", "o")


def _only_forms(words: list[str]) -> bool:
    return all((word,) in _legal_forms().words for word in words)


@dataclass(frozen=True, slots=True)
class _Table:
    words: Mapping[tuple[str, ...], tuple[str, bool]]
    han: tuple[tuple[str, str], ...]
    longest: int


@lru_cache(maxsize=1)
def _legal_forms() -> _Table:
    words: dict[tuple[str, ...], tuple[str, bool]] = {}
    han: list[tuple[str, str]] = []
    text = files(__package__).joinpath("legal_forms.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["form"].isascii():
            words[tuple(row["form"].split())] = (row["class"], row["edge"] == "1")
        else:
            han.append((row["form"], row["class"]))
    han.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return _Table(words, tuple(han), max(map(len, words)))
