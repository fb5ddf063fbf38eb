"""Arrays kept in one file and mapped from it: read only as far as they are used.

The file: 64 bytes with the CRC-32 and the length of all that follows, so that a damaged file is built again and never
searched; a line of JSON that tells every array's type, size and place; then the arrays, each on a 64-byte boundary.
"""

import mmap
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from ricochet.snapshot import atomic

_ALIGNED = 64


class _Place(msgspec.Struct, frozen=True):
    name: str
    dtype: str
    size: int
    start: int


def save(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Keep flat arrays. A place that cannot be written is no failure: the next reader builds them again."""
    body, places = bytearray(), []
    for name, array in arrays.items():
        body += b"\0" * (-len(body) % _ALIGNED)
        places.append(_Place(name, array.dtype.str, array.size, len(body)))
        body += array.tobytes()
    told = msgspec.json.encode(places)
    told += b" " * (-(len(told) + 1) % _ALIGNED) + b"\n"
    seal = f"{crc32(body, crc32(told)):08x} {len(told) + len(body)}".encode().ljust(_ALIGNED)
    with suppress(OSError):
        atomic.write(path, b"".join((seal, told, body)))


def load(path: Path) -> dict[str, NDArray[Any]] | None:
    """Arrays mapped from a file; None where it is missing, damaged or of another shape."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    rest = memoryview(mapped)[_ALIGNED:]
    if mapped[:_ALIGNED].split() != f"{crc32(rest):08x} {len(rest)}".encode().split():
        return None
    length = mapped.find(b"\n", _ALIGNED) + 1 - _ALIGNED
    places = msgspec.json.decode(rest[:length], type=list[_Place])
    return {one.name: np.frombuffer(rest[length:], one.dtype, one.size, one.start) for one in places}
