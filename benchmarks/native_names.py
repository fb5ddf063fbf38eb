"""The UK list's names in other scripts asked back against its Latin names alone: recall at 1 % false alarms, by script.

    .venv/bin/python benchmarks/native_names.py [--missed N]

Positives: each native name of an entry once, with its kind and nothing else; what the list prints as a native name
though it is in Latin letters is left out. Some are another name than any of the Latin ones, so 1.0 is not to be had.
Negatives: native_strangers.csv, which native_strangers.py makes (some are listed persons' namesakes by chance), and the
suites' strangers in other scripts than Latin. One threshold serves all scripts: 1 % of all negatives reach it. --missed
prints as many of each script.
"""

import csv
import random
import sys
from collections import defaultdict
from pathlib import Path

from errors import script
from lists import SHARED, strangers
from measures import DEPTH, cut, recall, top
from openpyxl import load_workbook

from ricochet.model.kind import Kind
from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entry
from ricochet.screening.match import THRESHOLD
from ricochet.verbs.screen import Screening, screen

LIST = SHARED / "data/intl/uk/2025-04-10/UK_Sanctions_List.xlsx"
STRANGERS = Path(__file__).with_name("native_strangers.csv")
KINDS: dict[str, Kind] = {"Individual": "person", "Entity": "organization", "Ship": "vessel"}
NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
"""Columns of a name, in the order in which it is said."""


def read() -> tuple[list[Entry], list[dict[str, str]]]:
    """The list's entries by their Latin names, and its native names as queries."""
    rows = load_workbook(LIST, read_only=True).worksheets[0].iter_rows(min_row=2, values_only=True)
    header = [str(title) for title in next(rows)]
    latin: defaultdict[str, dict[Name, None]] = defaultdict(dict)
    native: dict[tuple[str, str], None] = {}
    kinds: dict[str, Kind] = {}
    for cells in rows:
        row = {title: str(cell or "").strip() for title, cell in zip(header, cells, strict=True)}
        entry = row["Group ID"]
        kinds[entry] = KINDS[row["Group Type"]]
        name = " ".join(row[column] for column in NAMES if row[column])
        latin[entry][Name(text=name, weak=row["Alias Quality"] == "Low quality")] = None
        native[entry, row["Name Non-Latin Script"]] = None
    source = Source(publisher="uk", file=LIST.name, sha256="", row=0)
    entries = [
        Entry("uk", entry, Party(id=f"uk:{entry}", kind=kinds[entry], names=tuple(names), source=source))
        for entry, names in latin.items()
    ]
    asked = [
        {"name": name, "kind": kinds[entry], "expected": entry}
        for entry, name in native
        if script(name) not in {"latin", "none"}
    ]
    return entries, asked


def negatives() -> list[dict[str, str]]:
    """Strangers in the same scripts."""
    with STRANGERS.open(encoding="utf-8", newline="") as lines:
        found = {row["name"]: row["kind"] for row in csv.DictReader(lines)}
    found |= {name: "person" for name in strangers() if script(name) != "latin"}
    return [{"name": name, "kind": kind, "expected": ""} for name, kind in found.items()]


def main() -> None:
    """Ask, measure, print."""
    entries, asked = read()
    latin = {entry.entry: entry.party.name for entry in entries}
    asked += negatives()
    results = screen(asked, Screening(entries), limit=DEPTH, min_score=0)
    found = [[(hit.entry, hit.score) for hit in result.hits] for result in results]
    tops = [top(hits) for query, hits in zip(asked, found, strict=True) if not query["expected"]]
    least = cut(tops, 0.01)
    print(f"{len(entries)} entries, {len(tops)} strangers; threshold at 1 %: {least:.3f}\n")
    print(
        f"| | names | recall at 1 % | at {THRESHOLD} | within 10 | strangers | false alarms at 1 % | at {THRESHOLD} |"
    )
    print("|---|" + "--:|" * 7)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, query in enumerate(asked):
        for group in ("all", query["kind"], script(query["name"])):
            groups[group].append(at)
    for group, places in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        queries, hits = [asked[at] for at in places], [found[at] for at in places]
        others = [top(one) for query, one in zip(queries, hits, strict=True) if not query["expected"]]
        count = len(queries) - len(others)
        if count:
            shares = " | ".join(f"{recall(queries, hits, score):.3f}" for score in (least, THRESHOLD, -1.0))
            alarms = " | ".join(str(sum(score >= line for score in others)) for line in (least, THRESHOLD))
            print(f"| {group} | {count} | {shares} | {len(others)} | {alarms} |")
    shown = int(sys.argv[sys.argv.index("--missed") + 1]) if "--missed" in sys.argv else 0
    for group, places in groups.items() if shown else ():
        missed = [
            f"{dict(found[at]).get(asked[at]['expected'], 0):.2f} {asked[at]['name']} / {latin[asked[at]['expected']]}"
            for at in places
            if asked[at]["expected"] and dict(found[at]).get(asked[at]["expected"], 0.0) < least
        ]
        random.Random(1).shuffle(missed)  # noqa: S311 - the same ones every time is what is wanted
        if group == script(asked[places[0]]["name"]):
            print("", f"{group}: {len(missed)} missed", *missed[:shown], sep="\n  ")


if __name__ == "__main__":
    main()
