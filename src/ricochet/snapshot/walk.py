"""Walk: every file under a folder, archives opened, in one order, within caps. Names found inside are only labels.

Nothing is written to disk and no name from an archive becomes a path. A damaged or oversized archive is one
`Refused`; the rest of the folder still comes.
"""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from ricochet.errors import UsageError

MIB = 1 << 20
_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)
_REFETCH = "Fetch it again from its publisher."


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much one archive may unpack to. Bytes, members, and times the packed size.

    `tar_ratio` is wider: a solid archive of daily versions repeats itself (the real one held is 755 : 1).
    `ratio` is judged only past `floor` bytes, below which no bomb hurts.
    """

    file: int = 2048 * MIB
    archive: int = 8192 * MIB
    members: int = 10_000
    ratio: int = 200
    tar_ratio: int = 2_000
    floor: int = 4 * MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file's bytes. `label` is its place for people, `folder` what it shares with its siblings, `name` bare."""

    label: str
    folder: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that could not be taken, why, and what to do."""

    label: str
    reason: str
    remedy: str


class Readable(Protocol):
    """What a plain file, a gzip stream and a zip member have in common."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        ...


class _TooMuch(Exception):
    """An archive passes a cap."""


def walk(folder: Path, caps: Caps | None = None) -> Iterator[File | Refused]:
    """Yield every file below `folder` (or the one file it is), sorted by path.

    .gz, .zip, .tar.gz and .tar.xz are opened. Hidden files and linked folders are passed over. Raises UsageError
    where the folder is not there.
    """
    caps = caps or Caps()
    if folder.is_file():
        yield from _open(folder, folder.name, caps)
        return
    if not folder.is_dir():
        raise UsageError(f"There is no folder '{folder}'.", remedy="Name the folder that holds the lists.")
    for path in sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix()):
        yield from _open(path, path.relative_to(folder).as_posix(), caps)


def _files(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _files(entry)
        elif entry.is_file():
            yield entry


def _open(path: Path, label: str, caps: Caps) -> Iterator[File | Refused]:
    try:
        with path.open("rb") as stream:
            data = _read(stream, path.stat().st_size, 1, caps.file, caps)
        yield from _unpack(data, label, caps)
    except _TooMuch as wrong:
        yield Refused(label=label, reason=str(wrong), remedy="If it is genuine, unpack it by hand and name the folder.")
    except _DAMAGED as wrong:
        reason = (
            wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else f"it is damaged or cut off: {wrong}"
        )
        yield Refused(label=label, reason=reason, remedy=_REFETCH)


def _unpack(data: bytes, label: str, caps: Caps) -> Iterator[File | Refused]:
    low = label.lower()
    if low.endswith((".tar.xz", ".txz", ".tar.gz", ".tgz")):
        yield from _tar(data, label, caps)
    elif low.endswith(".zip"):
        yield from _zip(data, label, caps)
    elif low.endswith(".gz"):
        with gzip.open(io.BytesIO(data)) as stream:
            yield _file(label, label[:-3], _read(stream, len(data), caps.ratio, caps.file, caps))
    else:
        yield _file(label, label, data)


def _zip(data: bytes, label: str, caps: Caps) -> Iterator[File]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > caps.members:
            raise _TooMuch(f"it holds more than {caps.members} files")
        left = caps.archive
        for member in sorted(members, key=lambda member: member.filename):
            if member.flag_bits & 1:
                raise zipfile.BadZipFile("a member is encrypted")
            with archive.open(member) as stream:
                inner = _read(stream, member.compress_size, caps.ratio, min(caps.file, left), caps)
            left -= len(inner)
            yield _inside(label, member.filename, inner)


def _tar(data: bytes, label: str, caps: Caps) -> Iterator[File]:
    """Read member by member. The packed stream is opened here, not by tarfile, which takes a cut one for its end."""
    left, count = min(caps.archive, max(caps.floor, len(data) * caps.tar_ratio)), 0
    with _stream(data, label) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
        for member in archive:
            count += 1
            if count > caps.members:
                raise _TooMuch(f"it holds more than {caps.members} files")
            if member.size > min(left, caps.file):
                raise _TooMuch(
                    f"it unpacks to more than {caps.tar_ratio} times its size or {caps.file >> 20} MiB a file"
                )
            left -= member.size
            stream = archive.extractfile(member) if member.isreg() else None
            if stream is None:
                continue  # a folder, link or device is nothing to read
            inner = stream.read(member.size)
            if len(inner) < member.size:
                raise EOFError("a member ends early")
            yield _inside(label, member.name, inner)
        _read(packed, 0, 0, caps.floor, caps)  # to the end, where a cut shows


def _stream(data: bytes, label: str) -> lzma.LZMAFile | gzip.GzipFile:
    if label.lower().endswith("xz"):
        return lzma.LZMAFile(io.BytesIO(data))
    return gzip.GzipFile(fileobj=io.BytesIO(data))


def _read(stream: Readable, packed: int, ratio: int, limit: int, caps: Caps) -> bytes:
    """Read to the end, stopping while streaming once a cap is passed."""
    limit = min(limit, max(caps.floor, packed * ratio))
    out = bytearray()
    while chunk := stream.read(MIB):
        out += chunk
        if len(out) > limit:
            raise _TooMuch(f"it holds more than {limit} bytes, the most a file of its size may")
    return bytes(out)


def _inside(label: str, member: str, data: bytes) -> File:
    parts = [part for part in member.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    plain = "/".join("".join(char if char.isprintable() else "?" for char in part) for part in parts) or "unnamed"
    return _file(f"{label}/{plain}", f"{label}/{plain}", data)


def _file(label: str, place: str, data: bytes) -> File:
    path = PurePosixPath(place)
    return File(label=label, folder=path.parent.as_posix(), name=path.name, data=data)
