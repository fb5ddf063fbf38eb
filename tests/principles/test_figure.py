"""Figures as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.principles.figure import Interval, read_figure


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("36.55", 36.55, 36.55),
        ("1,234.5", 1234.5, 1234.5),
        ("about 30", 27, 33),
        ("nearly 30", 27, 30),
        ("at least 275", 275, float("inf")),
        ("25..50", 25, 50),
        ("up to 5", float("-inf"), 5),
    ],
)
def test_read(text: str, low: float, high: float) -> None:
    found = read_figure(text)
    assert [found.low, found.high] == pytest.approx([low, high])


def test_more_than_is_more_than() -> None:
    over, under = read_figure("more than 150"), read_figure("below 5")
    assert 150 < over.low < 150.000_001
    assert 4.999_999 < under.high < 5


@given(st.text(max_size=12))
def test_anything_else_is_a_value_error(text: str) -> None:
    try:
        found = read_figure(text)
    except ValueError:
        return
    assert found.low <= found.high


def test_within_the_bounds_of_a_fact() -> None:
    assert read_figure("more than 90").within(0, 100).high == 100
    assert Interval(1, 2).hull(Interval(4, 5)) == Interval(1, 5)
