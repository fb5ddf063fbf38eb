"""Blobs: raw source bytes kept by SHA-256, byte for byte; versions of one file as line deltas where that is smaller.

`blobs/ab/abcd…` holds one header line, then zlib. The header is `ricochet-blob 1 SIZE full` or
`ricochet-blob 1 SIZE delta BASE DEPTH`, SIZE being that of the unpacked body.
Every read checks the SHA-256, so a damaged blob is an error and never a list.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from ricochet.errors import DataError
from ricochet.snapshot import atomic, delta

MAX_DEPTH = 16
"""Longest chain of deltas: bounds the work and the damage one bad blob can do."""
KEPT = 4
"""Restored blobs held in memory: a chain read in order costs one step a blob."""
TELLING = 50
"""A delta so many times smaller than its target is taken without trying the whole."""
_HEADER = re.compile(rb"ricochet-blob 1 (\d{1,12}) (?:full|delta ([0-9a-f]{64}) (\d{1,2}))\n")
_REMEDY = "Run update again with the folder that holds this file: it is then filed anew, nothing else is lost."


@dataclass(frozen=True, slots=True)
class _Head:
    size: int
    base: str
    depth: int
    body: int


@dataclass(slots=True)
class Blobs:
    """The blobs under one directory."""

    directory: Path
    _recent: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes, base: str = "") -> str:
        """File `data` and return its SHA-256. `base` names an earlier version that it probably resembles.

        A blob already there is read back, and filed anew where it is damaged. Raises OSError.
        """
        name = hashlib.sha256(data).hexdigest()
        if self._path(name).exists():
            try:
                self.get(name)
            except DataError:
                base = ""
            else:
                return name
        atomic.write(self._path(name), self._pack(data, base))
        self._remember(name, data)
        return name

    def get(self, name: str) -> bytes:
        """Restore one blob. Raises DataError naming it where it is missing or not what was filed."""
        return self._get(name, MAX_DEPTH)

    def __contains__(self, name: str) -> bool:
        return self._path(name).exists()

    def _get(self, name: str, depth: int) -> bytes:
        if name in self._recent:
            return self._recent[name]
        try:
            body = self._restore(name, depth)
        except FileNotFoundError:
            raise DataError(f"Blob {name} is missing from the store.", remedy=_REMEDY) from None
        except (ValueError, OSError, zlib.error) as wrong:
            raise DataError(f"Blob {name} is damaged: {wrong}.", remedy=_REMEDY) from None
        self._remember(name, body)
        return body

    def _restore(self, name: str, depth: int) -> bytes:
        raw = self._path(name).read_bytes()
        head = _head(raw)
        body = _inflate(raw[head.body :], head.size)
        if head.base:
            if depth == 0:
                raise ValueError(f"its chain of deltas is longer than {MAX_DEPTH}")
            body = delta.decode(self._get(head.base, depth - 1), body)
        if hashlib.sha256(body).hexdigest() != name:
            raise ValueError("its bytes do not give its SHA-256")
        return body

    def _pack(self, data: bytes, base: str) -> bytes:
        best = min(self._deltas(data, base), key=len, default=b"")
        if best and len(best) * TELLING < len(data):
            return best  # no compression of the whole comes near
        whole = b"ricochet-blob 1 %d full\n" % len(data) + zlib.compress(data, 6)
        return min(filter(None, (best, whole)), key=len)

    def _deltas(self, data: bytes, base: str) -> list[bytes]:
        """Try the base, or the root of its chain where the chain is full."""
        try:
            head = _head(self._path(base).read_bytes()) if base else None
            while head and head.depth >= MAX_DEPTH:
                base, head = self._root(head.base)
            if head is None:
                return []
            before = self.get(base)
        except (DataError, ValueError, OSError):
            return []  # a base that cannot be read is no base
        made = delta.encode(before, data)
        if delta.decode(before, made) != data:
            raise AssertionError("a delta that does not restore its target")  # never filed
        start = b"ricochet-blob 1 %d delta %s %d\n" % (len(made), base.encode(), head.depth + 1)
        return [start + zlib.compress(made, 9)]

    def _root(self, name: str) -> tuple[str, _Head]:
        for _ in range(MAX_DEPTH):
            head = _head(self._path(name).read_bytes())
            if not head.base:
                return name, head
            name = head.base
        raise ValueError("a chain of deltas without an end")

    def _remember(self, name: str, data: bytes) -> None:
        self._recent[name] = data
        while len(self._recent) > KEPT:
            del self._recent[next(iter(self._recent))]

    def _path(self, name: str) -> Path:
        return self.directory / name[:2] / name


def _head(raw: bytes) -> _Head:
    match = _HEADER.match(raw)
    if not match:
        raise ValueError("it has no header")
    return _Head(int(match[1]), (match[2] or b"").decode(), int(match[3] or 0), match.end())


def _inflate(packed: bytes, size: int) -> bytes:
    """Unpack to exactly the size announced, and not a byte more in memory."""
    stream = zlib.decompressobj()
    out = stream.decompress(packed, size + 1)
    if len(out) != size or not stream.eof:
        raise ValueError("its length is not what was filed")
    return out
