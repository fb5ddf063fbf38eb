"""Bytes in: the one way from a file's bytes to text or delimited rows, safely.

UTF-8 with or without BOM and nothing else: a Latin-1 fall-back cannot fail and silently garbles names. CSV is read in
strict mode, so that a stray quote raises instead of merging rows.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator

from ricochet.errors import DataError, ForeignFile, TruncatedFile

FIELD_LIMIT = 1 << 20
"""Longest cell read, in characters; no official cell comes near it."""
MAX_UNPACKED = 2 << 30
MAX_RATIO = 100


def decode(name: str, data: bytes) -> str:
    """UTF-8 text, BOM removed. Raises DataError naming the offset of the first byte that is none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise DataError(
            f"{name}: byte {wrong.object[wrong.start]:#04x} at offset {wrong.start} is not UTF-8.",
            remedy="Fetch the file again, or save it as UTF-8; it is never guessed to be Latin-1.",
        ) from None


def rows(name: str, text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells), blank lines left out. Raises TruncatedFile or DataError with the line."""
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as wrong:
        at = f"{name}, line {max(reader.line_num, 1)}"
        if "unexpected end" in str(wrong):
            raise TruncatedFile(f"{at}: the file ends inside a quoted cell.", remedy="Fetch it again.") from None
        raise DataError(f"{at}: not strict CSV ({wrong}).", remedy="Fetch the file again; do not re-save it.") from None


def unzip_one(name: str, data: bytes) -> tuple[str, bytes]:
    """Unpack the only XML member of a zip -> (bare member name, bytes); anything not a zip passes through.

    Raises ForeignFile for several members, a bomb or a damaged archive.
    """
    if not data.startswith(b"PK"):
        return name, data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if m.filename.lower().endswith(".xml")]
            if len(members) != 1:
                raise ForeignFile(f"{name}: {len(members)} XML members in the zip, one is expected.")
            size = members[0].file_size
            if size > MAX_UNPACKED or size > MAX_RATIO * max(members[0].compress_size, 1):
                raise ForeignFile(f"{name}: unpacks to {size} bytes, more than an official list would.")
            with archive.open(members[0]) as member:
                unpacked = member.read(size + 1)
            if len(unpacked) != size:
                raise ForeignFile(f"{name}: {members[0].filename} is not the {size} bytes the zip promises.")
            return members[0].filename.replace("\\", "/").rpartition("/")[2], unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as wrong:
        raise ForeignFile(f"{name}: the zip cannot be opened ({wrong}).", remedy="Fetch it again.") from None


def unzip_head(data: bytes, size: int) -> bytes:
    """First bytes of the only XML member of a zip; empty when there is none, or the zip cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if m.filename.lower().endswith(".xml")]
            if len(members) != 1:
                return b""
            with archive.open(members[0]) as member:
                return member.read(size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return b""
