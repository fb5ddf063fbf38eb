"""Score of two names: the words of each aligned with the other's, and what is left over.

First of its kind here: no rarity of words yet, and constants found by trying values on the labelled suites
(benchmarks/suites.py), so it finds spellings, orders and joined words, not meanings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA, JaroWinkler

from ricochet.model.hit import Reason
from ricochet.screening.forms import LINKS, Forms, skeleton

LIKE = 0.7
"""Least likeness of two words that counts; below it they are different words."""
SAME_SOUND = 0.9
"""Likeness of two words with the same consonants: mostly another transliteration."""
JOINED = 0.85
INITIAL = 0.7
FULLER = 0.6
"""Share of the score from the side that is covered better; the rest from the other."""
ONE_WORD = 0.15
"""Taken off when only one word carries the match and either name says more."""
OTHER_NUMBER = 0.15
"""Taken off when each name has a number that the other has not: another ship, another plant."""
LEGAL_FORM = 0.03
"""Taken off when legal forms belong to different classes (limited against stock)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A word, or two neighbours, of one name that agrees with one of the other; `effect` is its part of the score."""

    left: str
    right: str
    likeness: float
    effect: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two names compare. `score` is the sum of the pairs' effects and `taken` (effect, feature), within 0..1."""

    score: float
    feature: str
    pairs: tuple[Pair, ...] = ()
    left_over: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    taken: tuple[tuple[float, str], ...] = ()


_Tie = tuple[float, tuple[int, ...], tuple[int, ...]]


def align(left: Forms, right: Forms) -> Alignment:
    """Compare two names. Symmetric: turning them round turns the sides of every pair round and nothing else."""
    if left.empty or right.empty:
        return Alignment(0.0, "empty")
    # Ties between pairs must not depend on who asks, so the comparison itself has one order.
    if (left.words, left.han, left.legal) > (right.words, right.han, right.legal):
        return _turned(_align(right, left))
    return _align(left, right)


def explain(result: Alignment, left: Forms, right: Forms) -> tuple[Reason, ...]:
    """Reasons of a name's score; their effects add up to it."""
    told: list[Reason] = []
    if not result.pairs:
        told.append(
            Reason(
                feature=result.feature,
                left=left.text,
                right=right.text,
                effect=result.score - sum(e for e, _ in result.taken),
                text=_WHOLE.get(result.feature, "The names share nothing"),
            )
        )
    told.extend(_pair_reason(pair) for pair in result.pairs)
    for side, words in enumerate(result.left_over):
        if words:
            said = " ".join(words)
            told.append(
                Reason(
                    feature="left_over",
                    left="" if side else said,
                    right=said if side else "",
                    effect=0.0,
                    text=f"'{said}' stands only in the {'listed' if side else 'first'} name",
                )
            )
    told.extend(
        Reason(
            feature=feature,
            left=_taken_side(feature, left),
            right=_taken_side(feature, right),
            effect=effect,
            text=_TAKEN[feature],
        )
        for effect, feature in result.taken
    )
    return tuple(told)


@lru_cache(maxsize=1 << 18)
def likeness(left: str, right: str) -> float:
    """How alike two words are, 0 to 1; 0 below LIKE. Mean of Jaro-Winkler and of edits (swaps count one) per letter."""
    if left == right:
        return 1.0
    if left > right:
        left, right = right, left
    edits = OSA.normalized_similarity(left, right)
    like = (edits + JaroWinkler.similarity(left, right)) / 2
    if like < SAME_SOUND and edits >= 0.3:
        bones = skeleton(left)
        if len(bones) > 1 and bones == skeleton(right):
            like = SAME_SOUND
    return like if like >= LIKE else 0.0


def _align(left: Forms, right: Forms) -> Alignment:
    if left.han and right.han:
        return _finish(_han(left.han, right.han), "characters", left, right)
    if not left.words or not right.words:
        return Alignment(0.0, "empty")
    if left.words == right.words:
        return _finish(1.0, "same", left, right)
    if left.key == right.key:
        return _finish(1.0, "order", left, right)
    if "".join(left.words) == "".join(right.words) or left.solid == right.solid:
        return _finish(0.99, "joined", left, right)
    return _by_words(left, right)


def _by_words(left: Forms, right: Forms) -> Alignment:
    chosen = _choose(left.words, right.words)
    left_weights, right_weights = left.weights, right.weights
    left_all, right_all = left.load, right.load
    left_cover = sum(like * sum(left_weights[i] for i in at) for like, at, _ in chosen) / left_all
    right_cover = sum(like * sum(right_weights[i] for i in at) for like, _, at in chosen) / right_all
    share = FULLER if left_cover > right_cover else (0.5 if left_cover == right_cover else 1 - FULLER)
    pairs = tuple(
        Pair(
            " ".join(left.words[i] for i in mine),
            " ".join(right.words[i] for i in theirs),
            like,
            like
            * (
                share * sum(left_weights[i] for i in mine) / left_all
                + (1 - share) * sum(right_weights[i] for i in theirs) / right_all
            ),
        )
        for like, mine, theirs in chosen
    )
    used_left = {i for _, mine, _ in chosen for i in mine}
    used_right = {i for _, _, theirs in chosen for i in theirs}
    left_over = (
        tuple(w for i, w in enumerate(left.words) if i not in used_left),
        tuple(w for i, w in enumerate(right.words) if i not in used_right),
    )
    carrying = sum(len(pair.left) > 2 and pair.left not in LINKS for pair in pairs)
    taken = []
    score = sum(pair.effect for pair in pairs)
    if carrying < 2 and any(left_over) and pairs:
        taken.append((-min(ONE_WORD, score), "one_word"))
    if all(any(word.isdigit() for word in words) for words in left_over) and score > OTHER_NUMBER:
        taken.append((-OTHER_NUMBER, "number"))
    return _finish(score + sum(effect for effect, _ in taken), "words", left, right, pairs, left_over, taken)


def _choose(left: tuple[str, ...], right: tuple[str, ...]) -> list[_Tie]:
    """Pairs of words, each word used once, the best taken first: (likeness, places on the left, on the right)."""
    found: list[_Tie] = [
        (like, (i,), (j,)) for i, a in enumerate(left) for j, b in enumerate(right) if (like := _word_likeness(a, b))
    ]
    if len(left) != len(right) or len(found) < len(left):
        found += [
            (like, (i, i + 1), (j,))
            for i, (a, b) in enumerate(pairwise(left))
            for j, c in enumerate(right)
            if -3 < len(a) + len(b) - len(c) < 3 and (like := _joined_likeness(a + b, c))
        ]
        found += [
            (like, (i,), (j, j + 1))
            for i, a in enumerate(left)
            for j, (b, c) in enumerate(pairwise(right))
            if -3 < len(b) + len(c) - len(a) < 3 and (like := _joined_likeness(b + c, a))
        ]
    found.sort(key=lambda pair: (-pair[0] * sum(len(left[i]) for i in pair[1]), pair[1], pair[2]))
    chosen: list[_Tie] = []
    used_left, used_right = set[int](), set[int]()
    for like, mine, theirs in found:
        if used_left.isdisjoint(mine) and used_right.isdisjoint(theirs):
            chosen.append((like, mine, theirs))
            used_left.update(mine)
            used_right.update(theirs)
    chosen.sort(key=lambda pair: pair[1])
    return chosen


def _word_likeness(left: str, right: str) -> float:
    if left != right and (len(left) == 1 or len(right) == 1):
        return INITIAL if left[0] == right[0] and not left.isdigit() and not right.isdigit() else 0.0
    if left != right and (left.isdigit() or right.isdigit()):
        return 0.0  # 5 and 6 are different ships, not a slip of the pen
    return likeness(left, right)


def _joined_likeness(joined: str, word: str) -> float:
    if len(word) < 4 or (joined != word and not (joined.isalpha() and word.isalpha())):
        return 0.0
    like = likeness(joined, word)
    return like if like >= JOINED else 0.0


def _han(left: str, right: str) -> float:
    """Characters as written: equal, one name within the other, or few of them different."""
    if left == right:
        return 1.0
    short, long = sorted((left, right), key=len)
    if len(short) >= 3 and short in long:
        return 0.6 + 0.1 * min(len(short) - 2, 2) + 0.2 * len(short) / len(long)
    like = OSA.normalized_similarity(left, right)
    return like if like >= 0.5 else 0.0


def _finish(
    score: float,
    feature: str,
    left: Forms,
    right: Forms,
    pairs: tuple[Pair, ...] = (),
    left_over: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
    taken: Iterable[tuple[float, str]] = (),
) -> Alignment:
    taken = list(taken)
    if left.legal and right.legal and left.legal[-1] != right.legal[-1] and score > LEGAL_FORM:
        taken.append((-LEGAL_FORM, "legal_form"))
        score -= LEGAL_FORM
    return Alignment(score, feature, pairs, left_over, tuple(taken))


def _turned(result: Alignment) -> Alignment:
    pairs = tuple(Pair(pair.right, pair.left, pair.likeness, pair.effect) for pair in result.pairs)
    return Alignment(result.score, result.feature, pairs, (result.left_over[1], result.left_over[0]), result.taken)


def _pair_reason(pair: Pair) -> Reason:
    if pair.left == pair.right:
        feature, text = "word", f"'{pair.left}' stands in both"
    elif " " in pair.left or " " in pair.right:
        feature, text = "joined", f"'{pair.left}' is '{pair.right}' written as one word ({pair.likeness:.2f} alike)"
    elif len(pair.left) == 1 or len(pair.right) == 1:
        feature, text = "initial", f"'{pair.left}' and '{pair.right}': one may be the other's initial"
    elif pair.likeness == SAME_SOUND:
        feature, text = "sound", f"'{pair.left}' and '{pair.right}' have the same consonants"
    else:
        feature, text = "spelling", f"'{pair.left}' is nearly '{pair.right}' ({pair.likeness:.2f} alike)"
    return Reason(feature=feature, left=pair.left, right=pair.right, effect=pair.effect, text=text)


def _taken_side(feature: str, side: Forms) -> str:
    return " ".join(side.legal) if feature == "legal_form" else side.key


_WHOLE = {
    "same": "The names are the same, but for case, marks, punctuation and legal form",
    "order": "The names have the same words in another order",
    "joined": "The names have the same letters, parted differently",
    "characters": "The characters of the names compare so",
    "empty": "A name holds nothing that can be compared",
}
_TAKEN = {
    "one_word": "Only one word agrees, and a name says more",
    "number": "Each name has a number that the other has not",
    "legal_form": "The legal forms are of different kinds",
}
