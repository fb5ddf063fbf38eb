"""Inputs: the bytes of what a user names: a file, or `-` for standard input."""

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ricochet.errors import DataError, UsageError

TABLES = ("holdings", "listed", "parties", "dealings", "devices")
"""Tables a mapping may speak of."""
STDIN = "/dev/stdin"
"""What "-" stands for."""


def read_mapping(path: str | Path | None) -> Mapping[str, Mapping[str, str]]:
    """Which column is which field, by table: a YAML file of `holdings: {Column: field}`; "-" leaves a column out.

    Raises DataError for a file that says anything else.
    """
    if path is None:
        return {}
    import msgspec  # noqa: PLC0415 - the command line knows this file too, and few commands read a mapping
    import yaml  # noqa: PLC0415

    name, data = read_input(path)
    try:
        content = msgspec.yaml.decode(data, type=dict[str, dict[str, str]])
    except (msgspec.DecodeError, yaml.YAMLError, UnicodeDecodeError):
        raise DataError(
            f"{name} is no mapping.", remedy="Write for each table: holdings: {Your column: share}."
        ) from None
    for table in content:
        if table not in TABLES:
            raise DataError(f"{name}: there is no table '{table}'.", remedy=f"Known: {', '.join(TABLES)}.")
    return content


def read_input(path: str | Path) -> tuple[str, bytes]:
    """Bare name and bytes. Raises UsageError for what is not there or cannot be read."""
    with open_input(path) as (name, file):
        return name, file.read()


@contextmanager
def open_input(path: str | Path) -> Iterator[tuple[str, BinaryIO]]:
    """Bare name and the file, open for reading anywhere in it. Raises UsageError for what is not there."""
    if str(path) in {"-", STDIN}:
        yield "stdin", io.BytesIO(sys.stdin.buffer.read())
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - it is closed below; only its opening is guarded
    except FileNotFoundError:
        raise UsageError(f"There is no file '{path}'.", remedy="Check the name and the folder you are in.") from None
    except IsADirectoryError:
        raise UsageError(f"'{path}' is a folder, not a file.", remedy="Name one file in it.") from None
    except OSError as wrong:
        raise UsageError(f"'{path}' cannot be read: {wrong.strerror}.") from None
    with file:
        if file.seekable():
            yield Path(path).name, file
        else:  # a pipe
            yield Path(path).name, io.BytesIO(file.read())
