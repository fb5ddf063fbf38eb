"""Recall of the candidate step on its own: what comparing in full would have found, and the search does not hand over.

    .venv/bin/python benchmarks/candidates.py [--sample N]

Each query is compared in full with the entry that it should find, by every name. Where that scores the default
threshold, the search at the threshold must give the entry with the same score; where it scores 0.5, the search for near
misses must. Prints the share by kind of query, and those lost. The queries: the suites' positives; primary names of the
SDN list misspelt by rule; every entry's other spellings of the same words; identifiers alone.
"""

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator

from lists import DAY, SHARED, every_list

from ricochet.screening.canaries import by_identifier
from ricochet.screening.entry import Entry
from ricochet.screening.index import Index
from ricochet.screening.match import THRESHOLD, match
from ricochet.screening.profile import profile_of_party, profile_of_row
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.screen import entries_of
from screening import SUITES, slipped

NEAR = 0.5
AT_ONCE = 128
ROUNDING = 1e-6

Asked = tuple[str, dict[str, str], Entry]
"""Kind of query, the query, the entry that it should find."""


def by_rule(entries: list[Entry], rng: random.Random) -> Iterator[Asked]:
    """Queries made from an entry's own names."""
    for entry in entries:
        name = entry.party.name
        words = name.split()
        kind = {"kind": entry.party.kind}
        yield "one slip", {"name": slipped(name, rng), **kind}, entry
        yield "two slips", {"name": slipped(slipped(name, rng), rng), **kind}, entry
        if len(words) > 1:
            at = rng.randrange(1, len(words))
            joined = [*words[: at - 1], words[at - 1].strip(",") + words[at], *words[at + 1 :]]
            yield "two words as one", {"name": " ".join(joined), **kind}, entry
            yield "all words as one", {"name": "".join(word.strip(",") for word in words), **kind}, entry
            yield "words in reverse", {"name": " ".join(word.strip(",") for word in reversed(words)), **kind}, entry
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        if len(words[longest].strip(",")) > 7:
            word, at = words[longest], rng.randrange(3, len(words[longest].strip(",")) - 3)
            parted = [*words[:longest], word[:at], word[at:], *words[longest + 1 :]]
            yield "a word as two", {"name": " ".join(parted), **kind}, entry
        if len(words) > 2:
            dropped = rng.randrange(len(words))
            yield "a word less", {"name": " ".join(words[:dropped] + words[dropped + 1 :]), **kind}, entry
        if entry.party.kind == "person" and "," in name and len(words) > 2:
            yield "initials", {"name": " ".join(word if "," in word else word[:1] for word in words), **kind}, entry
        if (number := by_identifier(entry)) is not None:
            yield "an identifier alone", number, entry


def suite(name: str) -> tuple[Index, list[Asked]]:
    """A suite's list and positives."""
    folder = SHARED / "suites" / name
    parties = read_watchlist((folder / "list.jsonl").read_bytes(), "list.jsonl", name).records
    entries = entries_of(parties, list_id=name)
    index = Index(entries)
    with (folder / "queries.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["expected"]]
    return index, [(f"{name}: {row['set']}", row, index.entries.of(name, row["expected"])) for row in rows]


def judge(index: Index, asked: list[Asked]) -> None:
    """Ask them all and print what was lost."""
    counts = defaultdict[tuple[str, float], list[int]](lambda: [0, 0])
    lost = defaultdict[tuple[str, float], list[str]](list)
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        profiles = [profile_of_row(row) for _, row, _ in part]
        answers = {least: index.search_many(profiles, least=least) for least in (THRESHOLD, NEAR)}
        for at, ((kind, row, entry), profile) in enumerate(zip(part, profiles, strict=True)):
            whole = match(profile, profile_of_party(entry.party)).score
            for least, found in answers.items():
                if whole < least:
                    continue
                hits = {(hit.list, hit.entry): hit.score for hit in found[at].hits}
                got = hits.get((entry.list, entry.entry), 0.0)
                counts[kind, least][0] += 1
                if got < whole - ROUNDING:
                    counts[kind, least][1] += 1
                    lost[kind, least].append(f"{row.get('name') or row} / {entry.party.name}: {whole:.2f}, {got:.2f}")
    for (kind, least), (number, missing) in sorted(counts.items()):
        print(f"{kind}, {least} and more: {1 - missing / number:.4f} of {number}; lost {missing}")
        for line in lost[kind, least][:5]:
            print(f"      {line}")


def main() -> None:
    """The suites, then queries by rule against every list."""
    for name in SUITES:
        judge(*suite(name))
    index = every_list().indexes[0]
    rng = random.Random(3)  # noqa: S311 - the same queries every time is what is wanted
    sample = int(sys.argv[sys.argv.index("--sample") + 1]) if "--sample" in sys.argv else 2_000
    force = index.entries.in_force(DAY)
    entries = [entry for entry, held in zip(index.entries, force, strict=True) if held]
    judge(index, list(by_rule(rng.sample(entries, sample), rng)))


if __name__ == "__main__":
    main()
