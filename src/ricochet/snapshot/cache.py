"""Cache: parsed editions and what is made of them, rebuilt where missing or damaged; deleting them changes no answer.

A file is named by all it was made from, and starts with the SHA-256 of the msgpack that follows.
"""

import hashlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from ricochet.snapshot import atomic
from ricochet.snapshot.manifest import SourceFile
from ricochet.snapshot.reading import uncollected

T = TypeVar("T")
_DIGEST = 32


def key(name: str, form: str, files: Sequence[SourceFile], parser: str) -> str:
    """Name the cache of one list as one set of files tells it to one parser."""
    parts = [name, form, parser, *(f"{file.role}:{file.name}:{file.sha256}" for file in files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def save(directory: Path, name: str, value: object) -> None:
    """Keep a value. A store that cannot be written is no failure: the next reader parses again."""
    packed = msgspec.msgpack.encode(value)
    with suppress(OSError):
        atomic.write(directory / name, hashlib.sha256(packed).digest() + packed)


def load(directory: Path, name: str, kind: type[T]) -> T | None:
    """Read a value of a kind back; None where it is missing, damaged or of another shape."""
    try:
        raw = (directory / name).read_bytes()
    except OSError:
        return None
    packed = memoryview(raw)[_DIGEST:]
    if hashlib.sha256(packed).digest() != raw[:_DIGEST]:
        return None
    try:
        with uncollected():
            return msgspec.msgpack.decode(packed, type=kind)
    except msgspec.MsgspecError:
        return None


def prune(directory: Path, keep: Collection[str]) -> None:
    """Remove every cache but those named; what is asked for again is built again."""
    with suppress(OSError):
        for path in sorted(directory.iterdir()):
            if path.name not in keep:
                path.unlink(missing_ok=True)
