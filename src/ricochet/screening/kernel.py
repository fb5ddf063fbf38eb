"""Kernel: the inner loops, compiled (extra "fast"). They find what the arrays' own operations find."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ricochet.screening.bound import STEPS
from ricochet.screening.compiled import LEAP
from ricochet.screening.keys import Askers
from ricochet.screening.texts import Places
from ricochet.screening.traits import Numbers

STAMP, LAST, NATS, HELD, JOINED = range(5)
"""Of a name: the slot that it held last and what that says; what all its slots say, weigh, and weigh written as one."""
NAME, SLOT, SAYS, HEFT, FIELD = range(5)
"""Of what a name shares: the name, the slot, what that says and weighs, and whether as a word or written as one."""
TOGETHER = 64
_ASCII = 128
_BITS = 64
_BEGIN, _ALIKE = 4, 0.7
"""Letters of a beginning that count beside, and from which likeness on they do (Winkler)."""


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
    found, touched = np.zeros((size, 5), np.int32), np.empty(size + 1, np.int32)
    asked, names = np.empty(room, np.int64), np.empty(room, np.int32)
    said, held, joined = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    shared = np.empty((room, 5), np.int32)
    count = at = 0
    for form in range(asking.starts.size - 1):
        begun = form * more.slots + 1
        last = _by_words(shared, form, begun, asking, near, listed)
        end = (form + 1) * size * more.slots * more.nats
        while at < more.packed.size and more.packed[at] < end:
            one = more.packed[at] // more.nats
            joining = one % more.slots == more.join
            shared[last, NAME] = one // more.slots - form * size
            shared[last, SLOT] = begun + one % more.slots
            shared[last, SAYS] = more.packed[at] % more.nats
            shared[last, HEFT], shared[last, FIELD] = (0, JOINED) if joining else (more.heft, NATS)
            last += 1
            at += 1
        seen = _add_up(found, touched, shared[:last], begun)
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
def _by_words(shared: Numbers, form: int, begun: int, asking: Asking, near: Near, listed: Listed) -> int:
    """Write down every name that has a word near one of the form's; how many that are."""
    last = 0
    for place in range(asking.starts[form], asking.starts[form + 1]):
        word = asking.words[place]
        for pair in range(near.starts[word], near.starts[word + 1]):
            other = near.pairs[pair] - word * near.size
            for name in listed.names[listed.starts[other] : listed.starts[other + 1]]:
                shared[last, NAME], shared[last, SLOT] = name, begun + place - asking.starts[form]
                shared[last, SAYS], shared[last, HEFT], shared[last, FIELD] = near.nats[pair], near.hefts[word], NATS
                last += 1
    return last


@njit(cache=True, nogil=True)
def _add_up(found: Numbers, touched: Numbers, shared: Numbers, begun: int) -> int:
    """Let each name hold what it shares, of several words for one slot what says most; how many names were touched."""
    seen = 0
    for start in range(0, len(shared), TOGETHER):
        some = shared[start : start + TOGETHER]
        asked_for = 0
        for one in some:  # what lies far apart in memory is asked for at once, not one after the other
            asked_for += found[one[NAME], STAMP]
        touched[seen] = asked_for
        for one in some:
            name, nats = one[NAME], one[SAYS]
            if found[name, STAMP] < begun:
                found[name, NATS], found[name, HELD], found[name, JOINED] = 0, 0, 0
                touched[seen] = name
                seen += 1
            if found[name, STAMP] == one[SLOT]:
                nats = max(nats - found[name, LAST], 0)
                found[name, LAST] += nats
            else:
                found[name, STAMP], found[name, LAST] = one[SLOT], nats
                found[name, HELD] += one[HEFT]
            found[name, one[FIELD]] += nats
    return seen


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
    left, before = mine.letters[:0], -1
    for start in range(0, found.size, TOGETHER):
        end = min(start + TOGETHER, found.size)
        found[start] = _asked_for(theirs, start, end)
        for place in range(start, end):
            right = _text(theirs, theirs.places[place])
            if mine.places[place] != before:  # pairs of one text stand together: its letters are laid out once
                for letter in left:
                    where[letter] = 0
                before = mine.places[place]
                left = _text(mine, before)
                for at in range(min(left.size, _BITS)):
                    where[left[at]] |= np.uint64(1) << np.uint64(at)
            if left.size > _BITS:
                found[place] = _by_rows(left, right)
            elif left.size == 0:
                found[place] = right.size
            else:
                found[place] = _by_bits(left.size, right, where)
    return found


@njit(cache=True, nogil=True)
def _asked_for(several: Letters, start: int, end: int) -> int:
    """Ask for texts that lie far apart in memory at once, not one after the other: first where they end."""
    met = 0
    for place in range(start, end):
        met += several.ends[several.places[place]]
    for place in range(start, end):
        met += several.letters[several.ends[several.places[place]] - 1] if several.letters.size else 0
    return met


@njit(cache=True, nogil=True, inline="always")
def _text(several: Letters, place: int) -> NDArray[np.uint8]:
    return several.letters[(several.ends[place - 1] if place else 0) : several.ends[place]]


@njit(cache=True, nogil=True)
def _by_bits(size: int, right: NDArray[np.uint8], where: NDArray[np.uint64]) -> int:
    """Against a text of `size` letters; `where` each of them stands."""
    one = np.uint64(1)
    last = one << np.uint64(size - 1)
    more, fewer, same, before = ~np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
    apart = size
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


@njit(cache=True, nogil=True)
def closeness(mine: Letters, theirs: Letters) -> NDArray[np.float64]:
    """Likeness of many pairs (Jaro and Winkler), counted and rounded in the order that rapidfuzz has."""
    found = np.zeros(mine.places.size)
    longest = 0
    for place in range(found.size):
        longest = max(longest, _text(mine, mine.places[place]).size, _text(theirs, theirs.places[place]).size)
    free, taken = np.empty(longest, np.bool_), np.empty(longest, np.uint8)
    for start in range(0, found.size, TOGETHER):
        end = min(start + TOGETHER, found.size)
        found[start] = _asked_for(theirs, start, end)
        for place in range(start, end):
            found[place] = _close(_text(mine, mine.places[place]), _text(theirs, theirs.places[place]), free, taken)
    return found


@njit(cache=True, nogil=True)
def _close(
    left: NDArray[np.uint8], right: NDArray[np.uint8], free: NDArray[np.bool_], taken: NDArray[np.uint8]
) -> float:
    if not left.size or not right.size:
        return 1.0 if left.size == right.size else 0.0
    free[: right.size] = True
    bound = max(max(left.size, right.size) // 2 - 1, 0)
    same = 0
    for at in range(left.size):
        for other in range(max(at - bound, 0), min(at + bound + 1, right.size)):
            if free[other] and right[other] == left[at]:
                free[other] = False
                taken[same] = left[at]
                same += 1
                break
    if not same:
        return 0.0
    turned = at = 0
    for other in range(right.size):
        if not free[other]:
            turned += right[other] != taken[at]
            at += 1
    close = (same / left.size + same / right.size + (same - turned // 2) / same) / 3.0
    begin = 0
    while begin < min(left.size, right.size, _BEGIN) and left[begin] == right[begin]:
        begin += 1
    return close + begin * 0.1 * (1.0 - close) if close > _ALIKE else close


class Keys(NamedTuple):
    """A lookup's keys, sorted, and the place under each; every `LEAP`th key, which fit the processor's own memory."""

    keys: NDArray[np.uint32]
    places: Places
    leaps: NDArray[np.uint32]


@njit(cache=True, nogil=True)
def look(kept: Keys, sought: NDArray[np.uint32]) -> tuple[Places, Askers]:
    """Places of all keys sought, and for each place which of the keys led to it: see `Lookup.each`."""
    first, last = np.empty(sought.size, np.int64), np.empty(sought.size, np.int64)
    room = 0
    for start in range(0, sought.size, TOGETHER):
        end = min(start + TOGETHER, sought.size)
        for at in range(start, end):
            leap = _place(kept.leaps, 0, kept.leaps.size, sought[at])
            first[at] = max(leap - 1, 0) * LEAP
        for at in range(start, end):  # what lies far apart in memory is asked for at once, not one after the other
            last[at] = kept.keys[min(first[at] + LEAP // 2, kept.keys.size - 1)] if kept.keys.size else 0
        for at in range(start, end):
            begin = _place(kept.keys, first[at], min(first[at] + LEAP, kept.keys.size), sought[at])
            stop = begin
            while stop < kept.keys.size and kept.keys[stop] == sought[at]:
                stop += 1
            first[at], last[at] = begin, stop
            room += stop - begin
    places, which = np.empty(room, np.int32), np.empty(room, np.int64)
    count = 0
    for at in range(sought.size):
        for place in range(first[at], last[at]):
            places[count], which[count] = kept.places[place], at
            count += 1
    return places, which


@njit(cache=True, nogil=True, inline="always")
def _place(keys: NDArray[np.uint32], first: int, last: int, key: int) -> int:
    """The first place between these whose key is not smaller."""
    while first < last:
        middle = (first + last) // 2
        if keys[middle] < key:
            first = middle + 1
        else:
            last = middle
    return first
