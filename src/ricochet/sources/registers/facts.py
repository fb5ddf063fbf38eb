"""Facts: what a register tells, one record after the other, so that a file of any size fits in the memory of one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.model.party import Party
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow
from ricochet.sources.tables.table import show

Fact = Holding | Party | Dealing | Quarantined
"""A party may come several times, each time with what one record says of it: `extract.merged` puts that together."""
Row = tuple[int, Any]
"""A record's place in its file, from 1, and the JSON value read there."""
Rows = Callable[[], Iterator[Row | Quarantined]]
"""The records of a file, from the start each time it is called."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file at hand."""

    publisher: str
    file: str
    sha256: str

    def at(self, row: int, cite: str = "", *, sheet: str = "") -> Source:
        """One of its records."""
        return Source(publisher=self.publisher, file=self.file, sha256=self.sha256, row=row, cite=cite, sheet=sheet)

    def aside(self, row: int, wrong: WrongRow) -> Quarantined:
        """A record set aside."""
        return Quarantined(
            file=self.file,
            row=row,
            column=wrong.column,
            value=wrong.value,
            reason=wrong.reason,
            remedy=wrong.remedy,
        )


@dataclass(slots=True)
class Tally:
    """Counts while a file is read: its records, and what was deliberately left out, by reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def notices(self, file: str) -> tuple[str, ...]:
        """One line a reason, in order of the alphabet."""
        return tuple(f"{file}: {count} {reason}" for reason, count in sorted(self.left_out.items()))


def each(
    rows: Iterable[Row | Quarantined], origin: Origin, tally: Tally, build: Callable[[Item, int], Iterable[Fact]]
) -> Iterator[Fact]:
    """Build the facts of every record; one for which `build` raises WrongRow is quarantined, as a whole."""
    for row in rows:
        tally.rows += 1
        if isinstance(row, Quarantined):
            yield row
            continue
        number, value = row
        try:
            facts = tuple(build(Item.of(value), number))
        except WrongRow as wrong:
            yield origin.aside(number, wrong)
        else:
            yield from facts


def wrong(
    column: str, value: object, reason: str, remedy: str = "Correct the record, or ask its publisher."
) -> WrongRow:
    """What to raise for a record that cannot be read safely."""
    return WrongRow(column, show(str(value)), reason, remedy)
