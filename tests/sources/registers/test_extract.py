"""What records say of one party, put together; which parties are one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.holding import Holding
from ricochet.model.party import Identifier, Name, Note, Party
from ricochet.model.share import UNKNOWN, read_share
from ricochet.model.source import Source
from ricochet.ownership.stakes import stakes_on
from ricochet.sources.registers.extract import gathered, official

SOURCE = Source(publisher="user", file="f", sha256="", row=1)


def party(key: str, *numbers: str, **more: str) -> Party:
    identifiers = tuple(Identifier(type=one.split("=")[0], value=one.split("=")[1]) for one in numbers)
    names = (Name(text=more["name"]),) if "name" in more else ()
    notes = (Note(label="note", text=more["note"]),) if "note" in more else ()
    return Party(id=key, kind="any", names=names, identifiers=identifiers, notes=notes, source=SOURCE)


@pytest.mark.parametrize(
    ("kind", "value", "reads"),
    [
        ("LEI", "001gpb", "lei:001GPB"),
        ("XI-LEI", "1", "lei:1"),
        ("leiCode", "1", "lei:1"),
        ("identifier lei", "1", "lei:1"),
        ("GB-COH", "01 23", "gb-coh:0123"),
        ("RA000585", "1", "gb-coh:1"),
        ("RA000602", "1", "ra000602:1"),
        ("taxNumber", "1", ""),
        ("PASSPORT_NUMBER", "1", ""),
    ],
)
def test_official_numbers(kind: str, value: str, reads: str) -> None:
    assert official(Identifier(type=kind, value=value)) == reads


def test_records_of_one_id_are_one_party() -> None:
    found = gathered([party("a", name="A"), party("b"), party("a", "LEI=1", note="n")])
    assert [one.id for one in found.parties] == ["a", "b"]
    assert (found.parties[0].name, found.parties[0].notes[0].text, len(found.parties[0].identifiers)) == ("A", "n", 1)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("GB-COH=1",), ("GB-COH=1",), True),
        (("RA000585=1", "LEI=A"), ("GB-COH=1",), True),
        (("GB-COH=1", "LEI=A"), ("GB-COH=1", "LEI=A"), True),
        (("GB-COH=1", "LEI=A"), ("GB-COH=1", "LEI=B"), False),
        (("GB-COH=1",), ("GB-COH=2",), False),
        (("taxNumber=1",), ("taxNumber=1",), False),
    ],
)
def test_which_are_one(first: tuple[str, ...], second: tuple[str, ...], same: bool) -> None:
    row = Holding(owner="b", owned="c", share=UNKNOWN, source=SOURCE)
    found = gathered([party("a", *first), party("b", *second), row])
    assert found.same == ((("b", "a"),) if same else ())
    assert found.holdings[0].owner == ("a" if same else "b")


def stake(share: str, record: int) -> Holding:
    source = Source(publisher="user", file="f", sha256="", row=record)
    return Holding(owner="x", owned="a", share=read_share(share), source=source)


@pytest.mark.parametrize(
    ("stakes", "reads"),
    [
        ([("30", 1), ("30", 2)], "30"),
        ([("48", 1), ("52", 2)], ">=48"),
        ([("20", 1), ("25", 2)], "20..45"),
        ([("20", 1), ("25", 1)], "45"),
        ([("30", 1), ("?", 2)], ">=30"),
        ([(">50", 1), ("?", 2)], ">50"),
        ([("20", 1), ("25", 2), ("?", 3)], ">=20"),
    ],
)
def test_records_that_state_different_shares_leave_an_interval(stakes: list[tuple[str, int]], reads: str) -> None:
    (found,) = stakes_on(gathered([stake(*one) for one in stakes]).holdings, date(2026, 1, 1))
    assert str(found.share) == reads


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(["LEI=1", "LEI=2", "GB-COH=1", "GB-COH=2"])), max_size=9
    )
)
def test_nobody_is_lost(records: list[tuple[str, str]]) -> None:
    found = gathered(party(key, number) for key, number in records)
    given_up = dict(found.same)
    kept = {one.id for one in found.parties}
    assert kept.isdisjoint(given_up)
    assert kept | given_up.keys() == {key for key, _ in records}
    assert set(given_up.values()) <= kept
