"""Names: the entries of some lists that share letters with a name, read without reading all the others.

HOME/caches/names-KEY holds every entry packed alone, and for every three letters the entries whose names have them. It
is built on the first search after an update; deleting it changes no answer. It only leaves out what shares little with
the name looked for: scores are made by the screening room.
"""

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import msgspec
from anyascii import anyascii

from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.snapshot import cache
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.store import Snapshot, cache_key

LAYOUT = "2"
"""Part of the key: a change of the layout or of the keys below makes another file."""
NEAREST = 600
"""Most entries handed on for one name."""
_HAN = re.compile("[\u3400-\u9fff]")
_SILENT = re.compile("[aeiouwyh]")
_DOUBLE = re.compile(r"(.)\1+")
_ONCE = r"\1"
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry: its party, its listing, and the parties its list itself says are the same."""

    party: Party
    listing: Listing
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Packed cards; key -> places of the cards that have it, as 32-bit numbers."""

    cards: tuple[bytes, ...]
    places: dict[str, bytes]

    def near(self, text: str, limit: int = NEAREST) -> tuple[Card, ...]:
        """Cards that share most with the text, rare letters first in weight, in order of their places."""
        shared: dict[int, float] = defaultdict(float)
        for key in sorted(keys_of(text)):
            found = array("I", self.places.get(key, b""))
            for place in found:
                shared[place] += log(2 + len(self.cards) / len(found))
        best = sorted(shared, key=lambda place: (-shared[place], place))[:limit]
        return tuple(msgspec.msgpack.decode(self.cards[place], type=Card) for place in sorted(best))


def keys_of(text: str) -> set[str]:
    """Letters of every word in threes, its consonants, a short word less one letter, Han pairs, initials."""
    han = _HAN.findall(text)
    words = _WORD.findall(anyascii(text).lower())
    keys = {a + b for a, b in pairwise(han)} | set(han[:1] if len(han) == 1 else ())
    for word in (*words, "".join(words)[:40]):
        keys |= {word[at : at + 3] for at in range(max(1, len(word) - 2))}
        sounds = _SILENT.sub("", word.replace("c", "k").replace("q", "k"))
        keys.add(f"~{_DOUBLE.sub(_ONCE, sounds)}")
        if len(word) < 7:  # one slip leaves a short word few letters in a row
            keys |= {f"-{word[:at]}{word[at + 1 :]}" for at in range(len(word))}
    initials = "".join(word[0] for word in words)
    return keys | {f"={initials}"} | {f"={word}" for word in words if len(word) < 7}


def build(cards: Iterable[Card]) -> Names:
    """Names of these cards."""
    packed: list[bytes] = []
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for place, card in enumerate(cards):
        packed.append(msgspec.msgpack.encode(card))
        texts = [name.text for name in card.party.names] + [one.value for one in card.party.identifiers]
        for key in {key for text in texts for key in keys_of(text)}:
            places[key].append(place)
    return Names(cards=tuple(packed), places={key: places[key].tobytes() for key in sorted(places)})


def open_names(snapshot: Snapshot, versions: Sequence[Version]) -> Names:
    """Names of these versions, from the cache or else built and cached. Raises DataError for a damaged blob."""
    parts = [LAYOUT, *(cache_key(version) for version in versions)]
    directory, name = snapshot.home / "caches", f"names-{hashlib.sha256(' '.join(parts).encode()).hexdigest()}"
    found = cache.load(directory, name, Names)
    if found is None:
        found = build(card for version in versions for card in _cards(snapshot, version))
        cache.save(directory, name, found)
    return found


def _cards(snapshot: Snapshot, version: Version) -> Iterable[Card]:
    edition = snapshot.edition(version.list, version.version)
    parties = {party.id: party for party in edition.parties}
    same: dict[str, list[str]] = defaultdict(list)
    for relation in edition.relations:
        if relation.type == "same as" and relation.other:
            same[relation.party].append(relation.other)
    for listing in edition.listings:
        if listing.party in parties:
            yield Card(party=parties[listing.party], listing=listing, same=tuple(same[listing.party]))
