"""Registers unfolded into tables: the same answers come of both."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.sources.registers.reading import read
from tests.sources.registers.test_read import FILES

from ricochet.errors import UsageError
from ricochet.sources.read import Read
from ricochet.sources.tables.dealings import read_dealings
from ricochet.sources.tables.holdings import read_holdings
from ricochet.sources.tables.parties import read_parties
from ricochet.verbs.reach import reach
from ricochet.verbs.tables import tables

READERS: dict[str, Callable[[str, bytes], Read[Any]]] = {
    "holdings.csv": read_holdings,
    "parties.jsonl": read_parties,
    "dealings.jsonl": read_dealings,
}


@pytest.mark.parametrize("form", FILES)
def test_a_register_unfolds_into_tables_that_read_back(form: str, tmp_path: Path) -> None:
    (register := tmp_path / "register").write_bytes(FILES[form])
    report = tables([register, register], tmp_path / "out")
    assert report.records == 2 * read(FILES[form]).rows
    assert sum(count for _, count in report.rows) > 0
    for name, count in report.rows:
        if count:
            found = READERS[name](name, (tmp_path / "out" / name).read_bytes())
            assert found.rows == count
            assert not found.quarantined


def test_the_same_answer_comes_of_the_register_and_of_its_tables(tmp_path: Path) -> None:
    register = Path(__file__).parents[2] / "docs" / "examples" / "register.json"
    (listed := tmp_path / "listed.csv").write_text("party\nivan\n")
    tables([register], tmp_path / "out")
    ours, theirs = (
        reach(holdings, listed, "us-ofac-50", as_of=date(2026, 11, 22))
        for holdings in (register, tmp_path / "out" / "holdings.csv")
    )
    assert [(one.party, one.status, one.share) for one in ours.reached] == [
        (one.party, one.status, one.share) for one in theirs.reached
    ]


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError):
        tables([tmp_path / "file"], tmp_path / "file")
    with pytest.raises(UsageError):
        tables([tmp_path / "nowhere"], tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
