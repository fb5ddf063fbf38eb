"""One tree of errors. Each knows its exit code, its HTTP status and what to do next.

    RicochetError
    ├── UsageError          2 / 400   the command or request is wrong
    ├── DataError           3 / 422   a file cannot be read as what it should be
    │   ├── ForeignFile               the file is something else
    │   ├── TruncatedFile             the file ends too early
    │   └── SchemaDrift               a publisher's file holds something nobody reads
    ├── ListError           3 / 503   a needed list is missing, too old or withheld
    └── NetworkError        4 / 502   a publisher could not be reached

A row that cannot be read is not an error but `model.quarantine.Quarantined`: the rest is still answered.
"""

from typing import ClassVar


class RicochetError(Exception):
    """Anything Ricochet says no to: `message` is what is wrong and where, `remedy` what to do."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(RicochetError):
    """The command, option or request is wrong."""

    exit_code = 2
    http_status = 400


class DataError(RicochetError):
    """A file cannot be read as what it should be."""

    exit_code = 3
    http_status = 422


class ForeignFile(DataError):
    """The file is not what its place promises (an HTML page, another format, another list)."""


class TruncatedFile(DataError):
    """The file ends before it is complete."""


class SchemaDrift(DataError):
    """A publisher's file holds a column, element or value that nobody reads yet."""


class ListError(RicochetError):
    """A needed list is missing, too old or withheld."""

    exit_code = 3
    http_status = 503


class NetworkError(RicochetError):
    """A publisher could not be reached."""

    exit_code = 4
    http_status = 502
