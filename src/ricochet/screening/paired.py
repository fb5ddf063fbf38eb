"""Paired: what a form and a listed name would say, word by word: which words agree, and which find nothing.

A word counts as agreeing where likeness.py may find it alike, and where neighbours may be written as one, so that what
is said here is seldom less than comparing in full would say.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.align import ACRONYM, ACRONYM_NATS, LONGEST_RUN, SMALL
from ricochet.screening.asked import Asked
from ricochet.screening.keys import Askers
from ricochet.screening.likeness import INITIAL
from ricochet.screening.postings import Postings
from ricochet.screening.score import FIRST_NATS, RAREST, STRANGE, W
from ricochet.screening.slips import closeness
from ricochet.screening.texts import Places, Texts
from ricochet.screening.traits import MILLI, Numbers, Traits
from ricochet.screening.vocabulary import Known

Weights = NDArray[np.float64]
_INITIAL = int(MILLI * INITIAL)
_LEFT_OUT, _SMALL = 3, max(map(len, SMALL))
"""Words that may be left out between two letters of an acronym, and letters of the longest such word."""
_SLIPS = 2
"""Kinds of consonants by which a word and the neighbours that it is may differ: one slip exchanges two."""


def paired(own: Asked, known: Known, postings: Postings, asked: Askers, names: Places) -> Weights:
    """Log-odds of the words of every form (`asked`) and listed name; letters left out."""
    if not asked.size:
        return np.zeros(0)
    mine = _Words.of(known.traits, own.words, own.starts, asked)
    theirs = _Words.of(postings.traits, postings.spelled, postings.spelled_starts, names)
    # Every word of one side against every word of the other: places among the words of either.
    sizes = mine.counts * theirs.counts
    pair = np.repeat(np.arange(asked.size), sizes)
    within = np.arange(pair.size) - (sizes.cumsum() - sizes)[pair]
    left = mine.firsts[pair] + within // theirs.counts[pair]
    right = theirs.firsts[pair] + within % theirs.counts[pair]
    nats = known.alike(mine.words[left], theirs.words[right])
    nats = np.where(_initial(mine.traits, left, theirs.traits, right), np.maximum(nats, _INITIAL), nats)
    for side, places in ((mine, left), (theirs, right)):
        np.maximum.at(side.best, places, nats)
    _join(mine, left, theirs, right)
    _join(theirs, right, mine, left)
    _acronym(mine, left, known.texts, theirs, right)
    _acronym(theirs, right, postings.words, mine, left)
    odds = _weighed(mine.told(), theirs.told(), own.unvowelled[asked] != postings.unvowelled[names])
    apart = np.flatnonzero((mine.best[left] == 0) & (theirs.best[right] == 0))
    left, right = left[apart], right[apart]
    alike = closeness(known.texts, mine.words[left], postings.words, theirs.words[right])
    return odds + _close(mine, left, theirs, right, alike, asked.size)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one side of every pair, side after side.

    `which` pair each is of; `firsts`, `counts`: where those of a pair begin and how many they are; `best`: what each
    says at most, in thousandths of nats.
    """

    words: Askers
    traits: Traits
    which: Askers
    firsts: Askers
    counts: Askers
    best: Numbers

    @classmethod
    def of(cls, traits: Traits, words: Numbers, starts: Askers, sides: Numbers) -> "_Words":
        """The words of these sides."""
        counts = starts[sides + 1] - starts[sides]
        which = np.repeat(np.arange(sides.size), counts)
        firsts = counts.cumsum() - counts
        mine = words[np.arange(which.size) + (starts[sides] - firsts)[which]].astype(np.int64)
        return cls(mine, traits.at(mine), which, firsts, counts, np.zeros(which.size, dtype=np.int32))

    def told(self) -> "_Told":
        """Summed up by pair."""
        size, heft = self.counts.size, self.traits.heft
        alone = self.best == 0
        heaviest, lightest = np.zeros(size, dtype=np.int32), np.full(size, np.iinfo(np.int32).max, dtype=np.int32)
        rarest = np.zeros(size, dtype=np.int32)
        np.maximum.at(rarest, self.which, self.best)
        np.maximum.at(heaviest, self.which[alone], heft[alone])
        np.minimum.at(lightest, self.which[alone], heft[alone])
        all_heft, agreed, left = (
            np.bincount(self.which, weights, size) / MILLI for weights in (heft, self.best, heft * alone)
        )
        return _Told(
            heft=all_heft,
            agreed=agreed,
            rarest=rarest / MILLI,
            left=left,
            alone=np.bincount(self.which[alone], minlength=size),
            heaviest=heaviest / MILLI,
            lightest=lightest / MILLI,
            number=np.bincount(self.which, alone & (self.traits.number != 0), size) > 0,
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """One side of every pair: nats of all words, of what agrees, of the most that one word says, of what is `left`.

    How many are left; the heaviest and lightest of them; whether a number is.
    """

    heft: Weights
    agreed: Weights
    rarest: Weights
    left: Weights
    alone: Askers
    heaviest: Weights
    lightest: Weights
    number: NDArray[np.bool_]


def alone(nats: Weights, bare: NDArray[np.bool_]) -> Weights:
    """What so many nats of words cost that agree with none; `bare`: one side is written without vowels."""
    lost: Weights = (W["alone"] + W["alone_unwritten"] * bare) * (1 - np.exp(-nats / STRANGE))
    return lost


def _weighed(mine: _Told, theirs: _Told, bare: NDArray[np.bool_]) -> Weights:
    agreed = np.minimum(mine.agreed, theirs.agreed)
    # Each word left on the side with fewer clashes with some word of the other; the rest of the other is left over.
    fewer = np.minimum(mine.alone, theirs.alone)
    lost = np.where(
        mine.alone == theirs.alone,
        np.maximum(np.minimum(mine.heaviest, theirs.lightest), np.minimum(theirs.heaviest, mine.lightest)),
        np.where(
            mine.alone < theirs.alone,
            np.minimum(mine.heaviest, theirs.lightest),
            np.minimum(theirs.heaviest, mine.lightest),
        ),
    )
    over = np.where(
        mine.alone > theirs.alone,
        mine.left - theirs.alone * mine.heaviest,
        np.where(theirs.alone > mine.alone, theirs.left - mine.alone * theirs.heaviest, 0.0),
    )
    # As many clash as are left on that side, each for the lighter of the two.
    lost = np.maximum(lost, fewer * np.minimum(mine.lightest, theirs.lightest))
    odds: Weights = (
        W["agreed"] * np.minimum(agreed, FIRST_NATS)
        + W["rarest"] * np.minimum(np.minimum(mine.rarest, theirs.rarest), RAREST)
        + alone(np.where(fewer > 0, lost, 0.0), bare)
        + W["left_long"] * np.maximum(over, 0.0) / np.maximum(np.maximum(mine.heft, theirs.heft), 1.0)
        + W["number"] * (mine.number | theirs.number)
    )
    return odds


def _close(mine: _Words, left: Askers, theirs: _Words, right: Askers, alike: Weights, size: int) -> Weights:
    """Log-odds that likeness by letters gives back where words clash: for each the most that any other word gives."""
    lost = np.minimum(mine.traits.heft[left], theirs.traits.heft[right]) / MILLI
    gives = W["clash_close"] * lost * np.maximum(alike - 0.5, 0.0)
    sums = []
    for side, places in ((mine, left), (theirs, right)):
        most = np.zeros(side.which.size)
        np.maximum.at(most, places, gives)
        sums.append(np.bincount(side.which, most, size))
    return np.minimum(*sums)


def _initial(mine: Traits, left: Askers, theirs: Traits, right: Askers) -> NDArray[np.bool_]:
    """Whether one word is a letter that may be the other's initial."""
    lone = (mine.letters[left] == 1) | (theirs.letters[right] == 1)
    plain = (mine.number[left] == 0) & (theirs.number[right] == 0)
    found: NDArray[np.bool_] = lone & plain & (mine.first[left] == theirs.first[right])
    return found


def _join(parts: _Words, at_parts: Askers, wholes: _Words, at_wholes: Askers) -> None:
    """Let agree what may be neighbours on one side and one word on the other: see `align`."""
    begun = (wholes.traits.letters[at_wholes] > 3) & (wholes.traits.first[at_wholes] == parts.traits.first[at_parts])
    begun &= at_parts + 1 < (parts.firsts + parts.counts)[parts.which[at_parts]]
    at_parts, at_wholes = at_parts[begun], at_wholes[begun]
    if not at_parts.size:
        return
    end = (parts.firsts + parts.counts)[parts.which[at_parts]]
    whole = wholes.traits.letters[at_wholes]
    letters, heft = np.append(0, parts.traits.letters.cumsum()), parts.traits.heft
    for run in range(2, LONGEST_RUN + 1):
        inside = at_parts + run <= end
        last = np.minimum(at_parts + run, end)
        apart = letters[last] - letters[at_parts] - whole
        if run == 2:
            both = parts.traits.mask[at_parts] | parts.traits.mask[last - 1]
            found = (np.abs(apart) < 3) & (np.bitwise_count(both ^ wholes.traits.mask[at_wholes]) <= _SLIPS)
        else:
            found = apart == 0
        places = np.flatnonzero(inside & found)
        for step in range(run):
            at = at_parts[places] + step
            np.maximum.at(parts.best, at, heft[at])
            np.maximum.at(wholes.best, at_wholes[places], heft[at])


def _acronym(shorts: _Words, at_shorts: Askers, letters: Texts, longs: _Words, at_longs: Askers) -> None:
    """Let agree what may be made of the initials of neighbours, short words between them left out: see `align`."""
    size = shorts.traits.letters[at_shorts]
    begun = (size >= ACRONYM[0]) & (size <= ACRONYM[1]) & (shorts.best[at_shorts] == 0)
    begun &= shorts.traits.first[at_shorts] == longs.traits.first[at_longs]
    at_shorts, at_longs = at_shorts[begun], at_longs[begun]
    if not at_shorts.size:
        return
    size, words = size[begun], shorts.words[at_shorts]
    end = (longs.firsts + longs.counts)[longs.which[at_longs]]
    begins = np.where(words > 0, letters.ends[words - 1], 0)
    place = at_longs.copy()
    alive = np.ones(place.size, dtype=np.bool_)
    for letter in range(1, ACRONYM[1]):
        wanted = letters.letters[begins + np.minimum(letter, size - 1)]
        more = letter < size
        place += more
        for _ in range(_LEFT_OUT):
            here = np.minimum(place, longs.which.size - 1)
            place += more & (longs.traits.first[here] != wanted) & (longs.traits.letters[here] <= _SMALL)
        here = np.minimum(place, longs.which.size - 1)
        alive &= ~more | ((place < end) & (longs.traits.first[here] == wanted))
    for short, start, last in zip(
        at_shorts[alive].tolist(), at_longs[alive].tolist(), place[alive].tolist(), strict=True
    ):
        shorts.best[short] = max(shorts.best[short], int(MILLI * ACRONYM_NATS) * int(shorts.traits.letters[short]))
        run = slice(start, last + 1)
        longs.best[run] = np.maximum(longs.best[run], longs.traits.heft[run])
