import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.share import UNKNOWN, WHOLE, Share, percent, read_share


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("60", 60, 60, False, False),
        ("51,3 %", Fraction("51.3"), Fraction("51.3"), False, False),
        ("1/3", Fraction(100, 3), Fraction(100, 3), False, False),
        ("1000001/2000000", Fraction("50.00005"), Fraction("50.00005"), False, False),
        ("25..50", 25, 50, False, False),
        ("25-50", 25, 50, False, False),
        ("(25,50]", 25, 50, True, False),
        ("[33.25,33.35)", Fraction("33.25"), Fraction("33.35"), False, True),
        (">50", 50, 100, True, False),
        (">=50", 50, 100, False, False),
        ("less than 25 %", 0, 25, False, True),
        ("majority", 50, 100, True, False),
        ("1,000,001 of 2,000,000", Fraction("50.00005"), Fraction("50.00005"), False, False),
        ("3 shares out of 8 (37.50 %)", Fraction("37.5"), Fraction("37.5"), False, False),
        ("1.000.000 of 4.000.000 shares", 25, 25, False, False),
        ("minority", 0, 50, True, True),
        ("?", 0, 100, False, False),
        ("", 0, 100, False, False),
    ],
)
def test_reads_the_grammar(text: str, low: Fraction, high: Fraction, low_open: bool, high_open: bool) -> None:
    assert read_share(text) == Share(Fraction(low), Fraction(high), low_open, high_open)


@pytest.mark.parametrize(
    "text",
    ["-5", "130", "nan", "inf", "1e400", "٥٠", "5_0", "50+1", "~50", "1/0", "60..40", "(50,50]", "9" * 50, "five"],
)
def test_refuses_what_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_share(text)


def test_a_contradiction_keeps_both_ends_possible() -> None:
    assert str(read_share("48").hull(read_share("52"))) == "48..52"
    assert str(read_share("(25,50]").hull(read_share("50"))) == "(25,50]"
    assert read_share("?").hull(read_share("3")) == UNKNOWN


def test_stakes_of_one_owner_add_up_to_the_whole_at_most() -> None:
    assert str(read_share("30").plus(read_share("20"))) == "50"
    assert str(read_share("70").plus(read_share("(25,50]"))) == ">95"
    assert str(read_share("70").plus(read_share("70"))) == "100"


fractions = st.fractions(min_value=0, max_value=100, max_denominator=10**9)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    low, high = sorted((draw(fractions), draw(fractions)))
    opens = (False, False) if low == high else (draw(st.booleans()), draw(st.booleans()))
    return Share(low, high, *opens)


@given(shares())
def test_what_is_written_reads_back_the_same(share: Share) -> None:
    assert read_share(str(share)) == share


@given(fractions)
def test_percent_is_exact(value: Fraction) -> None:
    assert read_share(percent(value)).low == value


@given(shares(), shares())
def test_hull_holds_both_and_does_not_depend_on_order(one: Share, two: Share) -> None:
    hull = one.hull(two)
    assert hull == two.hull(one)
    assert hull.low <= min(one.low, two.low)
    assert hull.high >= max(one.high, two.high)
    assert hull.high <= WHOLE


@given(st.text(max_size=30))
def test_never_raises_anything_but_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        read_share(text)
