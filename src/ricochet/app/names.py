"""Names: the commands that compare and screen."""

import sys

from ricochet.app.asked import lists_asked
from ricochet.app.progress import progress
from ricochet.app.talk import Shape, chosen, say, say_searched, say_threshold, set_aside, show
from ricochet.errors import UsageError


def compare(
    name1: str | None = None,
    name2: str | None = None,
    *,
    kind: str = "any",
    pairs: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Compare two names: score from 0 to 1, match or not, and the reasons.

    Args:
        name1: One name.
        name2: The other.
        kind: person, company, organization, government, vessel, aircraft or any.
        pairs: File of pairs instead: name1, name2 and optionally schema; or JSONL with query and candidate records.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.app.shapes import comparison_row
    from ricochet.verbs.book import read_pairs
    from ricochet.verbs.compare import compare as verb
    from ricochet.verbs.compare import compare_pairs

    if pairs is not None:
        book = read_pairs(pairs)
        show((comparison_row(found, row) for row, found in compare_pairs(book.rows)), chosen(format, out), out)
        return set_aside(book.quarantined)
    if name1 is None or name2 is None:
        raise UsageError("Two names are needed.", remedy='Write: ricochet compare "NAME1" "NAME2", or --pairs FILE.')
    show([comparison_row(verb(name1, name2, kind), {"name1": name1, "name2": name2})], chosen(format, out), out)
    return 0


def screen(
    file: str,
    *,
    lists: str | None = None,
    against: str | None = None,
    also: str | None = None,
    as_of: str | None = None,
    known_on: str | None = None,
    allow_stale: bool = False,
    since: str | None = None,
    decided: str | None = None,
    limit: int = 10,
    min_score: float | None = None,
    workers: int | None = None,
    quiet: bool = False,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Screen a book of parties: a verdict for every row, review, clear or undetermined, and hits with reasons.

    Args:
        file: Table of parties with any common headers (CSV, XLSX, JSONL, Parquet; - is stdin).
        lists: Only these lists of the snapshot, separated by commas (default: all in force).
        against: Your own watch-list instead of the snapshot (CSV or JSONL: id, kind, names, weak, birth_date, ...).
        also: Your own watch-list beside the snapshot.
        as_of: Use the versions in force on this day.
        known_on: Use the snapshot that was in force on this day (default: the newest).
        allow_stale: Accept lists past their maximum age or incomplete.
        since: Only rows whose hits may differ from those under the lists of this day, like 2026-11-01.
        decided: Your decisions (CSV, XLSX, JSONL: party or name, list, entry, decision, reason, by, date, seal): a hit
            that one says is no match is shown with it and is not for review, until the row or the entry changes.
        limit: Show at most so many hits a row; the verdict rests on all.
        min_score: Show hits from this score on (default: the threshold); the verdict does not change.
        workers: Processes that share the book (default: one for each processor); no answer depends on it.
        quiet: Show no progress (it is shown on a terminal only).
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.app.shapes import screened_line, screened_row
    from ricochet.settings import read_settings
    from ricochet.verbs.book import read_book
    from ricochet.verbs.decided import Decided, Register, read_decided
    from ricochet.verbs.screen import screen as verb
    from ricochet.verbs.workers import processors

    settings = read_settings()
    ready = lists_asked(
        settings, lists=lists, against=against, also=also, as_of=as_of, known_on=known_on, allow_stale=allow_stale
    )
    book = read_book(file)
    ruled = read_decided(decided) if decided else Decided(decisions=())
    screening = ready.screening.deciding(Register(ruled.decisions).of) if ruled.decisions else ready.screening
    shared = processors() if workers is None else workers
    if since is None:
        results = verb(book.rows, screening, limit=limit, min_score=min_score, workers=shared)
    else:
        from ricochet.verbs.since import Change
        from ricochet.verbs.since import since as again

        if against is not None:
            raise UsageError("--since compares official lists.", remedy="Leave --against out.")
        was = lists_asked(settings, lists=lists, against=None, also=also, as_of=since, allow_stale=True)
        change = Change(was.screening, screening)
        results = again(book.rows, change, limit=limit, min_score=min_score, workers=shared)
        say(f"{change.entries:,} entries differ from those of {since}; only rows that they could concern are told")
    shape = chosen(format, out)
    if not quiet and sys.stderr.isatty() and (out is not None or shape != "jsonl" or not sys.stdout.isatty()):
        results = progress(results, len(book.rows))
    set_to = {} if settings.threshold is None else {"threshold": settings.threshold}
    row = screened_line if shape in {"table", "csv"} else screened_row
    show((row(one) | set_to for one in results), shape, out)
    for notice in book.notices:
        say(notice)
    say_threshold(settings)
    doubtful = say_searched(ready.screening.searched, ready.doubts)
    return max(set_aside([*book.quarantined, *ready.quarantined, *ruled.quarantined]), doubtful)
