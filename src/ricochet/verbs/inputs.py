"""Inputs: the bytes of what a user names: a file, or `-` for standard input."""

import sys
from pathlib import Path

from ricochet.errors import UsageError

STDIN = "/dev/stdin"
"""What "-" stands for."""


def read_input(path: str | Path) -> tuple[str, bytes]:
    """Bare name and bytes. Raises UsageError for what is not there or cannot be read."""
    if str(path) in {"-", STDIN}:
        return "stdin", sys.stdin.buffer.read()
    file = Path(path)
    try:
        return file.name, file.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no file '{path}'.", remedy="Check the name and the folder you are in.") from None
    except IsADirectoryError:
        raise UsageError(f"'{path}' is a folder, not a file.", remedy="Name one file in it.") from None
    except OSError as wrong:
        raise UsageError(f"'{path}' cannot be read: {wrong.strerror}.") from None
