"""Cells: a large CSV file as places of its cells in the bytes, found for all rows at once.

Only rows as plain as nearly all are in nearly all files: as many cells as the header, quotes only around whole cells,
no character that a reader has to look at twice. All other rows are left to the reader of tables.
"""

from dataclasses import dataclass

import numpy as np

from ricochet.model.holdings import Ints
from ricochet.sources.tables.delimited import delimiter_of

_NEWLINE, _RETURN, _QUOTE, _APOSTROPHE, _SPACE = b"\n\r\"' "
_HEAD = 1 << 16
_LONGEST = 1 << 20
ROOM = 16
"""Bytes behind the file's own."""
# Bytes that begin a control character, a space that is none of ASCII's, or what looks decoded twice.
_PAIRS = {0xC3: (0x83,), 0xE1: (0x9A,), 0xE2: (0x80, 0x81, 0x82), 0xE3: (0x80,)}
_SINGLE = [*(byte for byte in range(0x20) if byte not in b"\n\r\t"), 0x7F, 0xC2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """`text` are the file's bytes, with ROOM behind. Cell [row, column] has `size` bytes from `start` on.

    `line` is each row's line in the file, from 1. `lines` is where every line starts, and where the last one ends.
    """

    text: Ints
    header: tuple[str, ...]
    start: Ints
    size: Ints
    line: Ints
    lines: Ints

    def others(self, data: bytes, rows: Ints) -> bytes:
        """The file with some rows blanked out: every other keeps its line."""
        gone = np.zeros(len(self.lines) - 1, bool)
        gone[self.line[rows] - 1] = True
        parts, last = [], 0
        for line in np.flatnonzero(~gone).tolist():
            parts += [b"\n" * (line - last), data[self.lines[line] : self.lines[line + 1]]]
            last = line + 1
        return b"".join(parts)


def find_cells(data: bytes) -> Cells | None:
    """The plain rows of a CSV file; None where it is not UTF-8 text in lines with a plain header, or quotes loosely."""
    head = _head(data)
    if head is None:
        return None
    header, delimiter = head
    text = np.frombuffer(data + bytes(ROOM), np.uint8)
    body = text[: len(data)]
    newlines = _found(body == _NEWLINE)
    if not len(newlines) or newlines[-1] != len(body) - 1:
        newlines = np.append(newlines, newlines.dtype.type(len(body)))
    lines = np.append(newlines.dtype.type(0), newlines + 1)
    plain = _plain(text, lines, delimiter)
    cuts = _found(body == delimiter)
    quotes = _found(body == _QUOTE)
    if len(quotes):
        if not _around_cells(text, quotes, delimiter):
            return None
        cuts = cuts[~_within(quotes, cuts)]
        on = _within(quotes, newlines)  # the record goes on in the next line
        plain &= ~on
        plain[1:] &= ~on[:-1]
    counts = np.diff(np.searchsorted(cuts, lines))
    plain &= counts == len(header) - 1
    rows = np.flatnonzero(plain)
    places = cuts[np.repeat(plain, counts)].reshape(len(rows), len(header) - 1).T
    start, end = np.empty((2, len(header), len(rows)), lines.dtype)
    start[0], start[1:] = lines[rows], places + 1
    end[:-1], end[-1] = places, newlines[rows] - (text[newlines[rows] - 1] == _RETURN)
    whole = ~(text[start] == _APOSTROPHE).any(axis=0)  # perhaps the guard before a formula sign
    if len(quotes):
        quoted = (text[start] == _QUOTE) & (text[end - 1] == _QUOTE) & (end - start > 1)
        whole &= np.diff(np.searchsorted(quotes, lines))[rows] == 2 * quoted.sum(axis=0)
        start += quoted
        end -= quoted
    _strip(text, start, end)
    if not whole.all():
        start, end, rows = start[:, whole], end[:, whole], rows[whole]
    end -= start
    return Cells(text=text, header=header, start=start.T, size=end.T, line=rows + 1, lines=lines)


def _found(marks: Ints) -> Ints:
    """Places that are marked, in four bytes each where those do."""
    return np.flatnonzero(marks).astype(np.int32 if len(marks) < 1 << 30 else np.int64)


def _within(quotes: Ints, places: Ints) -> Ints:
    """Of places in order, whether they lie between an opening and a closing quote."""
    opened, closed = np.searchsorted(places, quotes[0::2]), np.searchsorted(places, quotes[1::2])
    some = opened < closed
    steps = np.zeros(len(places) + 1, np.int8)
    steps[opened[some]] += 1
    steps[closed[some]] -= 1
    found: Ints = np.cumsum(steps[:-1], dtype=np.int8) > 0
    return found


def _head(data: bytes) -> tuple[tuple[str, ...], int] | None:
    """Column names and delimiter, of a file whose text is in order."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    head = data[:_HEAD].decode("utf-8-sig", errors="ignore")
    first = head.split("\n", 1)[0].rstrip("\r")
    delimiter = delimiter_of(head)
    names = tuple(" ".join(name.split()) for name in first.split(delimiter))
    odd = '"' in first or "'" in first or first.lower().startswith("sep=") or first.lstrip()[:1] in {"{", "[", "<"}
    if odd or len(names) < 2 or not all(names) or data.count(b"\r") != data.count(b"\r\n"):
        return None
    return names, ord(delimiter)


def _plain(text: Ints, lines: Ints, delimiter: int) -> Ints:
    """By line, whether no character in it needs a second look. The header is not for here."""
    doubt = np.zeros(256, bool)
    doubt[_SINGLE] = True
    doubt[ord("\t")] = delimiter != ord("\t")
    found = [np.flatnonzero(doubt[text[: lines[-1]]])]
    if (text >= 0x80).any():
        for byte, next_ones in _PAIRS.items():
            places = np.flatnonzero(text == byte)
            found.append(places[np.isin(text[places + 1], next_ones)])
    plain = np.diff(lines) < _LONGEST
    plain[np.searchsorted(lines, np.concatenate(found), side="right") - 1] = False
    plain[0] = False
    return plain


def _around_cells(text: Ints, quotes: Ints, delimiter: int) -> bool:
    """Whether quotes open only where a cell starts and close only where it ends, doubled ones within apart."""
    if len(quotes) % 2:
        return False
    before, after = text[quotes[0::2] - 1], text[quotes[1::2] + 1]
    return bool(
        np.isin(before, [delimiter, _NEWLINE, _QUOTE]).all()
        and np.isin(after, [delimiter, _NEWLINE, _RETURN, _QUOTE, 0]).all()
    )


def _strip(text: Ints, start: Ints, end: Ints) -> None:
    """Leave the spaces around cells out."""
    while (blank := (text[start] == _SPACE) & (start < end)).any():
        start += blank
    while (blank := (text[end - 1] == _SPACE) & (start < end)).any():
        end -= blank
