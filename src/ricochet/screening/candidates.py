"""Candidates: for many forms of names at once, the listed names worth comparing with each in full.

Two estimates, in arrays, leave out what cannot be a match: first what the words reached would score, then, of the
promising, the same with the likeness of all letters. Nothing depends on which forms are asked for together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.asked import Asked, ask
from ricochet.screening.bound import CHANCE, INITIAL_HEFT, least_nats
from ricochet.screening.forms import HEAVIEST, Forms
from ricochet.screening.likeness import INITIAL
from ricochet.screening.paired import Weights, alone, paired
from ricochet.screening.postings import Postings
from ricochet.screening.reached import Reached, reached
from ricochet.screening.score import BIAS, FIRST_NATS, HOMOPHONES, RAREST, ZERO, W
from ricochet.screening.slips import lengths, slips
from ricochet.screening.texts import Places, Texts
from ricochet.screening.traits import MILLI
from ricochet.screening.vocabulary import Vocabulary

MARGIN = 3.0
"""Log-odds by which the first estimate may fall short of what comparing in full would give."""
CLOSER = 2.5
"""The same of the second estimate, which knows the likeness of all letters."""
WIDER = 20
"""How many more the first estimate hands on than the nearest that are wanted: it knows nothing of the letters."""
JOINED, JOINED_SHORT = 0.45, 0.25
"""Least likeness of all letters where neighbours are written as one, and most that it may fall short of the share of
the name that they make up."""
_NEEDED = ZERO - BIAS
_READ = (0.0, *HOMOPHONES[1:])
"""Characters that are only read, by their number."""

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
    own = ask(forms, vocabulary.places)
    known = vocabulary.known
    # Where the nearest misses are wanted too, nothing is ruled out by what it shares.
    found = reached(forms, own, known, postings, None if nearest else least_nats(own, _NEEDED - MARGIN))
    odds = _estimate(own, found, postings)
    worth = odds >= _NEEDED - MARGIN
    if nearest:
        worth |= _first(found.asked, odds, WIDER * nearest)
    found = found.some(worth.nonzero()[0])
    if not found.asked.size:
        return [Worth(found.names, 0)] * len(forms)
    closer, letters = _closer(own, found, postings)
    promising = closer >= _NEEDED - CLOSER
    places = np.flatnonzero(promising & _by_words(own, found, postings))
    said = paired(own, known, postings, found.asked[places], found.names[places]) + letters[places]
    promising[places] = said >= _NEEDED - CLOSER
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


def _estimate(own: Asked, found: Reached, postings: Postings) -> Weights:
    """Log-odds that comparing in full would give, from what is known of the words reached."""
    most = np.where(_by_letters(own, found, postings), _alike_at_most(own, found, postings), 1.0)
    said = _words_say(own, found, postings, _more(own, found, postings, most))
    letters = _letters_say(np.minimum(said.alike, most), _bare(own, found, postings))
    return said.odds + letters + _first_says(own, found, postings)


def _bare(own: Asked, found: Reached, postings: Postings) -> NDArray[np.bool_]:
    """Of which one side is written without vowels."""
    bare: NDArray[np.bool_] = own.unvowelled[found.asked] != postings.unvowelled[found.names]
    return bare


def _by_words(own: Asked, found: Reached, postings: Postings) -> NDArray[np.bool_]:
    """Of which the words are compared: not Chinese characters, nor one word where only the parting differs."""
    asked, names = found.asked, found.names
    characters = (postings.characters[names] > 0) & (own.characters[asked] > 0)
    compared: NDArray[np.bool_] = ~(characters | (postings.solid[names] == own.solid[asked]))
    return compared


def _by_letters(own: Asked, found: Reached, postings: Postings) -> NDArray[np.bool_]:
    """Of which the letters are compared as they are written."""
    bare: NDArray[np.bool_] = postings.unvowelled[found.names] | own.unvowelled[found.asked]
    return _by_words(own, found, postings) & ~bare


def _alike_at_most(own: Asked, found: Reached, postings: Postings) -> Weights:
    """Likeness of letters as far as their number and kinds tell."""
    mine, theirs = lengths(own.letters, found.asked), lengths(postings.letters, found.names)
    masks = own.mask[found.asked], postings.mask[found.names]
    kinds = [np.bitwise_count(one & ~other) for one, other in (masks, masks[::-1])]
    longest = np.maximum(mine, theirs)
    apart = np.maximum(longest - np.minimum(mine, theirs), np.maximum(*kinds))
    most: Weights = 1 - apart / np.maximum(longest, 1)
    return most


def _closer(own: Asked, found: Reached, postings: Postings) -> tuple[Weights, Weights]:
    """The same, knowing how alike all letters are; and what only these say."""
    asked, names = found.asked, found.names
    alike = np.maximum(
        _alike(own.letters, asked, postings.letters, names),
        _alike(own.sorted_letters, asked, postings.sorted_letters, names),
    )
    unwritten = _bare(own, found, postings)
    bare = np.flatnonzero(unwritten)
    if bare.size:
        alike[bare] = _alike(own.bones, asked[bare], postings.bones, names[bare])
    # One word where only the parting differs, a legal form too ("JSCARGUMENT"): see score.py.
    solid = own.solid[asked] == postings.solid[names]
    alike[solid] = 1.0
    said = _words_say(own, found, postings, _more(own, found, postings, alike))
    characters = np.minimum(own.characters[asked], postings.characters[names]) > 0
    alike = np.where(characters, np.maximum(alike, said.alike), alike)
    most = np.maximum(own.characters[asked], postings.characters[names])
    read = np.where(characters, 0.0, np.array(_READ)[np.minimum(most, len(_READ) - 1)])
    letters: Weights = _letters_say(alike, unwritten) + _first_says(own, found, postings) + read
    return said.odds + letters, letters


def _first_says(own: Asked, found: Reached, postings: Postings) -> Weights:
    same: Weights = W["first"] * (postings.first[found.names] == own.first[found.asked])
    return same


def _more(own: Asked, found: Reached, postings: Postings, alike: Weights) -> Rows:
    """What neighbours written as one cover of a listed name beside the words found, in thousandths of nats.

    Nothing where they only happen to have the same consonants, which leaves the letters unlike.
    """
    load = postings.load[found.names]
    more: Rows = np.clip(load - found.held, 0, found.joined)
    share = (found.held + more) / MILLI / np.maximum(load / MILLI, own.heft[found.asked])
    return more * (alike >= np.maximum(JOINED, share - JOINED_SHORT))


@dataclass(frozen=True, slots=True)
class _Said:
    """Log-odds of words that agree and clash, and a guess how alike all letters are."""

    odds: Weights
    alike: Weights


def _words_say(own: Asked, found: Reached, postings: Postings, more: Rows) -> _Said:
    heft, load = own.heft[found.asked], postings.load[found.names] / MILLI
    held = (found.held + more) / MILLI
    nats = (found.nats + more) / MILLI
    # An initial agrees with any word here that it could stand for; comparing in full looks at the letter.
    mine, theirs = own.initials[found.asked], postings.initials[found.names].astype(np.int64)
    letters = INITIAL_HEFT * (mine + theirs)
    left = (
        np.maximum(heft - held - letters - HEAVIEST * theirs, 0),
        np.maximum(load - held - letters - HEAVIEST * mine, 0),
    )
    nats = nats + INITIAL * (mine + theirs)
    clash = np.minimum(*left)
    odds = (
        W["agreed"] * np.minimum(nats, FIRST_NATS)
        + W["rarest"] * np.minimum(nats, RAREST)
        + alone(clash, _bare(own, found, postings))
        + W["left_long"] * np.abs(left[0] - left[1]) / np.maximum(load, heft)
    )
    return _Said(odds, np.minimum((held + CHANCE * clash) / np.maximum(load, heft), 1))


def _letters_say(alike: Weights, bare: NDArray[np.bool_]) -> Weights:
    high = (alike * alike) ** 2
    said: Weights = W["letters"] * high + bare * (W["unwritten"] + W["skeleton"] * high)
    return said


def _alike(mine: Texts, at_mine: Rows, theirs: Texts, at_theirs: Places) -> Weights:
    """Likeness of letters, 0 to 1."""
    longest = np.maximum(lengths(mine, at_mine), lengths(theirs, at_theirs))
    found: Weights = 1 - slips(mine, at_mine, theirs, at_theirs) / np.maximum(longest, 1)
    return found
