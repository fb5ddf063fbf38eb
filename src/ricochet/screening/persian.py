"""Persian (also Dari, Urdu, Pashto): Arabic letters as they are said there: و is v, ض and ذ are z, ق is gh.

Words whose letters are said as in Arabic are left as they are. From the usual romanisation; no list was read.
"""

import re

LETTERS = re.compile("[پچژگکیےۀہھټډړڼځڅښۍې]")
"""Letters that Arabic itself does not write, or writes otherwise."""
_SAID = str.maketrans({
    letter: latin
    for latin, letters in (
        ("a", "اأإٱآ"), ("b", "ب"), ("p", "پ"), ("t", "تطټ"), ("j", "ج"), ("ch", "چ"), ("h", "حهۀةھە"), ("kh", "خ"),
        ("d", "دډ"), ("z", "ذزضظځ"), ("r", "رړ"), ("zh", "ژ"), ("s", "ثسص"), ("sh", "شښ"), ("ts", "څ"), ("", "عء"),
        ("f", "ف"), ("gh", "غق"), ("k", "کك"), ("g", "گ"), ("l", "ل"), ("m", "م"), ("n", "نڼ"), ("u", "ؤ"),
        ("i", "ئیيىۍ"), ("e", "ېے"),
    )
    for letter in letters
})  # fmt: skip
_WORD = re.compile("[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff]+")
_OTHERWISE = re.compile("[ضذظثقوځ]")
_LISPED = re.compile("[ضذظث]")
_CONSONANT = re.compile("^و|(?<=[اآ])و|و(?=[اآیيىې])")
"""Where و is a consonant, beside a vowel that is written; elsewhere it is u or o."""


def readings(text: str) -> tuple[str, ...]:
    """The text with words that Persian says otherwise than Arabic in Latin letters; the other words as they are.

    Where no letter shows that it is not Arabic, only ض, ذ, ظ and ث are: Afghans and Pakistanis say z and s there too.
    """
    if LETTERS.search(text):
        return (_WORD.sub(lambda found: _word(found[0]) if _OTHERWISE.search(found[0]) else found[0], text),)
    if _LISPED.search(text):
        return (_WORD.sub(lambda found: _lisped(found[0]) if _LISPED.search(found[0]) else found[0], text),)
    return ()


def _word(word: str) -> str:
    return _CONSONANT.sub("v", word).replace("و", "u").translate(_SAID)


def _lisped(word: str) -> str:
    return word.replace("ق", "q").replace("و", "w").translate(_SAID)
