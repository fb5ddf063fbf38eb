"""Recognise: which register's format a file is in, by its first bytes, never by its name."""

import re
from collections.abc import Callable

HEAD = 1 << 15
"""Bytes looked at."""


def _has(*keys: str) -> Callable[[bytes], bool]:
    found = [re.compile(rb'"%s"\s*:' % key.encode()) for key in keys]
    return lambda head: all(pattern.search(head) for pattern in found)


_JSON: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    (
        "bods",
        lambda head: _has("statementI[Dd]")(head) and bool(re.search(rb'"(?:recordType|statementType)"\s*:', head)),
    ),
)
_OPENING = re.compile(rb"\s*[\[{]")


def recognise(head: bytes) -> str | None:
    """Name the format of a file that begins with these bytes (at most `HEAD` are looked at); None for no register."""
    head = head[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if _OPENING.match(head):
        return next((name for name, like in _JSON if like(head)), None)
    return None
