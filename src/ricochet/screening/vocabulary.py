"""Vocabulary: the words of all listed names, and which of them may be a word looked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.keys import Askers, Keys, meaning_keys, word_keys
from ricochet.screening.postings import Postings
from ricochet.screening.slips import slips
from ricochet.screening.texts import Places, texts
from ricochet.screening.traits import Numbers, estimate, traits

REMEMBERED = 1 << 16
"""Words whose neighbours are kept: a book repeats its words."""


@dataclass(frozen=True, slots=True)
class Near:
    """Listed words near a word, what the likeness to each says at most, and how much the word itself weighs.

    All in thousandths of nats.
    """

    words: Places
    nats: Numbers
    heft: int


class Vocabulary:
    """Words of the listed names, looked up many at once."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._known: dict[str, Near] = {}

    def near(self, words: Iterable[str]) -> dict[str, Near]:
        """Listed words near every word; the same whatever words are asked for together."""
        wanted = dict.fromkeys(words)
        if len(self._known) + len(wanted) > REMEMBERED:
            self._known = {word: self._known[word] for word in wanted if word in self._known}
        new = [word for word in wanted if word not in self._known]
        if new:
            self._known.update(zip(new, self._look_up(new), strict=True))
        return self._known

    def _look_up(self, words: Sequence[str]) -> list[Near]:
        known = self._postings
        which, near = self._pairs(*word_keys(words))
        own = traits(words)
        meant = self._meant(words, which, near)
        apart = slips(texts(words), which, known.words, near)
        nats = estimate(own.at(which), known.traits.at(near), apart, meant)
        alike = np.flatnonzero(nats)
        which, near, nats = which[alike], near[alike].astype(np.int32), nats[alike]
        ends = which.searchsorted(np.arange(len(words)), side="right").tolist()
        return [
            Near(near[start:end], nats[start:end], heft)
            for start, end, heft in zip([0, *ends], ends, own.heft.tolist(), strict=False)
        ]

    def _meant(self, words: Sequence[str], which: Askers, near: Askers) -> NDArray[np.bool_]:
        """Which of the pairs share a meaning or a syllable in another romanisation."""
        meanings = [(number, at) for at, word in enumerate(words) for number in meaning_keys(word)]
        numbers = np.array([number for number, _ in meanings], dtype=np.uint32)
        same, meaning = self._pairs(numbers, np.array([at for _, at in meanings], dtype=np.int64))
        size = len(self._postings.words)
        return np.isin(which * size + near, same * size + meaning, assume_unique=True)

    def _pairs(self, keys: Keys, askers: Askers) -> tuple[Askers, Askers]:
        """Each pair of an asker and a listed word once, in order."""
        places, by_key = self._postings.near.each(keys)
        size = max(len(self._postings.words), 1)
        pairs = askers[by_key] * size + places
        pairs.sort()
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: pairs.size]]  # np.unique would load numpy.ma
        return pairs // size, pairs % size
