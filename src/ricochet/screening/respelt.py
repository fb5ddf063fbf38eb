"""Russian names in Latin letters as Germans, French, Latvians and Lithuanians write them; patronymics of neighbours.

Schukow and Tchaïkovski become what English makes of them, Serhiyovych and Uladzimiravich the Russian form. Latvian and
Lithuanian give a man's names endings of their own, in law and in passports: Sergejs Lavrovs, Sergejus Lavrovas. From
the usual rules of these languages; no list was read.
"""

import re
from collections.abc import Mapping

_GERMAN = r"\b\w*(?:sch|[^\Ws]w[aeijlnr]|z)\w*[oe]wa?\b|tsch|[oe]wna\b|(?:sk[iy]|g[ei])j\b"
_FRENCH = r"tch(?:[aeiou]|\b)|vitch\b|[oe]ff\b"
_SONS = r"[aeiouy]v[iy]ch?\b|[iy]vna\b|auna\b"
_LATVIAN = r"^(?=.*(?:[oe]v|in|skij?)s\b)(?:[\W_]*\w+(?:[bdgjklmnprtvz]|ski)s\b){2,}$"
_LITHUANIAN = r"^(?=.*(?:[oe]vas|inas|sk[ia]s)\b)(?:[\W_]*\w+[aiu]s\b){2,}$"
_SIGNS = ("tch", "sch", "ow", "ew", "vic", "vyc", "ivy", "vna", "una", "eff", "off", "kij", "kyj", "gej", "gij", "ovs",
          "evs", "ins", "skis", "kijs", "vas", "inas", "skas")  # fmt: skip
_MARKS = f"(?P<baltic>{_LATVIAN}|{_LITHUANIAN})|(?P<german>{_GERMAN})|(?P<french>{_FRENCH})|{_SONS}"


def respelt(text: str) -> str:
    """A romanised name as English spells the Russian form; the text itself where it shows no other spelling.

    `text`: ASCII, in small letters.
    """
    for sign in _SIGNS:  # most names have none, which is far faster to see than that the pattern is not there
        if sign in text:
            break
    else:
        return text
    found = re.search(_MARKS, text)
    if found is None:
        return text
    if found["baltic"]:
        return _replaced(text, _FROM_BALTIC)
    if found["german"]:
        text = _replaced(text, _FROM_GERMAN)
    elif found["french"]:
        text = _replaced(text, _FROM_FRENCH)
    return re.sub(_PATRONYMIC, _patronymic, text)


def _replaced(text: str, rules: str) -> str:
    for rule in rules.split():
        pattern, _, other = rule.partition(">")
        text = re.sub(pattern, other, text)
    return text


_FROM_GERMAN = (
    r"schtsch>SHCH tsch>CH sch>SH (?<![cs])ch>kh (?<=[aeiouy])ss(?=[aeiouy])>s (?<!t)z>ts w>v j(?=[aeou])>y "
    r"(?<=[iey])j\b>y SHCH>shch CH>ch SH>sh"
)
_FROM_FRENCH = r"chtch>SHCH tch>CH (?<!k)ch>sh ou>u j>zh gu(?=[ei])>g ff\b>v ine\b>in SHCH>shch CH>ch"
_FROM_BALTIC = r"(?<=[eiy])ju?s\b>y sk[iay]j?s\b>skiy (?<=[^aeiou])[au]?s\b>"
"""What is replaced, in order."""
# Ukrainian and Belarusian given names, as patronymics begin with them, and the Russian ones.
_STEMS: Mapping[str, str] = {
    other: russian
    for russian, others in (
        ("nikola", "mykola mikala"), ("serge", "serhi serhiy serhii siarhe siarhei"), ("grigor", "hryhor ryhor"),
        ("georgi", "heorhi"), ("evgen", "yevhen ievhen yauhen iauhen"), ("oleg", "oleh aleh"), ("igor", "ihor ihar"),
        ("vladimir", "volodymyr uladzimir"), ("vladislav", "vladyslav uladzislau uladzislav"), ("petr", "petr piatr"),
        ("pavl", "pavl paul"), ("dmitri", "dmytr dzmitry"), ("gennadi", "hennadi henadz"), ("mikhail", "mykhail"),
        ("alekse", "oleksi alyakse aliakse"), ("aleksandr", "oleksandr aliaksandr alyaksandr"), ("bogdan", "bohdan"),
    )
    for other in others.split()
}  # fmt: skip
_PATRONYMIC = rf"\b({'|'.join(sorted(_STEMS, key=len, reverse=True))})[iyj]*[aeo]?(v[iy]ch?|[iy]vna|vna|una)\b"


def _patronymic(found: re.Match[str]) -> str:
    stem = _STEMS[found[1]]
    return f"{stem}{'e' if stem[-1] in 'aei' else 'o'}{'vna' if found[2].endswith('na') else 'vich'}"
