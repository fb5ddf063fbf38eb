"""Facts: what a file tells of devices, one after the other, so that a file of any size fits in the memory of one."""

from collections import Counter
from dataclasses import dataclass, field

from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source

Fact = Device | Quarantined
"""A device, or a row that cannot be read as one."""


@dataclass(slots=True)
class Log:
    """What is noticed while a file is read: the format it is in, its rows, which column was read as what.

    `left_out` counts what was deliberately left out, by reason; `doubts` what was read with a doubt, and its first row.
    """

    form: str = ""
    rows: int = 0
    notes: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    doubts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def doubt(self, what: str, row: int) -> None:
        """Count a row that was read with a doubt."""
        count, first = self.doubts.get(what, (0, row))
        self.doubts[what] = count + 1, first

    def add(self, doubts: dict[str, tuple[int, int]]) -> None:
        """Count doubts that were noted elsewhere, of later rows."""
        for what, (more, row) in doubts.items():
            count, first = self.doubts.get(what, (0, row))
            self.doubts[what] = count + more, first

    def notices(self, file: str) -> tuple[str, ...]:
        """What a user should know of the file, in a fixed order."""
        guessed = ", ".join(f"'{column}' as {name}" for column, name in self.mapping.items())
        return (
            f"{file}: {self.form}, {self.rows} rows",
            *([f"{file}: columns read: {guessed}"] if guessed else []),
            *self.notes,
            *(f"{file}: {count} {what} (first: row {first})" for what, (count, first) in sorted(self.doubts.items())),
            *(f"{file}: {count} {what}" for what, count in sorted(self.left_out.items())),
        )


class Marks:
    """The traces of one device as they are found: what is blank or was there before is left out."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._found: dict[tuple[TraceKind, str, str], None] = {}

    def add(self, kind: TraceKind, value: str, field: str = "") -> None:
        """One more trace."""
        if value := value.strip():
            self._found[kind, value, field] = None

    def traces(self) -> tuple[Trace, ...]:
        """All of them, in the order they were found."""
        return tuple(
            Trace(kind=kind, value=value, field=field, source=self.source) for kind, value, field in self._found
        )
