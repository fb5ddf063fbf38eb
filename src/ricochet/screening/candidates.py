"""Candidates: for many forms of names at once, the listed names worth comparing with each in full.

Two estimates, in arrays, leave out what cannot be a match: first what the words reached would score, then, of the
promising, the same with the likeness of all letters. Nothing depends on which forms are asked for together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from ricochet.screening.align import ACRONYM, ACRONYM_NATS
from ricochet.screening.forms import HEAVIEST, Forms
from ricochet.screening.keys import acronym_keys, han_keys, join_keys, joins, whole_keys
from ricochet.screening.postings import Places, Postings
from ricochet.screening.score import BIAS, FIRST_NATS, ZERO, W
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
_FEW = 4
"""A word of so few letters is not sought as neighbours written as one."""
_NEEDED = ZERO - BIAS

Weights = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Worth:
    """Listed names worth comparing with one form; `promising` says how many there were before the cut."""

    names: Places
    promising: int


@dataclass(frozen=True, slots=True)
class _Reached:
    """Listed names that share something with a form, form after form (`asked`).

    `nats`: what that says; `held`: how much of the form's weight it covers; `more_nats`, `more_held`: the same of
    neighbours written as one, beyond what their words say.
    """

    asked: Rows
    names: Places
    nats: Weights
    held: Weights
    more_nats: Weights
    more_held: Weights

    def some(self, places: NDArray[np.intp]) -> "_Reached":
        return _Reached(
            self.asked[places],
            self.names[places],
            self.nats[places],
            self.held[places],
            self.more_nats[places],
            self.more_held[places],
        )


def candidates(
    forms: Sequence[Forms], postings: Postings, vocabulary: Vocabulary, *, nearest: int, most: int
) -> list[Worth]:
    """For every form the names worth comparing: what may be a match, `most` at most, and at least the `nearest`."""
    reached = _reached(forms, postings, vocabulary)
    heft = np.array([form.by_words.heft for form in forms])
    odds = _estimate(heft[reached.asked], reached, postings)
    worth = odds >= _NEEDED - MARGIN
    if nearest:
        worth |= _first(reached.asked, odds, 4 * nearest)
    reached = reached.some(worth.nonzero()[0])
    closer = _closer(forms, heft[reached.asked], reached, postings)
    promising = closer >= _NEEDED - CLOSER
    counts = np.bincount(reached.asked[promising], minlength=len(forms))
    if nearest:
        promising |= _first(reached.asked, closer, nearest)
    if counts.size and counts.max() > most:
        promising &= _first(reached.asked, closer, most)
    asked, names = reached.asked[promising], reached.names[promising]
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


def _estimate(heft: Weights, reached: _Reached, postings: Postings) -> Weights:
    """Log-odds that comparing in full would give, from what is known of the words reached."""
    held, load = reached.held + reached.more_held, postings.load[reached.names]
    odds, clash = _words_say(heft, load, reached.nats + reached.more_nats, held)
    return odds + _letters_say(np.minimum((held + CHANCE * clash) / np.maximum(load, heft), 1))


def _closer(forms: Sequence[Forms], heft: Weights, reached: _Reached, postings: Postings) -> Weights:
    """The same, knowing how alike all letters are."""
    load, odd = postings.load[reached.names], postings.odd[reached.names]
    asked, names = reached.asked.tolist(), reached.names.tolist()
    sides = [forms[at].by_words for at in asked]
    alike = np.maximum(
        _alike([side.letters for side in sides], [postings.letters[name] for name in names]),
        _alike([side.by_word for side in sides], [postings.sorted_letters[name] for name in names]),
    )
    bare = np.array([form.by_words.unvowelled for form in forms], dtype=np.bool_)[reached.asked].nonzero()[0]
    if bare.size:
        bones = [sides[at].bones for at in bare.tolist()], [postings.bones[names[at]] for at in bare.tolist()]
        alike[bare] = _alike(*bones)
    share = (reached.held + reached.more_held) / np.maximum(load, heft)
    # Neighbours that only happen to have the same consonants leave the letters unlike.
    real = alike >= np.maximum(JOINED, share - JOINED_SHORT)
    held = reached.held + real * reached.more_held
    odds, clash = _words_say(heft, load, reached.nats + real * reached.more_nats, held)
    han = np.array([bool(form.han) or not form.words for form in forms], dtype=np.bool_)[reached.asked]
    guessed = np.minimum((held + CHANCE * clash) / np.maximum(load, heft), 1)
    alike = np.where(odd | han, np.maximum(alike, guessed), alike)
    initials = np.array([ord(form.by_words.letters[:1] or "\0") for form in forms])[reached.asked]
    closer: Weights = odds + _letters_say(alike) + W["first"] * (postings.initials[reached.names] == initials)
    return closer


def _reached(forms: Sequence[Forms], postings: Postings, vocabulary: Vocabulary) -> _Reached:
    """Names that share something with each form."""
    near = vocabulary.near(word for form in forms for word in form.words)
    asked, found = list[int](), list[Places]()
    nats, held = list[Weights](), list[float]()
    for at, form in enumerate(forms):
        for word in dict.fromkeys(form.words):
            one = near[word]
            asked.append(at)
            found.append(one.names)
            nats.append(one.nats)
            held.append(min(one.rarity, HEAVIEST))
        short, initials = acronym_keys(form)
        for lookup, keys in ((postings.initials_of, short), (postings.acronyms, initials)):
            names = np.unique(lookup.of(keys)) if keys else lookup.places[:0]
            if names.size:
                asked.append(at)
                found.append(names)
                nats.append(np.full(names.size, ACRONYM_NATS * ACRONYM[0]))
                held.append(HEAVIEST)
        if form.han:
            names = postings.han.of(han_keys(form.han))
            asked.append(at)
            found.append(names)
            nats.append(np.full(names.size, FIRST_NATS / 2))
            held.append(HEAVIEST)
    sizes = [names.size for names in found]
    joined_by, joined, heavy = _joined(forms, postings)
    straight, size = sum(sizes), postings.owner.size
    rows = np.concatenate((np.repeat(np.array(asked, dtype=np.int64), sizes), joined_by)) * size
    both, back = np.unique(rows + np.concatenate((*found, joined)), return_inverse=True)
    by_word, by_join, count = back[:straight], back[straight:], both.size
    names = (both % max(size, 1)).astype(np.int32)
    said = _sums(by_word, np.concatenate((*nats, np.zeros(0))), count)
    kept = _sums(by_word, np.repeat(np.array(held), sizes), count)
    # A join says nothing new where its words were found one by one.
    heaviest = np.zeros(count)
    np.maximum.at(heaviest, by_join, heavy)
    more = np.minimum(heaviest, np.maximum(postings.load[names] - kept, 0))
    more_nats = FIRST_NATS * np.divide(more, heaviest, out=np.zeros(count), where=heaviest > 0)
    return _Reached(both // max(size, 1), names, said, kept, more_nats, more)


def _sums(places: NDArray[np.intp], values: Weights, size: int) -> Weights:
    return np.bincount(places, values, size).astype(np.float64, copy=False)


def _joined(forms: Sequence[Forms], postings: Postings) -> tuple[Rows, Places, Weights]:
    """Names that write neighbours of a form as one, or a word of it as neighbours; and the weight that covers."""
    keys, asked, weights = list[int](), list[int](), list[float]()
    for at, form in enumerate(forms):
        together = [number for join in joins(form) for number in (*join_keys(join), *whole_keys(join))]
        parted = [number for word in dict.fromkeys(form.words) if len(word) > _FEW for number in join_keys(word)]
        keys += together
        keys += parted
        asked += [at] * (len(together) + len(parted))
        weights += [2 * HEAVIEST] * len(together) + [HEAVIEST] * len(parted)
    names, which = postings.joined.each(keys)
    return np.array(asked, dtype=np.int64)[which], names, np.array(weights)[which]


def _words_say(heft: Weights, load: NDArray[np.float32], nats: Weights, held: Weights) -> tuple[Weights, Weights]:
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


def _alike(texts: Sequence[str], others: Sequence[str]) -> Weights:
    found: Weights = cpdist(texts, others, scorer=OSA.normalized_similarity, dtype=np.float64)
    return found
