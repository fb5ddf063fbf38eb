"""Make src/ricochet/screening/common_words.csv: how common a word is in names. Run from the repository's root.

    .venv/bin/python benchmarks/common_words.py

Counts words of company names in GLEIF's golden copy (October 2025, CC0) and of persons' and organisations' primary
names in OFAC's SDN list of July 2021 (public domain; aliases are not read); reads names of persons in the United
States' census of 1990 (public domain, as the package `names` 0.3.0 says, which holds it) and common_names.csv,
written by hand from general knowledge for the rest of the world. Written: -log of the largest share of names that
hold the word, in tenths of a nat; words rarer than that of an unknown word of their length are left out.
"""

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from math import exp, log
from pathlib import Path

from ricochet.screening.forms import forms
from ricochet.screening.rarity import unknown

SHARED = Path(__file__).resolve().parents[2] / "shared"
TARGET = Path(__file__).resolve().parents[1] / "src/ricochet/screening/common_words.csv"
LEAST = {"gleif": 20, "sdn": 3}
"""Fewest names that must hold a word before its share is believed."""


def shares(names: Iterable[tuple[str, bool]], least: int) -> dict[str, float]:
    """Share of the names (text, whether a company) that hold each word."""
    counts: Counter[str] = Counter()
    total = 0
    for text, company in names:
        total += 1
        counts.update(set(forms(text, company=company).words))
    return {word: count / total for word, count in counts.items() if count >= least}


def gleif() -> Iterable[tuple[str, bool]]:
    """Legal names of companies."""
    with gzip.open(SHARED / "data/names/gleif/gleif_legal_names_399k.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield row["Entity.LegalName"], True


def sdn(*, persons: bool) -> Iterable[tuple[str, bool]]:
    """Primary names of the list."""
    with (SHARED / "suites/sdn_one_typo/list.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if (entry["kind"] == "person") == persons:
                yield entry["names"][0], not persons


def census() -> dict[str, float]:
    """Share of persons that have a given name (of either sex) or a family name."""
    found = find_spec("names")
    if found is None or found.origin is None:
        raise SystemExit("pip install names==0.3.0")
    shared: defaultdict[str, float] = defaultdict(float)
    for table, part in (("all.last", 1.0), ("male.first", 0.5), ("female.first", 0.5)):
        for line in Path(found.origin).with_name(f"dist.{table}").read_text(encoding="ascii").splitlines():
            name, percent, *_ = line.lower().split()
            if float(percent):
                shared[name] += part * float(percent) / 100
    return shared


def by_hand() -> dict[str, float]:
    """Common names of persons elsewhere."""
    with Path(__file__).with_name("common_names.csv").open(encoding="utf-8", newline="") as lines:
        return {name: exp(-float(row["nats"])) for row in csv.DictReader(lines) for name in row["names"].split()}


def main() -> None:
    """Count, take the commonest reading of every word, write."""
    found = (
        shares(gleif(), LEAST["gleif"]),
        shares(sdn(persons=True), LEAST["sdn"]),
        shares(sdn(persons=False), LEAST["sdn"]),
        census(),
        by_hand(),
    )
    words = sorted(set().union(*found))
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("word", "nats"))
        for word in words:
            nats = round(-log(max(share.get(word, 0.0) for share in found)), 1)
            if nats < unknown(word):
                writer.writerow((word, nats))


if __name__ == "__main__":
    main()
