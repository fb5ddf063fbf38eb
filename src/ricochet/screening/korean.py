"""Korean: syllables in the romanisations in use.

Lists and passports write 김정은 as Kim Jong Un (the North's own way), Kim Chong-un (McCune and Reischauer's, without
its marks), Gim Jeong-eun (the South's since 2000) or, as most Southerners spell themselves, Kim Jung Eun. From the
published tables and, for what is usual, general knowledge; no list was read.
"""

import re

HANGUL = re.compile("[\uac00-\ud7a3]")
HANGUL_RUN = re.compile("([\uac00-\ud7a3]+)")
_FIRST, _LAST = 0xAC00, 28
_LONGEST = 5
"""Syllables from which a run is no person's name."""
_VOICED = {0: "g", 3: "d", 7: "b", 12: "j"}
"""Places of the plain consonants among the initials, and how they sound after a vowel, n, ng, l or m."""
_VOICED_IN = frozenset({"north", "older"})
_INITIALS = {
    "south": "g kk n d tt r m b pp s ss - j jj ch k t p h",
    "north": "k kk n t tt r m p pp s ss - j jj ch kh th ph h",
    "older": "k kk n t tt r m p pp s ss - ch tch ch k t p h",
    "usual": "k kk n d tt r m b pp s ss - j jj ch k t p h",
}
_VOWELS = {
    "south": "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    "north": "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
    "older": "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
    "usual": "a ae ya yae u e you ye o wa wae oi yo oo wo we wi yoo eu ui i",
}
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_FAMILIES = {
    "김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho", "윤": "yoon",
    "장": "jang", "임": "lim", "오": "oh", "서": "seo", "신": "shin", "권": "kwon", "황": "hwang", "안": "ahn",
    "송": "song", "류": "ryu", "유": "yoo", "전": "jeon", "홍": "hong", "고": "koh", "문": "moon", "양": "yang",
    "손": "son", "배": "bae", "백": "baek", "허": "hur", "남": "nam", "심": "shim", "노": "noh", "하": "ha",
    "곽": "kwak", "성": "sung", "차": "cha", "주": "joo", "우": "woo", "구": "koo", "민": "min", "나": "na",
    "진": "jin", "지": "ji", "엄": "um", "채": "chae", "원": "won", "천": "chun", "방": "bang", "공": "kong",
    "현": "hyun", "함": "ham", "변": "byun", "염": "yum", "여": "yeo", "추": "choo", "도": "do", "소": "so",
    "석": "suk", "선": "sun", "설": "sul", "마": "ma", "길": "gil", "연": "yeon", "위": "wi", "표": "pyo",
    "명": "myung", "기": "ki", "반": "ban", "왕": "wang", "금": "keum", "옥": "ok", "육": "yook", "인": "in",
    "맹": "maeng", "제": "je", "모": "mo", "남궁": "namkoong", "탁": "tak", "국": "kook", "어": "eo", "리": "ri",
}  # fmt: skip
_GIVEN = {
    "영": "young", "희": "hee", "경": "kyung", "원": "won", "숙": "sook", "현": "hyun", "연": "yeon", "근": "geun",
    "우": "woo", "정": "jung", "수": "soo", "준": "joon", "은": "eun", "선": "sun", "운": "woon",
}  # fmt: skip
"""Syllables that are usually spelt otherwise than their letters."""


def readings(text: str) -> tuple[str, ...]:
    """The text with its Korean syllables as words, in each romanisation."""
    return tuple(dict.fromkeys(_read(text, system) for system in _VOWELS))


def _read(text: str, system: str) -> str:
    runs = HANGUL_RUN.split(text)
    return "".join(_run(run, system) if HANGUL.match(run) else run for run in runs)


def _run(run: str, system: str) -> str:
    words = [_syllable(one, system) for one in run]
    if system == "usual":
        words = [_GIVEN.get(one, word) for one, word in zip(run, words, strict=True)]
        if 1 < len(run) < _LONGEST:
            words[0] = _FAMILIES.get(run[0], words[0])
    if system in _VOICED_IN:
        for at in range(2, len(words)):  # the second syllable of a given name
            hard = (ord(run[at]) - _FIRST) // _LAST // 21
            if hard in _VOICED and words[at - 1][-1] in "aeiounglm":
                words[at] = _VOICED[hard] + words[at].removeprefix(_INITIALS[system].split()[hard])
    return f" {' '.join(words)} "


def _syllable(character: str, system: str) -> str:
    rest, final = divmod(ord(character) - _FIRST, _LAST)
    initial, vowel = divmod(rest, 21)
    parts = _INITIALS[system].split()[initial], _VOWELS[system].split()[vowel], _FINALS.split()[final]
    return "".join(parts).replace("-", "")
