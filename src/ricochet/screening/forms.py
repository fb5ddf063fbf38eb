"""Forms: what a name is compared as. Pure; the same text always gives the same forms."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii
from rapidfuzz.distance import OSA

from ricochet.screening import arabic
from ricochet.screening.cantonese import cantonese
from ricochet.screening.mandarin import in_wade_giles, pinyin, simplified
from ricochet.screening.meaning import in_digits, plain
from ricochet.screening.rarity import is_known, rarity
from ricochet.screening.respelt import respelt
from ricochet.screening.sound import consonants

HEAVIEST = 7.0
"""Most nats one word weighs."""
MAX_POINTS = 1024
"""Code points compared; the longest name on the SDN list has 165. A longer name is flagged, never refused."""
MAX_WORDS = 32
"""Words compared; a longer name is flagged."""
MAX_LETTERS = 128
"""Letters compared of one word; a longer word is flagged."""
MAX_MARKS = 30
"""Longest run of combining marks kept (Stream-Safe Text, UAX #15): normalising is quadratic in such a run."""
_RAW_POINTS = 65_536
_SLIPPED = 6
"""Letters of the shortest word of a legal form that is known with a slip of the pen in it."""
_SPACED = 5
"""Letters of the longest legal form that is also known letter by letter."""
_PERSON = 5
"""Most characters of a Chinese person's name; longer names are companies', and written in pinyin."""

_STATES = frozenset({
    "afghanistan", "algeria", "armenia", "azerbaijan", "bahrain", "bangladesh", "belarus", "brazil", "bulgaria",
    "burma", "cambodia", "chad", "china", "colombia", "congo", "cuba", "dprk", "drc", "egypt", "eritrea",
    "ethiopia", "gaza", "georgia", "ghana", "guinea", "haiti", "india", "indonesia", "iran", "iraq", "israel",
    "japan", "jordan", "kazakhstan", "kenya", "korea", "kosovo", "kuwait", "kyrgyzstan", "laos", "lebanon",
    "liberia", "libya", "malaysia", "mali", "mexico", "moldova", "mongolia", "morocco", "mozambique", "myanmar",
    "nepal", "nicaragua", "niger", "nigeria", "oman", "pakistan", "palestine", "peru", "philippines", "poland",
    "prc", "qatar", "romania", "russia", "rwanda", "serbia", "somalia", "sudan", "syria", "taiwan", "tajikistan",
    "thailand", "tunisia", "turkey", "turkiye", "turkmenistan", "uae", "uganda", "ukraine", "usa", "uzbekistan",
    "venezuela", "vietnam", "yemen", "zimbabwe",
})  # fmt: skip
"""States in one word, as they stand beside the acronyms of their bodies."""
_TWO_CHARACTERS = re.compile(
    "欧阳|司马|诸葛|上官|司徒|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|轩辕|端木|百里|呼延|南郭"
)
"""Chinese family names of two characters."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\U000e0000-\U000e0fff]"
)
_HALF_SPACE = re.compile("(?<=[\u0620-\u06ff])\u200c(?=[\u0620-\u06ff])")
"""A joiner that Persian writes between the parts of a compound."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CJK = re.compile("[\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_DOTTED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9]\.){2,}[a-z0-9]?(?![a-z0-9])")
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_APOSTROPHE = re.compile(r"['`\"]")
_WORD = re.compile(r"[a-z0-9]+")
_LATIN_LETTER = re.compile("[A-Za-z]")
_LOOKALIKE_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
# Letters of other alphabets drawn like Latin ones (Unicode UTS #39); undone only in a word that mixes alphabets.
_DRAWN_ALIKE = (
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιαρν",
    "ABESIJKMHOPCTYXaesijopcyxqwABEZHIKMNOPTYXoiapv",
)
_LOOKALIKES = str.maketrans(*_DRAWN_ALIKE)
_CYRILLIC_LOOKALIKES = str.maketrans({b: a for a, b in zip(*_DRAWN_ALIKE, strict=True) if a > "\u0400"})
_ONLY_CYRILLIC = re.compile("[\u0400-\u045f\u0490\u0491]")


@dataclass(frozen=True, slots=True)
class Side:
    """Words of a name as they are aligned, with what is compared of all of them together.

    `hefts`: their weights (nats, capped), `heft` the sum. `letters`: all letters in order, as written; `by_word`:
    word by word in alphabetical order, and `bones`: the consonants, a company's words translated. `unvowelled`: the
    name is written without vowels. `family`: the last word is a person's family name.
    """

    words: tuple[str, ...]
    hefts: tuple[float, ...]
    heft: float
    letters: str
    by_word: str
    bones: str
    unvowelled: bool
    family: bool


def side(words: tuple[str, ...], *, unvowelled: bool = False, family: bool = False) -> Side:
    """Words ready to be aligned. `unvowelled`: vowels are not written, so letters are compared without them."""
    if not words:
        return _NO_FAMILY if family else _NO_WORDS
    hefts = tuple(map(_heft, words))
    english = words if family else tuple(map(plain, words))
    bones = "".join(map(consonants, english))
    return Side(words, hefts, sum(hefts), "".join(words), "".join(sorted(english)), bones, unvowelled, family)


@lru_cache(maxsize=1 << 17)
def _heft(word: str) -> float:
    return min(rarity(word), HEAVIEST)


_NO_WORDS, _NO_FAMILY = (Side((), (), 0, "", "", "", unvowelled=False, family=family) for family in (False, True))


@dataclass(frozen=True, slots=True)
class Forms:
    """One name, ready for comparison.

    `words`: ASCII, lower case, without the legal form where the name is more than that. `legal`: classes of legal form
    found ("limited", "stock"…), in order. `han`: Chinese, Japanese and Korean characters as written, without the legal
    form. `solid`: all words, the legal form too, written as one. `too_long`: only a part was compared. `mixed`: a word
    mixes alphabets. `by_words`, `by_characters`: words and `han` as they are aligned.
    """

    text: str
    words: tuple[str, ...]
    legal: tuple[str, ...]
    han: str
    solid: str
    too_long: bool
    mixed: bool
    by_words: Side
    by_characters: Side

    @property
    def empty(self) -> bool:
        """Whether nothing is left to compare."""
        return not self.words and not self.han


def forms(text: str, *, company: bool = True) -> Forms:
    """Every form of a name. `company`: legal forms are recognised and taken off; for persons they are names."""
    plain, too_long = clean(text)
    plain, mixed = _undo_lookalikes(plain)  # before folding: a capital Cyrillic В looks like B, a small one does not
    plain = plain.casefold().replace("i\u0307", "i")  # the Turkish dotted capital folds to i and a mark of its own
    if not plain.isascii() and _HAN.search(plain):
        plain = simplified(plain)
    han = "".join(_CJK.findall(plain)) if not plain.isascii() else ""
    legal: list[str] = []
    if han and company:
        han, plain, legal = _without_han_form(han, plain)
    words = _words(plain if company else _given_first(plain))
    if len(words) > MAX_WORDS or any(len(word) > MAX_LETTERS for word in words):
        words, too_long = [word[:MAX_LETTERS] for word in words[:MAX_WORDS]], True
    solid = "".join(words)
    if company:
        words, found = _without_legal_form(words)
        legal += found
    return Forms(
        text=text if len(text) <= MAX_POINTS else text[:MAX_POINTS] + "…",
        words=tuple(words),
        legal=tuple(legal),
        han=han,
        solid=solid,
        too_long=too_long,
        mixed=mixed,
        by_words=side(
            tuple(words), unvowelled=not text.isascii() and arabic.unvowelled(text), family=not company and not han
        ),
        by_characters=side(tuple(han)),
    )


def variants(text: str, *, company: bool = True) -> tuple[Forms, ...]:
    """The forms of a name: as it is, and in every other romanisation of its script; equal ones once.

    A short Chinese name is also read in Wade-Giles (Taiwan, older books) and as Hong Kong writes it.
    """
    first = forms(text, company=company)
    readings, english = _readings(text, company=company)
    abroad = _of_a_state(first) if company else ()
    if not readings and not english and not first.han and not abroad:
        return (first,)
    found = {first.words: first}
    if abroad:
        found[abroad] = _read(first, abroad)
    for words in _in_chinese(first):
        found.setdefault(words, _read(first, words))
    for reading in readings:
        form = forms(reading, company=company)
        found.setdefault(form.words, replace(_read(first, form.words), legal=form.legal, solid=form.solid))
    for reading in english:
        form = forms(reading, company=company)
        read = replace(first, words=form.words, legal=form.legal, solid=form.solid, by_words=form.by_words)
        found.setdefault(form.words, read)
    return tuple(found.values())


def _readings(text: str, *, company: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name in other romanisations; and with its words in English."""
    if text.isascii():
        plain = text.lower()
        other = respelt(plain)
        return () if other == plain else (other,), ()
    from ricochet.screening import romanised, translated  # noqa: PLC0415 - loaded with the first name that needs it

    plain = _undo_lookalikes(clean(text)[0])[0].casefold()
    if _HAN.search(plain):
        plain = simplified(plain)
    return romanised.readings(plain), translated.readings(plain) if company else ()


def _of_a_state(form: Forms) -> tuple[str, ...]:
    """The acronym of a body without the state that it belongs to: "PLA China". A company would show its legal form."""
    if len(form.words) != 2 or form.legal or not _STATES.intersection(form.words):
        return ()
    return tuple(word for word in form.words if word not in _STATES and word.isalpha() and 2 < len(word) < 6)


def _in_chinese(form: Forms) -> Iterator[tuple[str, ...]]:
    """A short Chinese name with the given name as one word, as lists write it, and in other romanisations."""
    han = form.han
    if not 1 < len(han) <= _PERSON or pinyin(han) != form.words:  # other script beside, or a character without reading
        return
    family = 2 if _TWO_CHARACTERS.match(han) else 1
    if len(han) > family:
        yield "".join(form.words[:family]), "".join(form.words[family:])
    yield in_wade_giles(han)
    if words := cantonese(han):
        yield words


def _read(form: Forms, words: tuple[str, ...]) -> Forms:
    """The same name in another romanisation."""
    one = form.by_words
    return replace(
        form, words=words, solid="".join(words), by_words=side(words, unvowelled=one.unvowelled, family=one.family)
    )


def names_in(text: str) -> tuple[str, ...]:
    """Names written in one field: what stands in brackets is another name where it has another script or a semicolon.

    "金铁三 (Jin Tiesan; Kim Chol Sam)" holds three names; "Bank of China (Hong Kong)" is one.
    """
    found = _BRACKETS.findall(text) if len(text) <= MAX_POINTS else []
    outside = _BRACKETS.sub(" ", text) if found else text
    others = [one for one in found if any(map(str.isalpha, one)) and (";" in one or _foreign(one) != _foreign(outside))]
    if not others:
        return (text,)
    for one in others:
        text = re.sub(rf"[(（\[]\s*{re.escape(one)}\s*[)）\]]", " ", text)
    parts = [text, *(part for one in others for part in one.split(";"))]
    return tuple(dict.fromkeys(part.strip() for part in parts if any(map(str.isalpha, part)))) or (text,)


def _foreign(text: str) -> bool:
    """Whether the letters are of other alphabets than the Latin one, mostly."""
    letters = [char for char in text if char.isalpha()]
    return sum(not char.isascii() and ord(char) > 0x24F for char in letters) * 2 > len(letters)


def clean(text: str) -> tuple[str, bool]:
    """Unicode hygiene: cut runs of marks, drop what cannot be seen, NFKC; and whether the text was too long."""
    if text.isascii():
        seen = text[:MAX_POINTS]
        return seen if seen.isprintable() else _CONTROL.sub(" ", seen), len(text) > MAX_POINTS
    too_long = len(text) > _RAW_POINTS
    text = _HALF_SPACE.sub(" ", text[:_RAW_POINTS])
    seen = _cut_marks(_CONTROL.sub(" ", _INVISIBLE.sub("", text)))
    # One code point grows to 18 at most (U+FDFA), so the cap stands before and after.
    folded = unicodedata.normalize("NFKC", seen[: 4 * MAX_POINTS])
    too_long = too_long or len(seen) > 4 * MAX_POINTS or len(folded) > MAX_POINTS
    return folded[:MAX_POINTS], too_long


def _cut_marks(text: str) -> str:
    kept, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _undo_lookalikes(text: str) -> tuple[str, bool]:
    """Letters of one alphabet in every word; and whether a word mixed them.

    A word with no Latin letter but such as a Cyrillic one looks like is Cyrillic, if one of its own letters or a whole
    word beside it shows it: Belarusian "Iван" is often typed with a Latin I.
    """
    if text.isascii() or not _LOOKALIKE_SCRIPT.search(text) or not _LATIN_LETTER.search(text):
        return text, False
    mixed, words = False, []
    elsewhere = any(map(_is_cyrillic, text.split(" ")))
    for word in text.split(" "):
        if _LATIN_LETTER.search(word) and _LOOKALIKE_SCRIPT.search(word):
            cyrillic, latin = word.translate(_CYRILLIC_LOOKALIKES), word.translate(_LOOKALIKES)
            plainly = not _LATIN_LETTER.search(cyrillic) and (elsewhere or _ONLY_CYRILLIC.search(latin))
            words.append(cyrillic if plainly else latin)
            mixed = True
        else:
            words.append(word)
    return " ".join(words), mixed


def _is_cyrillic(word: str) -> bool:
    """Whether a word holds no Latin letter, and a Cyrillic one that no Latin one looks like."""
    return not _LATIN_LETTER.search(word) and bool(_ONLY_CYRILLIC.search(word.translate(_LOOKALIKES)))


def _given_first(plain: str) -> str:
    """Turn "LOPEZ, Maria" into "Maria LOPEZ": lists write a person's family name first, before a comma."""
    family, comma, given = plain.partition(",")
    return f"{given} {family}" if comma and "," not in given and given.strip() else plain


def _words(plain: str) -> list[str]:
    if not plain.isascii():
        from ricochet.screening import romanised  # noqa: PLC0415 - loaded with the first name that needs it

        plain = _HAN.sub(lambda run: f" {' '.join(pinyin(run[0]))} ", romanised.latin(plain))
        plain = anyascii(_CJK.sub(r" \g<0> ", plain)).lower()
    plain = _APOSTROPHE.sub("", plain.replace("&", " and ").replace("%", " percent"))
    return in_digits(arabic.parted(_WORD.findall(_DOTTED.sub(lambda match: match[0].replace(".", ""), plain))))


def _without_han_form(han: str, plain: str) -> tuple[str, str, list[str]]:
    for form, kind in _legal_forms().han:
        if form in han and form != han:
            return han.replace(form, "", 1), plain.replace(form, " ", 1), [kind]
    return han, plain, []


def _without_legal_form(words: list[str]) -> tuple[list[str], list[str]]:
    """Take legal forms off, longest first; ambiguous short ones ("as", "co") only at an end of the name.

    A corporation *of* somewhere is no legal form but a part of the name.
    """
    table = _legal_forms()
    plain = tuple(map(_form_word, words))
    rest: list[str] = []
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(table.longest.get(plain[at], 0), len(words) - at), 0, -1):
            entry = table.words.get(plain[at : at + length])
            if entry and _stands(entry[1], at, plain[at + length :], table):
                found.append(entry[0])
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return (rest, found) if rest else (words, [])


def _stands(place: str, at: int, after: tuple[str, ...], table: "_Table") -> bool:
    """Whether a legal form may stand here: anywhere ("0"), at either end ("1") or at the last ("2")."""
    if place == "0":
        return not (at and after[:1] == ("of",))
    return (place == "1" and not at and bool(after)) or all((word,) in table.words for word in after)


@lru_cache(maxsize=1 << 16)
def _form_word(word: str) -> str:
    """The word of a legal form that this is: a nought written for the letter O ("0AO"), a slip in a long word."""
    if word.isdigit():
        return word
    word = word.replace("0", "o")
    table = _legal_forms()
    if len(word) < _SLIPPED or word in table.parts or is_known(word):
        return word
    near = [place for shorter in _one_less(word) for place in table.slipped.get(shorter, ())]
    return next((table.long[place] for place in sorted(near) if OSA.distance(word, table.long[place]) == 1), word)


def _one_less(word: str) -> list[str]:
    """A word, and the word without each of its letters: words that are one slip apart share one of these."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


@dataclass(frozen=True, slots=True)
class _Table:
    """Legal forms: class and place of each, by its words; most words of one that begins so; all words of them.

    `long`: those in which a slip is known; `slipped`: their places by what `_one_less` makes of them.
    """

    words: Mapping[tuple[str, ...], tuple[str, str]]
    han: tuple[tuple[str, str], ...]
    longest: Mapping[str, int]
    parts: Mapping[str, None]
    long: Sequence[str]
    slipped: Mapping[str, Sequence[int]]


def _dotted(form: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A legal form with its last letters, which dots make one word: "sp. z o.o." is read as "sp z oo"."""
    for at in range(len(form) - 2, 0, -1):
        if any(len(word) > 1 for word in form[at:]):
            return
        yield (*form[:at], "".join(form[at:]))


@lru_cache(maxsize=1)
def _legal_forms() -> _Table:
    words: dict[tuple[str, ...], tuple[str, str]] = {}
    han: list[tuple[str, str]] = []
    text = files(__package__).joinpath("legal_forms.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        form, kind, place = row["form"], row["class"], row["place"]
        if form.isascii():
            words[tuple(form.split())] = (kind, place)
            for written in _dotted(form.split()):
                words.setdefault(written, (kind, place))
            if len(form) <= _SPACED and form.isalpha():
                words.setdefault(tuple(form), (kind, "2"))  # "d o o"; "A G Smith" is a name
        else:
            han.append((form, kind))
    han.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    longest: dict[str, int] = {}
    for form_words in words:
        longest[form_words[0]] = max(longest.get(form_words[0], 0), len(form_words))
    parts = dict.fromkeys(word for form_words in words for word in form_words)
    long = [part for part in parts if len(part) >= _SLIPPED]
    slipped: dict[str, list[int]] = {}
    for at, part in enumerate(long):
        for shorter in _one_less(part):
            slipped.setdefault(shorter, []).append(at)
    return _Table(words, tuple(han), longest, parts, long, slipped)
