"""Arabic script (also Persian, Urdu, Pashto) to Latin words: few vowels are written, so known names are looked up.

arabic_names.csv gives a usual Latin spelling of common names and family words, written by hand from general knowledge
of names; no list was read for it. Every other word keeps its consonants only.
"""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii

WORD = re.compile("[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff]+")
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]")
ARTICLES = frozenset({"al", "el", "ul", "ur", "ud", "us", "ar", "as", "ad", "il", "ol", "az", "uz", "an", "un"})
"""Arabic articles, which are written alone, with the word before or with the word after."""
_SERVANT = re.compile(
    "abd(?:ou|[aeiou])(?:"
    "l(?!lah?$)(?=$|[a-z]{4})"  # abdul, abdelkader
    "|([rsdztn])(?=$|\\1)"  # abdur, abdurrahman: the article's l becomes the letter after it
    "|(?=[rsdztn][a-z]{3}))"  # abdusalam: that letter is written once
    "([a-z]*)"
)
_OF_FAITH = re.compile("([a-z]{3,}?)[aeiou]dd(?:i|ee|ie)ne?")
_ONE_LETTER = str.maketrans("أإآٱىیےكکةۀہھە", "اااايييككههههه")


def unvowelled(text: str) -> bool:
    """Whether a text has words in Arabic or Hebrew script, which write few vowels."""
    return _UNVOWELLED.search(text) is not None


def parted(words: list[str]) -> list[str]:
    """Words with the article parted, however "abd al-" and "al-din" are written: abdul, abdelkader, nuruddin."""
    for word in words:
        if "abd" in word or "dd" in word:
            break
    else:
        return words
    found: list[str] = []
    for word in words:
        if found and found[-1] == "abd" and word in ARTICLES:
            found.append("al")
        elif match := _SERVANT.fullmatch(word):
            found += ["abd", "al", *filter(None, [match[2]])]
        elif match := _OF_FAITH.fullmatch(word):
            found += [match[1], "al", "din"]
        else:
            found.append(word)
    return found


def latin(text: str) -> str:
    """Known words in Latin letters, the article and "abd al-" parted from what follows; all else as it is."""
    return WORD.sub(lambda found: f" {_word(found[0])} ", _MARKS.sub("", text))


def readings(text: str) -> tuple[str, ...]:
    """The text as French writes it, where that differs in a consonant: ش is ch."""
    return (anyascii(latin(text)).lower().replace("sh", "ch"),) if "ش" in text else ()


def _word(word: str) -> str:
    table = _names()
    plain = word.translate(_ONE_LETTER)
    if plain in table:
        return table[plain]
    for start, said in (("عبدال", "abd al"), ("ابوال", "abu al"), ("عبد", "abd"), ("ال", "al"), ("وال", "wa al")):
        rest = plain.removeprefix(start)
        if rest != plain and (rest in table or (len(rest) > 1 and start != "عبد")):
            return f"{said} {table.get(rest, _spelt(rest))}"
    for at in range(3, len(plain) - 2):
        if plain[:at] in table and plain[at:] in table:  # two given names written as one, as Persian does
            return f"{table[plain[:at]]} {table[plain[at:]]}"
    for end in ("الدين", "الله"):
        rest = plain.removesuffix(end)
        if rest != plain and len(rest) > 1:
            return f"{table.get(rest, _spelt(rest))} {table[end]}"
    for end in ("ييي", "يي", "ي"):  # of such a family or place
        rest = plain.removesuffix(end)
        if rest != plain and len(rest) > 1 and rest in table and table[rest][-1] != "i":
            return f"{table[rest]}i"
    return _spelt(plain)


def _spelt(word: str) -> str:
    """A long a written out, a long i that begins the word; the other letters as they are."""
    if word.startswith("اي") and len(word) > 2:
        word = f"i{word[2:]}"
    return word.replace("ا", "a")


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    text = files(__package__).joinpath("arabic_names.csv").read_text(encoding="utf-8")
    table = {row["written"].translate(_ONE_LETTER): row["latin"] for row in csv.DictReader(text.splitlines())}
    return table | {"الله": "allah", "الدين": "al din"}


_UNVOWELLED = re.compile("[\u05d0-\u05ea\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff]")
