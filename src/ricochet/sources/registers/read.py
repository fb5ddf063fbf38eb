"""Read: one file of a register -> its facts, streamed, or put together as an extract."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from ricochet.errors import ForeignFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.registers import bods, json_in
from ricochet.sources.registers.extract import Extract, gathered
from ricochet.sources.registers.facts import Fact, Origin, Row, Rows, Tally
from ricochet.sources.registers.recognise import HEAD, recognise

CHUNK = 1 << 20
Reader = Callable[[Rows, Origin, Tally], Iterator[Fact]]
_READERS: dict[str, Reader] = {"bods": bods.read}


def is_register(file: BinaryIO) -> bool:
    """Whether the file is in a format read here; it is left at its beginning."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return recognise(head) is not None


def stream(name: str, file: BinaryIO, tally: Tally, *, publisher: str = "user") -> Iterator[Fact]:
    """Yield what the file tells, record by record; memory does not grow with its size. The file must be seekable.

    `tally` is filled on the way. Raises ForeignFile where nobody reads the format, DataError for a file that breaks.
    """
    file.seek(0)
    form = recognise(file.read(HEAD))
    if form is None:
        raise ForeignFile(f"{name} is no register that is read.", remedy="Give BODS 0.2 to 0.4.")
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    origin = Origin(publisher, name, digest.hexdigest())

    def rows() -> Iterator[Row | Quarantined]:
        file.seek(0)
        return json_in.rows(file, origin)

    return _READERS[form](rows, origin, tally)


def read_extract(name: str, file: BinaryIO, *, publisher: str = "user") -> Extract:
    """Read a whole file. Raises ForeignFile where nobody reads the format, DataError for a file that breaks."""
    tally = Tally()
    extract = gathered(stream(name, file, tally, publisher=publisher))
    return replace(extract, rows=tally.rows, notices=tally.notices(name))
