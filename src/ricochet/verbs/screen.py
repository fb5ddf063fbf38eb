"""screen: a book of parties against lists. Every row gets an answer, and no answer says more than was searched."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from ricochet.model.decision import Decision
from ricochet.model.hit import Hit, Reason
from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.screening.countries import unclear_country
from ricochet.screening.entry import Entry
from ricochet.screening.index import Found, Index
from ricochet.screening.match import THRESHOLD
from ricochet.screening.ofac_score import ofac_score
from ricochet.screening.places import place_hits
from ricochet.screening.profile import Profile, profile_of_row, roles_of_row
from ricochet.screening.quality import flags_of
from ricochet.screening.scorecard import Scorecard
from ricochet.screening.seal import seal
from ricochet.verbs.workers import shared_out

__all__ = ["THRESHOLD", "ScreenResult", "Screening", "Searched", "Verdict", "entries_of", "screen"]

Verdict = Literal["review", "clear", "undetermined"]
AT_ONCE = 256
"""Rows searched together; no answer depends on it."""
REMEMBERED = 1 << 14
"""Parties whose answers are kept, for those that come again."""
_ID_HEADERS = ("id", "ID", "Id", "key", "number", "vendor_id", "customer_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenResult:
    """One row's answer. `hits` are those shown; the verdict rests on all.

    `why` says what makes it undetermined, or whose decisions make it clear; `flags` what is amiss with the row's data,
    whatever the verdict.
    """

    row: int
    id: str
    input: Mapping[str, object]
    verdict: Verdict
    hits: tuple[Hit, ...]
    why: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """One list as it was searched: "no hit" means no hit in this."""

    list: str
    version: str
    entries: int
    note: str = ""

    def __str__(self) -> str:
        """One line for the talk on stderr."""
        told = f"{self.list}: {self.entries} entries", f"as of {self.version}" if self.version else "", self.note
        return ", ".join(part for part in told if part)

    @property
    def day(self) -> str:
        """The ISO date that its version's label begins with, else nothing."""
        return self.version[:10] if self.version[:4].isdigit() and self.version[4:5] == "-" else ""


Decide = Callable[[Hit, str, Sequence[str]], Decision | None]


class Screening:
    """Lists made ready to be searched, once for any number of rows.

    `entries`: what to search, or else `indexes` made ready before. `versions`: list id -> date or version, as the
    summary tells it. `doubt`: a reason why nothing searched here may be called clear (a list too old or missing); empty
    where there is none. `places`: also look for embargoed places and their governments in every field. `threshold`: the
    score from which a row is for review, where the user's settings have another than the default. `decide`: what the
    user decided about a hit of a row with this id and these names.
    """

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        indexes: Sequence[Index] = (),
        versions: Mapping[str, str] | None = None,
        doubt: str = "",
        places: bool = False,
        threshold: float = THRESHOLD,
        decide: Decide | None = None,
    ) -> None:
        self._decide = decide
        self.indexes = tuple(indexes) or (Index(entries),)
        self._answers: dict[tuple[float, object], Found] = {}
        self.threshold = threshold
        self._places = places
        counts = Counter(dict.fromkeys(versions or {}, 0))
        for index in self.indexes:
            counts.update(index.counts())
        self.searched = tuple(
            Searched(list=name, version=(versions or {}).get(name, ""), entries=counts[name]) for name in sorted(counts)
        )
        empty = [one.list for one in self.searched if not one.entries]
        self._doubt = doubt or (f"No entry was read of {', '.join(empty)}" if empty else "")

    def deciding(self, decide: Decide) -> "Screening":
        """The same lists, with what the user decided; nothing here changes."""
        other = copy(self)
        other._decide = decide  # noqa: SLF001 - its own copy
        return other

    def changed(self, threshold: float, card: Scorecard) -> "Screening":
        """The same lists under another threshold and card; nothing here changes."""
        other = copy(self)
        other.threshold = threshold
        other.indexes = tuple(index.weighed(card) for index in self.indexes)
        other._answers = {}  # noqa: SLF001 - its own copy
        return other

    def row(
        self, row: Mapping[str, object], number: int, *, limit: int = 10, min_score: float | None = None
    ) -> ScreenResult:
        """One row's answer; `limit` and `min_score` change the hits shown, never the verdict."""
        return self.rows([row], number, limit=limit, min_score=min_score)[0]

    def rows(
        self, rows: Sequence[Mapping[str, object]], first: int, *, limit: int = 10, min_score: float | None = None
    ) -> list[ScreenResult]:
        """Answers to many rows, numbered from `first`: faster than one by one, and the same."""
        shown = self.threshold if min_score is None else min_score
        least = min(shown, self.threshold)
        profiles = [profile_of_row(row) for row in rows]
        roles = [roles_of_row(row) for row in rows]
        found = self._found(profiles, least)
        others = iter(self._found([profile for every in roles for _, profile in every], least))
        return [
            self._answer(row, number, profile, one, [(*role, next(others)) for role in every], limit, shown)
            for number, (row, profile, one, every) in enumerate(
                zip(rows, profiles, found, roles, strict=True), start=first
            )
        ]

    def _found(self, profiles: Sequence[Profile], least: float) -> list[Found]:
        """What was found for each; parties that stand in a book many times are searched once."""
        keys = [(least, profile.key) for profile in profiles]
        new = {key: profile for key, profile in zip(keys, profiles, strict=True) if key not in self._answers}
        if len(self._answers) > REMEMBERED:
            self._answers.clear()
            new = dict(zip(keys, profiles, strict=True))
        answers = [index.search_many(list(new.values()), least=least) for index in self.indexes]
        self._answers.update(zip(new, map(_together, *answers), strict=True))
        return [self._answers[key] for key in keys]

    def _answer(
        self,
        row: Mapping[str, object],
        number: int,
        profile: Profile,
        found: Found,
        roles: Sequence[tuple[str, Profile, Found]],
        limit: int,
        min_score: float,
    ) -> ScreenResult:
        places = place_hits(row, profile.kind, self.threshold) if self._places else ()
        own = [(hit, profile) for hit in (*places, *found.hits)]
        named = [(_in_role(hit, column), asked) for column, asked, other in roles for hit in other.hits]
        hits = sorted((*own, *named), key=lambda one: (-one[0].score, one[0].list, one[0].entry))
        if self._decide:
            hits = [(self._ruled(hit, asked, _id(row), self._decide), asked) for hit, asked in hits]
        truncated = next((one.truncated for one in (found, *(other for _, _, other in roles)) if one.truncated), "")
        why = ""
        if profile.empty and all(other.empty for _, other, _ in roles):
            why = "The row has no name and no identifier that can be compared"
        elif not any(one.entries for one in self.searched):
            why = "No list was searched"
        elif truncated:
            why = truncated
        elif any(one.too_long for one in (profile, *(other for _, other, _ in roles))):
            why = "The name is too long to be compared in full"
        else:
            why = (unclear_country(row) if self._places else "") or self._doubt
        verdict: Verdict = "undetermined" if why else "clear"
        strong = [hit for hit, _ in hits if hit.score >= self.threshold]
        if any(hit.decided is None or not hit.decided.clears for hit in strong):
            verdict = "review"
        elif strong and not why:
            why = "; ".join(dict.fromkeys(_decided(hit) for hit in strong))
        return ScreenResult(
            row=number,
            id=_id(row),
            input=row,
            verdict=verdict,
            hits=tuple(self._shown(*one) for one in hits[: max(limit, 0)] if one[0].score >= min_score),
            why=why,
            flags=flags_of(row, profile),
        )

    def _ruled(self, hit: Hit, profile: Profile, row_id: str, decide: Decide) -> Hit:
        """A hit with what was decided about it, if it could be for review and anything was."""
        if hit.score < self.threshold:
            return hit
        sealed = replace(hit, seal=seal(profile, hit, self._entry(hit)))
        return replace(sealed, decided=decide(sealed, row_id, [alias.text for alias in profile.names]))

    def _shown(self, hit: Hit, profile: Profile) -> Hit:
        """A hit with its seal, and with what OFAC's own page would show for the names asked."""
        entry = self._entry(hit)
        sealed = replace(hit, seal=hit.seal or seal(profile, hit, entry))
        if entry is None or not profile.names:
            return sealed
        listed = [name.text for name in entry.party.names]
        return replace(sealed, ofac_score=max(ofac_score(alias.text, *listed) for alias in profile.names))

    def _entry(self, hit: Hit) -> Entry | None:
        index = next((one for one in self.indexes if one.has(hit.list)), None)
        return index.entries.of(hit.list, hit.entry) if index else None


def screen(
    rows: Iterable[Mapping[str, object]],
    entries: Iterable[Entry] | Screening | None = None,
    *,
    limit: int = 10,
    min_score: float | None = None,
    workers: int = 1,
) -> Iterator[ScreenResult]:
    """Screen rows (any common header; the columns pass through untouched) against entries; rows count from 1.

    Without `entries`, against the lists in force on this machine; raises ListError where there are none. No answer
    depends on the order of the rows or on how many `workers` (processes) share them.
    """
    if entries is None:
        from ricochet.settings import read_settings  # noqa: PLC0415 - only who brings no lists needs a store
        from ricochet.verbs.book import prepare  # noqa: PLC0415 - it imports this file

        entries = prepare([], settings=read_settings()).screening
    ready = entries if isinstance(entries, Screening) else Screening(entries)
    return shared_out(rows, partial(ready.rows, limit=limit, min_score=min_score), size=AT_ONCE, workers=workers)


def _decided(hit: Hit) -> str:
    """Why a hit is not for review, in words."""
    one = hit.decided
    return f"decided: {hit.listed or hit.name} is not the party, {one.reason} ({one.by}, {one.date})" if one else ""


def _in_role(hit: Hit, column: str) -> Hit:
    """A hit of somebody else than the row's own party, told by the column that names him."""
    role = Reason(feature="role", left=column, right=hit.name, effect=0.0, text=f"Named in the column {column}")
    return replace(hit, reasons=(*hit.reasons, role))


def _together(*found: Found) -> Found:
    """What several indexes found for one party."""
    if len(found) == 1:
        return found[0]
    hits = sorted((hit for one in found for hit in one.hits), key=lambda hit: (-hit.score, hit.list, hit.entry))
    return Found(tuple(hits), next((one.truncated for one in found if one.truncated), ""))


def entries_of(parties: Iterable[Party], listings: Iterable[Listing] = (), *, list_id: str = "") -> list[Entry]:
    """Entries of parties and the listings that name them; with `list_id` every party is an entry of that list."""
    known = {party.id: party for party in parties}
    if list_id:
        return [Entry(list_id, ident.removeprefix(f"{list_id}:"), party) for ident, party in known.items()]
    return [
        Entry(listing.list, listing.entry, known[listing.party], listing.programmes, listing)
        for listing in listings
        if listing.party in known
    ]


def _id(row: Mapping[str, object]) -> str:
    return next((str(row[header]) for header in _ID_HEADERS if row.get(header) not in (None, "")), "")
