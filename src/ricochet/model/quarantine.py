"""Quarantined: a row set aside because it cannot be read safely: kept, counted, explained."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Where the row stands, which value is wrong, why, and what to do about it."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    remedy: str
    sheet: str = ""

    def __str__(self) -> str:
        """One line for the talk on stderr."""
        place = f"{self.file}{f' [{self.sheet}]' if self.sheet else ''}, row {self.row}"
        column = f", column '{self.column}'" if self.column else ""
        return f"{place}{column}: {self.reason}. {self.remedy}"
