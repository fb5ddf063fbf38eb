"""Vocabulary: the words of all listed names, and which of them may be a word looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.keys import TOGETHER, Askers, Keys, meaning_keys, word_keys
from ricochet.screening.postings import Postings
from ricochet.screening.slips import slips
from ricochet.screening.texts import Texts, texts
from ricochet.screening.traits import NAMES, Numbers, Traits, estimate, nats_of_sound, possible, traits

REMEMBERED = 1 << 16
"""Words whose neighbours are kept: a book repeats its words."""

_FEW = 4
"""A word of so few letters is not sought as neighbours written as one."""


@dataclass(frozen=True, slots=True)
class Known:
    """Words looked up, by place.

    `pairs`: word times `size` plus a listed word near it, sorted; those of the word at `w` are
    `pairs[starts[w]:starts[w + 1]]`. `nats`: what the likeness of each pair says at most, in thousandths.
    `parted`, `parted_starts`: places of the neighbours written as one that each may be.
    """

    texts: Texts
    traits: Traits
    starts: Askers
    pairs: Askers
    nats: Numbers
    size: int
    parted_starts: Askers
    parted: Numbers

    def alike(self, words: Askers, listed: Numbers) -> Numbers:
        """What the likeness of words and listed words says, in thousandths of nats; 0 where they are not alike."""
        if not self.pairs.size:
            return np.zeros(words.size, dtype=np.int32)
        wanted = words * self.size + listed
        at = np.minimum(self.pairs.searchsorted(wanted), self.pairs.size - 1)
        return np.where(self.pairs[at] == wanted, self.nats[at], 0)


class Vocabulary:
    """Words of the listed names, looked up many at once."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._kinds = postings.words.masks()
        self._forget()

    def _forget(self) -> None:
        self._places: dict[str, int] = {}
        self._traits = [_Growing(np.int32) for _ in NAMES]
        self._starts, self._pairs, self._nats = _Growing(np.int64), _Growing(np.int64), _Growing(np.int32)
        self._letters, self._ends = _Growing(np.uint8), _Growing(np.int64)
        self._parted_starts, self._parted = _Growing(np.int64), _Growing(np.int32)
        for starts in (self._starts, self._parted_starts):
            starts.add(np.zeros(1, dtype=np.int64))

    @property
    def known(self) -> Known:
        """What is kept of the words looked up; good until words are looked up again."""
        return Known(
            Texts(self._letters.all, self._ends.all),
            Traits(*(one.all for one in self._traits)),
            self._starts.all,
            self._pairs.all,
            self._nats.all,
            max(len(self._postings.words), 1),
            self._parted_starts.all,
            self._parted.all,
        )

    def places(self, words: Sequence[str]) -> Askers:
        """Places of words in what is known; the same is known of a word whatever others are asked for together."""
        wanted = dict.fromkeys(words)
        if len(self._places) + len(wanted) > REMEMBERED:
            self._forget()
        places = self._places
        new = [word for word in wanted if word not in places]
        if new:
            self._look_up(new)
            places.update(zip(new, range(len(places), len(places) + len(new)), strict=True))
        return np.array([places[word] for word in words], dtype=np.int64)

    def _look_up(self, words: Sequence[str]) -> None:
        known = self._postings
        which, near = self._pairs_of(*word_keys(words))
        own, own_texts = traits(words), texts(words)
        meant = self._meant(words, which, near)
        kinds = own_texts.masks()[which], self._kinds[near]
        some = np.flatnonzero(meant | possible(own.at(which), known.traits.at(near), kinds))
        which, near, meant = which[some], near[some], meant[some]
        apart = slips(own_texts, which, known.words, near)
        by_sound = (apart > 0) & (own.kinds[which] == known.traits.kinds[near])
        for at in np.flatnonzero(np.bincount(which[by_sound], minlength=len(words))).tolist():
            own.sound[at] = nats_of_sound(words[at])
        nats = estimate(own.at(which), known.traits.at(near), apart, meant)
        alike = np.flatnonzero(nats)
        which, near, nats = which[alike], near[alike], nats[alike]
        for kept, name in zip(self._traits, NAMES, strict=True):
            kept.add(getattr(own, name))
        before = len(self._places)
        ends = which.searchsorted(np.arange(len(words)), side="right")
        self._starts.add(ends + self._starts.all[-1])
        self._pairs.add((which + before) * max(len(known.words), 1) + near)
        self._nats.add(nats)
        self._ends.add(own_texts.ends + self._letters.all.size)
        self._letters.add(own_texts.letters)
        self._look_up_parted(words)

    def _look_up_parted(self, words: Sequence[str]) -> None:
        long = np.array([at for at, word in enumerate(words) if len(word) > _FEW], dtype=np.int64)
        texts, which = self._postings.joined.alike([words[at] for at in long.tolist()], (TOGETHER,))
        askers = long[which]
        order = np.lexsort((texts, askers))
        self._parted_starts.add(askers[order].searchsorted(np.arange(len(words)), side="right") + self._parted.all.size)
        self._parted.add(texts[order])

    def _meant(self, words: Sequence[str], which: Askers, near: Askers) -> NDArray[np.bool_]:
        """Which of the pairs share a meaning or a syllable in another romanisation."""
        meanings = [(number, at) for at, word in enumerate(words) for number in meaning_keys(word)]
        numbers = np.array([number for number, _ in meanings], dtype=np.uint32)
        same, meaning = self._pairs_of(numbers, np.array([at for _, at in meanings], dtype=np.int64))
        size = len(self._postings.words)
        return np.isin(which * size + near, same * size + meaning, assume_unique=True)

    def _pairs_of(self, keys: Keys, askers: Askers) -> tuple[Askers, Askers]:
        """Each pair of an asker and a listed word once, in order."""
        places, by_key = self._postings.near.each(keys)
        size = max(len(self._postings.words), 1)
        pairs = askers[by_key] * size + places
        pairs.sort()
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: pairs.size]]  # np.unique would load numpy.ma
        return pairs // size, pairs % size


class _Growing:
    """An array that is added to; it doubles, so that a book is not copied over and over."""

    def __init__(self, dtype: Any) -> None:
        self._room: NDArray[Any] = np.empty(1024, dtype=dtype)
        self._used = 0

    @property
    def all(self) -> NDArray[Any]:
        """What was added so far."""
        return self._room[: self._used]

    def add(self, more: NDArray[Any]) -> None:
        """Add at the end."""
        used = self._used + more.size
        if used > self._room.size:
            room = np.empty(2 * used, dtype=self._room.dtype)
            room[: self._used] = self.all
            self._room = room
        self._room[self._used : used] = more
        self._used = used
