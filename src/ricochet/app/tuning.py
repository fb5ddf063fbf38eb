"""Tuning: the command that shows what another setting would do, and sets nothing."""

from typing import TYPE_CHECKING, Any

from ricochet.app.asked import lists_asked
from ricochet.app.talk import Shape, chosen, say, say_searched, say_threshold, set_aside, show
from ricochet.errors import UsageError

if TYPE_CHECKING:
    from ricochet.screening.scorecard import Scorecard
    from ricochet.verbs.tune import Change, Tuned

_NAMED = 3
"""Missed canaries of a list that are named."""


def tune(
    file: str,
    *,
    threshold: float | None = None,
    without: list[str] | None = None,
    weight: list[str] | None = None,
    lists: str | None = None,
    against: str | None = None,
    also: str | None = None,
    as_of: str | None = None,
    allow_stale: bool = False,
    workers: int | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Show whom another threshold or feature would add or lose on your own book, by name. Nothing is changed.

    Args:
        file: Table of parties with any common headers (CSV, XLSX, JSONL, Parquet; - is stdin).
        threshold: The score from which a row would be for review.
        without: A feature to leave out, as reasons name it, like nickname.
        weight: FEATURE=FACTOR, like family=0.5: how many times its weight a feature would count.
        lists: Only these lists of the snapshot, separated by commas (default: all in force).
        against: Your own watch-list instead of the snapshot.
        also: Your own watch-list beside the snapshot.
        as_of: Use the versions in force on this day.
        allow_stale: Accept lists past their maximum age or incomplete.
        workers: Processes that share the book (default: one for each processor); no answer depends on it.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.settings import read_settings
    from ricochet.verbs.book import read_book
    from ricochet.verbs.tune import tune as verb
    from ricochet.verbs.workers import processors

    card, settings = _card(without or [], weight or []), read_settings()
    ready = lists_asked(settings, lists=lists, against=against, also=also, as_of=as_of, allow_stale=allow_stale)
    book = read_book(file)
    found = verb(
        book.rows,
        ready.screening,
        threshold=threshold,
        card=card,
        workers=processors() if workers is None else workers,
    )
    shape = chosen(format, out)
    show(((_line if shape in {"table", "csv"} else _row)(one) for one in found.changes), shape, out)
    for notice in book.notices:
        say(notice)
    say_threshold(settings)
    _tell(found)
    doubtful = say_searched(ready.screening.searched, ready.doubts)
    return max(set_aside([*book.quarantined, *ready.quarantined]), doubtful)


def _card(without: list[str], weight: list[str]) -> "Scorecard":
    from ricochet.screening.scorecard import Scorecard

    factors = dict.fromkeys(without, 0.0)
    for text in weight:
        feature, _, factor = text.partition("=")
        try:
            factors[feature.strip()] = float(factor)
        except ValueError:
            raise UsageError(f"--weight '{text}' is no weight.", remedy="Write it like family=0.5.") from None
    return Scorecard(factors)


def _row(change: "Change") -> dict[str, Any]:
    from ricochet.report.hits import hit_row

    return {
        "row": change.row,
        "id": change.id,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "change": change.change,
        "score_before": change.score_before,
        "score_after": change.score_after,
        "hit": hit_row(change.hit),
    }


def _line(change: "Change") -> dict[str, Any]:
    return {
        "row": change.row,
        "name": change.name,
        "change": change.change,
        "listed as": f"{change.hit.name} ({change.hit.party})",
        "score": f"{change.score_before:.3f} -> {change.score_after:.3f}",
        "verdict": change.before if change.before == change.after else f"{change.before} -> {change.after}",
    }


def _tell(found: "Tuned") -> None:
    """What was asked, in numbers; which checks would fail; that nothing was set."""
    newly = {one.row for one in found.changes if one.after == "review" != one.before}
    freed = {one.row for one in found.changes if one.before == "review" != one.after}
    added = sum(one.change == "added" for one in found.changes)
    asked = [str(found.card)] if found.card else []
    if found.threshold_after != found.threshold_before:
        asked = [f"threshold {found.threshold_after:g} instead of {found.threshold_before:g}", *asked]
    say(
        f"{', '.join(asked)}: {found.review_after} of {found.rows} rows would be for review, "
        f"now {found.review_before}: "
        f"{len(newly)} newly, {len(freed)} no longer; hits: {added} added, {len(found.changes) - added} lost"
    )
    for one in found.failing:
        missed = one.why.split("; ")
        more = f"; and {len(missed) - _NAMED} more" if len(missed) > _NAMED else ""
        names = f" ({'; '.join(missed[:_NAMED])}{more})" if one.why.startswith("missed ") else ""
        say(f"would fail: {one.check}: {one.got}{names}")
    if not found.failing:
        say("every enforcement case and canary that holds now would still hold")
    if found.card:
        say("nothing was changed; features are weighed by the program, not by a setting")
    else:
        say(f"nothing was changed; to set it: threshold = {found.threshold_after:g} with a threshold_reason")
