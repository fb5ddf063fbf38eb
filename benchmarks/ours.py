"""Ricochet as a contestant: `ricochet screen --against` over an index that is kept in a file. See peers/contest.py.

ours.py WORKERS screen|pairs …        WORKERS processes share the rows of a book
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "peers"))
import contest

from ricochet.screening import compiled
from ricochet.screening.shelf import open_index
from ricochet.verbs.screen import Screening, entries_of, screen

SHELF = Path(os.environ.get("BENCHMARK_SHELF") or tempfile.gettempdir())
"""Where the index is kept from one run to the next, as `ricochet` keeps it beside its snapshot."""


def opened(listed: Path) -> contest.Ask:
    """The index of the list: made and kept at the first time, opened from then on."""

    def read() -> Any:
        from ricochet.sources.tables.watchlist import read_watchlist  # noqa: PLC0415 - only where an index is made

        return entries_of(read_watchlist(listed.read_bytes(), "list.jsonl", "own").records, list_id="own")

    index = open_index(SHELF, ["benchmark", hashlib.sha256(listed.read_bytes()).hexdigest()], read)
    workers = int(sys.argv[1])
    if os.environ.get("BENCHMARK_BASE"):
        compiled._kernel = lambda: None  # noqa: SLF001 - as where numba is not installed

    def ask(rows: Sequence[contest.Row], least: float) -> list[contest.Hits]:
        ready = Screening(indexes=[index])  # a new one, so that no answer is remembered from before
        return [
            [(hit.entry, hit.score) for hit in result.hits]
            for result in screen(rows, ready, limit=contest.SHOWN, min_score=least, workers=workers)
        ]

    return ask


def pairs(wanted: Sequence[dict[str, Any]]) -> list[float]:
    """Scores of whole records."""
    from ricochet.verbs.compare import compare_pairs  # noqa: PLC0415 - screening does without

    return [compared.score for _, compared in compare_pairs(wanted)]


if __name__ == "__main__":
    contest.main(opened, pairs)
