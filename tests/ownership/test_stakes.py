"""Rows into stakes: V01, V02, V05, V08, V09 and the order of rows."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.holding import Holding
from ricochet.model.period import ALWAYS, Period
from ricochet.model.share import read_share
from ricochet.model.source import Source
from ricochet.ownership.stakes import stakes_on

DAY = date(2024, 6, 1)


def row(share: str, cite: str = "", *, share_class: str = "", joint: str = "", period: Period = ALWAYS) -> Holding:
    source = Source(publisher="user", file="h.csv", sha256="", row=len(cite), cite=cite)
    return Holding(
        owner="X",
        owned="A",
        share=read_share(share),
        share_class=share_class,
        joint=joint,
        period=period,
        source=source,
    )


@pytest.mark.parametrize(
    ("rows", "share"),
    [
        ([row("30"), row("30")], "30"),
        ([row("30", "one"), row("30", "two")], "30"),
        ([row("30"), row("20")], "50"),
        ([row("48", "one"), row("52", "two")], "48..52"),
        ([row("30", "one"), row("20", "one"), row("45", "two")], "45..50"),
        ([row("30", share_class="ordinary"), row("20", share_class="preference")], "20..50"),
        ([row("1000001/2000000")], "50.00005"),
        ([row("60", "one"), row("?", "two")], "?"),
        ([row("70"), row("60")], "100"),
    ],
)
def test_rows_of_one_pair_become_one_stake(rows: list[Holding], share: str) -> None:
    (stake,) = stakes_on(rows, DAY)
    assert str(stake.share) == share
    assert len(stake.sources) == len({one.source for one in rows})


def test_a_nominee_is_transparent() -> None:
    nominee = Holding(owner="N", owned="A", share=read_share("60"), held_for="X", source=row("1").source)
    assert [(stake.owner, stake.owned) for stake in stakes_on([nominee], DAY)] == [("X", "A")]


def test_a_stake_counts_from_its_first_day_to_its_last() -> None:
    dated = row("60", period=Period(date(2024, 6, 1), date(2024, 6, 30)))
    days = [date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 30), date(2024, 7, 1)]
    assert [len(stakes_on([dated], day)) for day in days] == [0, 1, 1, 0]


def test_contradictions_are_marked() -> None:
    assert stakes_on([row("48", "one"), row("52", "two")], DAY)[0].contradicted
    assert not stakes_on([row("30", "one"), row("30", "two")], DAY)[0].contradicted


rows = st.builds(
    row,
    st.sampled_from(["10", "20", "30", "?", "(25,50]", "1/3"]),
    st.sampled_from(["", "one", "two"]),
    share_class=st.sampled_from(["", "a", "b"]),
    joint=st.sampled_from(["", "g", "h"]),
)


@given(st.lists(rows, max_size=8), st.randoms())
def test_the_order_of_rows_does_not_matter(given_rows: list[Holding], dice: random.Random) -> None:
    shuffled = given_rows[:]
    dice.shuffle(shuffled)
    assert tuple(stakes_on(shuffled, DAY)) == tuple(stakes_on(given_rows, DAY))
