"""Alignment of two names: which words of one agree with which of the other, and what is left over on either side."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from ricochet.screening.likeness import JOIN, Likeness, joined, likeness
from ricochet.screening.rarity import is_syllable, rarity

ACRONYM = (3, 6)
"""Letters of an acronym, least and most."""
STATES = frozenset({"us", "uk", "un", "eu"})
"""Acronyms of two letters."""
ACRONYM_NATS = 1.5
"""What each letter of an acronym says."""
SMALL = frozenset({
    "of", "and", "the", "for", "in", "on", "to", "by", "de", "del", "la", "las", "los", "el", "y", "e", "para", "por",
    "con", "su", "sus", "da", "do", "das", "dos", "di", "della", "du", "des", "et", "le", "les", "au", "aux", "und",
    "der", "die", "fur", "i", "v", "na", "po", "z", "w", "van", "wa", "va",
})  # fmt: skip
"""Words that an acronym may leave out."""
_SHORTEST = 4
"""Letters of the shortest word that is compared with two."""
LONGEST_RUN = 6
"""Most neighbouring words that are compared written as one: "hai kang wei shi" and "haikangweishi"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Places of words that agree: one on each side, or neighbours on one side that are written as one on the other."""

    like: Likeness
    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words agree, clash and are left over.

    `pairs` in the order of the left name. `clashes`: words that stand in each other's place and do not agree, with
    their likeness by letters. `left_over`, `right_over`: places of words that the other name has nothing for.
    """

    pairs: tuple[Pair, ...]
    clashes: tuple[tuple[int, int, float], ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]


def align(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """Pair words, what says most first, each used once; then set against each other what did not agree."""
    found = [
        Pair(like, (i,), (j,))
        for i, mine in enumerate(left)
        for j, theirs in enumerate(right)
        if (like := likeness(mine, theirs)) is not None
    ]
    if len(found) < max(len(left), len(right)):
        found += _joins(left, right)
        found += [Pair(like, (at,), run) for at, run, like in _acronyms(left, right)]
        found += [Pair(like, run, (at,)) for at, run, like in _acronyms(right, left)]
    found.sort(key=lambda pair: (-pair.like.nats, pair.left, pair.right))
    chosen: list[Pair] = []
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    for pair in found:
        if free_left.issuperset(pair.left) and free_right.issuperset(pair.right):
            free_left.difference_update(pair.left)
            free_right.difference_update(pair.right)
            chosen.append(pair)
    chosen.sort(key=lambda pair: pair.left)
    clashes: list[tuple[int, int, float]] = []
    if free_left and free_right:
        close = sorted(
            (-JaroWinkler.similarity(left[i], right[j]), i, j) for i in sorted(free_left) for j in sorted(free_right)
        )
        for apart, i, j in close:
            if i in free_left and j in free_right:
                free_left.discard(i)
                free_right.discard(j)
                clashes.append((i, j, -apart))
    return Alignment(tuple(chosen), tuple(clashes), tuple(sorted(free_left)), tuple(sorted(free_right)))


def _acronyms(short: Sequence[str], long: Sequence[str]) -> list[tuple[int, tuple[int, ...], Likeness]]:
    """Words of one name made of the initials of neighbours in the other: "TTP", "Tehrik-e Taliban Pakistan"."""
    if len(long) < 2:
        return []
    found = []
    for at, word in enumerate(short):
        if not (ACRONYM[0] <= len(word) <= ACRONYM[1] or word in STATES) or not word.isalpha() or word in long:
            continue
        found += [
            (at, run, Likeness(ACRONYM_NATS * len(word), 0.8, "acronym"))
            for start in range(len(long) - len(word) + 1)
            if long[start][0] == word[0] and (run := _initials(word, long, start))
        ]
    return found


def _initials(word: str, long: Sequence[str], start: int) -> tuple[int, ...]:
    """Places of the neighbours from `start` on whose initials are the word; small words may be left out."""
    place = start
    for letter in word:
        while place < len(long) and long[place][0] != letter and long[place] in SMALL:
            place += 1
        if place >= len(long) or long[place][0] != letter:
            return ()
        place += 1
    return tuple(range(start, place))


def _joins(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Neighbouring words of one name that are one word of the other."""
    found = [Pair(like, run, (at,)) for run, at, like in _runs(left, right)]
    found += [Pair(like, (at,), run) for run, at, like in _runs(right, left)]
    return found


def _runs(parts: Sequence[str], wholes: Sequence[str]) -> list[tuple[tuple[int, ...], int, Likeness]]:
    found: list[tuple[tuple[int, ...], int, Likeness]] = []
    for start in range(len(parts) - 1):
        first, second = parts[start], parts[start + 1]
        for at, whole in enumerate(wholes):
            # Most words begin otherwise, which is cheap to see; "chin" may be "jin".
            if len(whole) < _SHORTEST or (whole[0] != first[0] and not (first[0] in "chkpt" and is_syllable(first))):
                continue
            like = joined(first, second, whole)
            if like is not None:
                found.append(((start, start + 1), at, like))
            elif len(whole) > 5 and whole.startswith(first):
                run = _run(parts, start, whole)
                if run:
                    nats = sum(rarity(parts[i]) for i in run) - JOIN
                    found.append((run, at, Likeness(nats, 1.0, "joined")))
    return found


def _run(parts: Sequence[str], start: int, whole: str) -> tuple[int, ...]:
    """Places of three or more neighbours that are, letter for letter, this word."""
    end, length = start, 0
    while end < len(parts) and end - start < LONGEST_RUN and whole.startswith(parts[end], length):
        length += len(parts[end])
        end += 1
    return tuple(range(start, end)) if length == len(whole) and end - start > 2 else ()
