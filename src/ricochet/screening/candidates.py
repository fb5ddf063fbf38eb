"""Candidates: for many forms of names at once, the listed names worth comparing with each in full.

Two estimates, in arrays, leave out what cannot be a match: first what the words reached would score, then, of the
promising, the same with the likeness of all letters. Nothing depends on which forms are asked for together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.forms import HEAVIEST, Forms
from ricochet.screening.keys import initials, key
from ricochet.screening.likeness import INITIAL
from ricochet.screening.postings import Postings
from ricochet.screening.rarity import rarity
from ricochet.screening.reached import Reached, reached
from ricochet.screening.score import BIAS, FIRST_NATS, ZERO, W
from ricochet.screening.slips import lengths, slips
from ricochet.screening.texts import Places, Texts, texts
from ricochet.screening.traits import MILLI
from ricochet.screening.vocabulary import Vocabulary

MARGIN = 2.0
"""Log-odds by which the first estimate may fall short of what comparing in full would give."""
CLOSER = 1.5
"""The same of the second estimate, which knows the likeness of all letters."""
CHANCE = 0.3
"""Likeness by letters of two words that have nothing to do with each other."""
JOINED, JOINED_SHORT = 0.45, 0.25
"""Least likeness of all letters where neighbours are written as one, and most that it may fall short of the share of
the name that they make up."""
_NEEDED = ZERO - BIAS
_INITIAL = rarity("x")
"""Weight of a letter that stands alone."""

Weights = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Worth:
    """Listed names worth comparing with one form; `promising` says how many there were before the cut."""

    names: Places
    promising: int


def candidates(
    forms: Sequence[Forms], postings: Postings, vocabulary: Vocabulary, *, nearest: int, most: int
) -> list[Worth]:
    """For every form the names worth comparing: what may be a match, `most` at most, and at least the `nearest`."""
    found = reached(forms, postings, vocabulary)
    own = _Own(
        np.array([form.by_words.heft for form in forms]), np.array([initials(form) for form in forms], dtype=np.int64)
    )
    odds = _estimate(own, found, postings)
    worth = odds >= _NEEDED - MARGIN
    if nearest:
        worth |= _first(found.asked, odds, 4 * nearest)
    found = found.some(worth.nonzero()[0])
    closer = _closer(forms, own, found, postings)
    promising = closer >= _NEEDED - CLOSER
    counts = np.bincount(found.asked[promising], minlength=len(forms))
    if nearest:
        promising |= _first(found.asked, closer, nearest)
    if counts.size and counts.max() > most:
        promising &= _first(found.asked, closer, most)
    asked, names = found.asked[promising], found.names[promising]
    ends = asked.searchsorted(np.arange(len(forms)), side="right").tolist()
    return [
        Worth(names[start:end], count) for start, end, count in zip([0, *ends], ends, counts.tolist(), strict=False)
    ]


def _first(asked: Rows, odds: Weights, count: int) -> NDArray[np.bool_]:
    """Which are among the best `count` of their form."""
    order = np.lexsort((-odds, asked))
    ordered = asked[order]
    rank = np.arange(asked.size) - ordered.searchsorted(ordered)
    best = np.zeros(asked.size, dtype=np.bool_)
    best[order[rank < count]] = True
    return best


@dataclass(frozen=True, slots=True)
class _Own:
    """Of every form: the weight of its words (nats), and how many of them are initials."""

    heft: Weights
    initials: Rows


def _estimate(own: _Own, found: Reached, postings: Postings) -> Weights:
    """Log-odds that comparing in full would give, from what is known of the words reached."""
    said = _words_say(own, found, postings, _more(found, postings))
    return said.odds + _letters_say(said.alike)


def _closer(forms: Sequence[Forms], own: _Own, found: Reached, postings: Postings) -> Weights:
    """The same, knowing how alike all letters are."""
    more = _more(found, postings)
    sides, asked, names = [form.by_words for form in forms], found.asked, found.names
    alike = np.maximum(
        _alike(texts(side.letters for side in sides), asked, postings.letters, names),
        _alike(texts(side.by_word for side in sides), asked, postings.sorted_letters, names),
    )
    bare = np.array([side.unvowelled for side in sides], dtype=np.bool_)[asked].nonzero()[0]
    if bare.size:
        alike[bare] = _alike(texts(side.bones for side in sides), asked[bare], postings.bones, names[bare])
    # One word where only the parting differs, a legal form too ("JSCARGUMENT"): see score.py.
    solid = np.array([key(form.solid) for form in forms], dtype=np.uint32)[asked] == postings.solid[names]
    alike[solid] = 1.0
    share = (found.held + more) / MILLI / np.maximum(postings.load[names] / MILLI, own.heft[asked])
    # Neighbours that only happen to have the same consonants leave the letters unlike.
    said = _words_say(own, found, postings, more * (alike >= np.maximum(JOINED, share - JOINED_SHORT)))
    han = np.array([bool(form.han) or not form.words for form in forms], dtype=np.bool_)[asked]
    alike = np.where(postings.odd[names] | han, np.maximum(alike, said.alike), alike)
    firsts = np.array([ord(side.letters[:1] or "\0") for side in sides])[asked]
    closer: Weights = said.odds + _letters_say(alike) + W["first"] * (postings.first[names] == firsts)
    return closer


def _more(found: Reached, postings: Postings) -> Rows:
    """What neighbours written as one cover of a listed name beside the words found, in thousandths of nats."""
    more: Rows = np.clip(postings.load[found.names] - found.held, 0, found.joined)
    return more


@dataclass(frozen=True, slots=True)
class _Said:
    """Log-odds of words that agree and clash, and a guess how alike all letters are."""

    odds: Weights
    alike: Weights


def _words_say(own: _Own, found: Reached, postings: Postings, more: Rows) -> _Said:
    heft, load = own.heft[found.asked], postings.load[found.names] / MILLI
    held = (found.held + more) / MILLI
    nats = (found.nats + more) / MILLI
    # An initial agrees with any word here that it could stand for; comparing in full looks at the letter.
    mine, theirs = own.initials[found.asked], postings.initials[found.names].astype(np.int64)
    letters = _INITIAL * (mine + theirs)
    left = (
        np.maximum(heft - held - letters - HEAVIEST * theirs, 0),
        np.maximum(load - held - letters - HEAVIEST * mine, 0),
    )
    nats = nats + INITIAL * (mine + theirs)
    clash = np.minimum(*left)
    odds = (
        W["agreed"] * nats
        + W["agreed_first"] * np.minimum(nats, FIRST_NATS)
        + W["clash"] * np.minimum(clash, HEAVIEST)
        + W["left_long"] * np.abs(left[0] - left[1]) / np.maximum(load, heft)
    )
    return _Said(odds, np.minimum((held + CHANCE * clash) / np.maximum(load, heft), 1))


def _letters_say(alike: Weights) -> Weights:
    return W["letters"] * alike + W["letters_high"] * alike**4


def _alike(mine: Texts, at_mine: Rows, theirs: Texts, at_theirs: Places) -> Weights:
    """Likeness of letters, 0 to 1."""
    longest = np.maximum(lengths(mine, at_mine), lengths(theirs, at_theirs))
    found: Weights = 1 - slips(mine, at_mine, theirs, at_theirs) / np.maximum(longest, 1)
    return found
