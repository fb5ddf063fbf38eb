"""Candidates: for many forms of names at once, the listed names worth comparing with each in full.

Two estimates, in arrays, leave out what cannot be a match: first what the words reached would score, then, of the
promising, the same with the likeness of all letters. Nothing depends on which forms are asked for together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.forms import HEAVIEST, Forms
from ricochet.screening.postings import Postings
from ricochet.screening.reached import Reached, more_nats, reached
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
    heft = np.array([form.by_words.heft for form in forms])
    odds = _estimate(heft[found.asked], found, postings)
    worth = odds >= _NEEDED - MARGIN
    if nearest:
        worth |= _first(found.asked, odds, 4 * nearest)
    found = found.some(worth.nonzero()[0])
    closer = _closer(forms, heft[found.asked], found, postings)
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


def _estimate(heft: Weights, found: Reached, postings: Postings) -> Weights:
    """Log-odds that comparing in full would give, from what is known of the words reached."""
    load, more = _load_and_more(found, postings)
    held = (found.held + more) / MILLI
    odds, clash = _words_say(heft, load, (found.nats + more_nats(found.joined, more)) / MILLI, held)
    return odds + _letters_say(np.minimum((held + CHANCE * clash) / np.maximum(load, heft), 1))


def _closer(forms: Sequence[Forms], heft: Weights, found: Reached, postings: Postings) -> Weights:
    """The same, knowing how alike all letters are."""
    load, more = _load_and_more(found, postings)
    sides, asked, names = [form.by_words for form in forms], found.asked, found.names
    alike = np.maximum(
        _alike(texts(side.letters for side in sides), asked, postings.letters, names),
        _alike(texts(side.by_word for side in sides), asked, postings.sorted_letters, names),
    )
    bare = np.array([side.unvowelled for side in sides], dtype=np.bool_)[asked].nonzero()[0]
    if bare.size:
        alike[bare] = _alike(texts(side.bones for side in sides), asked[bare], postings.bones, names[bare])
    share = (found.held + more) / MILLI / np.maximum(load, heft)
    # Neighbours that only happen to have the same consonants leave the letters unlike.
    more *= alike >= np.maximum(JOINED, share - JOINED_SHORT)
    held = (found.held + more) / MILLI
    odds, clash = _words_say(heft, load, (found.nats + more_nats(found.joined, more)) / MILLI, held)
    han = np.array([bool(form.han) or not form.words for form in forms], dtype=np.bool_)[asked]
    guessed = np.minimum((held + CHANCE * clash) / np.maximum(load, heft), 1)
    alike = np.where(postings.odd[names] | han, np.maximum(alike, guessed), alike)
    initials = np.array([ord(side.letters[:1] or "\0") for side in sides])[asked]
    closer: Weights = odds + _letters_say(alike) + W["first"] * (postings.initials[names] == initials)
    return closer


def _load_and_more(found: Reached, postings: Postings) -> tuple[Weights, Rows]:
    """Weight of the listed names, in nats; and what neighbours written as one cover of it beside the words found."""
    load = postings.load[found.names]
    return load / MILLI, np.clip(load - found.held, 0, found.joined)


def _words_say(heft: Weights, load: Weights, nats: Weights, held: Weights) -> tuple[Weights, Weights]:
    """Log-odds of words that agree and clash, and the weight that clashes (nats)."""
    mine, theirs = np.maximum(heft - held, 0), np.maximum(load - held, 0)
    clash = np.minimum(mine, theirs)
    odds = (
        W["agreed"] * nats
        + W["agreed_first"] * np.minimum(nats, FIRST_NATS)
        + W["clash"] * np.minimum(clash, HEAVIEST)
        + W["left_long"] * np.abs(mine - theirs) / np.maximum(load, heft)
    )
    return odds, clash


def _letters_say(alike: Weights) -> Weights:
    return W["letters"] * alike + W["letters_high"] * alike**4


def _alike(mine: Texts, at_mine: Rows, theirs: Texts, at_theirs: Places) -> Weights:
    """Likeness of letters, 0 to 1."""
    longest = np.maximum(lengths(mine, at_mine), lengths(theirs, at_theirs))
    found: Weights = 1 - slips(mine, at_mine, theirs, at_theirs) / np.maximum(longest, 1)
    return found
