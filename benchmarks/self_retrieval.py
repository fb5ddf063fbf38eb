"""Each entry of the real lists asked back by its names, its identifiers alone, and parts of its surnames (case E04).

    .venv/bin/python benchmarks/self_retrieval.py [--every N] [LIST …]

A name or number is found where the row is for review and its own entry is among the hits. Numbers are asked twice: in a
column named as the list names them, and in one that says "identifier" alone. `--every` asks every N-th entry.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lists import every_list

from ricochet.screening.entry import Entry
from ricochet.screening.surnames import surname_forms
from ricochet.verbs.screen import Screening
from ricochet.verbs.selftest import NEAREST

LISTS = ("us-ofac-sdn", "us-ofac-ssi", "us-ofac-cmic", "us-ofac-cons")
SHOWN = 12
Asked = tuple[str, str, str]
"""What is asked by (the names' role or the identifier's type), the column's header, the text."""


def names_of(entry: Entry) -> Iterator[Asked]:
    """Each name, in a column "name"."""
    for name in entry.party.names:
        yield f"name ({'weak' if name.weak else name.role})", "name", name.text


def numbers_of(entry: Entry) -> Iterator[Asked]:
    """Each identifier under the list's own word for it, and under a word that says nothing."""
    for one in entry.party.identifiers:
        yield one.type, one.type, one.value
        yield f"{one.type}, as an identifier", "identifier", one.value


def surnames_of(entry: Entry) -> Iterator[Asked]:
    """Every name with several surnames in each of its forms."""
    for name in entry.party.names if entry.party.kind == "person" else ():
        for form, text in surname_forms(name).items():
            yield f"E04 {form} ({'weak' if name.weak else name.role})", "name", text


def found(screening: Screening, entries: Sequence[Entry], asked: Sequence[Asked]) -> list[bool]:
    """Whether each text brings its entry up for review."""
    rows = [{header: text} for _, header, text in asked]
    results = screening.rows(rows, 1, limit=NEAREST)
    return [
        result.verdict == "review" and any((hit.list, hit.entry) == (one.list, one.entry) for hit in result.hits)
        for one, result in zip(entries, results, strict=True)
    ]


def main() -> None:
    """A line a list and kind of name or number: how many were asked, the share found, and some that were not."""
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    lists = [word for word in sys.argv[1:] if not word.startswith("--") and not word.isdigit()] or LISTS
    screening = every_list(*lists)
    entries = [one for index in screening.indexes for one in index.entries]
    for name in lists:
        total, missed = Counter[str](), defaultdict[str, list[str]](list)
        for one in [one for one in entries if one.list == name][::every]:
            asked = [*names_of(one), *numbers_of(one), *surnames_of(one)]
            for (what, _, text), held in zip(asked, found(screening, [one] * len(asked), asked), strict=True):
                total[what] += 1
                if not held:
                    missed[what].append(f"{one.entry} {text!r}")
        print(f"\n{name}")
        for what, number in total.most_common():
            lost = missed[what]
            print(f"{what}: {number} asked, {1 - len(lost) / number:.2%} found", *lost[:SHOWN], sep="; ")


if __name__ == "__main__":
    main()
