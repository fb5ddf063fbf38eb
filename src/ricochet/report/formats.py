"""Formats: rows as jsonl, json, csv or a table on a terminal. The same rows give the same bytes."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable
from typing import Any, Literal

Format = Literal["table", "jsonl", "csv", "json"]
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""What would act on a terminal instead of being shown: a device, or a file, may hold it in a name."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(rows: Iterable[dict[str, Any]], shape: Format) -> str:
    """All rows in one shape, ending in a newline; nothing for no rows, except json's `[]`."""
    found = list(rows)
    if shape == "json":
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if shape == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    return _csv(found) if shape == "csv" else _table(found)


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: a leading apostrophe where one would."""
    return f"'{text}" if text.lstrip(" '\"").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def _columns(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = _columns(rows)
    if columns:
        writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    return guarded(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _table(rows: list[dict[str, Any]]) -> str:
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.table import Table  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    if not rows:
        return ""
    columns = _columns(rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_short(row.get(name))) for name in columns))
    width = shutil.get_terminal_size((120, 24)).columns
    console = Console(file=io.StringIO(), force_terminal=False, width=width)
    console.print(table)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def _short(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_short(one) for one in value)
    if isinstance(value, dict):
        return " ".join(_short(one) for name, one in value.items() if name not in {"sources", "sha256"})
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), str(value))
