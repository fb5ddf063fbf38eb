"""tune: what another threshold or feature would add or lose on the user's own book, by name. It changes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ricochet.errors import UsageError
from ricochet.model.hit import Hit
from ricochet.screening.match import match
from ricochet.screening.profile import profile_of_party, profile_of_row, roles_of_row
from ricochet.screening.scorecard import PLAIN, Scorecard
from ricochet.verbs.screen import AT_ONCE, Screening, ScreenResult, Verdict
from ricochet.verbs.selftest import NEAREST, Checked, asked_back, enforcement
from ricochet.verbs.workers import shared_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One listed party that a row newly comes up for, or no longer does.

    `before` and `after` are the row's verdicts, which stay the same where it is for review on somebody else too. `hit`
    is as it was or would be shown; `score_before` and `score_after` are of the same two parties.
    """

    row: int
    id: str
    name: str
    before: Verdict
    after: Verdict
    change: Literal["added", "lost"]
    score_before: float
    score_after: float
    hit: Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """What would change: hits row by row; how many rows are for review; which checks of the self-test turn to fail."""

    threshold_before: float
    threshold_after: float
    card: Scorecard
    rows: int
    review_before: int
    review_after: int
    changes: tuple[Change, ...]
    failing: tuple[Checked, ...]


def tune(
    rows: Iterable[Mapping[str, object]],
    screening: Screening,
    *,
    threshold: float | None = None,
    card: Scorecard = PLAIN,
    workers: int = 1,
) -> Tuned:
    """Screen a book as it is set now and as it would be; ask the enforcement cases and the lists' canaries both ways.

    Raises UsageError where nothing is to change.
    """
    then = screening.threshold if threshold is None else threshold
    if not 0 < then <= 1:
        raise UsageError(f"The threshold {then:g} is no score.", remedy="Give one above 0 and up to 1, like 0.65.")
    if then == screening.threshold and not card:
        raise UsageError("Nothing would change.", remedy="Name another --threshold, --without or --weight.")
    after = screening.changed(then, card)
    changes, total, reviews = list[Change](), 0, [0, 0]
    answer = partial(_both, screening, after)
    for verdicts, found in shared_out(rows, answer, size=AT_ONCE, workers=workers):
        total += 1
        reviews = [count + (one == "review") for count, one in zip(reviews, verdicts, strict=True)]
        changes += found
    return Tuned(
        threshold_before=screening.threshold,
        threshold_after=then,
        card=card,
        rows=total,
        review_before=reviews[0],
        review_after=reviews[1],
        changes=tuple(changes),
        failing=tuple(_failing(screening, after, card)),
    )


_Answer = tuple[tuple[Verdict, Verdict], tuple[Change, ...]]


def _both(before: Screening, after: Screening, rows: Sequence[Mapping[str, object]], first: int) -> list[_Answer]:
    """Of each row both verdicts, and the hits that come and go."""
    then = after.rows(rows, first, limit=NEAREST)
    return [
        ((old.verdict, new.verdict), tuple(_changes(old, new, before, after)))
        for old, new in zip(before.rows(rows, first, limit=NEAREST), then, strict=True)
    ]


def _changes(old: ScreenResult, new: ScreenResult, before: Screening, after: Screening) -> Iterator[Change]:
    had, has = ({(hit.list, hit.entry): hit for hit in reversed(one.hits)} for one in (old, new))
    told: tuple[tuple[Literal["added", "lost"], dict[tuple[str, str], Hit], dict[tuple[str, str], Hit]], ...]
    told = ("lost", had, has), ("added", has, had)
    for change, these, others in told:
        for hit in sorted((hit for key, hit in these.items() if key not in others), key=lambda one: -one.score):
            yield Change(
                row=old.row,
                id=old.id,
                name=next((str(value) for key, value in old.input.items() if "name" in key.lower() and value), old.id),
                before=old.verdict,
                after=new.verdict,
                change=change,
                score_before=hit.score if change == "lost" else _score(old, before, hit),
                score_after=hit.score if change == "added" else _score(new, after, hit),
                hit=hit,
            )


def _score(result: ScreenResult, screening: Screening, hit: Hit) -> float:
    """The score of the same two parties under the other setting."""
    sides = profile_of_row(result.input), *(profile for _, profile in roles_of_row(result.input))
    index = next(one for one in screening.indexes if one.has(hit.list))
    listed = profile_of_party(index.entries.of(hit.list, hit.entry).party)
    return max(match(side, listed, card=index.card).score for side in sides)


def _failing(before: Screening, after: Screening, card: Scorecard) -> Iterator[Checked]:
    """Checks that hold as it is set now and would fail."""
    yield from _turned(enforcement(before.threshold), enforcement(after.threshold, card=card))
    for one in before.searched:
        entries = [entry for index in before.indexes if index.has(one.list) for entry in index.in_force(one.list)]
        which = f"{one.list} {one.version}".rstrip()
        yield from _turned(*(asked_back(side, one.list, entries, which) for side in (before, after)))


def _turned(before: Iterable[Checked], after: Iterable[Checked]) -> Iterator[Checked]:
    held = {one.check for one in before if one.status != "fail"}
    yield from (one for one in after if one.status == "fail" and one.check in held)
