"""Index of the listed names: which of them are worth comparing with a name in full.

A name is found by words that are the same, sound alike or are a slip or two away; by neighbouring words written as
one; by pairs of Chinese characters; and by identifiers. What these words would score is estimated for every name they
reach, in arrays; the most promising are compared. A search that leaves a promising name uncompared says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ricochet.model.hit import Hit
from ricochet.model.party import Party
from ricochet.screening.forms import HEAVIEST, Forms
from ricochet.screening.likeness import joined, likeness
from ricochet.screening.match import THRESHOLD, match_some
from ricochet.screening.meaning import meanings
from ricochet.screening.profile import NATURAL, Profile, profile_of_party
from ricochet.screening.rarity import rarity
from ricochet.screening.score import BIAS, FIRST_NATS, ZERO, W
from ricochet.screening.sound import coarse, consonants

MAX_COMPARED = 400
"""Most listed names compared in full for one name looked for."""
NEAREST = 3
"""Names compared even where they promise little."""
SHOWN = 30
"""Names compared where the nearest misses are to be shown."""
MARGIN = 2.0
"""Log-odds by which an estimate may fall short of what comparing in full would give."""
_BONES = 4
"""Consonants from which one more or less is looked for in words written as one."""
ARTICLES = frozenset({"al", "el", "ul", "ur", "ud", "us", "ar", "as", "ad", "il"})
"""Arabic articles, which are written alone, with the word before or with the word after."""
CHANCE = 0.3
"""Likeness by letters of two words that have nothing to do with each other."""
_BEGINNING = 7
"""Letters of a word by which it is found; the rest is only compared."""
_FEW = 4
"""A word of so few letters is not sought as neighbours written as one."""

Places = NDArray[np.int32]
Keys = NDArray[np.uint32]
Weights = NDArray[np.float64]
Reached = tuple[Places, Weights | float, float]
"""Names, what reaching each says (nats), and the weight of the form that it covers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing to screen against: list id, the publisher's own entry id, the party and its programmes."""

    list: str
    entry: str
    party: Party
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in order of (-score, list, entry); `truncated` is empty or says how much was left uncompared."""

    hits: tuple[Hit, ...]
    truncated: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Places by key, as two arrays sorted by key: what a dictionary of lists would hold, but flat."""

    keys: Keys
    places: Places

    def of(self, wanted: Sequence[int]) -> Places:
        """Places of all keys wanted, in any order, perhaps repeated."""
        sought = np.asarray(wanted, dtype=np.uint32)
        starts, ends = np.searchsorted(self.keys, sought), np.searchsorted(self.keys, sought, side="right")
        found = [self.places[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True) if a < b]
        if not found:
            return self.places[:0]
        return found[0] if len(found) == 1 else np.concatenate(found)


@dataclass(frozen=True, slots=True)
class Near:
    """Names with a word near a word, and what the likest of them says (nats)."""

    names: Places
    nats: Weights


class Index:
    """Entries, and arrays that lead from words to names and from names to entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda e: (e.list, e.entry))
        self._profiles = [profile_of_party(entry.party) for entry in self.entries]
        self._read_names()
        self._read_words()
        self._near = cache(self._near_words)

    def _read_names(self) -> None:
        """From words, neighbours, characters and identifiers to names and entries."""
        owner, which, load = list[int](), list[int](), list[float]()
        words: dict[str, list[int]] = defaultdict(list)
        joins: dict[int, list[int]] = defaultdict(list)
        han: dict[int, list[int]] = defaultdict(list)
        identifiers: dict[int, list[int]] = defaultdict(list)
        for at, profile in enumerate(self._profiles):
            for plain in profile.identifiers:
                identifiers[_key(plain)].append(at)
            aliased = ((place, alias.company + alias.person) for place, alias in enumerate(profile.names))
            for place, form in ((place, form) for place, every in aliased for form in dict.fromkeys(every)):
                name = len(owner)
                owner.append(at)
                which.append(place)
                load.append(form.by_words.heft or 1.0)
                for word in dict.fromkeys(form.words):
                    words[word].append(name)
                for key in {key for join in _joins(form) for key in _join_keys(join)}:
                    joins[key].append(name)
                for pair in _characters(form.han):
                    han[_key(pair)].append(name)
        self._words = list(words)
        self._starts = np.concatenate(([0], np.cumsum([len(names) for names in words.values()]))).astype(np.int64)
        self._names = np.array([name for names in words.values() for name in names], dtype=np.int32)
        self._owner, self._which = np.array(owner, dtype=np.int32), np.array(which, dtype=np.int32)
        self._load = np.array(load, dtype=np.float32)
        self._joins, self._han, self._identifiers = _lookup(joins), _lookup(han), _lookup(identifiers)

    def _read_words(self) -> None:
        """From letters left out, sounds and meanings to words."""
        thin: dict[int, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            for key in (*_thinned(word), _sound_key(word), *_meaning_keys(word)):
                thin[key].append(place)
        self._thin = _lookup(thin)

    def search(self, profile: Profile, *, least: float = 0.0) -> Found:
        """Every promising entry compared with the profile, best first; scores below `least` are left out."""
        chosen, truncated = self._candidates(profile, SHOWN if least < THRESHOLD else NEAREST)
        hits = []
        for at, names in sorted(chosen.items()):
            result = match_some(profile, self._profiles[at], names, least=least)
            if result is not None:
                entry = self.entries[at]
                hits.append(
                    Hit(
                        score=result.score,
                        list=entry.list,
                        entry=entry.entry,
                        party=entry.party.id,
                        name=result.name,
                        programs=entry.programmes,
                        reasons=result.reasons,
                    )
                )
        hits.sort(key=lambda hit: (-hit.score, hit.list, hit.entry))
        return Found(tuple(hits), truncated)

    def _candidates(self, profile: Profile, nearest: int) -> tuple[dict[int, set[int]], str]:
        """Entries to compare, each with the places of its names that are worth it."""
        chosen: dict[int, set[int]] = {}
        for plain in profile.identifiers:
            for at in self._identifiers.of([_key(plain)]).tolist():
                chosen[at] = set(range(len(self._profiles[at].names)))
        truncated = ""
        for alias in profile.names:
            for form in alias.forms(natural=profile.kind in NATURAL):
                names, cut = self._promising(form, nearest)
                truncated = truncated or cut
                for name in names:
                    chosen.setdefault(int(self._owner[name]), set()).add(int(self._which[name]))
        return chosen, truncated

    def _promising(self, form: Forms, nearest: int) -> tuple[list[int], str]:
        """Listed names most promising for one form, and what was left out."""
        names, nats, held = self._reached(form)
        if not names.size:
            return [], ""
        odds = self._estimate(form, names, nats, held)
        worth = int((odds >= ZERO - BIAS - MARGIN).sum())
        count = min(max(worth, nearest), MAX_COMPARED, names.size)
        best = np.argpartition(-odds, count - 1)[:count] if count < names.size else np.arange(names.size)
        cut = f"truncated: {MAX_COMPARED} of {worth} promising names were compared" if worth > MAX_COMPARED else ""
        return names[best].tolist(), cut

    def _estimate(self, form: Forms, names: Places, nats: Weights, held: Weights) -> Weights:
        """Log-odds that comparing in full would give, from what is known of the words reached."""
        whole = form.by_words.heft
        load = self._load[names]
        most = np.maximum(load, whole)
        mine, theirs = np.maximum(whole - held, 0), np.maximum(load - held, 0)
        clash = np.minimum(mine, theirs)
        # Words that do not agree are still a little alike.
        alike = np.minimum((held + CHANCE * clash) / most, 1)
        odds: Weights = (
            W["agreed"] * nats
            + W["agreed_first"] * np.minimum(nats, FIRST_NATS)
            + W["clash"] * np.minimum(clash, HEAVIEST)
            + W["left_long"] * np.abs(mine - theirs) / most
            + W["letters"] * alike
            + W["letters_high"] * alike**4
        )
        return odds

    def _reached(self, form: Forms) -> tuple[Places, Weights, Weights]:
        """Names that share something with the form, what that says in nats, and how much of the form's weight it is."""
        parts = [self._by_word(word) for word in dict.fromkeys(form.words)]
        joins = [self._by_join(join) for join in _joins(form)]
        joins += [self._parted(word) for word in dict.fromkeys(form.words) if len(word) > _FEW]
        pairs = [(self._han.of([_key(pair)]), FIRST_NATS / 2, HEAVIEST) for pair in _characters(form.han)]
        names, nats, held = _sum([*parts, *pairs])
        joined, more, also = _sum(joins)
        if not joined.size:
            return names, nats, held
        both, back = np.unique(np.concatenate((names, joined)), return_inverse=True)
        by_words, held_by_words = (_per_name(back[: names.size], value, both.size) for value in (nats, held))
        by_joins, held_by_joins = (_per_name(back[names.size :], value, both.size) for value in (more, also))
        # A join says nothing new where its words were found one by one.
        rest = np.minimum(held_by_joins, np.maximum(self._load[both] - held_by_words, 0))
        share = np.divide(rest, held_by_joins, out=np.zeros_like(rest), where=held_by_joins > 0)
        return both, by_words + by_joins * share, held_by_words + rest

    def _by_word(self, word: str) -> Reached:
        near = self._near(word)
        return near.names, near.nats, min(rarity(word), HEAVIEST)

    def _by_join(self, join: str) -> Reached:
        """Names with one word, or neighbours, that neighbours of the form written as one are like."""
        near = [place for place in self._like(join) if joined(join, "", self._words[place]) is not None]
        runs = [self._names[self._starts[place] : self._starts[place + 1]] for place in near]
        return np.unique(np.concatenate((self._joins.of(_join_keys(join)), *runs))), FIRST_NATS, 2 * HEAVIEST

    def _parted(self, word: str) -> Reached:
        """Names in which the word stands as neighbours."""
        return np.unique(self._joins.of(_join_keys(word))), FIRST_NATS, HEAVIEST

    def _like(self, word: str) -> list[int]:
        """Places of listed words that may be this one."""
        return list(np.unique(self._thin.of([*_thinned(word), _sound_key(word), *_meaning_keys(word)])).tolist())

    def _near_words(self, word: str) -> Near:
        """Names with a word like this one. Remembered: a book repeats its words."""
        near = self._like(word)
        found = [(like.nats, place) for place in near if (like := likeness(word, self._words[place])) is not None]
        found.sort(reverse=True)
        runs = [self._names[self._starts[place] : self._starts[place + 1]] for _, place in found]
        if len(runs) < 2:
            names = runs[0] if runs else self._names[:0]
            return Near(names, np.full(len(names), found[0][0] if found else 0.0))
        says = np.repeat([nats for nats, _ in found], [len(run) for run in runs])
        names, first = np.unique(np.concatenate(runs), return_index=True)  # of several words the likest, which is first
        return Near(names, says[first])


def _sum(parts: Sequence[Reached]) -> tuple[Places, Weights, Weights]:
    """Names reached, with the sums of what was said of them and of the weight that it covers."""
    if not parts:
        return np.zeros(0, np.int32), np.zeros(0), np.zeros(0)
    every = np.concatenate([names for names, _, _ in parts])
    names, back = np.unique(every, return_inverse=True)
    sizes = [len(found) for found, _, _ in parts]
    nats = np.concatenate([np.broadcast_to(said, size) for (_, said, _), size in zip(parts, sizes, strict=True)])
    held = np.repeat([kept for _, _, kept in parts], sizes)
    return names.astype(np.int32), _per_name(back, nats, names.size), _per_name(back, held, names.size)


def _per_name(places: NDArray[np.intp], values: Weights, size: int) -> Weights:
    return np.bincount(places, values, size).astype(np.float64)


def _joins(form: Forms) -> list[str]:
    """Neighbouring words written as one, and all of them: "aero caribbean" -> "aerocaribbean".

    Three, where the middle one is an article.
    """
    words = form.words
    if len(words) < 2:
        return [form.solid] if words and form.solid != words[0] else []
    joins = [a + b for a, b in pairwise(words)]
    joins += [a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False) if b in ARTICLES]
    return list(dict.fromkeys([*joins, "".join(words), form.solid]))


def _thinned(word: str) -> set[int]:
    """Keys of the word's beginning with letters left out: words within as many slips share such a key."""
    start = word[:_BEGINNING]
    depth = 0 if len(word) < 3 or word.isdigit() else 1 if len(word) < 6 else 2
    return {_key("".join(kept)) for out in range(depth + 1) for kept in combinations(start, len(start) - out)}


def _sound_key(word: str) -> int:
    bones = coarse(word)
    return _key(f"~{bones}" if len(bones) > 1 else word)


def _meaning_keys(word: str) -> list[int]:
    return [_key(f"={meaning}") for meaning in meanings(word)]


def _join_keys(join: str) -> list[int]:
    """Keys of words written as one: the consonants, and where they are many, with one left out."""
    bones = consonants(join)
    if len(bones) < _BONES:
        return [_key(bones if len(bones) > 3 else join)]
    return [_key(bones), *{_key(f"-{bones[:at]}{bones[at + 1 :]}") for at in range(len(bones))}, _key(f"-{bones}")]


def _key(text: str) -> int:
    return crc32(text.encode())


def _lookup(places: dict[int, list[int]]) -> Lookup:
    keys = sorted(places)
    counts = [len(places[key]) for key in keys]
    return Lookup(
        np.repeat(np.array(keys, dtype=np.uint32), counts),
        np.array([place for key in keys for place in places[key]], dtype=np.int32),
    )


def _characters(han: str) -> list[str]:
    return [han] if len(han) == 1 else sorted({a + b for a, b in pairwise(han)})
