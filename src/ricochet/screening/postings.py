"""Postings: flat arrays that lead from the words, joins, characters and identifiers of listed names to those names.

A *name* here is one form of one name of one entry; words and names are known by their places. Arrays hold nothing but
numbers and joined text, so that they can be kept in a file and mapped from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.forms import Forms
from ricochet.screening.keys import acronym_keys, han_keys, join_keys, joins, key, sound_key, whole_keys, word_keys
from ricochet.screening.profile import Profile

Places = NDArray[np.int32]
Keys = NDArray[np.uint32]
Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Places by key, as two arrays sorted by key: what a dictionary of lists would hold, but flat."""

    keys: Keys
    places: Places

    def of(self, wanted: Sequence[int]) -> Places:
        """Places of all keys wanted, in any order, perhaps repeated."""
        return self.each(wanted)[0]

    def each(self, wanted: Sequence[int]) -> tuple[Places, NDArray[np.int64]]:
        """Places of all keys wanted, and for each place which of the keys led to it."""
        sought = np.array(wanted, dtype=np.uint32)
        starts = self.keys.searchsorted(sought)
        counts = self.keys.searchsorted(sought, side="right") - starts
        which = np.repeat(np.arange(len(wanted)), counts)
        return self.places[np.arange(which.size) + np.repeat(starts - counts.cumsum() + counts, counts)], which


@dataclass(frozen=True, slots=True)
class Postings:
    """What a search reads.

    `words`: every word of a listed name; `sounds`, `lengths`: their sound keys and letters; `starts`, `names`: the
    names of the word at `w` are `names[starts[w]:starts[w + 1]]`. `near`: words by key. Names by key: `joined`, of
    neighbours written as one; `acronyms`, of a short word; `initials_of`, of the initials of the words; `han`, of pairs
    of characters. `identifiers`: entries. Of every name: `owner` its entry, `which` its place among the entry's names,
    `load` the weight of its words in nats, `odd` whether letters are not all that counts (Chinese characters, no
    vowels), `initials` the first letter; `letters`, `sorted_letters` and `bones` are compared whole.
    """

    words: tuple[str, ...]
    sounds: Keys
    lengths: NDArray[np.uint8]
    starts: NDArray[np.int64]
    names: Places
    near: Lookup
    joined: Lookup
    acronyms: Lookup
    initials_of: Lookup
    han: Lookup
    identifiers: Lookup
    owner: Places
    which: Places
    load: NDArray[np.float32]
    odd: NDArray[np.bool_]
    initials: NDArray[np.uint8]
    letters: tuple[str, ...]
    sorted_letters: tuple[str, ...]
    bones: tuple[str, ...]


def build(profiles: Iterable[Profile]) -> Arrays:
    """Arrays of these profiles, one an entry, in order."""
    owner, which, kept = list[int](), list[int](), list[Forms]()
    identifiers: dict[int, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for plain in profile.identifiers:
            identifiers[key(plain)].append(at)
        for place, alias in enumerate(profile.names):
            for form in dict.fromkeys(alias.company + alias.person):
                owner.append(at)
                which.append(place)
                kept.append(form)
    return {
        **_names(kept),
        "owner": np.array(owner, dtype=np.int32),
        "which": np.array(which, dtype=np.int32),
        **_lookup("identifiers", identifiers),
    }


def _names(kept: Sequence[Forms]) -> dict[str, NDArray[Any]]:
    words: dict[str, list[int]] = defaultdict(list)
    joined: dict[int, list[int]] = defaultdict(list)
    han: dict[int, list[int]] = defaultdict(list)
    acronyms: dict[int, list[int]] = defaultdict(list)
    initials_of: dict[int, list[int]] = defaultdict(list)
    for name, form in enumerate(kept):
        for word in dict.fromkeys(form.words):
            words[word].append(name)
        parted = {number for join in joins(form) for number in join_keys(join)}
        for number in parted.union(*map(whole_keys, form.words)):
            joined[number].append(name)
        short, initials = acronym_keys(form)
        for number in dict.fromkeys(short):
            acronyms[number].append(name)
        for number in initials:
            initials_of[number].append(name)
        for number in han_keys(form.han):
            han[number].append(name)
    near: dict[int, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        for number in word_keys(word):
            near[number].append(place)
    return {
        "words": _text(words),
        "sounds": np.array([sound_key(word) for word in words], dtype=np.uint32),
        "lengths": np.array([len(word) for word in words], dtype=np.uint8),
        "starts": np.concatenate(([0], np.cumsum([len(names) for names in words.values()]))).astype(np.int64),
        "names": np.array([name for names in words.values() for name in names], dtype=np.int32),
        **_lookup("near", near),
        **_lookup("joined", joined),
        **_lookup("acronyms", acronyms),
        **_lookup("initials_of", initials_of),
        **_lookup("han", han),
        "load": np.array([form.by_words.heft or 1.0 for form in kept], dtype=np.float32),
        "odd": np.array([bool(form.han) or form.by_words.unvowelled for form in kept], dtype=np.bool_),
        "initials": np.array([ord(form.by_words.letters[:1] or " ") for form in kept], dtype=np.uint8),
        "letters": _text(form.by_words.letters for form in kept),
        "sorted_letters": _text(form.by_words.by_word for form in kept),
        "bones": _text(form.by_words.bones for form in kept),
    }


def opened(arrays: Arrays) -> Postings:
    """Postings over arrays that `build` made, in memory or mapped from a file."""
    return Postings(
        words=_lines(arrays["words"]),
        sounds=arrays["sounds"],
        lengths=arrays["lengths"],
        starts=arrays["starts"],
        names=arrays["names"],
        near=Lookup(arrays["near_keys"], arrays["near_places"]),
        acronyms=Lookup(arrays["acronyms_keys"], arrays["acronyms_places"]),
        initials_of=Lookup(arrays["initials_of_keys"], arrays["initials_of_places"]),
        joined=Lookup(arrays["joined_keys"], arrays["joined_places"]),
        han=Lookup(arrays["han_keys"], arrays["han_places"]),
        identifiers=Lookup(arrays["identifiers_keys"], arrays["identifiers_places"]),
        owner=arrays["owner"],
        which=arrays["which"],
        load=arrays["load"],
        odd=arrays["odd"],
        initials=arrays["initials"],
        letters=_lines(arrays["letters"]),
        sorted_letters=_lines(arrays["sorted_letters"]),
        bones=_lines(arrays["bones"]),
    )


def _lines(text: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(text.tobytes().decode().split("\n")[:-1])


def _text(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode(), dtype=np.uint8)


def _lookup(name: str, places: Mapping[int, Sequence[int]]) -> dict[str, NDArray[Any]]:
    keys = sorted(places)
    return {
        f"{name}_keys": np.repeat(np.array(keys, dtype=np.uint32), [len(places[one]) for one in keys]),
        f"{name}_places": np.array([place for one in keys for place in places[one]], dtype=np.int32),
    }
