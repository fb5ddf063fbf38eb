"""Error rates by script, kind and length of the name, over all three suites together at the default threshold.

    .venv/bin/python benchmarks/errors.py

Misses: positives whose entry is not for review (and not even within ten). False alarms: strangers that are for review.
"""

import csv
import unicodedata
from collections import Counter, defaultdict

from lists import SHARED

from ricochet.screening.match import THRESHOLD
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.screen import entries_of, screen
from screening import SUITES

LENGTHS = ((8, "to 8 letters"), (14, "9 to 14"), (20, "15 to 20"), (30, "21 to 30"), (10**6, "31 and more"))


def script(name: str) -> str:
    """The script of most letters, by Unicode's own names."""
    found = Counter(unicodedata.name(letter, "?").split()[0].lower() for letter in name if letter.isalpha())
    return found.most_common(1)[0][0] if found else "none"


def length(name: str) -> str:
    """Letters of the name, in classes."""
    letters = sum(map(str.isalpha, name))
    return next(title for most, title in LENGTHS if letters <= most)


def main() -> None:
    """Ask, count, print."""
    counts = defaultdict[tuple[str, str], list[int]](lambda: [0, 0, 0, 0, 0])
    for suite in SUITES:
        folder = SHARED / "suites" / suite
        parties = read_watchlist((folder / "list.jsonl").read_bytes(), "list.jsonl", suite).records
        with (folder / "queries.csv").open(encoding="utf-8", newline="") as lines:
            queries = list(csv.DictReader(lines))
        results = screen(queries, entries_of(parties, list_id=suite), min_score=0)
        for query, result in zip(queries, results, strict=True):
            own = [hit.score for hit in result.hits if hit.entry == query["expected"]]
            missed = bool(query["expected"]) and (not own or own[0] < THRESHOLD)
            alarm = not query["expected"] and result.verdict == "review"
            sorts = [("kind", query["kind"]), ("length", length(query["name"]))]
            sorts += [("suite", suite), ("script", script(query["name"]))]
            for sort in sorts:
                one = counts[sort]
                one[0] += bool(query["expected"])
                one[1] += missed
                one[2] += bool(query["expected"]) and not own
                one[3] += not query["expected"]
                one[4] += alarm
    print("| | | positives | missed | not within 10 | strangers | false alarms |\n|---|---|--:|--:|--:|--:|--:|")
    for (sort, value), (asked, missed, lost, others, alarms) in sorted(counts.items()):
        shares = (f"{missed / asked:.1%}", f"{lost / asked:.1%}") if asked else ("", "")
        share = f"{alarms / others:.2%}" if others else ""
        print(f"| {sort} | {value} | {asked} | {shares[0]} | {shares[1]} | {others} | {share} |")


if __name__ == "__main__":
    main()
