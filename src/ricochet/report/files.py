"""Files: written beside the target and renamed, so that nobody ever sees half a file."""

import os
import tempfile
from pathlib import Path

from ricochet.errors import UsageError


def write(target: str | Path, data: bytes) -> None:
    """Write `data` to `target` whole or not at all. What is not a regular file (a pipe, a device) is written directly.

    Raises UsageError where the place cannot be written.
    """
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as wrong:
        raise UsageError(f"'{target}' cannot be written: {wrong.strerror}.") from None
