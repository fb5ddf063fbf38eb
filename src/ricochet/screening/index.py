"""Index of the listed names: searched with a party, or with many at once; every hit is compared in full.

A name is found by words that are the same, sound alike or are a slip or two away; by neighbouring words written as
one; by pairs of Chinese characters; and by identifiers. A search that leaves a promising name uncompared says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from numpy.typing import NDArray

from ricochet.model.hit import Hit
from ricochet.screening.candidates import candidates
from ricochet.screening.entry import Entries, Entry, pack
from ricochet.screening.forms import Forms
from ricochet.screening.keys import key
from ricochet.screening.match import THRESHOLD, match_some
from ricochet.screening.postings import Arrays, build, opened
from ricochet.screening.profile import NATURAL, Alias, Profile, alias_of, facts_of_party, profile_of_party
from ricochet.screening.scorecard import PLAIN, Scorecard
from ricochet.screening.vocabulary import Vocabulary

MAX_COMPARED = 400
"""Most listed names compared in full for one name looked for."""
_KEPT = 1 << 13
"""Entries and listed names kept ready to be compared: what is compared once often is again."""
SHOWN = 30
"""Names compared, however little they promise, where the nearest misses are to be shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in order of (-score, list, entry); `truncated` is empty or says how much was left uncompared."""

    hits: tuple[Hit, ...]
    truncated: str = ""


def arrays_of(entries: Iterable[Entry]) -> dict[str, NDArray[Any]]:
    """Everything that a search reads, as flat arrays: the same for the same entries in any order."""
    packed = pack(entries)
    return {**packed, **build(profile_of_party(entry.party) for entry in Entries(packed))}


class Index:
    """Entries, and arrays that lead from words to names and from names to entries.

    `day`: only entries in force on it are found.
    """

    def __init__(self, entries: Iterable[Entry] | Arrays, day: date | None = None) -> None:
        arrays = entries if isinstance(entries, Mapping) else arrays_of(entries)
        self.entries = Entries(arrays)
        self._force = self.entries.in_force(day)
        self.card = PLAIN
        self._postings = opened(arrays)
        self._vocabulary = Vocabulary(self._postings)
        self._facts = lru_cache(maxsize=_KEPT)(lambda at: facts_of_party(self.entries[at].party))
        self._alias = lru_cache(maxsize=_KEPT)(self._alias_at)

    def weighed(self, card: Scorecard) -> "Index":
        """The same index, its comparisons weighed by a card. Candidates are those of the default."""
        other = copy(self)
        other.card = card
        return other

    def counts(self) -> dict[str, int]:
        """How many entries of each list are searched."""
        return self.entries.counts(self._force)

    def in_force(self, list_id: str = "") -> list[Entry]:
        """Entries of one list, or of all, that are searched."""
        return [
            entry for entry, here in zip(self.entries, self._force, strict=True) if here and list_id in {"", entry.list}
        ]

    def has(self, list_id: str) -> bool:
        """Whether entries of this list are here."""
        return list_id in self.entries.lists

    def search(self, profile: Profile, *, least: float = 0.0) -> Found:
        """Every promising entry compared with the profile, best first; scores below `least` are left out."""
        return self.search_many([profile], least=least)[0]

    def search_many(self, profiles: Sequence[Profile], *, least: float = 0.0) -> list[Found]:
        """The same for many profiles at once, which is faster; no answer depends on the others."""
        forms, asked = list[Forms](), list[int]()
        for at, profile in enumerate(profiles):
            own = [form for alias in profile.names for form in alias.forms(natural=profile.kind in NATURAL)]
            forms += own
            asked += [at] * len(own)
        chosen: list[dict[int, set[int]]] = [self._identified(profile) for profile in profiles]
        truncated = [""] * len(profiles)
        nearest = SHOWN if least < THRESHOLD else 0
        known = self._postings
        found = candidates(forms, known, self._vocabulary, nearest=nearest, most=MAX_COMPARED) if forms else []
        for at, worth in zip(asked, found, strict=True):
            owners, places = known.owner[worth.names].tolist(), known.which[worth.names].tolist()
            for owner, place in zip(owners, places, strict=True):
                chosen[at].setdefault(owner, set()).add(place)
            if worth.promising > MAX_COMPARED and not truncated[at]:
                truncated[at] = f"truncated: {MAX_COMPARED} of {worth.promising} promising names were compared"
        return [
            Found(self._compared(profile, entries, least), cut)
            for profile, entries, cut in zip(profiles, chosen, truncated, strict=True)
        ]

    def _identified(self, profile: Profile) -> dict[int, set[int]]:
        """Entries that carry an identifier of the profile, with the places of all their names."""
        if not profile.identifiers:
            return {}
        owners = self._postings.identifiers.of([key(plain) for plain in profile.identifiers])
        return {at: set(range(len(self.entries[at].party.names))) for at in owners.tolist()}

    def _alias_at(self, at: int, place: int) -> Alias:
        party = self.entries[at].party
        return alias_of(party.names[place], party.kind)

    def _compared(self, profile: Profile, chosen: dict[int, set[int]], least: float) -> tuple[Hit, ...]:
        hits = []
        for at, places in sorted(chosen.items()):
            if not self._force[at]:
                continue
            entry = self.entries[at]
            aliases = [self._alias(at, place) for place in sorted(places)]
            result = match_some(profile, self._facts(at), aliases, least=least, card=self.card)
            if result is not None:
                hits.append(
                    Hit(
                        score=result.score,
                        list=entry.list,
                        entry=entry.entry,
                        party=entry.party.id,
                        name=result.name,
                        programs=entry.programmes,
                        reasons=result.reasons,
                        listed=entry.party.name,
                    )
                )
        hits.sort(key=lambda hit: (-hit.score, hit.list, hit.entry))
        return tuple(hits)
