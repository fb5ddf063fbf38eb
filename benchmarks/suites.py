"""Screen the labelled suites and score them; also the labelled name pairs. Run from the repository's root.

    .venv/bin/python benchmarks/suites.py [SUITE …]

Prints the suites' own score.py, rows a CPU second (one process, index built), and what the verdicts come to; then, for
every suite, recall within ten at the score that lets 0.1 % of the negatives of all suites together through.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from ricochet.screening.match import THRESHOLD
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.compare import compare_pairs
from ricochet.verbs.screen import Screening, ScreenResult, entries_of, screen

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True)
class Tops:
    """Of one suite: best score of every negative; of every positive that of its entry, where it is within ten."""

    negatives: list[float]
    positives: list[float]


def run_suite(folder: Path) -> Tops:
    """One suite: rate, score.py's figures, verdicts and false alarms at the threshold."""
    began = time.process_time()
    parties = read_watchlist((folder / "list.jsonl").read_bytes(), "list.jsonl", folder.name).records
    ready = Screening(entries_of(parties, list_id=folder.name))
    built = time.process_time()
    with (folder / "queries.csv").open(encoding="utf-8", newline="") as lines:
        queries = list(csv.DictReader(lines))
    results = list(screen(queries, ready, limit=10, min_score=0))
    took = time.process_time() - built
    print(f"\n{folder.name}: list {built - began:.2f} s, {len(results) / took:.0f} rows per CPU second")
    with tempfile.TemporaryDirectory() as place:
        hits = Path(place) / "hits.jsonl"
        with hits.open("w", encoding="utf-8") as out:
            for result in results:
                out.write(json.dumps({"id": result.id, "hits": [asdict(hit) for hit in result.hits]}) + "\n")
        subprocess.run([sys.executable, SHARED / "suites/score.py", folder / "queries.csv", hits], check=True)
    asked = list(zip(queries, results, strict=True))
    tops = Tops(
        [max((hit.score for hit in result.hits), default=0.0) for query, result in asked if not query["expected"]],
        [_own(query["expected"].split("|"), result) for query, result in asked if query["expected"]],
    )
    alarms = sum(result.verdict == "review" for query, result in asked if not query["expected"])
    named = sum(score >= THRESHOLD for score in tops.positives)
    verdicts = dict(Counter(result.verdict for result in results))
    print(f"at {THRESHOLD}: false alarms {alarms / max(len(tops.negatives), 1):.4f} of {len(tops.negatives)}")
    print(f"found {named / max(len(tops.positives), 1):.3f}; verdicts {verdicts}")
    print(f"truncated {sum('truncated' in result.why for result in results)}")
    return tops


def _own(expected: list[str], result: ScreenResult) -> float:
    """Score of the entry looked for; below every score where it is not among the ten."""
    return max((hit.score for hit in result.hits if hit.entry in expected), default=-1.0)


def pooled(tops: dict[str, Tops], rate: float = 0.001) -> None:
    """Recall of each suite where all their negatives together set the score."""
    negatives = sorted((score for one in tops.values() for score in one.negatives), reverse=True)
    least = negatives[int(rate * len(negatives))]
    recall = ", ".join(
        f"{suite} {sum(score > least for score in one.positives) / len(one.positives):.3f}"
        for suite, one in tops.items()
    )
    print(f"\nnegatives of all suites pooled, {rate:.1%} of {len(negatives)}: above {least:.3f}; recall {recall}")


def run_pairs() -> None:
    """Labelled pairs: area under the curve; precision, recall and F1 at the threshold and where F1 is best."""
    with (SHARED / "data/names/pairs/name_pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    began = time.perf_counter()
    scored = [(c.score, row["is_match"] == "true") for row, c in compare_pairs(rows)]
    took = time.perf_counter() - began
    print(f"\nname_pairs: {len(rows) / took:.0f} pairs/s")
    print(f"area under the curve {_area(scored):.3f}")
    best = max((_f1(scored, t / 100)[2], t / 100) for t in range(30, 100))
    for threshold in (THRESHOLD, best[1]):
        precision, recall, f1 = _f1(scored, threshold)
        print(f"at {threshold:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def _area(scored: list[tuple[float, bool]]) -> float:
    """Probability that a pair of one party scores more than a pair of two; ties count half."""
    yes, no = ([score for score, same in scored if same is want] for want in (True, False))
    return sum((one > other) + (one == other) / 2 for one in yes for other in no) / (len(yes) * len(no))


def _f1(scored: list[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    right = sum(yes for score, yes in scored if score >= threshold)
    said = sum(score >= threshold for score, _ in scored)
    true = sum(yes for _, yes in scored)
    return right / max(said, 1), right / max(true, 1), 2 * right / max(said + true, 1)


if __name__ == "__main__":
    wanted = sys.argv[1:] or sorted(path.name for path in (SHARED / "suites").iterdir() if path.is_dir())
    pooled({suite: run_suite(SHARED / "suites" / suite) for suite in wanted})
    run_pairs()
