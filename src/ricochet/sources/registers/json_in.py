"""JSON in: the objects of JSON lines, of one array, or of an array inside an object, read as the file goes by."""

import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, NoReturn

from ricochet.errors import DataError, TruncatedFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.registers.facts import Origin, Row, wrong

CHUNK = 1 << 20
MAX_OBJECT = 1 << 26
"""Longest record read, in bytes of a line or characters of an array's element: far above any real one."""
MAX_DIGITS = 100
_HEAD = 1 << 10
_ARRAY = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:\[|\{\s*"(?:records|relations|exceptions|results|entities|statements)"\s*:\s*\[)'
)
"""How an array begins, or the object that GLEIF or an API wraps around one; any other object is a line."""
_BETWEEN = re.compile(r"[\s,]*")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")


def _exact(digits: str) -> Decimal:
    number = Decimal(digits)
    if len(digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits")
    return number


_DECODER = json.JSONDecoder(parse_float=_exact, parse_constant=_refuse)
"""Numbers keep their digits: a share of 33.1 is not the nearest binary float."""


def rows(file: BinaryIO, origin: Origin) -> Iterator[Row | Quarantined]:
    """Yield each object with its line (JSON lines) or place in the array (from 1).

    A line that is no JSON is quarantined. An array is read until it breaks: then DataError (TruncatedFile where the
    file ends inside it) says at which element, because what follows cannot be told apart any more.
    """
    head = file.read(_HEAD)
    file.seek(0)
    if _ARRAY.match(head):
        yield from _array(file, origin.file)
    else:
        yield from _lines(file, origin)


def _lines(file: BinaryIO, origin: Origin) -> Iterator[Row | Quarantined]:
    number = 0
    while line := file.readline(MAX_OBJECT):
        number += 1
        if not line.strip(b" \t\r\n"):
            continue
        if len(line) == MAX_OBJECT:
            yield origin.aside(number, wrong("", ascii(line[:200]), "the line is longer than any record"))
            while line and not line.endswith(b"\n"):  # the rest of it
                line = file.readline(MAX_OBJECT)
            continue
        try:
            found = _DECODER.decode(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except (ValueError, RecursionError) as refused:
            reason = "nested too deeply" if isinstance(refused, RecursionError) else str(refused)
            yield origin.aside(number, wrong("", ascii(line[:200]), f"the line is no JSON: {reason}"))
        else:
            yield number, found


def _array(file: BinaryIO, name: str) -> Iterator[Row]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        window = _Window(text, name)
        window.enter()
        yield from enumerate(window.elements(), start=1)
    except UnicodeDecodeError as refused:
        raise DataError(f"{name} is not UTF-8 ({refused.reason}).", remedy="Save or fetch it again.") from None
    finally:
        text.detach()  # the file is the caller's to close


class _Window:
    """A text seen through a window that moves over it: `held` from `at` on is still to be read."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self.text, self.name, self.held, self.at = text, name, "", 0

    def enter(self) -> None:
        """Go to the first element: past "[", also where an object wraps the array ({"records": [)."""
        while "[" not in self.held and self._more(CHUNK):
            pass
        self.at = self.held.find("[") + 1

    def elements(self) -> Iterator[Any]:
        """The elements up to "]"."""
        number = 0
        while self._next() != "]":
            number += 1
            yield self._element(f"element {number}")

    def _next(self) -> str:
        while True:
            self.at = _BETWEEN.match(self.held, self.at).end()  # type: ignore[union-attr] # it also matches nothing
            if self.at < len(self.held):
                return self.held[self.at]
            if not self._more(CHUNK):
                raise TruncatedFile(f"{self.name}: the array ends too early.", remedy="Fetch it again.")

    def _element(self, place: str) -> Any:
        while True:
            try:
                found, end = _DECODER.raw_decode(self.held, self.at)
            except RecursionError:
                raise DataError(f"{self.name}: {place} is nested too deeply.") from None
            except ValueError as refused:
                # Cut by the window's edge, perhaps: read on, each time as much again, so that no text is read often.
                if (size := len(self.held) - self.at) > MAX_OBJECT or not self._more(max(size, CHUNK)):
                    raise self._broken(place, refused) from None
                continue
            if end < len(self.held) or not self._more(CHUNK):  # a number at the edge may go on
                self.at = end
                return found

    def _more(self, size: int) -> bool:
        chunk = self.text.read(size)
        self.held, self.at = self.held[self.at :] + chunk, 0
        return bool(chunk)

    def _broken(self, place: str, refused: ValueError) -> DataError:
        if isinstance(refused, json.JSONDecodeError) and (
            refused.pos >= len(self.held.rstrip()) - 1 or "Unterminated" in refused.msg
        ):
            return TruncatedFile(f"{self.name}: the array ends too early, inside {place}.", remedy="Fetch it again.")
        reason = refused.msg if isinstance(refused, json.JSONDecodeError) else str(refused)
        return DataError(f"{self.name}: {place} is no JSON: {reason}.", remedy="Correct it there, or fetch it again.")
