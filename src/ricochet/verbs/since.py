"""since: screen again only those rows of a book whose answer a change of the lists can have changed.

A score is of two parties alone. So where no entry that came, went or changed reaches the threshold with a row, as it
was or as it is, the row's hits are what they were. One thing is not of two parties alone: a row with more promising
names than are compared. Whether a row has come to be so, or no longer is, only a run over the whole book tells.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ricochet.screening.entry import Entry
from ricochet.screening.index import Index
from ricochet.screening.seal import said_of
from ricochet.verbs.screen import AT_ONCE, Screening, ScreenResult
from ricochet.verbs.workers import shared_out


class Change:
    """What differs between two states of the lists: entries as they were and as they are, made ready to be searched."""

    def __init__(self, before: Screening, now: Screening) -> None:
        was, here = _entries(before), _entries(now)
        said = [{key: (one.party.id, said_of(one)) for key, one in side.items()} for side in (was, here)]
        keys = sorted(key for key in was.keys() | here.keys() if said[0].get(key) != said[1].get(key))
        self.entries = len(keys)
        self._now = now
        self._differing = tuple(Index(side[key] for key in keys if key in side) for side in (was, here))

    def rows(
        self, rows: Sequence[Mapping[str, object]], first: int, *, limit: int, min_score: float | None
    ) -> list[ScreenResult]:
        """Answers to those of the rows that the change can concern, under their own numbers."""
        if not self.entries:
            return []
        least = self._now.threshold if min_score is None else min(min_score, self._now.threshold)
        small = Screening(indexes=self._differing, threshold=least)
        touched = [
            (one.row, row)
            for one, row in zip(small.rows(rows, first, limit=0), rows, strict=True)
            if one.verdict != "clear"
        ]
        answers = self._now.rows([row for _, row in touched], 1, limit=limit, min_score=min_score)
        return [replace(answer, row=number) for (number, _), answer in zip(touched, answers, strict=True)]


def since(
    rows: Iterable[Mapping[str, object]],
    change: Change,
    *,
    limit: int = 10,
    min_score: float | None = None,
    workers: int = 1,
) -> Iterator[ScreenResult]:
    """Screen again what a change can concern. All other rows have the hits that they had.

    Rows that say nothing to compare are told again too. What the lists' age makes doubtful is no change of an entry: it
    is told by whoever made the lists ready.
    """
    parts = shared_out(rows, partial(_part, change, limit=limit, min_score=min_score), size=AT_ONCE, workers=workers)
    for part in parts:
        yield from part


def _part(
    change: Change, rows: Sequence[Mapping[str, object]], first: int, *, limit: int, min_score: float | None
) -> list[list[ScreenResult]]:
    return [change.rows(rows, first, limit=limit, min_score=min_score)]


def _entries(screening: Screening) -> dict[tuple[str, str], Entry]:
    return {(one.list, one.entry): one for index in screening.indexes for one in index.in_force()}
