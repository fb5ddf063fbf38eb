"""Progress: how far a long command is, how fast, and how long it will take; for a person at a terminal only."""

import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

Answer = TypeVar("Answer")
EVERY = 0.25
"""Seconds between two lines of progress; what is done sooner shows none."""


def progress(
    answers: Iterable[Answer], total: int, *, stream: TextIO | None = None, clock: Callable[[], float] = monotonic
) -> Iterator[Answer]:
    """The answers as they come; meanwhile one line, written over and over, and wiped at the end or an interruption."""
    stream = stream or sys.stderr
    start = last = clock()
    shown = False
    try:
        for done, answer in enumerate(answers, start=1):
            yield answer
            now = clock()
            if now - last >= EVERY:
                last, shown = now, True
                stream.write(f"\r\x1b[K{so_far(done, total, now - start)}")
                stream.flush()
    finally:
        if shown:
            stream.write("\r\x1b[K")
            stream.flush()


def so_far(done: int, total: int, seconds: float) -> str:
    """One line: rows done, the rate, and the time left at that rate."""
    rate = done / seconds if seconds > 0 else 0.0
    left = f", {_lasting((total - done) / rate)} left" if rate else ""
    return f"{done:,} of {total:,} rows ({100 * done // max(total, 1)} %), {rate:,.0f} rows a second{left}"


def _lasting(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest:02} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
