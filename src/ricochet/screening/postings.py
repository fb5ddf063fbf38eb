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
from ricochet.screening.keys import (
    APART,
    TOGETHER,
    Askers,
    Keys,
    acronym_keys,
    han_keys,
    initials,
    join_keys,
    joins,
    key,
    whole,
    word_keys,
)
from ricochet.screening.profile import Profile
from ricochet.screening.texts import Places, Texts, texts
from ricochet.screening.traits import MILLI, NAMES, Numbers, Traits, traits

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Places by key, as two arrays sorted by key: what a dictionary of lists would hold, but flat."""

    keys: Keys
    places: Places

    def of(self, wanted: Sequence[int]) -> Places:
        """Places of all keys wanted, in any order, perhaps repeated."""
        return self.each(np.array(wanted, dtype=np.uint32))[0]

    def each(self, sought: Keys) -> tuple[Places, Askers]:
        """Places of all keys sought, and for each place which of the keys led to it."""
        starts = self.keys.searchsorted(sought)
        counts = self.keys.searchsorted(sought, side="right") - starts
        which = np.repeat(np.arange(sought.size), counts)
        return self.places[np.arange(which.size) + np.repeat(starts - counts.cumsum() + counts, counts)], which


@dataclass(frozen=True, slots=True)
class Postings:
    """What a search reads.

    `words`: every word of a listed name, with its `traits`; `starts`, `names`: the names of the word at `w` are
    `names[starts[w]:starts[w + 1]]`. `near`: words by key. Names by key: `joined`, of neighbours written as one;
    `acronyms`, of a short word; `initials_of`, of the initials of the words; `han`, of pairs of characters.
    `identifiers`: entries. Of every name: `owner` its entry, `which` its place among the entry's names, `load` the
    weight of its words in thousandths of nats, `odd` whether letters are not all that counts (Chinese characters, no
    vowels), `solid` the key of all words written as one, `first` the first letter, `initials` how many words are one
    letter; `letters`, `sorted_letters` and `bones` are compared whole.
    """

    words: Texts
    traits: Traits
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
    load: Numbers
    odd: NDArray[np.bool_]
    solid: Keys
    first: NDArray[np.uint8]
    initials: NDArray[np.uint8]
    letters: Texts
    sorted_letters: Texts
    bones: Texts


def build(profiles: Iterable[Profile]) -> dict[str, NDArray[Any]]:
    """Arrays of these profiles, one an entry, in order."""
    owner, which, kept = list[int](), list[int](), list[Forms]()
    identifiers: dict[int, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for plain in profile.identifiers:
            identifiers[key(plain)].append(at)
        for place, alias in enumerate(profile.names):
            for form in {(one.words, one.han): one for one in alias.company + alias.person}.values():
                owner.append(at)
                which.append(place)
                kept.append(form)
    return {
        **_names(kept),
        "owner": np.array(owner, dtype=np.int32),
        "which": np.array(which, dtype=np.int32),
        **_listed("identifiers", identifiers),
    }


def _names(kept: Sequence[Forms]) -> dict[str, NDArray[Any]]:
    words: dict[str, list[int]] = defaultdict(list)
    together: dict[str, list[int]] = defaultdict(list)
    han: dict[int, list[int]] = defaultdict(list)
    acronyms: dict[int, list[int]] = defaultdict(list)
    initials_of: dict[int, list[int]] = defaultdict(list)
    for name, form in enumerate(kept):
        for word in dict.fromkeys(form.words):
            words[word].append(name)
        for join in joins(form):
            together[join].append(name)
        short, firsts = acronym_keys(form)
        for number in dict.fromkeys(short):
            acronyms[number].append(name)
        for number in firsts:
            initials_of[number].append(name)
        for number in han_keys(form.han):
            han[number].append(name)
    listed = list(words)
    found = traits(listed)
    return {
        **_text("words", listed),
        **{f"word_{name}": getattr(found, name) for name in NAMES},
        "starts": np.concatenate(([0], np.cumsum([len(names) for names in words.values()]))).astype(np.int64),
        "names": np.array([name for names in words.values() for name in names], dtype=np.int32),
        **_lookup("near", *word_keys(listed)),
        **_joined(together, {word: names for word, names in words.items() if whole(word)}),
        **_listed("acronyms", acronyms),
        **_listed("initials_of", initials_of),
        **_listed("han", han),
        "load": np.array([round(MILLI * (form.by_words.heft or 1.0)) for form in kept], dtype=np.int32),
        "odd": np.array([bool(form.han) or form.by_words.unvowelled for form in kept], dtype=np.bool_),
        "solid": np.array([key(form.solid) for form in kept], dtype=np.uint32),
        "first": np.array([ord(form.by_words.letters[:1] or " ") for form in kept], dtype=np.uint8),
        "initials": np.array([initials(form) for form in kept], dtype=np.uint8),
        **_text("letters", [form.by_words.letters for form in kept]),
        **_text("sorted_letters", [form.by_words.by_word for form in kept]),
        **_text("bones", [form.by_words.bones for form in kept]),
    }


def opened(arrays: Arrays) -> Postings:
    """Postings over arrays that `build` made, in memory or mapped from a file."""
    lookups = {
        name: Lookup(arrays[f"{name}_keys"], arrays[f"{name}_places"])
        for name in ("near", "joined", "acronyms", "initials_of", "han", "identifiers")
    }
    kept = {
        name: Texts(arrays[f"{name}_text"], arrays[f"{name}_ends"])
        for name in ("words", "letters", "sorted_letters", "bones")
    }
    flat = {
        name: arrays[name]
        for name in ("starts", "names", "owner", "which", "load", "odd", "solid", "first", "initials")
    }
    return Postings(traits=Traits(*(arrays[f"word_{name}"] for name in NAMES)), **lookups, **kept, **flat)  # type: ignore[arg-type]


def _joined(together: Mapping[str, Sequence[int]], apart: Mapping[str, Sequence[int]]) -> dict[str, NDArray[Any]]:
    """Names by neighbours written as one, and by words that may be such."""
    keys, places = list[Keys](), list[Places]()
    for found, seed in ((together, TOGETHER), (apart, APART)):
        numbers, askers = join_keys(list(found), seed)
        counts = np.array([len(names) for names in found.values()], dtype=np.int64)
        names = np.array([name for every in found.values() for name in every], dtype=np.int32)
        sizes, starts = counts[askers], (counts.cumsum() - counts)[askers]
        keys.append(np.repeat(numbers, sizes))
        places.append(names[np.arange(sizes.sum()) + np.repeat(starts - sizes.cumsum() + sizes, sizes)])
    return _lookup("joined", np.concatenate(keys), np.concatenate(places))


def _text(name: str, lines: Iterable[str]) -> dict[str, NDArray[Any]]:
    kept = texts(lines)
    return {f"{name}_text": kept.letters, f"{name}_ends": kept.ends}


def _listed(name: str, places: Mapping[int, Sequence[int]]) -> dict[str, NDArray[Any]]:
    keys = np.repeat(np.array(list(places), dtype=np.uint32), [len(one) for one in places.values()])
    return _lookup(name, keys, np.array([place for one in places.values() for place in one], dtype=np.int32))


def _lookup(name: str, keys: Keys, places: NDArray[np.integer[Any]]) -> dict[str, NDArray[Any]]:
    """Sorted by key, then by place; each pair once."""
    pairs = np.unique(keys.astype(np.uint64) << np.uint64(32) | places.astype(np.uint64))
    return {
        f"{name}_keys": (pairs >> np.uint64(32)).astype(np.uint32),
        f"{name}_places": pairs.astype(np.uint32).view(np.int32),
    }
