"""A user's own watch-list: both formats, bad rows set aside, bad files refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError, ForeignFile, RicochetError
from ricochet.sources.tables.watchlist import read_watchlist

CSV = (
    "id,kind,names,weak,birth_date,country,gender,identifiers,remark\n"
    'a1,person,"Marzuk, Musa Abu;Marzook",Abu,1951,Egypt,male,passport: 92/664,x\n'
    "a2,company,Hikvision,,,China,,,\n"
    "a2,company,海康威视,,,,,,\n"
)


def test_a_csv_gives_parties_with_every_name_and_where_they_stand() -> None:
    read = read_watchlist(CSV.encode(), "own.csv", "own")
    first, second = read.records
    assert [(n.text, n.weak) for n in first.names] == [("Marzuk, Musa Abu", False), ("Marzook", False), ("Abu", True)]
    assert (first.id, first.kind, first.births, first.countries, first.gender) == (
        "own:a1", "person", ("1951",), ("Egypt",), "male",
    )  # fmt: skip
    assert (first.identifiers[0].type, first.identifiers[0].value) == ("passport", "92/664")
    assert (first.source.publisher, first.source.row) == ("own", 2)
    assert [n.text for n in second.names] == ["Hikvision", "海康威视"]
    assert read.rows == 3
    assert read.notices == ("own.csv: columns not read: remark",)


def test_jsonl_takes_lists_or_single_values() -> None:
    data = b'{"id": 7, "kind": "airplane", "names": ["EP-M"], "weak": null, "identifiers": [{"type":"x","value":"1"}]}'
    (party,) = read_watchlist(data, "own.jsonl", "own").records
    assert (party.id, party.kind) == ("own:7", "aircraft")
    assert party.identifiers[0].type == "x"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('{"id": "", "names": ["A"]}', "id"),
        ('{"id": "1", "names": []}', "names"),
        ('{"id": "1", "names": ["A"], "kind": "teapot"}', "kind"),
        ('{"id": "1", "names": ["\\ud800"]}', ""),
        ('{"id": "1", "names": ["A\\u0000"]}', ""),
        ("{oops", ""),
        ("[1]", ""),
        ("[" * 100_000, ""),
    ],
)
def test_a_bad_row_is_set_aside_with_place_and_remedy_and_the_rest_is_read(line: str, column: str) -> None:
    read = read_watchlist(f'{{"id": "0", "names": ["Good"]}}\n{line}\n'.encode(), "own.jsonl", "own")
    assert [party.id for party in read.records] == ["own:0"]
    assert [(one.row, one.column, bool(one.remedy)) for one in read.quarantined] == [(2, column, True)]
    assert read.rows == 2


@pytest.mark.parametrize("data", [b"", b"<html>", b"a,b\n1,2\n", b"id,kind\n1,person\n"])
def test_a_file_that_is_no_watch_list_is_refused(data: bytes) -> None:
    with pytest.raises(ForeignFile):
        read_watchlist(data, "own.csv", "own")


def test_a_file_in_another_encoding_is_refused_in_words() -> None:
    with pytest.raises(DataError, match="not UTF-8"):
        read_watchlist(b"id,names\n1,M\xfcller\n", "own.csv", "own")


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: f"id,names\n{t}".encode(errors="replace")))
)
def test_any_bytes_are_read_or_refused_and_no_row_is_lost(data: bytes) -> None:
    try:
        read = read_watchlist(data, "own.csv", "own")
    except RicochetError:
        return
    assert read.rows >= len(read.records) + len(read.quarantined)
