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
from ricochet.screening.joined import Joined, joined_arrays
from ricochet.screening.keys import Keys, acronym_keys, han_keys, initials, joins, key, whole, word_keys
from ricochet.screening.lookup import Lookup, lookup_arrays
from ricochet.screening.profile import Profile
from ricochet.screening.texts import Places, Texts, texts
from ricochet.screening.traits import MILLI, NAMES, Numbers, Traits, traits

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Postings:
    """What a search reads.

    `words`: every word of a listed name, with its `traits`; `starts`, `names`: the names of the word at `w` are
    `names[starts[w]:starts[w + 1]]`; `spelled`, `spelled_starts`: the words of every name, in order. `near`: words by
    key. Names by key: `joined`, of neighbours written as one; `acronyms`, of a short word; `initials_of`, of the
    initials of the words; `han`, of pairs of characters. `identifiers`: entries.

    Of every name: `owner` its entry, `which` its place among the entry's names, `load` the weight of its words in
    thousandths of nats, `characters` how many Chinese ones it has, `unvowelled` whether no vowels are written, `solid`
    the key of all words written as one, `first` the first letter, `initials` how many words are one letter; `letters`,
    `sorted_letters` and `bones` are compared whole, `mask` tells which letters there are.
    """

    words: Texts
    traits: Traits
    starts: NDArray[np.int64]
    names: Places
    spelled: Places
    spelled_starts: NDArray[np.int64]
    near: Lookup
    joined: Joined
    acronyms: Lookup
    initials_of: Lookup
    han: Lookup
    identifiers: Lookup
    owner: Places
    which: Places
    load: Numbers
    characters: NDArray[np.uint16]
    unvowelled: NDArray[np.bool_]
    solid: Keys
    first: NDArray[np.uint8]
    initials: NDArray[np.uint8]
    letters: Texts
    sorted_letters: Texts
    bones: Texts
    mask: Numbers


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
    found = traits(listed, sound=True)
    place = {word: at for at, word in enumerate(listed)}
    return {
        **_text("words", listed),
        **{f"word_{name}": getattr(found, name) for name in NAMES},
        "starts": np.concatenate(([0], np.cumsum([len(names) for names in words.values()]))).astype(np.int64),
        "names": np.array([name for names in words.values() for name in names], dtype=np.int32),
        "spelled": np.array([place[word] for form in kept for word in form.words], dtype=np.int32),
        "spelled_starts": np.cumsum([0, *(len(form.words) for form in kept)], dtype=np.int64),
        **lookup_arrays("near", *word_keys(listed)),
        **joined_arrays(together, {word: names for word, names in words.items() if whole(word)}),
        **_listed("acronyms", acronyms),
        **_listed("initials_of", initials_of),
        **_listed("han", han),
        "load": np.array([round(MILLI * (form.by_words.heft or 1.0)) for form in kept], dtype=np.int32),
        "characters": np.array([len(form.han) for form in kept], dtype=np.uint16),
        "unvowelled": np.array([form.by_words.unvowelled for form in kept], dtype=np.bool_),
        "solid": np.array([key(form.solid) for form in kept], dtype=np.uint32),
        "first": np.array([ord(form.by_words.letters[:1] or " ") for form in kept], dtype=np.uint8),
        "initials": np.array([initials(form) for form in kept], dtype=np.uint8),
        **_text("letters", [form.by_words.letters for form in kept]),
        **_text("sorted_letters", [form.by_words.by_word for form in kept]),
        **_text("bones", [form.by_words.bones for form in kept]),
        "mask": texts(form.by_words.letters for form in kept).masks(),
    }


def opened(arrays: Arrays) -> Postings:
    """Postings over arrays that `build` made, in memory or mapped from a file."""
    lookups = {
        name: Lookup(arrays[f"{name}_keys"], arrays[f"{name}_places"])
        for name in ("near", "acronyms", "initials_of", "han", "identifiers")
    }
    kept = {
        name: Texts(arrays[f"{name}_text"], arrays[f"{name}_ends"])
        for name in ("words", "letters", "sorted_letters", "bones")
    }
    flat = {
        name: arrays[name]
        for name in (
            *("starts", "names", "spelled", "spelled_starts", "owner", "which", "load", "characters", "unvowelled"),
            *("solid", "first", "initials", "mask"),
        )
    }
    joined = Joined(
        Lookup(arrays["joined_keys"], arrays["joined_places"]),
        *(arrays[f"joined_{name}"] for name in ("starts", "names", "letters", "first", "mask")),
    )
    words = Traits(*(arrays[f"word_{name}"] for name in NAMES))
    return Postings(joined=joined, traits=words, **lookups, **kept, **flat)  # type: ignore[arg-type]


def _text(name: str, lines: Iterable[str]) -> dict[str, NDArray[Any]]:
    kept = texts(lines)
    return {f"{name}_text": kept.letters, f"{name}_ends": kept.ends}


def _listed(name: str, places: Mapping[int, Sequence[int]]) -> dict[str, NDArray[Any]]:
    keys = np.repeat(np.array(list(places), dtype=np.uint32), [len(one) for one in places.values()])
    return lookup_arrays(name, keys, np.array([place for one in places.values() for place in one], dtype=np.int32))
