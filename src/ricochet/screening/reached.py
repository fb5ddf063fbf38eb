"""Reached: listed names that share something with a form of a name, and how much that says, for many forms at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.align import ACRONYM, ACRONYM_NATS
from ricochet.screening.forms import HEAVIEST, Forms
from ricochet.screening.keys import APART, TOGETHER, Askers, acronym_keys, han_keys, join_keys, joins
from ricochet.screening.postings import Postings
from ricochet.screening.score import FIRST_NATS
from ricochet.screening.texts import Places
from ricochet.screening.traits import MILLI, Numbers
from ricochet.screening.vocabulary import Vocabulary

_HEAVIEST = int(MILLI * HEAVIEST)
_JOIN, _ACRONYM, _HAN, _SLOTS = 63, 62, 61, 64
"""Slots of a name beside those of its words, of which there are 32 at most."""
_NATS = 1 << 14
"""More thousandths of nats than anything says."""
_FEW = 4
"""A word of so few letters is not sought as neighbours written as one."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Names reached, form after form (`asked`), name after name.

    In thousandths of nats: `nats`, what is shared says; `held`, how much of the form's weight it covers; `joined`, the
    weight of neighbours written as one.
    """

    asked: Askers
    names: Places
    nats: Numbers
    held: Numbers
    joined: Numbers

    def some(self, places: NDArray[np.intp]) -> "Reached":
        """Those at these places."""
        return Reached(
            self.asked[places], self.names[places], self.nats[places], self.held[places], self.joined[places]
        )


def reached(forms: Sequence[Forms], postings: Postings, vocabulary: Vocabulary) -> Reached:
    """Names that share a word, neighbours written as one, an acronym or Chinese characters with each form."""
    size, hefts = postings.owner.size, np.zeros((len(forms), _SLOTS), dtype=np.int64)
    hefts[:, [_ACRONYM, _HAN]] = _HEAVIEST
    # One number each: the form, the name, what of the form was found, what that says. Sorted, the most it says is last.
    found = np.concatenate([
        *_by_word(forms, postings, vocabulary, hefts),
        *_by_acronym(forms, postings),
        *_by_characters(forms, postings),
        _by_join(forms, postings),
    ])  # fmt: skip
    found.sort()
    last = np.append(found[1:] // _NATS != found[:-1] // _NATS, True) if found.size else np.zeros(0, dtype=np.bool_)
    found = found[last]
    pair, slot, nats = found // (_NATS * _SLOTS), found // _NATS % _SLOTS, found % _NATS
    starts = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])) if found.size else np.zeros(0, dtype=np.intp)
    pairs = pair[starts]
    join = slot == _JOIN
    held = hefts[pair // max(size, 1), slot]
    sums = [np.add.reduceat(values, starts) if starts.size else starts for values in (nats * ~join, held, nats * join)]
    return Reached(
        pairs // max(size, 1),
        (pairs % max(size, 1)).astype(np.int32),
        *(one.astype(np.int32) for one in sums),
    )


def _packed(asked: Askers, names: Places, slot: Askers | int, nats: Askers | Numbers | int, size: int) -> Askers:
    packed: Askers = ((asked.astype(np.int64) * size + names) * _SLOTS + slot) * _NATS + nats
    return packed


def _by_word(forms: Sequence[Forms], postings: Postings, vocabulary: Vocabulary, hefts: Askers) -> Iterable[Askers]:
    near = vocabulary.near(word for form in forms for word in form.words)
    askings = [(at, slot, near[word]) for at, form in enumerate(forms) for slot, word in enumerate(form.words)]
    if not askings:
        return
    for at, slot, one in askings:
        hefts[at, slot] = one.heft
    sizes = [one.words.size for _, _, one in askings]
    base = np.array([(at * _SLOTS) + slot for at, slot, _ in askings], dtype=np.int64)
    words = np.concatenate([one.words for _, _, one in askings])
    starts = postings.starts[words]
    counts = postings.starts[words + 1] - starts
    names = postings.names[np.arange(counts.sum()) + np.repeat(starts - counts.cumsum() + counts, counts)]
    asking = np.repeat(np.repeat(base, sizes), counts)
    nats = np.repeat(np.concatenate([one.nats for _, _, one in askings]), counts)
    yield _packed(asking // _SLOTS, names, asking % _SLOTS, nats, postings.owner.size)


def _by_acronym(forms: Sequence[Forms], postings: Postings) -> Iterable[Askers]:
    nats = int(MILLI * ACRONYM_NATS * ACRONYM[0])
    for at, form in enumerate(forms):
        short, initials = acronym_keys(form)
        for lookup, keys in ((postings.initials_of, short), (postings.acronyms, initials)):
            names = lookup.of(keys) if keys else lookup.places[:0]
            if names.size:
                yield _packed(np.full(names.size, at), names, _ACRONYM, nats, postings.owner.size)


def _by_characters(forms: Sequence[Forms], postings: Postings) -> Iterable[Askers]:
    for at, form in enumerate(forms):
        if form.han:
            names = postings.han.of(han_keys(form.han))
            yield _packed(np.full(names.size, at), names, _HAN, int(MILLI * FIRST_NATS / 2), postings.owner.size)


def _by_join(forms: Sequence[Forms], postings: Postings) -> Askers:
    """Names that write neighbours of a form as one, or a word of it as neighbours; and the weight that covers."""
    together = [(join, at) for at, form in enumerate(forms) for join in joins(form)]
    parted = [(word, at) for at, form in enumerate(forms) for word in dict.fromkeys(form.words) if len(word) > _FEW]
    found = [np.zeros(0, dtype=np.int64)]
    for texts, seeds in ((together, (TOGETHER, APART)), (parted, (TOGETHER,))):
        asked = np.array([at for _, at in texts], dtype=np.int64)
        for seed in seeds:
            keys, askers = join_keys([text for text, _ in texts], seed)
            names, which = postings.joined.each(keys)
            found.append(_packed(asked[askers[which]], names, _JOIN, 2 * _HEAVIEST, postings.owner.size))
    return np.concatenate(found)
