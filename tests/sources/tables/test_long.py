"""A long table, read row by row, says what the same table says when it is read whole."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ricochet.sources.tables import long
from ricochet.sources.tables.long import long_table
from ricochet.sources.tables.table import read_table

CELLS = st.text("aé海 ,;\"'=\x01\n\r", max_size=6) | st.sampled_from(["PEÃ‘A", "name", '"quoted, twice"', "sep=;"])
LINES = st.lists(st.lists(CELLS, max_size=4).map(",".join), max_size=8)


@pytest.fixture(autouse=True)
def _every_table_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "LARGE", 0)


def _same_as_whole(path: Path, data: bytes) -> bool:
    """Whether it was read row by row; if so, all that is told is what reading the whole tells."""
    path.write_bytes(data)
    found = long_table(path)
    if found is None:
        return False
    (sheet,) = read_table(path.name, data)
    rows = [dict(zip(sheet.columns, row.cells, strict=True)) for row in sheet.rows]
    assert [list(found), list(found), len(found)] == [rows, rows, len(rows)]
    assert (found.quarantined, found.notices) == (sheet.quarantined, sheet.notices)
    return True


@given(LINES, st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_row_by_row_is_as_whole(tmp_path: Path, lines: list[str], marked: bool) -> None:
    _same_as_whole(tmp_path / "book.csv", "\n".join(lines).encode("utf-8-sig" if marked else "utf-8"))


@pytest.mark.parametrize(
    "data",
    [
        b"name,country\r\nA,RU\r\nB\r\n\r\nC,x,y\r\n\x01,z\r\n",
        '\ufeffname;note\n"one\ntwo";PEÃ‘A\n\'=1;2\n'.encode(),
        b"name\nFoo Co., Ltd.\nBar\n",
    ],
)
def test_plain_tables_are_read_row_by_row(tmp_path: Path, data: bytes) -> None:
    assert _same_as_whole(tmp_path / "book.csv", data)


@pytest.mark.parametrize(
    "data",
    [b'{"name": "A"}\n', b"%PDF-1.4", b"", b"\n", b"name,Name\nA,B\n", b",name\nA,B\n", b'name\n"open\n', b"name\n\xff",
     "name\nA\n".encode("utf-16"), "name\nA\n".encode("utf-16-le"), b"<html>\n"],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_reader_of_whole_tables(tmp_path: Path, data: bytes) -> None:
    assert not _same_as_whole(tmp_path / "book.csv", data)


def test_a_short_file_and_a_missing_one_are_left_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "LARGE", 100)
    assert not _same_as_whole(tmp_path / "book.csv", b"name\nA\n")
    assert long_table(tmp_path / "none.csv") is None
