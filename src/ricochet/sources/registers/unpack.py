"""Unpack: the one file inside a gzip or zip archive, read as it unpacks."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from ricochet.errors import DataError, ForeignFile

MAX_RATIO = 1000
"""Most that a byte may unpack to; a register's XML shrinks to a thirtieth, a bomb to far less."""


@contextmanager
def unpacked(name: str, file: BinaryIO) -> Iterator[BinaryIO]:
    """The file from its beginning, or what a gzip or a zip of one file holds; any other zip is left as it is.

    Raises ForeignFile for an archive made to burst, DataError for a damaged one.
    """
    file.seek(0)
    magic = file.read(4)
    file.seek(0)
    try:
        if magic.startswith(b"\x1f\x8b"):
            with gzip.open(file) as inner:
                yield cast("BinaryIO", inner)
        elif magic == b"PK\x03\x04":
            with zipfile.ZipFile(file) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if len(members) != 1:
                    yield file
                    return
                if members[0].flag_bits & 1:
                    raise DataError(f"{name} is locked with a password.", remedy="Unpack it first.")
                if members[0].file_size > MAX_RATIO * max(members[0].compress_size, 1):
                    raise ForeignFile(f"{name} unpacks to {members[0].file_size} bytes, more than any register would.")
                with archive.open(members[0]) as inner:
                    yield cast("BinaryIO", inner)
        else:
            yield file
    except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as damaged:
        raise DataError(f"{name} cannot be unpacked: {damaged}.", remedy="Fetch it again.") from None
