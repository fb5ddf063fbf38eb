"""Contest: how every matcher is asked, so that benchmarks/screening.py times and scores them all alike.

    CONTESTANT screen LIST.jsonl QUERIES.csv OUT.jsonl LEAST ALONE   hits scored LEAST and more, ten a query; then ALONE
                                                                     queries once more, one by one, for their times
    CONTESTANT pairs PAIRS.jsonl OUT.jsonl                           a score for each pair of whole records

Each contestant runs in a process of its own and prints its figures as JSON. Only the standard library is used here:
this file runs in Ricochet's environment and in the peers'.
"""

import csv
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, str]
"""A query: id, name, kind and more, as the suites' columns have them."""
Hits = Sequence[tuple[str, float]]
"""Entries and scores in 0..1, the best first."""
Ask = Callable[[Sequence[Row], float], Sequence[Hits]]
"""Many queries and the least score wanted; their hits in the same order."""
SHOWN = 10


def main(opened: Callable[[Path], Ask], pairs: Callable[[Sequence[dict[str, Any]]], Sequence[float]]) -> None:
    """Do what the command line says. `opened` makes a list ready; `pairs` scores {"schema", "query", "candidate"}."""
    what, source, *rest = sys.argv[-6:] if "screen" in sys.argv else sys.argv[-3:]
    if what == "pairs":
        wanted = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines()]
        began = time.process_time()
        scores = pairs(wanted)
        figures = {"pairs_per_cpu_s": round(len(wanted) / (time.process_time() - began))}
        Path(rest[0]).write_text(json.dumps(list(scores)), "utf-8")
        print(json.dumps(figures))
        return
    queries, out, least, alone = rest
    print(json.dumps(_screen(opened, Path(source), Path(queries), Path(out), float(least), int(alone))))


def _screen(
    opened: Callable[[Path], Ask], listed: Path, queries: Path, out: Path, least: float, alone: int
) -> dict[str, float]:
    bare = _resident()
    with queries.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    began = time.perf_counter(), _cpu()
    ask = opened(listed)
    ready = time.perf_counter(), _cpu()
    ask(rows[:1], least)
    answered = time.perf_counter(), _cpu()
    resident = _resident()
    found = ask(rows, least)
    done = time.perf_counter(), _cpu()
    with out.open("w", encoding="utf-8") as lines:
        for row, hits in zip(rows, found, strict=True):
            shown = [{"entry": entry, "score": score} for entry, score in hits[:SHOWN]]
            lines.write(json.dumps({"id": row["id"], "hits": shown}) + "\n")
    figures = {
        "rows": len(rows),
        "open_s": ready[0] - began[0],
        "open_cpu_s": ready[1] - began[1],
        "first_ms": 1000 * (answered[0] - ready[0]),
        "asked_s": done[0] - answered[0],
        "asked_cpu_s": done[1] - answered[1],
        "bare_mib": bare,
        "open_mib": resident,
        "peak_mib": _resident("VmHWM"),
    }
    if alone:
        step = max(len(rows) // alone, 1)
        times = sorted(_milliseconds(ask, row, least) for row in rows[::step][:alone])
        figures |= {"p50_ms": times[len(times) // 2], "p99_ms": times[int(len(times) * 0.99)]}
    return figures


def _milliseconds(ask: Ask, row: Row, least: float) -> float:
    """Time of one answer: processor time, which others on the machine do not lengthen, or less where threads share."""
    began = time.perf_counter(), time.process_time()
    ask([row], least)
    return 1000 * min(time.perf_counter() - began[0], time.process_time() - began[1])


def _cpu() -> float:
    """Processor seconds of this process and of the children it has waited for."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def _resident(which: str = "VmRSS") -> float:
    """Resident memory in MiB, mapped files included; Linux only."""
    status = Path(f"/proc/{os.getpid()}/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(which + ":"))) / 1024
