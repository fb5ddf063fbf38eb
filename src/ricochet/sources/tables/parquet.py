"""Parquet, through DuckDB, which reads files only: the bytes stand in a temporary one for a moment."""

import tempfile
from pathlib import Path
from typing import Any

import duckdb

from ricochet.errors import DataError
from ricochet.sources.tables.header import headed
from ricochet.sources.tables.sheet import Row, Sheet
from ricochet.sources.tables.value import text


def read(name: str, data: bytes) -> Sheet:
    """Read one Parquet file; rows are numbered from 1. Raises DataError for a damaged one."""
    config: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with tempfile.TemporaryDirectory(prefix="ricochet-") as folder:
        path = Path(folder, "table.parquet")
        path.write_bytes(data)
        try:
            with duckdb.connect(config=config) as connection:
                table = connection.read_parquet(str(path))
                columns, types = table.columns, [str(kind) for kind in table.types]
                # A 32-bit float has its short form only as long as it is one.
                picked = ", ".join(
                    f"CAST({_quoted(column)} AS VARCHAR)" if kind == "FLOAT" else _quoted(column)
                    for column, kind in zip(columns, types, strict=True)
                )
                records = table.project(picked).fetchall()
        except (duckdb.Error, RuntimeError, ValueError, OverflowError) as wrong:
            first = str(wrong).split("\n")[0].replace(str(path), name)
            raise DataError(f"{name} is a damaged Parquet file: {first}", remedy="Export it again.") from None
    rows = tuple(
        Row(number, cells)
        for number, record in enumerate(records, start=1)
        if any(cells := tuple(text(value) for value in record))
    )
    return headed(name, Sheet(name="", columns=tuple(columns), rows=rows))


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
