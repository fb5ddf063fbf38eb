"""Reading: a version's blobs -> its editions, through the parsers of sources/lists."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ricochet.snapshot.blobs import Blobs
from ricochet.snapshot.code import code_version
from ricochet.snapshot.manifest import SourceFile
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.recognise import FileSet


def parser_version() -> str:
    """Name the code that reads: a hash of the parsers and of the types they fill, so that no change goes unnoticed."""
    return code_version("ricochet.model", "ricochet.sources.lists")


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the cycle collector away while hundreds of thousands of live records are made: it only costs (3 times)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_set(blobs: Blobs, form: str, files: Sequence[SourceFile]) -> tuple[Edition, ...]:
    """Restore the files of one set and parse them, once. Raises DataError."""
    from ricochet.sources.lists import parse  # noqa: PLC0415 - searching what is kept needs no parser

    found = FileSet(
        format=form,
        folder="",
        files={file.role: (file.name, blobs.get(file.sha256)) for file in files},
        paths={file.role: file.name for file in files},
    )
    with uncollected():
        return parse.parse(found)
