"""Traits of words: all that an estimate of their likeness reads, as arrays, so that many pairs are estimated at once.

The estimate follows likeness.py, which decides; it may say a little more, seldom less. Nats are whole thousandths here,
so that sums do not depend on their order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.forms import HEAVIEST
from ricochet.screening.keys import key, sound_key
from ricochet.screening.likeness import (
    APART,
    APART_UNWRITTEN,
    COARSE,
    FIRST_LETTER,
    FIRST_OF_FEW,
    LEAST_MEANT,
    MEANT,
    SLIP,
    SLIP_OF_FEW,
    SLIP_SHORT,
    SLIPS,
    SOUND,
    SYLLABLES,
    THREE_SLIPS,
    TWO_SLIPS,
    UNWRITTEN,
)
from ricochet.screening.rarity import is_syllable, rarity, rarity_of_sound
from ricochet.screening.sound import consonants, vowels
from ricochet.screening.texts import texts

MILLI = 1000
Numbers = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of every word, as `int32`.

    In thousandths of nats: `rarity`, what sharing it says; `heft`, the same, as far as it counts in a name; `sound`,
    what sharing its consonants says. `bones`, `kinds`: keys of its consonants, and of these by kind; `mask`: which they
    are. `vowels` and `letters` are counted, `first` is the first letter; whether it is a `syllable`, a `number`.
    """

    rarity: Numbers
    heft: Numbers
    sound: Numbers
    bones: Numbers
    kinds: Numbers
    mask: Numbers
    vowels: Numbers
    letters: Numbers
    first: Numbers
    syllable: Numbers
    number: Numbers

    def at(self, places: Numbers) -> "Traits":
        """Those of the words at these places."""
        return Traits(*(getattr(self, name).take(places) for name in NAMES))


NAMES = tuple(field.name for field in fields(Traits))
_OF_A_WORD: Mapping[str, Callable[[str], float]] = {
    "rarity": lambda word: round(MILLI * rarity(word)),
    "heft": lambda word: round(MILLI * min(rarity(word), HEAVIEST)),
    "bones": lambda word: key(consonants(word)),
    "kinds": sound_key,
    "vowels": vowels,
    "letters": len,
    "first": lambda word: ord(word[0]),
    "syllable": is_syllable,
    "number": str.isdigit,
}


def traits(words: Sequence[str], *, sound: bool = False) -> Traits:
    """Traits of these words; what their `sound` says only where that is wanted, for it asks for a table of its own."""
    found = {
        name: np.array([of(word) for word in words]).astype(np.uint32).view(np.int32) for name, of in _OF_A_WORD.items()
    }
    said = np.array([nats_of_sound(word) if sound else 0 for word in words], dtype=np.int32)
    return Traits(mask=texts(map(consonants, words)).masks(), sound=said, **found)


def nats_of_sound(word: str) -> int:
    """What sharing its consonants says, in thousandths of nats."""
    return round(MILLI * rarity_of_sound(consonants(word)))


def possible(mine: Traits, theirs: Traits, kinds: tuple[Numbers, Numbers]) -> NDArray[np.bool_]:
    """Which pairs of words `estimate` may find alike, meanings left out, before their slips are counted.

    `kinds`: which letters the words of either side have. A slip brings one of them at most, and takes one.
    """
    same_first = mine.first == theirs.first
    allowed = np.where(same_first, _most_slips(np.minimum(mine.letters, theirs.letters)), 1)
    apart = np.abs(mine.letters - theirs.letters)
    for one, other in (kinds, kinds[::-1]):
        apart = np.maximum(apart, np.bitwise_count(one & ~other))
    found: NDArray[np.bool_] = (apart <= allowed) | (mine.kinds == theirs.kinds)
    return found


def estimate(mine: Traits, theirs: Traits, slips: Numbers, meant: NDArray[np.bool_]) -> Numbers:
    """What the likeness of each pair of words says; 0 where they are not alike.

    `slips`: how many the words lie apart (optimal string alignment); `meant`: they share a meaning.
    """
    nats = np.minimum(mine.rarity, theirs.rarity)
    short = np.minimum(mine.letters, theirs.letters)
    plain = (mine.number | theirs.number) == 0
    syllables = (mine.syllable & theirs.syllable) != 0
    found = np.where(slips == 0, nats, 0)
    by_sound = (
        plain & (mine.kinds == theirs.kinds) & (slips <= APART_UNWRITTEN * np.maximum(mine.letters, theirs.letters))
    )
    places = np.flatnonzero(by_sound & (slips > 0))
    lost = _sound_lost(mine.at(places), theirs.at(places), slips[places]) + MILLI * SYLLABLES * syllables[places]
    said = np.minimum(nats, np.minimum(mine.sound, theirs.sound))[places] - lost
    found[places] = np.maximum(said, 0)
    places = np.flatnonzero(plain & ~syllables & (slips > 0) & (slips <= _most_slips(short)))
    said = nats[places] - _slips_lost(short[places], slips[places], (mine.first == theirs.first)[places])
    found[places] = np.maximum(found[places], said)
    return np.where(
        meant & (slips > 0), np.maximum(found, np.maximum(nats - MILLI * MEANT, MILLI * LEAST_MEANT)), found
    ).astype(np.int32)


def _sound_lost(mine: Traits, theirs: Traits, slips: Numbers) -> NDArray[np.float64]:
    unwritten = (np.minimum(mine.vowels, theirs.vowels) <= 1) & (np.maximum(mine.vowels, theirs.vowels) > 1)
    apart = slips / np.maximum(mine.letters, theirs.letters)
    lost = np.where(mine.bones == theirs.bones, np.where(unwritten, UNWRITTEN, SOUND + APART * apart), COARSE)
    return MILLI * lost


def _most_slips(short: Numbers) -> Numbers:
    """Slips that leave words of so many letters the same."""
    return 1 + (short >= TWO_SLIPS).astype(np.int32) + (short >= THREE_SLIPS)


def _slips_lost(short: Numbers, slips: Numbers, same_first: NDArray[np.bool_]) -> NDArray[np.float64]:
    one = np.select([short >= 5, short == 4], [SLIP, SLIP_SHORT], SLIP_OF_FEW)
    one += np.where(same_first, 0, np.where(short >= TWO_SLIPS, FIRST_LETTER, FIRST_OF_FEW))
    more = np.where(same_first, SLIPS + (slips > 2), np.inf)
    return MILLI * np.where(slips == 1, one, more)
