"""Chinese names in Cyrillic letters back in pinyin: Си Цзиньпин is Xi Jinping.

Russian, Ukrainian and Bulgarian papers use the system of Palladius (1888), which keeps more of the sound than pinyin
read by a Russian would. From its published table; no list was read.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ricochet.screening.mandarin import SYLLABLES

_INITIALS = {"zh": "чж", "ch": "ч", "sh": "ш", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н",
             "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "r": "ж", "z": "цз", "c": "ц",
             "s": "с"}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь",
    "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань",
    "un": "унь", "uang": "уан", "ue": "юэ",
}  # fmt: skip
_WHOLE = {
    "yi": "и", "ya": "я", "yan": "янь", "yang": "ян", "ye": "е", "yao": "яо", "you": "ю", "yin": "инь", "ying": "ин",
    "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "wa": "ва", "wo": "во", "wai": "вай",
    "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "wu": "у", "er": "эр", "hui": "хуэй",
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "en": "энь", "ou": "оу",
}  # fmt: skip
_HISSING = {"zh": "и", "ch": "и", "sh": "и", "r": "и", "z": "ы", "c": "ы", "s": "ы"}
_FRONT = {"u": "юй", "uan": "юань", "un": "юнь", "ue": "юэ"}
_WORD = re.compile("[а-яё]+(?:-[а-яё]+)*")
_CHINESE = re.compile("цз|чж|[аиуэюя]нь|юй|[бвгджклмнпртфхцчш]э|ао|яо|ай|уа|юа|сю|ся|ця|ши")
"""Letters that few Russian names hold, and most Chinese ones do."""


def readings(text: str) -> tuple[str, ...]:
    """The text in pinyin, if every word in Cyrillic letters is Chinese; `text` in small letters."""
    words = _WORD.findall(text)
    if len(words) < 2 or not _CHINESE.search(text) or not all(map(_pinyin, words)):
        return ()
    return (_WORD.sub(lambda found: _pinyin(found[0]), text),)


@lru_cache(maxsize=1 << 12)
def _pinyin(word: str) -> str:
    """A word in pinyin, its syllables as one; empty where it is no Chinese word."""
    return next(_parsed(word.replace("-", ""), 0), "")


def _parsed(word: str, at: int) -> Iterator[str]:
    """Every reading of the word from `at` on, the longest syllables first."""
    if at == len(word):
        yield ""
    table = _syllables()
    for end in range(min(len(word), at + _LONGEST), at, -1):
        for syllable in table.get(word[at:end], ()):
            for rest in _parsed(word, end):
                yield syllable + rest


_LONGEST = 7


@lru_cache(maxsize=1)
def _syllables() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for syllable in (*SYLLABLES.split(), *(one for one in _WHOLE if one not in SYLLABLES.split())):
        written = _WHOLE.get(syllable) or _written(syllable)
        found[written] = (*found.get(written, ()), syllable)
    return found


def _written(syllable: str) -> str:
    initial = next(one for one in _INITIALS if syllable.startswith(one))
    final = syllable.removeprefix(initial)
    if final == "i" and initial in _HISSING:
        return _INITIALS[initial] + _HISSING[initial]
    if initial in {"j", "q", "x"} and final in _FRONT:
        return _INITIALS[initial] + _FRONT[final]
    if final == "u" and initial == "n":
        return "ну"
    return _INITIALS[initial] + _FINALS[final]
