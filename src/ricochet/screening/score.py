"""Score of two names: a scorecard. Every feature adds weight times value to the log-odds that the names are one.

Most weights are fitted by benchmarks/fit.py, with signs fixed beforehand, on the labelled name pairs of
`data/names/pairs`, on aliases of the Entity List and the UK list of parties that neither the SDN list nor the UN names,
and on primary names misspelt by rule, against companies (GLEIF) and made-up persons. No alias of the SDN list and no
name in its original script was seen. docs/screening.md is the model card and says which weight was set by hand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from rapidfuzz.distance import OSA

from ricochet.model.hit import Reason
from ricochet.screening.align import SMALL, Alignment, align
from ricochet.screening.forms import Forms, Side, side
from ricochet.screening.rarity import is_known, is_syllable
from ricochet.screening.sound import consonants

W = {
    "agreed": 0.144,  # each of the first nats of agreement between words, up to FIRST_NATS
    "agreed_more": 0.02,  # each nat more, so that scores order a queue without ties (set by hand)
    "rarest": 0.426,  # a nat of the word that says most of those that agree, up to RAREST
    "alone": -8.41,  # share of STRANGE that is lost for words of the shorter name that the longer has not
    "alone_unwritten": 4.15,  # what of that is given back where one name is written without vowels
    "clash_close": 0.717,  # a nat of clashing words, times their likeness by letters above one half
    "common": -2.5,  # two common names of persons stand in each other's place: another person
    "left_long": -3.82,  # share of the longer name that the shorter has nothing for
    "letters": 3.72,  # fourth power of the likeness of all letters, in order or sorted: near-equal names
    "unwritten": -1.5,  # one of the names is written without vowels (set by hand)
    "skeleton": 5.0,  # and what the fourth power of the likeness of their consonants says beside (set by hand)
    "first": 0.653,  # the first letters are the same
    "single": -1.2,  # companies of one word, alike by sound or but for slips: "Elara", "Ebara" (set by hand)
    "within": 0.972,  # every word of the shorter name, of several, stands in the longer
    "family": -0.971,  # the last words of two persons' names clash: another family
    "crossed": -4.0,  # A son of B against B son of A (set by hand)
    "number": -2.5,  # a number that the other name has not: another ship, another plant (set by hand)
}
"""Log-odds for a unit of each feature."""
BIAS = -4.24
"""Log-odds before anything is compared."""
FIRST_NATS, RAREST = 12.0, 8.5
"""Nats of agreement that `agreed` counts; nats of one word that `rarest` counts."""
STRANGE = 8.0
"""Nats of words that the longer name has not, of which all but 1/e of what `alone` may cost is lost: it is bounded,
because a name that is another one anyhow may share a rare word with it."""
TOO_LIKE = 0.85
"""Common names likelier a slip of the pen than two names, by their likeness."""
WITHIN = 0.8
"""Likeness by letters of a Chinese name of three characters or more that stands whole within another."""
HOMOPHONES = (-4.0, -4.0, -4.0, -3.0, -1.5, -1.0, -0.3)
"""Characters against a romanised name, by their number: many sound alike, and six or more are seldom read alike."""
ACRONYM = 0.8
"""The same of an acronym and the whole name it stands for."""
SKELETON = 0.95
"""Likeness by letters of names of which only the consonants can be compared, and agree; less where they are few."""
_LONG_SKELETON, _INITIALS = 12, 2
LEGAL_FORM = -0.4
"""Legal forms of different classes (limited against stock)."""
REGISTERED = -0.6
"""A word more in one of two names that both show their legal form: registered names are whole, so it is another one."""
PASSING = 0.35
"""What a patronymic or particle weighs that only the longer name has, of what another word would."""
NOTHING = -60.0
"""Log-odds of names of which nothing can be compared."""
SHARPNESS = 0.6
"""Slope of the score over the log-odds."""
ZERO = -0.3
"""Log-odds at which the score is the default threshold, 0.7."""
ROMAN = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xii", "xiii", "xiv", "xv", "xx"})
"""Numbers in Roman letters; one letter alone may be an initial, and Xi is a family name."""
_PATRONYMIC = re.compile(r"\w{2,}[aeoiy][vw](?:[iy]ch|na)|\w{3,}ichna|(?:ily|fom|kuzm|luk|nikit)ich")
_PARTICLES = SMALL | frozenset({
    "af", "al", "av", "bin", "bint", "ben", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn",
    "la", "le", "ould", "ter", "van", "von", "y", "zu",
})  # fmt: skip
"""Small words, and those before a family name or a father's, which come and go."""
_ROUGHLY = frozenset({"spelling", "sound"})
_SON = frozenset({"bin", "ibn", "ben", "bint", "binti", "ould", "wuld", "oglu", "ogly", "son"})
_AT_THRESHOLD = 0.8472978603872037  # log(0.7 / 0.3)


Point = tuple[str, int, float]
"""A piece of the log-odds: the feature, the place in the alignment it comes from (-1 is the whole name), its size."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two names compared: the log-odds that they are one, and what is needed to explain them.

    `mine` and `theirs` are what was aligned: words, or characters where both names have them.
    """

    odds: float
    left: Forms
    right: Forms
    mine: Side
    theirs: Side
    alignment: Alignment | None = None
    turned: bool = False


def score_of(odds: float) -> float:
    """Log-odds as a score in 0..1: even and without ties, 0.7 at the default threshold."""
    value = SHARPNESS * (odds - ZERO) + _AT_THRESHOLD
    return 1 / (1 + exp(-value)) if value > -700 else 0.0


def compare_forms(left: Forms, right: Forms) -> Compared:
    """Compare two names. Symmetric: the same log-odds whichever comes first."""
    mine, theirs = _sides(left, right)
    if not mine.words or not theirs.words:
        return Compared(NOTHING, left, right, mine, theirs)
    turned = (len(mine.words), mine.words) > (len(theirs.words), theirs.words)
    if turned:
        left, right, mine, theirs = right, left, theirs, mine
    alignment = align(mine.words, theirs.words)
    odds = BIAS + sum([size for _, _, size in _points(mine, theirs, alignment)])
    if _other_legal(left, right):
        odds += LEGAL_FORM
    if _registered(left, right, alignment):
        odds += REGISTERED
    odds += _homophones(left, right)
    return Compared(odds, left, right, mine, theirs, alignment, turned)


def reasons_of(compared: Compared) -> list[tuple[Reason, float]]:
    """What made the log-odds: a reason (its effect not yet set) and its log-odds; with BIAS they add up."""
    alignment = compared.alignment
    if alignment is None:
        return [(_reason("empty", compared.left.text, compared.right.text), NOTHING - BIAS)]
    told = [
        (*_said(compared, alignment, feature, place), size)
        for feature, place, size in _points(compared.mine, compared.theirs, alignment)
    ]
    if _other_legal(compared.left, compared.right):
        told.append(("legal_form", " ".join(compared.left.legal), " ".join(compared.right.legal), LEGAL_FORM))
    if _registered(compared.left, compared.right, alignment):
        told.append(("registered", compared.left.text, compared.right.text, REGISTERED))
    if lost := _homophones(compared.left, compared.right):
        told.append(("homophones", compared.left.text, compared.right.text, lost))
    if compared.turned:
        told = [(feature, right, left, size) for feature, left, right, size in told]
    return [(_reason(feature, left, right), size) for feature, left, right, size in told]


def _sides(left: Forms, right: Forms) -> tuple[Side, Side]:
    """What to align: characters where both names have them, else words; one word where only the parting differs."""
    if left.han and right.han:
        return left.by_characters, right.by_characters
    if (
        left.solid == right.solid
        and left.words != right.words
        and (left.by_words.letters != right.by_words.letters or any(map(str.isdigit, left.solid)))
    ):
        # "JSCARGUMENT", "JSC ARGUMENT": a legal form in a word; "P9-14", "P-914": a number parted otherwise.
        return side((left.solid,)), side((right.solid,))
    return left.by_words, right.by_words


def _points(mine: Side, theirs: Side, alignment: Alignment) -> list[Point]:
    points = _agreed(alignment, ascii_words=mine.letters.isascii())
    points += _alone(mine, theirs, alignment)
    most = max(mine.heft, theirs.heft)
    points += [
        ("left_long", place, W["left_long"] * _passing(theirs.words[place]) * theirs.hefts[place] / most)
        for place in alignment.right_over
    ]
    apart = bool(alignment.clashes or alignment.left_over or alignment.right_over)
    if apart:
        points += _numbers(mine.words, theirs.words, alignment)
        points += _within(alignment)
    elif not (mine.family or theirs.family):
        points += _single(alignment)
    points += _persons(mine, theirs, alignment)
    alike = _alike(mine, theirs)
    if not apart and len(alignment.pairs) == 1 and alignment.pairs[0].like.how == "acronym":
        alike = max(alike, ACRONYM)
    high = alike**4
    points.append(("letters", -1, W["letters"] * high))
    if mine.unvowelled != theirs.unvowelled:
        points.append(("skeleton", -1, W["unwritten"] + W["skeleton"] * high))
    if mine.letters[0] == theirs.letters[0]:
        points.append(("first", -1, W["first"]))
    return points


def _agreed(alignment: Alignment, *, ascii_words: bool) -> list[Point]:
    """What the words say that agree: all of them, up to a limit, and the one that says most."""
    nats = [pair.like.nats for pair in alignment.pairs]
    agreed = sum(nats)
    if not agreed:
        return []
    a_nat = (W["agreed"] * min(agreed, FIRST_NATS) + W["agreed_more"] * max(agreed - FIRST_NATS, 0.0)) / agreed
    points = [("agreed", place, a_nat * said) for place, said in enumerate(nats)]
    place = nats.index(max(nats))
    rarest = nats[place] if ascii_words else agreed - nats[place]  # a Chinese word is several characters: all but one
    points[place] = ("agreed", place, points[place][2] + W["rarest"] * min(rarest, RAREST))
    return points


def _alone(mine: Side, theirs: Side, alignment: Alignment) -> list[Point]:
    """What words cost that stand in each other's place, or in the shorter name only: bounded, shared out by weight."""
    left, right = mine.hefts, theirs.hefts
    lost = [min(left[i], right[j]) for i, j, _ in alignment.clashes]
    strange = sum(lost) + sum([left[place] for place in alignment.left_over])
    if not strange:
        return []
    weight = W["alone"] + W["alone_unwritten"] * (mine.unvowelled != theirs.unvowelled)
    a_nat = weight * (1 - exp(-strange / STRANGE)) / strange
    points = []
    for place, (i, j, close) in enumerate(alignment.clashes):
        near = W["clash_close"] * max(close - 0.5, 0.0)
        if near and _syllables(mine.words[i], theirs.words[j]):
            near = 0.0
        points.append(("clash", place, (a_nat + near) * lost[place]))
    return points + [("left_short", place, a_nat * left[place]) for place in alignment.left_over]


def _syllables(left: str, right: str) -> bool:
    """Whether both are syllables of Chinese or Korean names, of which a letter more or less makes another one."""
    return is_syllable(left) and is_syllable(right)


def _single(alignment: Alignment) -> list[Point]:
    """Whether one word is the whole of both names, and agrees but for slips or by its sound."""
    only = len(alignment.pairs) == 1 and alignment.pairs[0].like.how in _ROUGHLY
    return [("single", -1, W["single"])] if only else []


def _alike(mine: Side, theirs: Side) -> float:
    """Likeness of all letters, in order or word by word; of consonants where one name is written without vowels."""
    if mine.unvowelled != theirs.unvowelled:
        # The root, because the fourth power is what is weighed: few consonants say proportionally less.
        least = min(len(mine.bones), len(theirs.bones), _LONG_SKELETON)
        few: float = (least / _LONG_SKELETON) ** 0.25
        alike = OSA.normalized_similarity(mine.bones, theirs.bones)
        if alike < 1:
            alike = max(alike, OSA.normalized_similarity(_bones_by_word(mine), _bones_by_word(theirs)))
        return SKELETON * few * alike
    alike = OSA.normalized_similarity(mine.letters, theirs.letters)
    if alike < 1:
        alike = max(alike, OSA.normalized_similarity(mine.by_word, theirs.by_word))
        if len(mine.words) > 2 and not mine.letters.isascii() and mine.letters in theirs.letters:
            alike = max(alike, WITHIN)
    return alike


def _bones_by_word(one: Side) -> str:
    """Consonants word by word in alphabetical order."""
    return "".join(sorted(map(consonants, one.words)))


def _persons(mine: Side, theirs: Side, alignment: Alignment) -> list[Point]:
    """What only the order of a person's names tells: another family name, father and son exchanged."""
    if not (mine.family and theirs.family):
        return []
    last = len(mine.words) - 1, len(theirs.words) - 1
    points: list[Point] = []
    if min(last) > 0 and any((i, j) == last for i, j, _ in alignment.clashes):
        points.append(("family", -1, W["family"]))
    if any(
        close < TOO_LIKE and _common(mine.words[i]) and _common(theirs.words[j]) for i, j, close in alignment.clashes
    ):
        points.append(("common", -1, W["common"]))
    ours, others = _son(mine.words), _son(theirs.words)
    if ours and others:
        sides = [(pair.left[0] < ours, pair.right[0] < others) for pair in alignment.pairs if len(pair.left) == 1]
        if (True, False) in sides and (False, True) in sides:
            points.append(("crossed", -1, W["crossed"]))
    return points


def _passing(word: str) -> float:
    """What a word weighs that the shorter name has nothing for: patronymics and particles come and go."""
    return PASSING if word in _PARTICLES or _PATRONYMIC.fullmatch(word) else 1.0


def _common(word: str) -> bool:
    return len(word) > _INITIALS and is_known(word)


def _son(words: Sequence[str]) -> int:
    """Place of the first "son of"; 0 where there is none."""
    return next((at for at, word in enumerate(words) if at and word in _SON), 0)


def _numbers(mine: Sequence[str], theirs: Sequence[str], alignment: Alignment) -> list[Point]:
    """Numbers that only one of the names has."""
    ours = {mine[i] for i, _, _ in alignment.clashes} | {mine[i] for i in alignment.left_over}
    others = {theirs[j] for _, j, _ in alignment.clashes} | {theirs[j] for j in alignment.right_over}
    odd = {word for word in ours ^ others if word.isdigit() or word in ROMAN}
    return [("number", -1, W["number"])] if odd else []


def _within(alignment: Alignment) -> list[Point]:
    """Whether the whole shorter name, of several words, stands in the longer."""
    whole = [pair for pair in alignment.pairs if pair.like.how != "initial"]
    if alignment.clashes or alignment.left_over or (len(whole) == 1 and len(whole[0].left) == 1):
        return []
    return [("within", -1, W["within"])] if all(pair.like.credit == 1 for pair in whole) else []


def _homophones(left: Forms, right: Forms) -> float:
    if bool(left.han) == bool(right.han):
        return 0.0
    return HOMOPHONES[min(len(left.han or right.han), len(HOMOPHONES) - 1)]


def _other_legal(left: Forms, right: Forms) -> bool:
    return bool(left.legal and right.legal) and left.legal[-1] != right.legal[-1]


def _registered(left: Forms, right: Forms, alignment: Alignment) -> bool:
    """Whether both names show their legal form, and one has a word more."""
    more = not alignment.clashes and bool(alignment.left_over or alignment.right_over)
    return more and bool(left.legal and right.legal)


def _said(compared: Compared, alignment: Alignment, feature: str, place: int) -> tuple[str, str, str]:
    """What a point speaks of: the feature told, and the words on either side, in the order of the alignment."""
    mine, theirs = compared.mine.words, compared.theirs.words
    if feature == "agreed":
        pair = alignment.pairs[place]
        return pair.like.how, " ".join(mine[i] for i in pair.left), " ".join(theirs[j] for j in pair.right)
    if feature == "clash":
        i, j, _ = alignment.clashes[place]
        return feature, mine[i], theirs[j]
    if feature == "left_short":
        return "left_over", mine[place], ""
    if feature == "left_long":
        return "left_over", "", theirs[place]
    return feature, compared.left.text, compared.right.text


def _reason(feature: str, left: str, right: str) -> Reason:
    text = _TEXT[feature].format(left=left, right=right, word=left or right)
    return Reason(feature=feature, left=left, right=right, effect=0.0, text=text)


_TEXT = {
    "word": "'{left}' stands in both",
    "joined": "'{left}' and '{right}' are the same letters, parted differently",
    "initial": "'{left}' and '{right}': one may be the other's initial",
    "sound": "'{left}' and '{right}' sound alike",
    "spelling": "'{left}' is nearly '{right}'",
    "acronym": "'{left}' and '{right}': one is made of the other's initials",
    "body": "'{left}' and '{right}' are both words for a kind of body",
    "translation": "'{left}' and '{right}' mean the same",
    "nickname": "'{left}' and '{right}' are forms of one name",
    "number_word": "'{left}' and '{right}' are the same number",
    "clash": "'{left}' and '{right}' stand in the same place and differ",
    "left_over": "'{word}' stands in one name only",
    "first": "The names begin with the same letter",
    "single": "One word is the whole of both names, and it is not the same",
    "letters": "All letters of the names compared",
    "homophones": "Only the sound of the characters is compared, and many sound alike",
    "family": "The last words, mostly family names, differ",
    "crossed": "Father and son stand the other way round",
    "number": "Only one of the names has a number, or each has another",
    "common": "Two common names stand in the same place and differ",
    "skeleton": "One name is written without vowels; consonants compared",
    "within": "The whole of one name stands in the other",
    "registered": "Both names are whole, with their legal forms, and one has a word more",
    "legal_form": "The legal forms are of different kinds",
    "empty": "A name holds nothing to compare",
}
