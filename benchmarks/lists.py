"""Every list the project reads, made ready from ../shared/data, and books of names to hold against them."""

import csv
import gzip
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ricochet.settings import Settings
from ricochet.snapshot.store import open_snapshot
from ricochet.verbs.book import prepare
from ricochet.verbs.screen import Screening
from ricochet.verbs.update import update

SHARED = Path(__file__).resolve().parents[2] / "shared"
HOME = Path(os.environ.get("BENCHMARK_HOME") or Path(tempfile.gettempdir()) / "ricochet-benchmark")
"""The snapshot's home, kept from one run to the next: making it takes two minutes."""
DAY = date(2026, 11, 25)


def every_list(*lists: str) -> Screening:
    """The newest version of every list (or of these), whatever its age; the index is kept beside the snapshot."""
    if open_snapshot(HOME) is None:
        update(SHARED / "data", Settings(home=HOME))
    found = prepare(lists, settings=Settings(home=HOME), as_of=DAY, allow_stale=True)
    return Screening(indexes=found.screening.indexes, places=False)


def gleif() -> Iterator[dict[str, str]]:
    """The 399,203 legal entities of GLEIF (CC0): name, country, lei."""
    path = SHARED / "data/names/gleif/gleif_legal_names_399k.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {
                "name": row["Entity.LegalName"],
                "country": row["Entity.LegalAddress.Country"],
                "lei": row["LEI"],
            }


def listed_companies() -> Iterator[dict[str, str]]:
    """The 68,158 listings of companies on exchanges: name, country."""
    path = SHARED / "data/names/listed/listed_companies.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {"name": row["name"], "country": row["country"]}


def strangers() -> list[str]:
    """Names of the suites' negatives: made-up persons of many countries (yente, MIT)."""
    found = []
    for path in sorted(SHARED.glob("suites/*/queries.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found += [row["name"] for row in csv.DictReader(lines) if not row["expected"]]
    return found
