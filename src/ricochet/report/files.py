"""Files: written beside the target and renamed, so that nobody ever sees half a file."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ricochet.errors import UsageError


def write(target: str | Path, data: bytes) -> None:
    """Write `data` to `target` whole or not at all. What is not a regular file (a pipe, a device) is written directly.

    Raises UsageError where the place cannot be written.
    """
    write_parts(target, (data,))


def write_parts(target: str | Path, parts: Iterable[bytes]) -> None:
    """The same, part by part as they come. Interrupted, the parts that came are kept in `partial(target)`."""
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(parts)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        name = path
        try:
            with os.fdopen(handle, "wb") as file:
                try:
                    file.writelines(parts)
                except KeyboardInterrupt:
                    name = partial(path)
                    raise
                finally:
                    file.flush()
                    os.fsync(file.fileno())
        except BaseException:
            if name == path:
                Path(beside).unlink(missing_ok=True)
                raise
            _named(beside, name)
            raise
        _named(beside, name)
    except OSError as wrong:
        raise UsageError(f"'{target}' cannot be written: {wrong.strerror}.") from None


def partial(target: str | Path) -> Path:
    """Where what was done before an interruption is kept."""
    return Path(f"{target}.partial")


def _named(beside: str, path: Path) -> None:
    Path(beside).chmod(0o644)
    Path(beside).replace(path)
