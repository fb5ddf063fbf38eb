"""Read: what a parser hands on from one file: records, and every row it could not read, none lost."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ricochet.model.quarantine import Quarantined

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Generic[T]):
    """`rows` counts the data rows of the file; each became a record, was quarantined, or is explained in `notices`.

    `mapping` says which column was read as what (column name -> field), for showing to the user.
    """

    records: tuple[T, ...]
    quarantined: tuple[Quarantined, ...] = ()
    notices: tuple[str, ...] = ()
    rows: int = 0
    mapping: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Notices, and which columns were read under another name than their own."""
        renamed = [f"'{column}' as {field}" for column, field in self.mapping if column != field]
        return (*self.notices, *([f"columns read: {', '.join(renamed)}"] if renamed else []))
