"""Parties as users bring them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError
from ricochet.sources.tables.parties import read_parties


def test_a_full_row_keeps_everything() -> None:
    text = (
        "id,name,kind,country,dob,LEI,identifier tax,website,address,address 2,city,aliases,weak,gender,colour\n"
        'v1,"Foo Co., Ltd.",company,CN;HK,1962|1963,L1,T9,a.example;b.example,1 High St,2 Low St,Hangzhou,'
        "Foo; Foo Trading,F,f,red\n"
    )
    read = read_parties("v.csv", text.encode())
    (party,) = read.records
    assert (party.id, party.kind, party.countries, party.births) == ("v1", "company", ("CN", "HK"), ("1962", "1963"))
    assert [(n.text, n.role, n.weak) for n in party.names] == [
        ("Foo Co., Ltd.", "primary", False),
        ("Foo", "aka", False),
        ("Foo Trading", "aka", False),
        ("F", "aka", True),
    ]
    assert [(i.type, i.value) for i in party.identifiers] == [
        ("LEI", "L1"),
        ("identifier tax", "T9"),
        ("website", "a.example"),
        ("website", "b.example"),
    ]
    assert [a.text for a in party.addresses] == ["1 High St", "2 Low St", "Hangzhou"]
    assert party.addresses[2].city == "Hangzhou"
    assert any("colour" in notice for notice in read.notices)


def test_the_table_of_registers_needs_no_names() -> None:
    read = read_parties("p.csv", b"party,country,register_complete\nA,HK,yes\nB,,\nC,,unknown\nD,,maybe\n")
    assert [(p.id, p.name, p.register_complete) for p in read.records] == [
        ("A", "A", True),
        ("B", "B", False),
        ("C", "C", False),
    ]
    assert read.quarantined[0].column == "register_complete"


def test_a_column_of_names_alone_is_a_table() -> None:
    read = read_parties("n.csv", b"Vendor\nHangzhou Hikvision Digital Technology Co., Ltd.\n")
    (party,) = read.records
    assert party.id == party.name == "Hangzhou Hikvision Digital Technology Co., Ltd."


def test_persons_in_two_columns_are_one_name() -> None:
    (party,) = read_parties("n.csv", b"first_name,last_name\nJane,Doe\n").records
    assert (party.name, party.names[0].given, party.names[0].family) == ("Jane Doe", "Jane", "Doe")


def test_the_shape_of_a_watch_list_is_read() -> None:
    (party,) = read_parties("w.csv", b"id,names,weak,identifiers\n7,Foo|Bar,F,AB1\n").records
    assert [n.text for n in party.names] == ["Foo", "Bar", "F"]
    assert party.names[0].role == "primary"


def test_an_id_again_is_a_repetition_or_a_contradiction() -> None:
    data = b"id,name\n1,Foo\n1,Foo\n1,Bar\n2,Foo\n"
    read = read_parties("p.csv", data)
    assert [(p.id, p.name) for p in read.records] == [("1", "Foo"), ("2", "Foo")]
    assert [q.row for q in read.quarantined] == [4]
    assert any("1 repeated row" in notice for notice in read.notices)
    assert len(read_parties("p.csv", data, keep_repeats=True).records) == 4


def test_an_unknown_kind_is_any_and_said() -> None:
    read = read_parties("p.csv", b"name,kind\nFoo,GmbH\n")
    assert read.records[0].kind == "any"
    assert any("GmbH" in notice for notice in read.notices)


@pytest.mark.parametrize("value", ["7.84E+09", "7,84E+09", "1.2345678901234568e+18"])
def test_an_id_that_lost_its_digits_is_set_aside(value: str) -> None:
    data = f'id,name,tax_id\n1,Foo,"{value}"\n2,Bar,009965580\n'.encode()
    read = read_parties("p.csv", data)
    assert [q.column for q in read.quarantined] == ["tax_id"]
    assert read.records[0].identifiers[0].value == "009965580"


def test_a_row_without_id_and_name_is_set_aside() -> None:
    read = read_parties("p.csv", b"id,name,country\n,,CN\n1,Foo,CN\n")
    assert (len(read.records), read.quarantined[0].row) == (1, 2)


def test_a_file_without_any_name_is_refused() -> None:
    with pytest.raises(DataError, match="It has: colour"):
        read_parties("p.csv", b"colour\nred\n")


@given(st.lists(st.tuples(*[st.text("ab1 ;", max_size=3)] * 3), max_size=12))
def test_no_row_is_lost(rows: list[tuple[str, str, str]]) -> None:
    lines = "".join(f"{a},{b},{c}\n" for a, b, c in rows)
    read = read_parties("p.csv", f"id,name,country\n{lines}".encode())
    repeated = sum(int(n.split(": ")[1].split()[0]) for n in read.notices if "repeated row" in n)
    assert len(read.records) + len(read.quarantined) + repeated == read.rows


@pytest.mark.real
def test_the_universe_of_firms(shared: Path) -> None:
    """111 of its 339 rows hold an unquoted comma in the last cell; each is named, none misread."""
    path = shared / "data/facts/universe_firms.csv"
    read = read_parties(path.name, path.read_bytes())
    assert (read.rows, len(read.records), len(read.quarantined)) == (339, 228, 111)
    assert "杭州海康威视数字技术股份有限公司" in [name.text for name in read.records[0].names]
