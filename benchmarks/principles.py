"""How fast a principle is asked: a million made-up firms x 6 criteria, against DuckDB, CEL (Rust, Python) and clingo.

    benchmarks/peers/install
    python benchmarks/principles.py [FIRMS]

Every engine gets the same principle and the same firms, a third of whose facts are unknown, and must name the same
firms caught; DuckDB, whose SQL has the same three values, also the same possible. Ours and DuckDB answer for all firms
with verdict and truth vector into a table; engines that go firm by firm answer for the first so many, and the figure is
microseconds a firm. Delivery (making the arrays, tables or dictionaries) is excluded for all. Best of several runs.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
from numpy.typing import NDArray

from ricochet.principles.columns import Column, Columns, Numbers, Texts, Truths
from ricochet.principles.evaluate import truth_table
from ricochet.principles.parse import parse_principle
from ricochet.principles.sensitivity import sensitivity
from ricochet.principles.verdict import verdicts

T = TypeVar("T")
PEERS = Path(__file__).parent / "peers"
PRINCIPLE = b"""\
id: measured
title: What is measured
why: six criteria over ten facts, two thresholds, an at-least clause and an exception
sources: [made up]
parameters:
  share: {value: 25, unit: per cent, why: measured, sweep: [10, 33, 50, 66]}
  reach: {value: 50, unit: countries, why: measured, sweep: [10, 100, 150]}
criteria:
  complicit: {when: xinjiang_repression_ground or detention_site_supply or ethnicity_analytics, why: w, source: s}
  state: {when: state_controlled or state_owned_pct >= share, why: w, source: s}
  surveillance: {when: "sector in ('surveillance', 'AI')", why: w, source: s}
  wide: {when: export_countries >= reach or mapped_countries >= reach, why: w, source: s}
  vulnerable: {when: known_exploited_vulns >= 1, why: w, source: s}
  traded: {when: us_listed, why: w, source: s}
rule: {all: [complicit, surveillance, {at_least: 2, of: [state, wide, vulnerable]}], unless: [traded]}
"""
TRUTHS = {"xinjiang_repression_ground": 0.02, "detention_site_supply": 0.02, "ethnicity_analytics": 0.03}
TRUTHS |= {"state_controlled": 0.1, "us_listed": 0.1}
FIGURES = {"state_owned_pct": 100, "export_countries": 200, "mapped_countries": 200, "known_exploited_vulns": 8}
SECTORS = ("surveillance", "AI", *(f"sector {n}" for n in range(38)))
UNKNOWN = 1 / 3


def firms(count: int) -> tuple[Columns, NDArray[np.int32]]:
    """Made-up firms as columns, and the number of each one's harms."""
    random = np.random.default_rng(20220511)
    found: dict[str, Column] = {}
    for name, part in TRUTHS.items():
        sure = random.random(count) < part
        found[name] = Truths(sure, sure | (random.random(count) < UNKNOWN))
    for name, most in FIGURES.items():
        value = random.integers(0, most + 1, count).astype(np.float64)
        unknown = random.random(count) < UNKNOWN
        high = 100.0 if name == "state_owned_pct" else np.inf
        found[name] = Numbers(np.where(unknown, 0.0, value), np.where(unknown, high, value))
    code = random.integers(0, len(SECTORS), count, dtype=np.int32)
    found["sector"] = Texts(np.where(random.random(count) < 0.05, -1, code).astype(np.int32), SECTORS)
    return found, random.integers(0, 4, count).astype(np.int32)


def best(times: int, run: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the quickest of several runs, and what it gave."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - begun)
    return min(seconds), answer


def main() -> None:
    """Measure, print, and fail where two engines disagree."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    asked = parse_principle("measured.yml", PRINCIPLE)
    columns, harm = firms(count)

    def ours() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        table = truth_table(asked, columns)
        return table.code, verdicts(asked, table)

    took, (_, verdict) = best(10, ours)
    said("ricochet", took, count, f"{np.bincount(verdict, minlength=3)[::-1].tolist()} caught, possible, not")
    table = truth_table(asked, columns)
    took, found = best(3, lambda: sensitivity(asked, columns, table, harm))
    text = f"{len(found.variants)} subsets, Shapley, {len(found.sweeps)} values swept, from the truth table"
    said("ricochet, full sensitivity", took, count, text)

    took, theirs = duck(columns, count)
    assert np.array_equal(theirs, verdict), "DuckDB disagrees"
    said(f"DuckDB {duckdb.__version__}, one statement", took, count, "same three values for every firm")

    caught = np.flatnonzero(verdict == 2)
    for line in peers(columns):
        name, took, asked_of, names = line["name"], line["seconds"], line["firms"], line["caught"]
        assert names == caught[caught < asked_of].tolist(), f"{name} disagrees"
        said(name, took, asked_of, f"same {len(names)} caught")


def said(name: str, seconds: float, count: int, note: str) -> None:
    """One line of the table."""
    print(f"{name:34} {seconds:9.4f} s {count:>9,} firms {seconds / count * 1e6:10.3f} us a firm  {note}")


def duck(columns: Columns, count: int) -> tuple[float, NDArray[np.int32]]:
    """The principle as one statement over a DuckDB table, NULL for unknown; verdict and truth vector into a table."""
    database = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
    arrays: dict[str, NDArray[np.generic]] = {"firm": np.arange(count)}
    for name, column in columns.items():
        if isinstance(column, Truths):
            arrays[f"{name}_v"], arrays[f"{name}_n"] = column.sure, column.may & ~column.sure
        elif isinstance(column, Numbers):
            arrays[f"{name}_v"], arrays[f"{name}_n"] = column.low, column.low < column.high
        elif isinstance(column, Texts):
            arrays[f"{name}_v"], arrays[f"{name}_n"] = column.code, column.code < 0
    database.register("given", arrays)
    cells = ", ".join(f"CASE WHEN {name}_n THEN NULL ELSE {name}_v END AS {name}" for name in columns)
    database.execute(f"CREATE TABLE firms AS SELECT firm, {cells} FROM given")  # noqa: S608 - our own names
    statement = """
        CREATE OR REPLACE TABLE answer AS SELECT firm, c1, c2, c3, c4, c5, c6,
            c1 AND c3 AND CASE WHEN sure >= 2 THEN true WHEN may < 2 THEN false END AND NOT c6 AS verdict
        FROM (SELECT *, (c2 IS TRUE)::INT + (c4 IS TRUE)::INT + (c5 IS TRUE)::INT AS sure,
                (c2 IS NOT FALSE)::INT + (c4 IS NOT FALSE)::INT + (c5 IS NOT FALSE)::INT AS may
            FROM (SELECT firm, xinjiang_repression_ground OR detention_site_supply OR ethnicity_analytics AS c1,
                    state_controlled OR state_owned_pct >= 25 AS c2, sector IN (0, 1) AS c3,
                    export_countries >= 50 OR mapped_countries >= 50 AS c4,
                    known_exploited_vulns >= 1 AS c5, us_listed AS c6 FROM firms))"""
    took, _ = best(5, lambda: database.execute(statement))
    rows = database.execute("SELECT coalesce(verdict::INT * 2, 1) AS v FROM answer ORDER BY firm").fetchnumpy()
    return took, np.asarray(rows["v"], np.int32)


def peers(columns: Columns) -> list[dict[str, object]]:
    """The engines that live in an environment of their own."""
    python = PEERS / ".venv" / "bin" / "python"
    if not python.exists():
        print("no peers: run benchmarks/peers/install")
        return []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "firms.npz"
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, column in columns.items():
            if isinstance(column, Truths):
                arrays[name] = np.where(column.sure, 1, np.where(column.may, -1, 0))[:100_000]
            elif isinstance(column, Numbers):
                arrays[name] = np.where(column.low < column.high, -1, column.low)[:100_000].astype(np.int64)
            elif isinstance(column, Texts):
                arrays[name] = column.code[:100_000]
        np.savez(file, **arrays)  # type: ignore[arg-type]
        done = subprocess.run([python, PEERS / "principles.py", file], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    main()
