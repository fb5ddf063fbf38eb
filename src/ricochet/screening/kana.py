"""Japanese kana in Hepburn's romanisation, long vowels left short: しょうじ is shoji, カシオ is kashio."""

import re

KANA = re.compile("[\u3041-\u30ff]")
_KATAKANA = re.compile("[\u30a1-\u30f6]")
_TO_HIRAGANA = 0x60
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "r": "らりるれろ",
}  # fmt: skip
_READ = {
    character: consonant + vowel
    for consonant, row in _ROWS.items()
    for character, vowel in zip(row, "aiueo", strict=True)
} | {
    "し": "shi", "じ": "ji", "ち": "chi", "ぢ": "ji", "つ": "tsu", "づ": "zu", "ふ": "fu",
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "vu", "ー": "",
}  # fmt: skip
_SMALL = dict(zip("ぁぃぅぇぉゃゅょ", ("a", "i", "u", "e", "o", "ya", "yu", "yo"), strict=True))
_WITH_SMALL = re.compile(f"([{''.join(_READ)}])([{''.join(_SMALL)}])")
_DOUBLED = re.compile("っ([kstpcfbdgjz])")
_LONG = re.compile("(?<=o)u|(?<=[ou])(?:ou|u)|(?<=o)o")


def latin(text: str) -> str:
    """The text with its kana in Latin letters."""
    text = _KATAKANA.sub(lambda found: chr(ord(found[0]) - _TO_HIRAGANA), text)
    text = _WITH_SMALL.sub(lambda found: _together(*found.groups()), text)
    text = "".join(_READ.get(one, _SMALL.get(one, one)) for one in text)
    return _LONG.sub("", _DOUBLED.sub(r"\1\1", text.replace("っch", "tch")).replace("っ", ""))


def _together(first: str, small: str) -> str:
    """A kana with a small one: きょ is kyo, しょ sho, ファ fa."""
    consonant, vowel = _READ[first][:-1], _SMALL[small]
    if not consonant and first == "う":
        consonant = "w"
    return consonant + (vowel[1:] if consonant in {"sh", "ch", "j"} and vowel[0] == "y" else vowel)
