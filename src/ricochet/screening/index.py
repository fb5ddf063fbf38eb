"""Index: the listed parties that a name may be, few enough to be compared one by one.

A candidate shares words, or nearly the same words, with what is looked for. Where there are more candidates than are
compared, the answer says so: a search cut short never means "clear".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise

from ricochet.model.hit import Hit
from ricochet.model.party import Party
from ricochet.screening.forms import Forms, skeleton, weight
from ricochet.screening.match import THRESHOLD, match
from ricochet.screening.profile import NATURAL, Profile, profile_of_party
from ricochet.screening.score import FULLER, JOINED, likeness

MAX_COMPARED = 128
"""Most listed names compared in full for one name looked for."""
MAX_VISITED = 400_000
"""Entries of the word index visited for one name looked for."""
_WORTH = THRESHOLD - 0.05
"""Promise from which a name left uncompared might have been a match, so the search counts as truncated."""
_BEGINNING = 7
"""Letters of a word by which it is found; the rest is only compared."""
_SHOWN = 20
"""Names compared even where they promise little, so that the nearest misses can be shown."""


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


class Index:
    """Names of the entries by word, by neighbouring words joined, by characters, and identifiers. In memory."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda e: (e.list, e.entry))
        self._profiles = [profile_of_party(entry.party) for entry in self.entries]
        self._owner: list[tuple[int, int]] = []
        self._load: list[float] = []
        self._words: dict[str, list[int]] = defaultdict(list)
        self._joins: dict[str, list[int]] = defaultdict(list)
        self._han: dict[str, list[int]] = defaultdict(list)
        self._identifiers: dict[str, list[int]] = defaultdict(list)
        for at, profile in enumerate(self._profiles):
            for which, name in enumerate(profile.names):
                self._add((at, which), name.company)
            for plain in profile.identifiers:
                self._identifiers[plain].append(at)
        self._thin: dict[str, list[str]] = defaultdict(list)
        self._bones: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for key in _thinned(word):
                self._thin[key].append(word)
            self._bones[skeleton(word)].append(word)
        self._thin_joins: dict[str, list[str]] = defaultdict(list)
        for join in self._joins:
            for key in _thinned(join, 1):
                self._thin_joins[key].append(join)
        self._alike_joins: dict[str, list[tuple[str, float]]] = {}
        self._alike: dict[str, list[tuple[str, float]]] = {}

    def search(self, profile: Profile) -> Found:
        """Every entry compared with the profile, best first."""
        chosen, truncated = self._candidates(profile)
        hits = []
        for at, names in sorted(chosen.items()):
            entry, result = self.entries[at], match(profile, self._profiles[at], names)
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

    def _add(self, at: tuple[int, int], form: Forms) -> None:
        name = len(self._owner)
        self._owner.append(at)
        self._load.append(form.load or 1.0)
        for word in dict.fromkeys(form.words):
            self._words[word].append(name)
        for join in dict.fromkeys(form.joins):
            self._joins[join].append(name)
        for pair in _characters(form.han):
            self._han[pair].append(name)

    def _candidates(self, profile: Profile) -> tuple[dict[int, set[int]], str]:
        """Entries to compare, each with the places of its names that are worth it."""
        chosen: dict[int, set[int]] = {}
        for plain in profile.identifiers:
            for at in self._identifiers.get(plain, ()):
                chosen[at] = set(range(len(self._profiles[at].names)))
        truncated = ""
        for name in profile.names:
            form = name.person if profile.kind in NATURAL else name.company
            names, cut = self._names(form)
            truncated = truncated or cut
            for n in names:
                at, which = self._owner[n]
                chosen.setdefault(at, set()).add(which)
        return chosen, truncated

    def _names(self, form: Forms) -> tuple[list[int], str]:
        """Listed names most promising for one form, and what was left out."""
        promise, cut = self._by_words(form)
        self._by_joins(form, promise)
        ranked = self._by_characters(form.han)
        for name, got in promise.items():
            # What covers less than half of both names promises less than any match.
            if got + got >= min(form.load, self._load[name]):
                ranked.append((_expected(got, form.load, self._load[name]), -name))
        ranked.sort(reverse=True)
        worth = sum(value >= _WORTH for value, _ in ranked)
        if worth > MAX_COMPARED and not cut:
            cut = f"truncated: {MAX_COMPARED} of {worth} promising names were compared"
        return [-name for _, name in ranked[: min(max(worth, _SHOWN), MAX_COMPARED)]], cut

    def _by_words(self, form: Forms) -> tuple[dict[int, float], str]:
        """Weight of its words that every listed name covers, and whether the search was cut short."""
        promise: dict[int, float] = {}
        words = [
            (sum(len(self._words[other]) for other, _ in alike), word, heft, alike)
            for word, heft in dict(zip(form.words, form.weights, strict=True)).items()
            for alike in (self._like(word),)
        ]
        visited = 0
        # Rare words first, so that the limit is met, if at all, at the words that tell least.
        for entries, _, heft, alike in sorted(words):
            visited += entries
            if visited > MAX_VISITED:
                return promise, f"truncated: more than {MAX_VISITED} index entries for this name"
            best: dict[int, float] = {}
            for other, like in alike:
                for name in self._words[other]:
                    if name not in best:
                        best[name] = like * heft
            for name, got in best.items():
                promise[name] = promise.get(name, 0.0) + got
        return promise, ""

    def _by_joins(self, form: Forms, promise: dict[int, float]) -> None:
        """Add what neighbouring words, written as one here or there, promise."""
        for word in dict.fromkeys((*form.joins, *form.words)):
            for join, like in self._like_joins(word):
                for name in self._joins[join]:
                    promise[name] = promise.get(name, 0.0) + like * weight(word)
        for join in form.joins:
            for word, like in self._like(join):
                for name in self._words[word] if like >= JOINED else ():
                    promise[name] = promise.get(name, 0.0) + like * weight(join)

    def _by_characters(self, han: str) -> list[tuple[float, int]]:
        pairs = _characters(han)
        shared = Counter(name for pair in pairs for name in self._han.get(pair, ()))
        return [(count / len(pairs), -name) for name, count in shared.items()]

    def _like(self, word: str) -> list[tuple[str, float]]:
        """Listed words like this one, likest first. Remembered: a book repeats its words."""
        known = self._alike.get(word)
        if known is None:
            near = {other for key in _thinned(word) for other in self._thin.get(key, ())}
            bones = skeleton(word)
            if len(bones) > 1:
                near.update(self._bones.get(bones, ()))
            found = [(other, like) for other in near if (like := likeness(word, other))]
            known = self._alike[word] = sorted(found, key=lambda pair: (-pair[1], pair[0]))
        return known

    def _like_joins(self, word: str) -> list[tuple[str, float]]:
        """Listed neighbouring words that, written as one, are this word or one slip away from it."""
        known = self._alike_joins.get(word)
        if known is None:
            near = {join for key in _thinned(word, 1) for join in self._thin_joins.get(key, ())}
            found = [(join, like) for join in near if (like := likeness(word, join)) >= JOINED]
            known = self._alike_joins[word] = sorted(found, key=lambda pair: (-pair[1], pair[0]))
        return known


def _expected(got: float, left: float, right: float) -> float:
    """The score that the shared words promise: as in score.align, but for joins and what is taken off."""
    one, other = min(got / left, 1.0), min(got / right, 1.0)
    return FULLER * max(one, other) + (1 - FULLER) * min(one, other)


def _thinned(word: str, most: int = 2) -> set[str]:
    """The word's beginning with letters left out, `most` at most: words within as many edits share such a form."""
    start = word[:_BEGINNING]
    depth = min(most, 0 if len(word) < 3 else (1 if len(word) < 5 else 2))
    return {"".join(kept) for out in range(depth + 1) for kept in combinations(start, len(start) - out)}


def _characters(han: str) -> list[str]:
    return [han] if len(han) == 1 else sorted({a + b for a, b in pairwise(han)})
