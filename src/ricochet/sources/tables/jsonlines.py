"""JSON lines: one object a line. What Python's reader lets pass (NaN, a key twice) is refused here."""

import json
from typing import Any, NoReturn

from ricochet.errors import DataError
from ricochet.model.quarantine import Quarantined
from ricochet.sources.tables.header import headed
from ricochet.sources.tables.sheet import Row, Sheet


def read(name: str, text: str) -> Sheet:
    """Read JSONL. Numbers keep their digits as written, a list of plain values is joined with "; ", null is blank.

    A line that is no object of plain values is quarantined. Raises DataError where no line can be read.
    """
    objects: list[tuple[int, dict[str, str]]] = []
    aside: list[Quarantined] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            cells = _object(line)
        except (ValueError, RecursionError) as wrong:
            reason = "nested too deeply" if isinstance(wrong, RecursionError) else str(wrong)
            aside.append(
                Quarantined(
                    file=name,
                    row=number,
                    column="",
                    value=ascii(line[:200]),
                    reason=f"the line is no JSON object of plain values: {reason}",
                    remedy='Write one object a line: {"owner": "A", "owned": "B"}.',
                )
            )
            continue
        objects.append((number, cells))
        columns |= dict.fromkeys(cells)
    if not objects:
        raise DataError(f"{name}: no line reads as a JSON object ({aside[0].reason}).", remedy=aside[0].remedy)
    return headed(
        name,
        Sheet(
            name="",
            columns=tuple(columns),
            rows=tuple(Row(number, tuple(cells.get(key, "") for key in columns)) for number, cells in objects),
            quarantined=tuple(aside),
        ),
    )


def _object(line: str) -> dict[str, str]:
    value = json.loads(line, object_pairs_hook=_pairs, parse_constant=_refuse, parse_int=str, parse_float=str)
    if not isinstance(value, dict):
        raise ValueError("not an object")  # noqa: TRY004 - a matter of the data, caught with its siblings
    return {key: _text(key, item) for key, item in value.items()}


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!a} stands twice")
    return dict(pairs)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")


def _text(key: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case list() if not any(isinstance(item, list | dict) for item in value):
            return "; ".join(_text(key, item) for item in value)
    raise ValueError(f"the value of {key!a} is nested")
