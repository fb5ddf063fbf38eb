"""Atomic: a file is there whole or not at all, also after a power cut; and one writer at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ricochet.errors import ListError


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path`: temporary file beside it, fsync, rename, fsync of the directory.

    Raises OSError; then what stood at `path` still stands. A failed fsync is never tried again: the kernel may
    have dropped the pages, and a second fsync would say yes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)  # noqa: PTH105 - the one call that decides, named as the system names it
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    _sync(path.parent)


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def lock(home: Path) -> Iterator[None]:
    """Hold the store for writing. The kernel lets go when the process ends, however it ends.

    Raises ListError with the holder's process id.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).decode("ascii", "replace").strip() or "unknown"
            raise ListError(
                f"Another update is writing to this store (process {holder}).",
                remedy="Wait until it ends, then run update again.",
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
        yield
