"""Parquet, through DuckDB, which reads files only: the bytes stand in a temporary one for a moment."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from ricochet.errors import DataError
from ricochet.sources.tables.header import headed
from ricochet.sources.tables.sheet import Row, Sheet
from ricochet.sources.tables.value import text

_WHOLE = {f"{sign}{size}" for sign in ("", "U") for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")}
_SAME = {*_WHOLE, "VARCHAR", "BOOLEAN", "DATE", "FLOAT"}
"""Types that DuckDB writes as text as `read` does."""

_EXPONENT, _BROKEN = "'[a-z]'", r"'^''|[\r\n]'"
"""A number with an exponent or none at all; a text over lines, or with what may be the guard before a formula."""


def read(name: str, data: bytes) -> Sheet:
    """Read one Parquet file; rows are numbered from 1. Raises DataError for a damaged one."""
    with _opened(name, data) as (table, _):
        columns, types = table.columns, [str(kind) for kind in table.types]
        # A 32-bit float has its short form only as long as it is one.
        picked = ", ".join(
            f"CAST({_quoted(column)} AS VARCHAR)" if kind == "FLOAT" else _quoted(column)
            for column, kind in zip(columns, types, strict=True)
        )
        records = table.project(picked).fetchall()
    rows = tuple(
        Row(number, cells)
        for number, record in enumerate(records, start=1)
        if any(cells := tuple(text(value) for value in record))
    )
    return headed(name, Sheet(name="", columns=tuple(columns), rows=rows))


def as_csv(name: str, data: bytes) -> bytes | None:
    """The same rows as lines of a CSV file, a header above them, for who reads those quickly.

    None where a type, or a text in a cell, would not read the same. Raises DataError for a damaged file.
    """
    with _opened(name, data) as (table, folder):
        shown = []
        for column, kind in zip(table.columns, map(str, table.types), strict=True):
            cell = f"CAST({_quoted(column)} AS VARCHAR)"
            if kind == "DOUBLE":
                cell = f"regexp_replace({cell}, '[.]0$', '')"
            elif kind not in _SAME and not kind.startswith("DECIMAL("):
                return None
            shown.append(f"{cell} AS {_quoted(column)}")
        plain = table.project(", ".join(shown))
        odd = [
            f"regexp_matches({_quoted(column)}, {_EXPONENT if str(kind) == 'DOUBLE' else _BROKEN})"
            for column, kind in zip(table.columns, table.types, strict=True)
        ]
        if plain.filter(" OR ".join(odd)).limit(1).fetchall():
            return None
        path = Path(folder, "table.csv")
        plain.write_csv(str(path), header=True)
        return path.read_bytes()


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[tuple[duckdb.DuckDBPyRelation, str]]:
    """The table, and a folder for as long as it is open."""
    config: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with tempfile.TemporaryDirectory(prefix="ricochet-") as folder:
        path = Path(folder, "table.parquet")
        path.write_bytes(data)
        try:
            with duckdb.connect(config=config) as connection:
                yield connection.read_parquet(str(path)), folder
        except (duckdb.Error, RuntimeError, ValueError, OverflowError) as wrong:
            first = str(wrong).split("\n")[0].replace(str(path), name)
            raise DataError(f"{name} is a damaged Parquet file: {first}", remedy="Export it again.") from None


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
