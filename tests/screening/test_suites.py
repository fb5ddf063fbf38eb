"""The labelled suites, loosely: floors a little below what docs/screening.md and benchmarks/screening.py tell."""

import csv
from pathlib import Path

import pytest

from ricochet.screening.match import THRESHOLD
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.compare import compare_pairs
from ricochet.verbs.screen import ScreenResult, entries_of, screen

pytestmark = pytest.mark.real

Answers = list[tuple[dict[str, str], ScreenResult]]


def ask(shared: Path, suite: str, *, every: int = 1) -> Answers:
    """Every positive of a suite, or every N-th, and as large a part of its negatives."""
    folder = shared / "suites" / suite
    parties = read_watchlist((folder / "list.jsonl").read_bytes(), "list.jsonl", suite).records
    with (folder / "queries.csv").open(encoding="utf-8", newline="") as lines:
        queries = list(csv.DictReader(lines))[::every]
    results = screen(queries, entries_of(parties, list_id=suite), min_score=0)
    return list(zip(queries, results, strict=True))


def found(answers: Answers, least: float) -> float:
    """Share of the positives whose entry is among ten hits with so high a score."""
    asked = [
        any(hit.entry == query["expected"] and hit.score >= least for hit in result.hits)
        for query, result in answers
        if query["expected"]
    ]
    return sum(asked) / len(asked)


def alarms(answers: Answers) -> float:
    """Share of the negatives for review."""
    asked = [result.verdict == "review" for query, result in answers if not query["expected"]]
    return sum(asked) / len(asked)


@pytest.mark.parametrize(
    ("suite", "every", "at_threshold", "within_ten", "most_alarms"),
    [
        ("sdn_one_typo", 3, 0.95, 0.99, 0.01),
        ("sdn_unseen_aliases", 1, 0.67, 0.86, 0.01),
        ("un_cross_script", 1, 0.76, 0.94, 0.01),
    ],
)
def test_recall_keeps_its_floor_and_false_alarms_their_ceiling(
    shared: Path, suite: str, every: int, at_threshold: float, within_ten: float, most_alarms: float
) -> None:
    answers = ask(shared, suite, every=every)
    assert found(answers, THRESHOLD) >= at_threshold
    assert found(answers, 0.0) >= within_ten
    assert alarms(answers) <= most_alarms


def test_labelled_pairs_of_names(shared: Path) -> None:
    with (shared / "data/names/pairs/name_pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    said = [(compared.match, row["is_match"] == "true") for row, compared in compare_pairs(rows)]
    right = sum(match and yes for match, yes in said)
    assert 2 * right / (sum(match for match, _ in said) + sum(yes for _, yes in said)) >= 0.86


def test_scores_order_a_queue_without_ties(shared: Path) -> None:
    answers = ask(shared, "sdn_unseen_aliases", every=2)
    tops = [result.hits[0].score for query, result in answers if query["expected"] and result.hits]
    assert len(set(tops)) >= 0.9 * len(tops)
