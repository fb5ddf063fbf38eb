"""Progress: told to a person only, wiped at the end, and true."""

import io
import itertools

import pytest

from ricochet.app.progress import progress, so_far


@pytest.mark.parametrize(
    ("done", "seconds", "said"),
    [
        (500, 1.0, "500 of 10,000 rows (5 %), 500 rows a second, 19 s left"),
        (1_000, 60.0, "1,000 of 10,000 rows (10 %), 17 rows a second, 9 min 00 s left"),
        (10, 60.0, "10 of 10,000 rows (0 %), 0 rows a second, 16 h 39 min left"),
        (0, 1.0, "0 of 10,000 rows (0 %), 0 rows a second"),
        (10_000, 10.0, "10,000 of 10,000 rows (100 %), 1,000 rows a second, 0 s left"),
    ],
)
def test_rate_and_time_left(done: int, seconds: float, said: str) -> None:
    assert so_far(done, 10_000, seconds) == said


def test_answers_pass_through_and_the_line_is_wiped() -> None:
    seen, ticks = io.StringIO(), itertools.count(0.0, 0.1)
    assert list(progress(range(10), 10, stream=seen, clock=lambda: next(ticks))) == list(range(10))
    lines = seen.getvalue().split("\r\x1b[K")
    assert lines[1].startswith("3 of 10 rows (30 %), 10 rows a second")
    assert len(lines) < 10  # not a line a row
    assert seen.getvalue().endswith("\r\x1b[K")


def test_what_is_quick_shows_nothing() -> None:
    seen = io.StringIO()
    assert list(progress(range(10), 10, stream=seen, clock=lambda: 0.0)) == list(range(10))
    assert seen.getvalue() == ""


def test_an_interruption_wipes_the_line_too() -> None:
    seen, ticks = io.StringIO(), itertools.count(0.0, 1.0)
    going = progress(iter(range(10)), 10, stream=seen, clock=lambda: next(ticks))
    assert [next(going), next(going)] == [0, 1]
    going.close()  # type: ignore[attr-defined]
    assert seen.getvalue().endswith("\r\x1b[K")
