"""Workers: the rows of a book shared out among processes, answered in the order of the book."""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Row = TypeVar("Row")
Answer = TypeVar("Answer")
_AHEAD = 4
"""Parts for each worker that wait or are worked on: memory does not grow with the book."""
_SELDOM = (50_000, 20, 50)
_inherited: list[Callable[[Sequence[Any], int], Sequence[Any]]] = []
"""What forked workers are to call. It is inherited, not sent: what is searched is too large to be copied."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(
    rows: Iterable[Row], answer: Callable[[Sequence[Row], int], Sequence[Answer]], *, size: int, workers: int
) -> Iterator[Answer]:
    """Answers to all rows, in order. `answer` takes some rows and the number of the first of them, counted from 1.

    The first part of `size` rows is answered here, and so is every book where processes cannot be forked.
    """
    parts = _parts(rows, size)
    first = list(islice(parts, 2))
    every = chain(first, parts)
    with _frozen():
        if workers < 2 or len(first) < 2 or not hasattr(os, "fork"):
            for part, number in every:
                yield from answer(part, number)
            return
        # The first part is answered before the others are shared out, so that the workers inherit every table it read.
        part, number = next(every)
        yield from answer(part, number)
        yield from _answered_by_workers(every, answer, workers)


def _answered_by_workers(
    parts: Iterator[tuple[Sequence[Row], int]], answer: Callable[[Sequence[Row], int], Sequence[Answer]], workers: int
) -> Iterator[Answer]:
    import multiprocessing  # noqa: PLC0415 - one name is answered without
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    _inherited.append(answer)
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"), initializer=_forked)
    waiting: deque[Future[Sequence[Answer]]] = deque()
    which = len(_inherited) - 1
    try:
        with _uninterrupted():  # the first part to be shared out begins all workers
            for part, number in islice(parts, 1):
                waiting.append(pool.submit(_work, which, part, number))
        for part, number in parts:
            waiting.append(pool.submit(_work, which, part, number))
            if len(waiting) >= _AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _inherited.remove(answer)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until the end: while a process is forked, Python would swallow it."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread is interrupted
        yield
        return
    came = list[int]()
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if came:
        signal.raise_signal(signal.SIGINT)


@contextmanager
def _frozen() -> Iterator[None]:
    """What is here already is no garbage: to look through it again and again costs a fifth of the time.

    What comes is looked through seldom: answers are many, rings among them few.
    """
    if gc.get_freeze_count():
        yield
        return
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _forked() -> None:
    """A worker begins. Ctrl-C is for its parent, which lets what is begun be finished."""
    gc.freeze()  # to look through what is inherited would copy its pages
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _parts(rows: Iterable[Row], size: int) -> Iterator[tuple[Sequence[Row], int]]:
    rest, number = iter(rows), 1
    while part := list(islice(rest, size)):
        yield part, number
        number += len(part)


def _work(which: int, part: Sequence[Any], number: int) -> Sequence[Any]:
    return _inherited[which](part, number)
