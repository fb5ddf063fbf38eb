"""Reached: listed names that share something with a form of a name, and how much that says, for many forms at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.align import ACRONYM, ACRONYM_NATS
from ricochet.screening.asked import Asked
from ricochet.screening.bound import STEPS
from ricochet.screening.compiled import kernel, sealed
from ricochet.screening.forms import HEAVIEST, Forms
from ricochet.screening.keys import APART, TOGETHER, Askers, acronym_keys, han_keys, joins
from ricochet.screening.lookup import Lookup, spread
from ricochet.screening.postings import Postings
from ricochet.screening.score import FIRST_NATS
from ricochet.screening.texts import Places
from ricochet.screening.traits import MILLI, Numbers
from ricochet.screening.vocabulary import Known

_HEAVIEST = int(MILLI * HEAVIEST)
_JOIN, _ACRONYM, _HAN, _SLOTS = 63, 62, 61, 64
"""Slots of a name beside those of its words, of which there are 32 at most."""
_NATS = 1 << 14
"""More thousandths of nats than anything says."""


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
        return Reached(*(getattr(self, field.name)[places] for field in fields(self)))


def reached(forms: Sequence[Forms], own: Asked, known: Known, postings: Postings, least: Askers | None) -> Reached:
    """Names that share a word, neighbours written as one, an acronym or Chinese characters with each form.

    Those that share less than the `least` (see `least_nats`) are left out.
    """
    # One number each: the form, the name, what of the form was found, what that says. Sorted, the most it says is last.
    more = np.concatenate([
        *_by_acronym(forms, postings),
        _by_characters(forms, postings),
        *_by_join(forms, own, known, postings),
    ])  # fmt: skip
    if code := kernel(len(forms)):
        return _compiled(code, own, known, postings, least, more)
    size, hefts = postings.owner.size, np.zeros((len(forms), _SLOTS), dtype=np.int64)
    hefts[:, [_ACRONYM, _HAN]] = _HEAVIEST
    form = np.repeat(np.arange(len(forms)), np.diff(own.starts))
    slots = np.arange(own.words.size) - own.starts[form]
    hefts[form, slots] = known.traits.heft[own.words]
    found = np.concatenate((_by_word(own.words, form * _SLOTS + slots, known, postings), more))
    found.sort()
    last = np.append(found[1:] // _NATS != found[:-1] // _NATS, True) if found.size else np.zeros(0, dtype=np.bool_)
    found = found[last]
    pair, slot, nats = found // (_NATS * _SLOTS), found // _NATS % _SLOTS, found % _NATS
    starts = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])) if found.size else np.zeros(0, dtype=np.intp)
    pairs = pair[starts]
    join, held = slot == _JOIN, hefts[pair // max(size, 1), slot]
    said, covered, joined = (
        (np.add.reduceat(one, starts) if starts.size else starts).astype(np.int32)
        for one in (nats * ~join, held, nats * join)
    )
    asked = pairs // max(size, 1)
    all_found = Reached(asked, (pairs - asked * size).astype(np.int32), said, covered, joined)
    return all_found if least is None else all_found.some(_enough(all_found, own, postings, least).nonzero()[0])


def _compiled(code: Any, own: Asked, known: Known, postings: Postings, least: Askers | None, more: Askers) -> Reached:
    """The same by the kernel."""
    more.sort()
    nothing = np.zeros(0, dtype=np.int64)
    return Reached(
        *code.reach(
            code.Asking(own.words, own.starts, _weights(own), nothing if least is None else least.ravel()),
            code.Near(known.starts, known.pairs, known.nats, known.traits.heft, known.size),
            code.Listed(sealed(postings.starts), sealed(postings.names), _free(postings)),
            code.More(more, _SLOTS, _NATS, _JOIN, _HEAVIEST),
        )
    )


def _weights(own: Asked) -> Askers:
    return np.maximum((MILLI * own.heft).astype(np.int64), 1)


def _free(postings: Postings) -> NDArray[np.bool_]:
    """Names of which the bound knows nothing: a letter in them may be any word, or vowels are not written."""
    free: NDArray[np.bool_] = (postings.initials > 0) | postings.unvowelled
    return free


def _enough(found: Reached, own: Asked, postings: Postings, least: Askers) -> NDArray[np.bool_]:
    """Which share so much that they may be worth comparing."""
    heft = _weights(own)[found.asked]
    step = np.minimum((found.held + found.joined) * STEPS // heft, STEPS - 1)
    enough: NDArray[np.bool_] = found.nats + found.joined >= least.ravel()[found.asked * STEPS + step]
    return enough | (postings.initials[found.names] > 0) | postings.unvowelled[found.names]


def _packed(asked: Askers, names: Places, slot: Askers | int, nats: Askers | Numbers | int, size: int) -> Askers:
    packed: Askers = ((asked.astype(np.int64) * size + names) * _SLOTS + slot) * _NATS + nats
    return packed


def _by_word(words: Askers, asking: Askers, known: Known, postings: Postings) -> Askers:
    """Names with a word near each of these; `asking`: the form and slot of each."""
    pairs, every = spread(known.starts, words)
    listed = known.pairs[pairs] % known.size
    places, each = spread(postings.starts, listed)
    asking = asking[every][each]
    return _packed(
        asking // _SLOTS, postings.names[places], asking % _SLOTS, known.nats[pairs][each], postings.owner.size
    )


def _by_acronym(forms: Sequence[Forms], postings: Postings) -> Iterable[Askers]:
    nats = int(MILLI * ACRONYM_NATS * ACRONYM[0])
    every = [acronym_keys(form) for form in forms]
    for lookup, keys in (
        (postings.initials_of, [short for short, _ in every]),
        (postings.acronyms, [initials for _, initials in every]),
    ):
        names, at = _each(lookup, keys)
        yield _packed(at, names, _ACRONYM, nats, postings.owner.size)


def _by_characters(forms: Sequence[Forms], postings: Postings) -> Askers:
    names, at = _each(postings.han, [han_keys(form.han) if form.han else [] for form in forms])
    return _packed(at, names, _HAN, int(MILLI * FIRST_NATS / 2), postings.owner.size)


def _each(lookup: Lookup, keys: Sequence[Sequence[int]]) -> tuple[Places, Askers]:
    """Places of the keys of every form, and which form each is of."""
    if not any(keys):
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
    places, which = lookup.each(np.array([key for own in keys for key in own], dtype=np.uint32))
    return places, np.repeat(np.arange(len(keys)), list(map(len, keys)))[which]


def _by_join(forms: Sequence[Forms], own: Asked, known: Known, postings: Postings) -> Iterable[Askers]:
    """Names that write neighbours of a form as one, or a word of it as neighbours; and the weight that covers."""
    together = [(join, round(MILLI * heft), at) for at, form in enumerate(forms) for join, heft in joins(form).items()]
    asked = np.array([at for _, _, at in together], dtype=np.int64)
    nats = np.minimum(np.array([heft for _, heft, _ in together], dtype=np.int64), 2 * _HEAVIEST)
    texts, which = postings.joined.alike([join for join, _, _ in together], (TOGETHER, APART))
    form = np.repeat(np.arange(len(forms)), np.diff(own.starts))
    parted, words = spread(known.parted_starts, own.words)
    for found, at, most in (
        (texts, asked[which], nats[which]),
        (known.parted[parted], form[words], np.full(parted.size, 2 * _HEAVIEST)),
    ):
        places, each = spread(postings.joined.starts, found)
        yield _packed(at[each], postings.joined.names[places], _JOIN, most[each], postings.owner.size)
