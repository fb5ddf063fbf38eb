"""Kernel: the inner loops, compiled (extra "fast"). They find what the arrays' own operations find."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ricochet.screening.bound import STEPS
from ricochet.screening.keys import Askers
from ricochet.screening.texts import Places
from ricochet.screening.traits import Numbers

STAMP, LAST, NATS, HELD, JOINED = range(5)
_ASCII = 128
_BITS = 64


class Asking(NamedTuple):
    """Forms: the places of their words, the weights in thousandths of nats, and the bound (or nothing) of each."""

    words: Askers
    starts: Askers
    weights: Askers
    least: Askers


class Near(NamedTuple):
    """Listed words by word looked up: see `Known`; `hefts` of the words looked up."""

    starts: Askers
    pairs: Askers
    nats: Numbers
    hefts: Numbers
    size: int


class Listed(NamedTuple):
    """Names by listed word; those of which the bound knows nothing are `free`."""

    starts: Askers
    names: Places
    free: NDArray[np.bool_]


class More(NamedTuple):
    """What is shared beside words, packed and sorted; how it is packed, which slot joins, what the others weigh."""

    packed: Askers
    slots: int
    nats: int
    join: int
    heft: int


@njit(cache=True, nogil=True)
def reach(asking: Asking, near: Near, listed: Listed, more: More) -> tuple[Askers, Places, Numbers, Numbers, Numbers]:
    """See `reached`: what every name reached holds, form after form, name after name."""
    size, room = listed.free.size, _room(asking, near, listed) + more.packed.size
    found, touched = np.zeros((size, 5), np.int32), np.empty(size, np.int32)
    asked, names = np.empty(room, np.int64), np.empty(room, np.int32)
    said, held, joined = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    count = at = 0
    for form in range(asking.starts.size - 1):
        begun = form * more.slots + 1
        seen = 0
        for place in range(asking.starts[form], asking.starts[form + 1]):
            word, stamp = asking.words[place], begun + place - asking.starts[form]
            for pair in range(near.starts[word], near.starts[word + 1]):
                other = near.pairs[pair] - word * near.size
                for name in listed.names[listed.starts[other] : listed.starts[other + 1]]:
                    seen = _touch(found, touched, seen, name, begun)
                    _add(found, name, stamp, near.nats[pair], near.hefts[word], NATS)
        end = (form + 1) * size * more.slots * more.nats
        while at < more.packed.size and more.packed[at] < end:
            one = more.packed[at] // more.nats
            slot, name = one % more.slots, one // more.slots - form * size
            seen = _touch(found, touched, seen, name, begun)
            joining = slot == more.join
            nats = more.packed[at] % more.nats
            _add(found, name, begun + slot, nats, 0 if joining else more.heft, JOINED if joining else NATS)
            at += 1
        first = count
        for name in touched[:seen]:
            if listed.free[name] or _enough(found[name], asking, form):
                names[count] = name
                count += 1
        names[first:count].sort()
        for place in range(first, count):
            one = found[names[place]]
            asked[place], said[place], held[place], joined[place] = form, one[NATS], one[HELD], one[JOINED]
    return asked[:count].copy(), names[:count].copy(), said[:count].copy(), held[:count].copy(), joined[:count].copy()


@njit(cache=True, nogil=True)
def _room(asking: Asking, near: Near, listed: Listed) -> int:
    """How many names all words lead to."""
    room = 0
    for word in asking.words:
        for pair in near.pairs[near.starts[word] : near.starts[word + 1]]:
            other = pair - word * near.size
            room += listed.starts[other + 1] - listed.starts[other]
    return room


@njit(cache=True, nogil=True, inline="always")
def _touch(found: Numbers, touched: Numbers, seen: int, name: int, begun: int) -> int:
    """Begin with a name that the form has not reached yet."""
    if found[name, STAMP] < begun:
        found[name, NATS], found[name, HELD], found[name, JOINED] = 0, 0, 0
        touched[seen] = name
        seen += 1
    return seen


@njit(cache=True, nogil=True, inline="always")
def _add(found: Numbers, name: int, stamp: int, nats: int, heft: int, field: int) -> None:
    """Let a name hold one slot of a form: of what several words say there, the most counts."""
    if found[name, STAMP] == stamp:
        nats = max(nats - found[name, LAST], 0)
        found[name, LAST] += nats
    else:
        found[name, STAMP], found[name, LAST] = stamp, nats
        found[name, HELD] += heft
    found[name, field] += nats


@njit(cache=True, nogil=True, inline="always")
def _enough(one: Numbers, asking: Asking, form: int) -> bool:
    if not asking.least.size:
        return True
    step = min((one[HELD] + one[JOINED]) * STEPS // asking.weights[form], STEPS - 1)
    return bool(one[NATS] + one[JOINED] >= asking.least[form * STEPS + step])


class Letters(NamedTuple):
    """Texts, and the places of those to be compared."""

    letters: NDArray[np.uint8]
    ends: Askers
    places: Askers


@njit(cache=True, nogil=True)
def slips(mine: Letters, theirs: Letters) -> Numbers:
    """Optimal string alignment of many pairs, a letter a step (Hyyrö, "A bit-vector algorithm", 2003)."""
    found = np.empty(mine.places.size, np.int32)
    where = np.zeros(_ASCII, np.uint64)
    for place in range(found.size):
        one, other = mine.places[place], theirs.places[place]
        left = mine.letters[(mine.ends[one - 1] if one else 0) : mine.ends[one]]
        right = theirs.letters[(theirs.ends[other - 1] if other else 0) : theirs.ends[other]]
        if left.size > right.size:
            left, right = right, left
        if left.size > _BITS:
            found[place] = _by_rows(left, right)
        elif left.size == 0:
            found[place] = right.size
        else:
            found[place] = _by_bits(left, right, where)
    return found


@njit(cache=True, nogil=True)
def _by_bits(left: NDArray[np.uint8], right: NDArray[np.uint8], where: NDArray[np.uint64]) -> int:
    one = np.uint64(1)
    for at in range(left.size):
        where[left[at]] |= one << np.uint64(at)
    last = one << np.uint64(left.size - 1)
    more, fewer, same, before = ~np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
    apart = left.size
    for letter in right:
        here = where[letter]
        turned = ((~same & here) << one) & before
        same = (((here & more) + more) ^ more) | here | fewer | turned
        up, down = fewer | ~(same | more), same & more
        if up & last:
            apart += 1
        if down & last:
            apart -= 1
        up, down = (up << one) | one, down << one
        more, fewer = down | ~(same | up), up & same
        before = here
    for letter in left:
        where[letter] = 0
    return apart


@njit(cache=True, nogil=True)
def _by_rows(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> int:
    before, last, row = np.zeros((3, left.size + 1), np.int32)
    last[:] = np.arange(left.size + 1)
    for at in range(1, right.size + 1):
        row[0] = at
        for place in range(1, left.size + 1):
            same = left[place - 1] == right[at - 1]
            row[place] = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (not same))
            if place > 1 and at > 1 and left[place - 1] == right[at - 2] and left[place - 2] == right[at - 1]:
                row[place] = min(row[place], before[place - 2] + 1)
        before, last, row = last, row, before
    return int(last[left.size])
