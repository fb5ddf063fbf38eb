"""Large registers: read all at once, they are what the reader of rows makes of them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ricochet.errors import RicochetError
from ricochet.model.holding import Holding
from ricochet.sources.tables import register
from ricochet.sources.tables.holdings import ShareUnit, read_holdings
from ricochet.sources.tables.register import read_register


@pytest.fixture(autouse=True)
def every_size() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "LARGE", 0)
        yield


def both(data: bytes, unit: ShareUnit | None = None) -> None:
    """The same rows, words and refusals either way."""
    try:
        slow = read_holdings("h.csv", data, share_unit=unit)
    except RicochetError as wrong:
        with pytest.raises(type(wrong), match=re.escape(str(wrong))):
            read_register("h.csv", data, share_unit=unit)
        return
    holdings, read = read_register("h.csv", data, share_unit=unit)
    assert Counter(holdings) == Counter(slow.records)
    assert (read.quarantined, read.notices, read.rows, read.mapping) == (
        slow.quarantined,
        slow.notices,
        slow.rows,
        slow.mapping,
    )
    assert all(holdings.parties[holdings.parties.find(row.owner)] == row.owner for row in slow.records)
    assert holdings.parties.find("nobody of this name") == -1


HEADER = "owner,owned,share,basis,from,to,joint,held_for,class,source,confidence,seen\n"
cells = st.sampled_from(
    [
        *(
            "",
            " ",
            "A",
            "B",
            " A ",
            "杭州海康",
            "Ã‘A",
            "Ärger",
            "\u3000A",
            "x\u00a0",
            "'=A",
            "'A",
            "a very long name of a company",
        ),
        *('"A"', '"A, B"', '"A ""B"""', '5" pipe', '"', '"two\nlines"', "A\tB", "\x07", "50", "60.5", "1/3", "0.4"),
        *('"(25,50]"', ">50", "?", "abc", "equity", "VOTES", "2020", "2021-05-01", "nonsense", "two, cells"),
    ]
)
lines = st.lists(st.lists(cells, min_size=1, max_size=12).map(",".join), max_size=6)
shares = st.sampled_from(["", "50", "1/3", "0.5", "60 %", '"(25,50]"', '"51,3"', "?", "x", "101", "0"])
likely = st.tuples(
    st.sampled_from(["A", "B", "C", "", '"D, Ltd"', "北京", "a name longer than eight bytes"]),
    st.sampled_from(["A", "B", "C", "E"]),
    shares,
    st.sampled_from(["", "equity", "Votes", "control", "odd"]),
    st.sampled_from(["", "2020-01-01", "2022"]),
    st.sampled_from(["", "2021-01-01", "2023"]),
    *(st.sampled_from(["", "x", "y"]) for _ in range(5)),
    st.sampled_from(["", "2021-01-01", "2023", "z"]),
).map(",".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(likely, max_size=12), st.sampled_from(["percent", "fraction", None]), st.sampled_from(["\n", "\r\n"]))
def test_likely_rows(rows: list[str], unit: ShareUnit | None, end: str) -> None:
    both((HEADER + "\n".join(["A,B,51,,,,,,,,,", *rows, ""])).replace("\n", end).encode(), unit)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(lines, st.booleans())
def test_odd_rows(rows: list[str], closed: bool) -> None:
    both((HEADER + "\n".join(["A,B,51,,,,,,,,,", *rows]) + "\n" * closed).encode())


@pytest.mark.parametrize(
    "text",
    [
        "owner;owned;share\nA;B;51,3\nA;C;(25,50]\n",
        "owner\towned\tshare\nA\tB\t60\nA\tC\t\n",
        "\ufeffowner,owned,share\nA,B,60\nC,D,60\n",
        "Shareholder,Company,Percent,Other\nA,B,60,1\nC,D,1,2\n",
        "owner,owned,share\nA,B,0.6\nC,D,0.4\n",
        "owner,owned\nA,B\nC,D\n",
        "owner,share\nA,60\n",
        "owner,owned,share\n\n\nA,B,60\n,,\nC,D,60",
        "owner,owned,share\nA,B,60\n{A},C,60\n",
        "sep=;\nowner;owned;share\nA;B;60\n",
        '"owner",owned,share\nA,B,60\n',
        "owner,owned,share\n",
        "owner,owned,share\nA,B,60\n\n",
        'owner,owned,share\nA,B,60\n"A',
        "",
    ],
)
def test_other_files(text: str) -> None:
    both(text.encode())
    both(text.encode("utf-16"))


def test_a_holding_is_one_row() -> None:
    holdings, _ = read_register("h.csv", b"owner,owned,share\nA,B,60\nC,D,70\n")
    rows = list[Holding](holdings)
    assert [(row.owner, row.owned, str(row.share), row.source.row) for row in rows] == [
        ("C", "D", "70", 3),
        ("A", "B", "60", 2),
    ]


texts = st.sampled_from(
    ["", "A", "B ", "=A", "'A", "two\nlines", '5" pipe', "A, B", "北京", "\x07", "a name longer than eight"]
)
records = st.tuples(
    texts,
    texts,
    st.sampled_from([None, 0.0, 60.0, 51.3, 100 / 3, 1e-7, 0.5, 101.0, float("nan")]),
    st.sampled_from([None, dt.date(2020, 1, 1), dt.date(2021, 2, 3)]),
    st.sampled_from([None, 1, 12]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(records, min_size=1, max_size=8), st.sampled_from(["DOUBLE", "DECIMAL(9,4)", "FLOAT", "TIMESTAMP"]))
def test_parquet(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]], kind: str) -> None:
    path = tmp_path_factory.mktemp("parquet") / "h.parquet"
    with duckdb.connect() as connection:
        last = "TIMESTAMP" if kind == "TIMESTAMP" else "DATE"
        share = "DOUBLE" if kind == "TIMESTAMP" else kind
        connection.execute(
            f'CREATE TABLE t (owner VARCHAR, owned VARCHAR, share {share}, "from" {last}, confidence BIGINT)'
        )
        usual = [row if share == "DOUBLE" or row[2] == row[2] else (*row[:2], None, *row[3:]) for row in rows]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [("X", "Y", 51.0, None, 7), *usual])
        connection.table("t").write_parquet(str(path))
    both(path.read_bytes())
