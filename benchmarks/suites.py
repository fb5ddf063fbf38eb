"""Screen the labelled suites and score them; also the labelled name pairs. Run from the repository's root.

    .venv/bin/python benchmarks/suites.py [SUITE …]

Prints the suites' own score.py, rows a CPU second (one process, index built), and what the verdicts come to.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from ricochet.screening.match import THRESHOLD
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.compare import compare_pairs
from ricochet.verbs.screen import Screening, entries_of, screen

SHARED = Path(__file__).resolve().parents[2] / "shared"


def run_suite(folder: Path) -> None:
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
    negatives = [r for q, r in zip(queries, results, strict=True) if not q["expected"]]
    alarms = sum(result.verdict == "review" for result in negatives)
    named = sum(
        any(h.entry in q["expected"].split("|") and h.score >= THRESHOLD for h in r.hits)
        for q, r in zip(queries, results, strict=True)
        if q["expected"]
    )
    verdicts = dict(Counter(result.verdict for result in results))
    print(f"at {THRESHOLD}: false alarms {alarms / max(len(negatives), 1):.4f} of {len(negatives)}")
    print(f"found {named / max(len(queries) - len(negatives), 1):.3f}; verdicts {verdicts}")
    print(f"truncated {sum('truncated' in result.why for result in results)}")


def run_pairs() -> None:
    """Labelled pairs at the threshold: precision, recall, F1, and the best F1 at any."""
    with (SHARED / "data/names/pairs/name_pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    began = time.perf_counter()
    scored = [(c.score, row["is_match"] == "true") for row, c in compare_pairs(rows)]
    took = time.perf_counter() - began
    print(f"\nname_pairs: {len(rows) / took:.0f} pairs/s")
    best = max((_f1(scored, t / 100)[2], t / 100) for t in range(30, 100))
    for threshold in (THRESHOLD, best[1]):
        precision, recall, f1 = _f1(scored, threshold)
        print(f"at {threshold:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def _f1(scored: list[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    right = sum(yes for score, yes in scored if score >= threshold)
    said = sum(score >= threshold for score, _ in scored)
    true = sum(yes for _, yes in scored)
    return right / max(said, 1), right / max(true, 1), 2 * right / max(said + true, 1)


if __name__ == "__main__":
    wanted = sys.argv[1:] or sorted(path.name for path in (SHARED / "suites").iterdir() if path.is_dir())
    for suite in wanted:
        run_suite(SHARED / "suites" / suite)
    run_pairs()
