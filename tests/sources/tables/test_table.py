"""Tables in all formats: the same content gives the same text; anything else gives an error that helps."""

import contextlib
import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ricochet.errors import DataError, ForeignFile, TruncatedFile
from ricochet.model.holding import Holding
from ricochet.sources.tables.dealings import read_dealings
from ricochet.sources.tables.holdings import read_holdings
from ricochet.sources.tables.parties import read_parties
from ricochet.sources.tables.table import read_table

Cells = Sequence[Sequence[object]]


def xlsx(rows: Cells) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet(folder: Path, query: str) -> bytes:
    path = folder / "t.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def test_rows_carry_the_line_a_person_sees() -> None:
    (sheet,) = read_table("t.csv", b'a,b\n1,2\n\n"x\ny",3\nz,4\n')
    assert [row.number for row in sheet.rows] == [2, 4, 6]
    (sheet,) = read_table("t.jsonl", b'{"a":1}\n\n{"a":2}\n')
    assert [row.number for row in sheet.rows] == [1, 3]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_dialects_and_encodings(delimiter: str, end: str, encoding: str) -> None:
    text = end.join([delimiter.join(["owner", "owned"]), delimiter.join(["杭州", "Zürich"]), ""])
    (sheet,) = read_table("t.csv", text.encode(encoding))
    assert (sheet.columns, sheet.rows[0].cells) == (("owner", "owned"), ("杭州", "Zürich"))


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ('name;"Street, City, Zip, State"', ("name", "Street, City, Zip, State")),
        (",,\nname,kind", ("name", "kind")),
        ("name", ("name",)),
        ("a|b;c|d", ("a", "b;c", "d")),
    ],
)
def test_the_header_alone_decides_the_delimiter(header: str, columns: tuple[str, ...]) -> None:
    (sheet,) = read_table("t.csv", f"{header}\n".encode())
    assert sheet.columns == columns


def test_excels_own_hint_names_the_delimiter() -> None:
    (sheet,) = read_table("t.csv", b"sep=;\r\na,x;b\r\n1;2\r\n")
    assert (sheet.columns, sheet.rows[0].number) == (("a,x", "b"), 3)


def test_an_unreadable_byte_is_named_and_never_guessed() -> None:
    with pytest.raises(DataError, match=r"0xD1 at offset 8 \(line 2\).*cp1252.*'Ñ'"):
        read_table("t.csv", "name\nPEÑA\n".encode("latin-1").replace(b"PE", b"PEA", 1))


def test_a_name_decoded_twice_is_said() -> None:
    (sheet,) = read_table("t.csv", "name\nSão Paulo, Ãœber\nPEÃ‘A\n".encode())
    assert len(sheet.rows) == 2
    assert "2 row(s) look decoded twice" in sheet.notices[0]
    assert read_table("t.csv", "name\nSÃO PAULO â ÃÐ\n".encode())[0].notices == ()


def test_an_export_s_guard_against_formulas_comes_off_again() -> None:
    (sheet,) = read_table("t.csv", b"a,b\n'=1+1,'quoted'\n")
    assert sheet.rows[0].cells == ("=1+1", "'quoted'")


def test_a_row_too_long_is_set_aside_and_one_too_short_is_said() -> None:
    (sheet,) = read_table("t.csv", b"a,b,c\n1,51,3,x\n1,2\n1,2,3,,\n")
    assert [q.row for q in sheet.quarantined] == [2]
    assert [row.cells for row in sheet.rows] == [("1", "2", ""), ("1", "2", "3")]
    assert "1 row(s) have fewer cells" in sheet.notices[0]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", DataError, "is empty"),
        (b" \r\n\t\n", DataError, "is empty"),
        (b"\xef\xbb\xbf", DataError, "is empty"),
        (b'{"":"","\\ufeff":""}', DataError, "names no column"),
        (b'a,b\n1,"2\n3,4\n', TruncatedFile, "line 2 is never closed"),
        (b'a,b\n1,"2"3\n', DataError, "line 2"),
        (b'a,"b', TruncatedFile, "line 1"),
        (b"a, A \n1,2\n", DataError, "twice"),
        (b"%PDF-1.7", ForeignFile, "PDF"),
        (b"\x89PNG\r\n\x1a\n", ForeignFile, "PNG"),
        (b"\n<!DOCTYPE html><html>", ForeignFile, "web page"),
        (b"<?xml version='1.0'?>", ForeignFile, "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ForeignFile, "xls"),
        (b"\x1f\x8b\x08", ForeignFile, "gzip"),
        (b"PK\x03\x04rest", DataError, "damaged"),
        (b"PAR1restPAR1", DataError, "damaged Parquet"),
        (b'[{"a":1}]', DataError, "JSON array"),
        (b'{\n"a":1\n}', DataError, "no line reads"),
        (b"a,b\n" + b"x" * (2 << 20) + b",1\n", DataError, "1 MiB"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, error: type[DataError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_table("t", data)


def test_other_zip_files_are_foreign() -> None:
    for member, words in [
        ("word/document.xml", "office"),
        ("xl/workbook.bin", "xlsb"),
        ("xl/vbaProject.bin", "macros"),
    ]:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(member, "x")
        with pytest.raises(ForeignFile, match=words):
            read_table("t.xlsx", out.getvalue())


@pytest.mark.parametrize(
    "line",
    ['{"a":NaN}', '{"a":Infinity}', '{"a":1,"a":2}', '{"a":{"b":1}}', "[1]", '{"a":"\\ud800"}', '{"a":"\\u0000"}', "{"],
)
def test_a_bad_line_of_json_is_set_aside(line: str) -> None:
    (sheet,) = read_table("t.jsonl", f'{{"a":"x"}}\n{line}\n'.encode())
    assert ([row.number for row in sheet.rows], [q.row for q in sheet.quarantined]) == ([1], [2])


def test_json_keeps_the_digits_and_survives_depth_and_length() -> None:
    deep = '{"a":' * 100_000
    (sheet,) = read_table(
        "t.jsonl", f'{{"a":0.10,"b":[1,"x"],"c":true,"d":null}}\n{deep}\n{{"a":{"9" * 5000}}}\n'.encode()
    )
    assert sheet.rows[0].cells == ("0.10", "1; x", "true", "")
    assert len(sheet.rows[1].cells[0]) == 5000
    assert "nested too deeply" in sheet.quarantined[0].reason


def test_odd_keys_are_data() -> None:
    (sheet,) = read_table("t.jsonl", b'{"__proto__":"1","constructor":"2","":"3"}\n')
    assert sheet.columns == ("__proto__", "constructor", "column 3")


def test_a_workbook_shows_what_a_person_sees() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["n", "d"],
        [0.1, dt.date(2020, 1, 31)],
        [0.1 + 0.2, None],
        [60.0, None],
        [0.6, None],
        ["00123", None],
        [12345678901234567890.0, None],
        [True, None],
        [-0.0, None],
    ):
        sheet.append(row)
    sheet["A5"].number_format = "0.0%"
    (read,) = read_table("t.xlsx", saved(book))
    shown = [row.cells[0] for row in read.rows]
    assert shown == ["0.1", "0.3", "60", "60 %", "00123", "1.23456789012346e+19", "true", "0"]
    assert read.rows[0].cells[1] == "2020-01-31"


def test_what_a_workbook_hides_is_said() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["a", "b"], ["x", "1"], ["y", "=1+1"], ["z", "#REF!"]):
        sheet.append(row)
    sheet["B4"].data_type = "e"
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells("A6:B6")
    other = book.create_sheet("other")
    other.append(["c"])
    other.sheet_state = "hidden"
    first, second = read_table("t.xlsx", saved(book))
    assert [q.reason for q in first.quarantined] == [
        "the formula has no stored value",
        "the cell shows a spreadsheet error",
    ]
    said = " ".join(first.notices)
    assert "1 hidden row(s)" in said
    assert "1 formula(s)" in said
    assert "A6:B6" in said
    assert "the sheet is hidden" in second.notices[0]


def test_a_stray_cell_at_the_far_corner_costs_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "name"
    sheet["A1048576"] = "Foo"
    sheet["XFD1"] = "last"
    (read,) = read_table("t.xlsx", saved(book))
    assert (read.columns, read.rows[0].number) == (("name", "last"), 1048576)


def test_only_the_sheets_that_fit_are_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["about", "this"])
    stakes = book.create_sheet("stakes")
    stakes.append(["owner", "owned", "share"])
    stakes.append(["A", "B", 60])
    read = read_holdings("t.xlsx", saved(book))
    assert [(h.owner, h.source.sheet, h.source.row) for h in read.records] == [("A", "stakes", 2)]
    assert any("[Sheet]" in notice and "not read" in notice for notice in read.notices)


def test_a_document_type_in_a_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    with pytest.raises(DataError, match="document type"):
        read_table("t.xlsx", out.getvalue())


def test_parquet_types_become_text(tmp_path: Path) -> None:
    query = (
        "SELECT 60.1::DOUBLE a, 60.1::FLOAT b, 51.300::DECIMAL(9,3) c, DATE '2020-01-02' d, TIMESTAMP '2020-01-02' e, "
        "true f, ['x', 'y'] g, NULL::INT h, 7::BIGINT i, 'NaN'::DOUBLE j"
    )
    (sheet,) = read_table("t", parquet(tmp_path, query))
    expected = ("60.1", "60.1", "51.300", "2020-01-02", "2020-01-02", "true", "x; y", "", "7", "nan")
    assert sheet.rows[0].cells == expected


def content(read: tuple[Holding, ...]) -> list[tuple[object, ...]]:
    return [(h.owner, h.owned, h.share, h.basis, h.period) for h in read]


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
STAKES = st.one_of(
    st.integers(2, 100),
    st.decimals(2, 100, places=2).map(float),
    st.sampled_from(["?", "(25,50]", "1/3", "51,3 %", ""]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, STAKES, st.dates().filter(lambda d: d.year > 1900)), min_size=1, max_size=6))
def test_the_same_content_is_the_same_in_every_format(rows: list[tuple[str, str, float | str, dt.date]]) -> None:
    header = ["owner", "owned", "share", "from"]
    text = "".join(f'{a},{b},"{c}",{d}\n' for a, b, c, d in rows)
    in_csv = read_holdings("t.csv", (",".join(header) + "\n" + text).encode(), share_unit="percent")
    lines = (json.dumps(dict(zip(header, [a, b, c, str(d)], strict=True))) for a, b, c, d in rows)
    in_json = read_holdings("t.jsonl", "\n".join(lines).encode(), share_unit="percent")
    in_xlsx = read_holdings("t.xlsx", xlsx([header, *rows]), share_unit="percent")
    assert content(in_csv.records) == content(in_json.records) == content(in_xlsx.records)
    assert len(in_csv.records) == len(rows)
    assert [h.source.row for h in in_csv.records] == [h.source.row for h in in_xlsx.records]


def test_parquet_gives_the_same_holdings(tmp_path: Path) -> None:
    data = parquet(tmp_path, "SELECT * FROM (VALUES ('A','B','51,3 %'),('杭州','C','1/3')) t(owner, owned, share)")
    in_csv = read_holdings("t.csv", 'owner,owned,share\nA,B,"51,3 %"\n杭州,C,1/3\n'.encode())
    assert content(read_holdings("t", data).records) == content(in_csv.records)


PIECES = st.sampled_from(
    b'owner,owned,share from,to,kind id,name " , { [ A 50 sep=; PAR1 PK\x03\x04 \xff\xfe \x00 \xe9 '
    b'{"owner":"A","owned":"B"} \n \r'.split(b" ")
)


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=20).map(b"".join)))
def test_any_bytes_are_records_or_a_data_error(data: bytes) -> None:
    for reader in (read_holdings, read_dealings, read_parties):
        try:
            read = reader("t", data)
        except DataError:
            continue
        repeated = sum(int(n.split(": ")[1].split()[0]) for n in read.notices if "repeated row" in n)
        assert len(read.records) + len(read.quarantined) + repeated == read.rows


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 255), st.booleans())
def test_a_damaged_workbook_is_read_or_a_data_error(place: int, byte: int, cut: bool) -> None:
    data = bytearray(WORKBOOK)
    data[place % len(data)] = byte
    with contextlib.suppress(DataError):
        read_holdings("t.xlsx", bytes(data[: place % len(data)] if cut else data))


WORKBOOK = xlsx([["owner", "owned", "share"], ["A", "B", 60]])
