"""Holdings as users bring them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError
from ricochet.model.share import UNKNOWN, Share, percent
from ricochet.sources.tables.holdings import read_holdings


def test_every_column_of_the_contract_is_read() -> None:
    text = (
        "owner,owned,share,basis,from,to,source,joint,held_for,class\n"
        "A,B,51.3,votes,2020,2021-05,FAQ 401,pair,C,golden\n"
    )
    (holding,) = read_holdings("h.csv", text.encode()).records
    assert (holding.owner, holding.owned, holding.basis) == ("A", "B", "votes")
    assert (holding.joint, holding.held_for, holding.share_class) == ("pair", "C", "golden")
    assert holding.share.low == Fraction(513, 10)
    assert (str(holding.period.start), str(holding.period.end)) == ("2020-01-01", "2021-05-31")
    assert (holding.source.publisher, holding.source.file, holding.source.row) == ("user", "h.csv", 2)
    assert holding.source.cite == "FAQ 401"
    assert len(holding.source.sha256) == 64


def test_a_blank_share_is_unknown_and_a_blank_basis_is_equity() -> None:
    (holding,) = read_holdings("h.csv", b"owner,owned\nA,B\n").records
    assert holding.share == UNKNOWN
    assert holding.basis == "equity"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",B,60,", "owner"),
        ("A, ,60,", "owned"),
        ("A,B,101,", "share"),
        ("A,B,-1,", "share"),
        ("A,B,NaN,", "share"),
        ("A,B,inf,", "share"),
        ("A,B,1e2,", "share"),
        ("A,B,٥٠,", "share"),
        ("A,B,5_0,", "share"),
        ("A,B,60,ownership-ish", "basis"),
        ("A,B,50..40,", "share"),
    ],
)
def test_a_bad_row_is_set_aside_by_name_and_the_rest_goes_on(row: str, column: str) -> None:
    read = read_holdings("h.csv", f"owner,owned,share,basis\n{row}\nC,D,60,\n".encode())
    assert [holding.owner for holding in read.records] == ["C"]
    (aside,) = read.quarantined
    assert (aside.file, aside.row, aside.column) == ("h.csv", 2, column)
    assert read.rows == 2


def test_from_after_to_is_set_aside() -> None:
    read = read_holdings("h.csv", b"owner,owned,share,from,to\nA,B,60,2021,2020\n")
    assert not read.records
    assert "lies after" in read.quarantined[0].reason


def test_numbers_up_to_one_wait_for_the_unit() -> None:
    data = b"owner,owned,share\nA,B,0.6\nA,C,1/3\nA,D,60 %\nA,E,>0.5\nA,F,?\nA,G,0\n"
    read = read_holdings("h.csv", data)
    assert [holding.owned for holding in read.records] == ["C", "D", "F", "G"]
    assert all("--share-unit" in aside.remedy for aside in read.quarantined)
    assert any("--share-unit" in notice for notice in read.notices)
    as_percent = read_holdings("h.csv", data, share_unit="percent").records
    assert [str(h.share) for h in as_percent] == ["0.6", "1/3", "60", ">0.5", "?", "0"]
    as_fraction = read_holdings("h.csv", data, share_unit="fraction").records
    assert [str(h.share) for h in as_fraction] == ["60", "1/3", "60", ">50", "?", "0"]


def test_one_number_over_one_settles_the_unit() -> None:
    read = read_holdings("h.csv", b"owner,owned,share\nA,B,0.6\nA,C,2\n")
    assert [str(h.share) for h in read.records] == ["0.6", "2"]


def test_a_fraction_over_one_is_set_aside() -> None:
    read = read_holdings("h.csv", b"owner,owned,share\nA,B,0.6\nA,C,2\n", share_unit="fraction")
    assert [str(h.share) for h in read.records] == ["60"]
    assert read.quarantined[0].row == 3


def test_common_headers_are_known_and_shown() -> None:
    read = read_holdings("h.csv", b"Shareholder;Subsidiary;Percent;colour\nA;B;51,3;red\n")
    assert read.mapping == (("Shareholder", "owner"), ("Subsidiary", "owned"), ("Percent", "share"))
    assert str(read.records[0].share) == "51.3"
    assert any("colour" in notice for notice in read.notices)


def test_two_columns_for_one_field_are_refused() -> None:
    with pytest.raises(DataError, match="are both 'share'"):
        read_holdings("h.csv", b"owner,owned,share,percent\nA,B,1,2\n")


def test_a_mapping_goes_before_the_words() -> None:
    data = b"owner,owned,share,percent\nA,B,10,60\n"
    read = read_holdings("h.csv", data, mapping={"percent": "share", "share": "-"})
    assert str(read.records[0].share) == "60"
    with pytest.raises(DataError, match="are both 'owner'"):
        read_holdings("h.csv", data, mapping={"percent": "owner", "share": "owner"})


def test_a_missing_column_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r"no column 'owned'.*nearest is 'ownd'"):
        read_holdings("h.csv", b"owner,ownd,share\nA,B,60\n")


def test_a_header_alone_is_no_error_but_said() -> None:
    read = read_holdings("h.csv", b"owner,owned,share\n")
    assert (read.records, read.rows) == ((), 0)
    assert any("without rows" in notice for notice in read.notices)


@given(st.fractions(min_value=0, max_value=1, max_denominator=10**6))
def test_a_fraction_of_the_whole_is_exact(part: Fraction) -> None:
    data = f"owner,owned,share\nA,B,{part.numerator}/{part.denominator}\n".encode()
    (holding,) = read_holdings("h.csv", data, share_unit="fraction").records
    assert holding.share == Share(part * 100, part * 100)


@given(st.decimals(min_value=0, max_value=1, places=6))
def test_a_unit_scales_by_exactly_a_hundred(number: object) -> None:
    data = f"owner,owned,share\nA,B,{number:f}\n".encode()
    (one,) = read_holdings("h.csv", data, share_unit="percent").records
    (hundred,) = read_holdings("h.csv", data, share_unit="fraction").records
    assert percent(one.share.low * 100) == percent(hundred.share.low)


@given(st.text(max_size=300))
def test_any_share_text_is_a_record_or_set_aside(text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    data = f"owner,owned,share\nA,B,{cell}\nC,D,60\n".encode("utf-8", errors="surrogatepass")
    try:
        read = read_holdings("h.csv", data)
    except DataError:
        return
    assert len(read.records) + len(read.quarantined) == read.rows == 2
    assert all(0 <= holding.share.low <= holding.share.high <= 100 for holding in read.records)
