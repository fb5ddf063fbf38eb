"""Vocabulary: the words of all listed names, and which of them may be a word looked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from ricochet.screening.keys import meaning_keys, sound_key, word_keys
from ricochet.screening.likeness import APART_UNWRITTEN, THREE_SLIPS, TWO_SLIPS, likeness
from ricochet.screening.postings import Places, Postings
from ricochet.screening.rarity import rarity

REMEMBERED = 1 << 16
"""Words whose neighbours are kept: a book repeats its words."""
AT_ONCE = 1 << 12
"""Words looked up together."""


@dataclass(frozen=True, slots=True)
class Near:
    """Listed names with a word near a word, what the likest of them says (nats), and how rare the word itself is."""

    names: Places
    nats: NDArray[np.float64]
    rarity: float


class Vocabulary:
    """Words of the listed names, looked up many at once."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._known: dict[str, Near] = {}

    def near(self, words: Iterable[str]) -> dict[str, Near]:
        """Names near every word; the same whatever words are asked for together."""
        wanted = dict.fromkeys(words)
        if len(self._known) + len(wanted) > REMEMBERED:
            self._known = {word: self._known[word] for word in wanted if word in self._known}
        new = [word for word in wanted if word not in self._known]
        for at in range(0, len(new), AT_ONCE):
            part = new[at : at + AT_ONCE]
            self._known.update(zip(part, self._look_up(part), strict=True))
        return self._known

    def _look_up(self, words: Sequence[str]) -> list[Near]:
        found: list[list[tuple[float, int]]] = [[] for _ in words]
        for which, place in zip(*self._likely(words), strict=True):
            like = likeness(words[which], self._postings.words[place])
            if like is not None:
                found[which].append((-like.nats, place))
        return [self._near(word, sorted(likes)) for word, likes in zip(words, found, strict=True)]

    def _likely(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Pairs of a word (its place in `words`) and a listed word (its place) that may be alike."""
        known = self._postings
        keys = [word_keys(word) for word in words]
        which, near = _pairs(known.near.each([number for every in keys for number in every]), map(len, keys))
        if not near.size:
            return [], []
        lefts, rights = [words[at] for at in which.tolist()], [known.words[place] for place in near.tolist()]
        slips = cpdist(lefts, rights, scorer=OSA.distance)
        lengths, others = np.array([len(word) for word in words])[which], known.lengths[near]
        short, long = np.minimum(lengths, others), np.maximum(lengths, others)
        sounds = np.array([sound_key(word) for word in words], dtype=np.uint32)[which]
        alike = (known.sounds[near] == sounds) & (slips <= APART_UNWRITTEN * long)
        alike |= slips <= 1 + (short >= TWO_SLIPS) + (short >= THREE_SLIPS)
        meant = [meaning_keys(word) for word in words]
        if any(meant):
            size = len(known.words)
            same, meaning = _pairs(known.near.each([number for every in meant for number in every]), map(len, meant))
            alike |= np.isin(which * size + near, same * size + meaning)
        return which[alike].tolist(), near[alike].tolist()

    def _near(self, word: str, likes: Sequence[tuple[float, int]]) -> Near:
        known = self._postings
        runs = [known.names[known.starts[place] : known.starts[place + 1]] for _, place in likes]
        if not runs:
            return Near(known.names[:0], np.zeros(0), rarity(word))
        says = np.repeat([-less for less, _ in likes], [run.size for run in runs])
        if len(runs) == 1:
            return Near(runs[0], says, rarity(word))
        names, first = np.unique(np.concatenate(runs), return_index=True)  # of several words the likest, which is first
        return Near(names, says[first], rarity(word))


def _pairs(
    found: tuple[Places, NDArray[np.int64]], counts: Iterable[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each pair of an asker and a place once, where asker after asker had so many keys."""
    places, by_key = found
    sizes = list(counts)
    asker = np.repeat(np.arange(len(sizes)), sizes)[by_key]
    if not places.size:
        return asker, places.astype(np.int64)
    size = int(places.max()) + 1
    pairs = np.unique(asker * size + places)
    return pairs // size, pairs % size
