"""A million names against every list the project reads, repeated to 60,000 parties: seconds and peak memory. Linux.

    .venv/bin/python benchmarks/million.py [--rows N] [--parties N] [--base 1]

The names: GLEIF's legal entities, then persons and companies put together from words of the suites' strangers and of
GLEIF. A list entry is repeated with two letters of each word changed, so that it is another party and not the same
again. --base runs without the compiled code of the extra "fast".
Memory is the proportional set size of the process and its workers, looked at every second: shared pages once.
"""

import multiprocessing
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from lists import every_list, gleif, strangers

from ricochet.model.party import Party
from ricochet.screening import compiled
from ricochet.screening.entry import Entry
from ricochet.screening.index import Index, arrays_of
from ricochet.snapshot import arrays
from ricochet.verbs.screen import Screening, screen

ROWS, PARTIES, WORKERS = 1_000_000, 60_000, 2
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def repeated(entries: list[Entry], parties: int, rng: random.Random) -> Iterator[Entry]:
    """The entries, then copies with other names and no identifiers until there are so many."""
    for number in range(parties):
        entry, again = entries[number % len(entries)], number // len(entries)
        yield (
            entry
            if not again
            else replace(entry, entry=f"{entry.entry}/{again}", party=_another(entry.party, again, rng))
        )


def _another(party: Party, again: int, rng: random.Random) -> Party:
    names = tuple(
        replace(name, text=" ".join(_changed(word, rng) for word in name.text.split())) for name in party.names
    )
    return replace(party, id=f"{party.id}/{again}", names=names, identifiers=())


def _changed(word: str, rng: random.Random) -> str:
    letters = list(word)
    places = [at for at, letter in enumerate(letters) if letter.isascii() and letter.isalpha()]
    for at in rng.sample(places, 2) if len(places) > 3 else ():
        letters[at] = rng.choice(LETTERS)
    return "".join(letters)


def book(rows: int, rng: random.Random) -> Iterator[dict[str, str]]:
    """So many names, each made as it is asked for."""
    words = [word for row in islice(gleif(), 0, None, 20) for word in row["name"].split()]
    people = [name.split() for name in strangers() if " " in name]

    def made_up() -> Iterator[dict[str, str]]:
        while True:
            if rng.random() < 0.5:
                yield {"name": f"{rng.choice(people)[0]} {rng.choice(people)[-1]} {rng.choice(people)[-1]}"}
            else:
                yield {"name": " ".join(rng.choices(words, k=rng.choice((2, 3, 3, 4))))}

    return islice(chain(({"name": row["name"]} for row in gleif()), made_up()), rows)


class Watch(threading.Thread):
    """Peak memory of this process and its children, in MiB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0

    def run(self) -> None:
        """Look until the process ends."""
        while True:
            self.peak = max(self.peak, sum(map(_proportional, _family())))
            time.sleep(1)


def _family() -> list[str]:
    children = Path(f"/proc/{os.getpid()}/task")
    found = [str(os.getpid())]
    for task in children.iterdir():
        with suppress(OSError):
            found += (task / "children").read_text("ascii").split()
    return found


def _proportional(pid: str) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def make(path: Path, parties: int) -> None:
    """Every list, repeated, in a file."""
    rng = random.Random(4)  # noqa: S311 - the same parties every time are what is wanted
    arrays.save(path, arrays_of(repeated(list(every_list().indexes[0].entries), parties, rng)))


def main() -> None:
    """Build, open, screen, print."""
    options = dict(zip(sys.argv[1::2], map(int, sys.argv[2::2]), strict=True))
    rows, parties = options.get("--rows", ROWS), options.get("--parties", PARTIES)
    if options.get("--base"):
        compiled._kernel = lambda: None  # noqa: SLF001 - as where numba is not installed
    rng = random.Random(5)  # noqa: S311 - the same names every time is what is wanted
    kept = Path(os.environ.get("TMPDIR", "/tmp")) / f"ricochet-million-{os.getpid()}"  # noqa: S108 - removed below
    try:
        began = time.perf_counter()
        maker = multiprocessing.get_context("fork").Process(target=make, args=(kept, parties))
        maker.start()  # in a process of its own: what making the index leaves behind is not what screening takes
        maker.join()
        built = time.perf_counter() - began
        found = arrays.load(kept)
        assert found is not None
        ready = Screening(indexes=[Index(found)])
        watch = Watch()
        watch.start()
        began = time.perf_counter()
        count = reviewed = 0
        for result in screen(book(rows, rng), ready, workers=WORKERS):
            count += 1
            reviewed += result.verdict == "review"
        took = time.perf_counter() - began
    finally:
        kept.unlink(missing_ok=True)
    print(f"{parties} parties: index made in {built:.1f} s")
    print(f"{count} rows in {took:.1f} s with {WORKERS} processes: {count / took:.0f} a second; for review {reviewed}")
    print(f"peak memory {watch.peak:.0f} MiB, load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
