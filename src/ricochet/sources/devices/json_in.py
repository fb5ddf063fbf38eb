"""JSON in: the objects of a tool's export: JSON lines, an array, an array inside an object, or one document."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from ricochet.errors import DataError, TruncatedFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.registers.facts import Origin, Row, wrong
from ricochet.sources.registers.json_in import rows

_HALF = "a text holds half a character"
MAX_DOCUMENT = 1 << 28
"""Largest document read at once, in bytes; arrays and lines are read as the file goes by."""


def objects(file: BinaryIO, origin: Origin) -> Iterator[Row | Quarantined]:
    """Yield each object with its line or its place in the array, from 1; a document over several lines is object 1."""
    if is_document(file):
        yield 1, document(file, origin)
        return
    for item in rows(file, origin):
        if isinstance(item, Quarantined) or not (half := _half(item[1])):
            yield item
        else:
            yield origin.aside(item[0], wrong("", half, _HALF))


def _half(value: object) -> str:
    """What of the value cannot be written again: half of a character that takes two; "" where all can."""
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError as unfit:
        return ascii(unfit.object[unfit.start : unfit.end])
    return ""


def is_document(file: BinaryIO) -> bool:
    """Whether one object goes on over several lines; the file is left at its beginning."""
    file.seek(0)
    first = file.readline(1 << 20).removeprefix(b"\xef\xbb\xbf").strip()
    while not first and file.readable() and (line := file.readline(1 << 20)):
        first = line.strip()
    file.seek(0)
    if not first.startswith(b"{"):
        return False
    try:
        json.loads(first)
    except ValueError:
        return True
    return False


def document(file: BinaryIO, origin: Origin) -> Any:
    """The one value of a file. Raises DataError where there is none, TruncatedFile where it ends too early."""
    file.seek(0)
    data = file.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise DataError(f"{origin.file} is one JSON value of more than 256 MiB.", remedy="Export it as JSON lines.")
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as unread:
        if unread.pos >= len(data.decode("utf-8-sig").rstrip()) - 1 or "Unterminated" in unread.msg:
            raise TruncatedFile(f"{origin.file}: the JSON ends too early.", remedy="Export it again.") from None
        raise DataError(
            f"{origin.file}, line {unread.lineno}: no JSON: {unread.msg}.", remedy="Export it again."
        ) from None
    except (UnicodeDecodeError, RecursionError) as unread:
        raise DataError(f"{origin.file} is no JSON: {unread}.", remedy="Export it again.") from None
    if half := _half(value):
        raise DataError(f"{origin.file}: {_HALF} {half}.", remedy="Remove it, or export the file again.")
    return value
