"""JSON in: a publisher's JSON -> typed records; what does not fit names its place in the file."""

from datetime import date
from typing import TypeVar

import msgspec

from ricochet.errors import DataError

T = TypeVar("T")


def decode(name: str, data: bytes, kind: type[T], what: str) -> T:
    """Read the whole file as `kind`. Raises DataError with the place of what does not fit."""
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise DataError(f"{name} is no {what}: {wrong}.", remedy="Fetch the file again from its publisher.") from None


def day(text: str | None) -> date | None:
    """The day of an ISO time stamp; None where there is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def first_words(text: str, length: int = 160) -> str:
    """The beginning of a description, in one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1].rsplit(" ", 1)[0] + "…"
