"""Ricochet and its peers side by side in one run: quality, speed and memory. Needs benchmarks/peers/install, Linux.

    .venv/bin/python benchmarks/screening.py [--names-only] [--quick] [--speed] [--quality]

Prints one table, a measure a line, a system a column. --names-only takes birth dates, countries and genders from the
queries (only the negatives have any, which helps whoever reads them); --quick asks every fourth query; --speed and
--quality leave the other half out. Nothing is kept from one run to the next.
"""

import csv
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from measures import area, cut, f1, recall, top

from ricochet.screening.match import THRESHOLD
from ricochet.screening.ofac_score import ofac_score
from ricochet.verbs.selftest import enforcement

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SUITES = ("sdn_one_typo", "sdn_unseen_aliases", "un_cross_script")
PEERS = [str(ROOT / "benchmarks/peers/.venv/bin/python")]
OURS = [sys.executable, str(ROOT / "benchmarks/ours.py")]
PROCESSES = "2"
BOOK, TYPOS, FEW = 10_000, 2_000, 1_000
"""Names of the book, how many of them are listed names misspelt, and how many the slow are asked."""
ALONE, FEW_ALONE = 1_000, 100
COLD = 9
"""Cold processes started for the time of a first answer; the median counts."""
SLOW = frozenset({"token_set", "wratio", "logic-v2"})
"""Those that are asked a part of the book: their names a second do not depend on its length."""

Table = dict[str, dict[str, str]]


@dataclass(frozen=True)
class System:
    """A contestant: its command, and what its environment says."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path | float, workers: str = "1") -> dict[str, float]:
        """Its figures."""
        command = [*self.command, *([workers] if self.command[1] == OURS[1] else []), *map(str, arguments)]
        done = subprocess.run(
            command, env={**os.environ, **self.environment}, stdout=subprocess.PIPE, check=True, text=True
        )
        return json.loads(done.stdout)


def systems(shelf: Path) -> list[System]:
    """Ricochet on base wheels; with [fast] where that is installed; its peers."""
    kept = {"BENCHMARK_SHELF": str(shelf)}
    fast = [System("Ricochet [fast]", OURS, kept)] if find_spec("numba") else []
    brute = str(ROOT / "benchmarks/peers/brute.py")
    return [
        System("Ricochet", OURS, {**kept, "BENCHMARK_BASE": "1"}),
        *fast,
        *(System(scorer, [*PEERS, brute, scorer]) for scorer in ("token_sort", "token_set", "wratio")),
        System("logic-v2", [*PEERS, str(ROOT / "benchmarks/peers/logic_v2.py")]),
    ]


def quality(every: Sequence[System], table: Table, place: Path, *, names_only: bool, step: int) -> None:
    """The suites, the labelled pairs, OFAC's page, the enforcement cases."""
    asked = {suite: _queries(suite, names_only=names_only)[::step] for suite in SUITES}
    for system in every:
        if system.name == "Ricochet [fast]":
            continue  # the same answers, byte for byte: a test says so
        found = {}
        for suite, queries in asked.items():
            source, out = place / "queries.csv", place / "hits.jsonl"
            _write(source, queries)
            system.run("screen", SHARED / "suites" / suite / "list.jsonl", source, out, 0, 0)
            hits = [json.loads(line)["hits"] for line in out.read_text("utf-8").splitlines()]
            found[suite] = [[(hit["entry"], hit["score"]) for hit in every] for every in hits]
        tops = {
            suite: [top(hits) for query, hits in zip(asked[suite], found[suite], strict=True) if not query["expected"]]
            for suite in SUITES
        }
        pooled = [score for scores in tops.values() for score in scores]
        for suite, queries in asked.items():
            least = {
                "at 0.1 % false alarms": cut(tops[suite], 0.001),
                "at 0.1 %, negatives of all suites": cut(pooled, 0.001),
                "at 1 %": cut(tops[suite], 0.01),
                "within 10": -1.0,
                f"at {THRESHOLD}": THRESHOLD,
            }
            for line, score in least.items():
                _put(table, f"{suite}: recall {line}", system, f"{recall(queries, found[suite], score):.3f}")
            alarms = sum(score >= THRESHOLD for score in tops[suite]) / len(tops[suite])
            _put(table, f"{suite}: false alarms at {THRESHOLD}", system, f"{alarms:.2%}")
        _pairs(system, table, place)
    _put(table, "ofac_parity: mean difference, points", every[0], f"{_parity(_page):.2f}")
    peer = System("ofac", [*every[-1].command, "ofac"])
    _put(
        table,
        "ofac_parity: mean difference, points",
        every[-1],
        f"{_parity(lambda rows: _run_pairs(peer, rows, place)):.2f}",
    )
    checked = list(enforcement())
    missed = [one.check for one in checked if one.status != "pass" and one.check[0] == "E"]
    below = [one.status == "pass" for one in checked if one.check[0] == "N"]
    _put(table, "enforcement cases: checks missed", every[0], f"{len(missed)} ({', '.join(missed) or 'none'})")
    _put(table, "enforcement cases: controls that hold", every[0], f"{sum(below)} of {len(below)}")


def _pairs(system: System, table: Table, place: Path) -> None:
    with (SHARED / "data/names/pairs/name_pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wanted = [
        {"schema": row["schema"], "query": {"name": row["name1"]}, "candidate": {"name": row["name2"]}} for row in rows
    ]
    scored = list(zip(_run_pairs(system, wanted, place), (row["is_match"] == "true" for row in rows), strict=True))
    best = max(f1(scored, at / 200) for at in range(40, 200))
    _put(table, f"name_pairs: F1 at {THRESHOLD}", system, f"{f1(scored, THRESHOLD):.3f}")
    _put(table, "name_pairs: F1 at its best threshold", system, f"{best:.3f}")
    _put(table, "name_pairs: area under the curve", system, f"{area(scored):.3f}")
    checks = yaml.safe_load((SHARED / "data/names/pairs/entity_checks.yml").read_text("utf-8"))["checks"]
    scores = _run_pairs(system, checks, place)
    right = sum((score >= THRESHOLD) == one["match"] for score, one in zip(scores, checks, strict=True))
    _put(table, "entity_checks: right", system, f"{right / len(checks):.1%}")


def _run_pairs(system: System, wanted: Iterable[Mapping[str, Any]], place: Path) -> list[float]:
    source, out = place / "pairs.jsonl", place / "scores.json"
    source.write_text("".join(json.dumps(pair, default=str) + "\n" for pair in wanted), "utf-8")
    system.run("pairs", source, out)
    return json.loads(out.read_text("utf-8"))


def _page(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    return [ofac_score(row["query"]["name"], row["candidate"]["name"]) / 100 for row in rows]


def _parity(scores: Callable[[list[dict[str, Any]]], Sequence[float]]) -> float:
    with (SHARED / "data/names/pairs/ofac_parity.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if int(row["ofac_score"]) >= 0]  # -1: not shown by the page
    wanted = [
        {"schema": "LegalEntity", "query": {"name": row["query_name"]}, "candidate": {"name": row["result_name"]}}
        for row in rows
    ]
    gaps = [abs(100 * score - int(row["ofac_score"])) for row, score in zip(rows, scores(wanted), strict=True)]
    return statistics.mean(gaps)


def speed(every: Sequence[System], table: Table, place: Path) -> None:
    """A book of 10,000 names against the SDN list, one name alone, memory, a cold process."""
    listed = SHARED / "suites/sdn_one_typo/list.jsonl"
    book, few, one, out = place / "book.csv", place / "few.csv", place / "one.csv", place / "hits.jsonl"
    names = _book()
    _write(book, names)
    _write(few, names[:: BOOK // FEW])
    _write(one, names[:1])
    every[0].run("screen", listed, one, out, THRESHOLD, 0)  # makes the index, which is kept from here on
    for system in every:
        slow = system.name in SLOW
        figures = system.run("screen", listed, few if slow else book, out, THRESHOLD, 0, workers=PROCESSES)
        rows = figures["rows"]
        _put(table, "10,000 names against 8,976 entries: names/s", system, f"{rows / figures['asked_s']:,.0f}")
        _put(table, "… names a processor second", system, f"{rows / figures['asked_cpu_s']:,.0f}")
        figures = system.run("screen", listed, few, out, THRESHOLD, FEW_ALONE if slow else ALONE)
        _put(table, "one name, index opened: p50 ms", system, f"{figures['p50_ms']:.2f}")
        _put(table, "… p99 ms", system, f"{figures['p99_ms']:.2f}")
        figures = system.run("screen", listed, one, out, THRESHOLD, 0)
        _put(table, "memory after the first answer, MiB", system, f"{figures['open_mib']:.0f}")
        _put(table, "… of which the program itself", system, f"{figures['bare_mib']:.0f}")
        times = []
        for _ in range(1 if slow else COLD):
            began = time.perf_counter()
            system.run("screen", listed, one, out, THRESHOLD, 0)
            times.append(time.perf_counter() - began)
        _put(table, "first answer of a cold process, s", system, f"{statistics.median(times):.2f}")
    _put(table, "`ricochet search`, cold, SDN list of 2022-05-06, s", every[0], f"{_searched(place):.2f}")


def _searched(place: Path) -> float:
    """Seconds of the whole process, a snapshot and its index kept on disk."""
    command, home = (
        [str(Path(sys.executable).parent / "ricochet")],
        {**os.environ, "RICOCHET_HOME": str(place / "home")},
    )
    quiet: dict[str, Any] = {"env": home, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*command, "update", "--from", SHARED / "data/ofac/sdn_csv/2022-05-06"], check=False, **quiet)
    times = []
    for _ in range(COLD + 1):
        began = time.perf_counter()
        subprocess.run([*command, "search", "Viktor Vekselberg", "--allow-stale"], check=True, **quiet)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def _book() -> list[dict[str, str]]:
    """Listed names with one slip, and names of others: the suites' negatives and companies of GLEIF."""
    rng = random.Random(11)  # noqa: S311 - the same book every time is what is wanted
    with (SHARED / "suites/sdn_one_typo/list.jsonl").open(encoding="utf-8") as lines:
        listed = [json.loads(line) for line in lines]
    rows = [
        {"name": slipped(party["names"][0], rng), "kind": party["kind"], "expected": party["id"]}
        for party in rng.sample(listed, TYPOS)
    ]
    rows += [row for suite in SUITES for row in _queries(suite, names_only=True) if not row["expected"]]
    with gzip.open(SHARED / "data/names/gleif/gleif_legal_names_399k.csv.gz", "rt", encoding="utf-8") as lines:
        others = [row["Entity.LegalName"] for row in csv.DictReader(lines)]
    for name in rng.sample(others, BOOK - len(rows)):
        rows.append({"name": name, "kind": "organization", "expected": ""})
    rng.shuffle(rows)
    return [{**row, "id": str(at)} for at, row in enumerate(rows)]


def slipped(name: str, rng: random.Random) -> str:
    """A name with one letter left out, doubled, changed or exchanged with the next."""
    at = rng.choice([place for place, letter in enumerate(name) if letter.isalpha()] or [0])
    other = rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    ways = (name[:at] + name[at + 1 :], name[:at] + name[at : at + 1] + name[at:], name[:at] + other + name[at + 1 :],
            name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :])  # fmt: skip
    return rng.choice(ways)


def _queries(suite: str, *, names_only: bool) -> list[dict[str, str]]:
    with (SHARED / "suites" / suite / "queries.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kept = ("id", "set", "name", "kind", "expected")
    return [{column: row[column] for column in kept} for row in rows] if names_only else rows


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        columns = list(dict.fromkeys(column for row in rows for column in row))
        writer = csv.DictWriter(lines, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _put(table: Table, line: str, system: System, value: str) -> None:
    table.setdefault(line, {})[system.name] = value


def show(table: Table, columns: Sequence[str]) -> None:
    """The table in Markdown."""
    print("| measure | " + " | ".join(columns) + " |\n|---|" + "--:|" * len(columns))
    for line, values in table.items():
        print(f"| {line} | " + " | ".join(values.get(column, "") for column in columns) + " |")


def main() -> None:
    """Run what was asked for and print it."""
    flags = set(sys.argv[1:])
    table: Table = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        every = systems(place / "shelf")
        if "--quality" in flags or "--speed" not in flags:
            quality(every, table, place, names_only="--names-only" in flags, step=4 if "--quick" in flags else 1)
        if "--speed" in flags or "--quality" not in flags:
            speed(every, table, place)
        show(table, [system.name for system in every])
    load = os.getloadavg()[0]
    print(f"\n{len(os.sched_getaffinity(0))} processors; load at the end {load:.1f} (above about 2, others ran beside)")


if __name__ == "__main__":
    main()
