"""Workers: the same answers in the same order however many share the rows."""

import multiprocessing
import os
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.screen import Screening, entries_of, screen
from ricochet.verbs.workers import shared_out

LISTED = "id,kind,names\n1,company,Crimea Bank;Krym Bank\n2,person,Musa Abu Marzuk\n3,company,Argument JSC\n"
NAMES = ("Crimea Bank", "Bank Krimea", "Mousa Marzouk", "Quiet Bakery", "JSCARGUMENT", "", "Crimea Bank")


def _doubled(rows: Sequence[int], number: int) -> list[tuple[int, int, int]]:
    return [(number + at, 2 * row, os.getpid()) for at, row in enumerate(rows)]


@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_every_row_is_answered_once_and_in_order(rows: list[int], size: int) -> None:
    answers = [(number, value) for number, value, _ in shared_out(rows, _doubled, size=size, workers=1)]
    assert answers == [(number, 2 * row) for number, row in enumerate(rows, start=1)]


def test_several_processes_answer_in_the_order_of_the_rows() -> None:
    answers = list(shared_out(range(500), _doubled, size=7, workers=2))
    assert [(number, value) for number, value, _ in answers] == [(at + 1, 2 * at) for at in range(500)]
    assert os.getpid() not in {process for _, _, process in answers[7:]}


def test_what_goes_wrong_in_a_process_is_told() -> None:
    def wrong(rows: Sequence[int], number: int) -> list[int]:
        raise ValueError(f"{len(rows)} rows from {number}")

    with pytest.raises(ValueError, match="2 rows from 1"):
        list(shared_out(range(9), wrong, size=2, workers=2))


def test_no_answer_depends_on_workers_or_on_what_is_asked_together() -> None:
    entries = entries_of(read_watchlist(LISTED.encode(), "own.csv", "own").records, list_id="own")
    rows = [{"id": str(at), "name": NAMES[at % len(NAMES)]} for at in range(600)]
    ask = partial(screen, rows, min_score=0.0)
    alone = [Screening(entries).row(row, number, min_score=0.0) for number, row in enumerate(rows[:40], start=1)]
    once = list(ask(Screening(entries)))
    assert once[:40] == alone
    assert list(ask(Screening(entries), workers=2)) == once
    back = list(screen(rows[::-1], Screening(entries), min_score=0.0))
    assert [(one.id, one.hits) for one in reversed(back)] == [(one.id, one.hits) for one in once]


def test_ctrl_c_while_workers_begin_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = ProcessPoolExecutor.submit

    def interrupted(pool: ProcessPoolExecutor, *asked: Any) -> Future[Any]:
        signal.raise_signal(signal.SIGINT)  # as if it came in the middle of a fork
        begun.append(begin(pool, *asked))
        return begun[-1]

    monkeypatch.setattr(ProcessPoolExecutor, "submit", interrupted)
    begun = list[Future[Any]]()
    with pytest.raises(KeyboardInterrupt):
        list(shared_out(range(30), _doubled, size=5, workers=2))
    assert len(begun) == 1
    assert multiprocessing.active_children() == []
