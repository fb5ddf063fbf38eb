"""Source: where a record was read, so that every sentence can end in its evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One row of one file, and what that row itself cites.

    `publisher` is a list id ("us-ofac-sdn") or "user"; `file` a bare file name; `sha256` of the file's bytes;
    `row` counts records as a person opening the file would (1 is the first line; for XML the first entry).
    `cite` and `confidence` are the row's own words about its evidence, where a table has such columns.
    """

    publisher: str
    file: str
    sha256: str
    row: int
    sheet: str = ""
    cite: str = ""
    confidence: str = ""

    def __str__(self) -> str:
        """Short enough for the end of a sentence."""
        place = f"{self.file}{f' [{self.sheet}]' if self.sheet else ''} row {self.row}"
        return f"{self.cite} ({place})" if self.cite else f"{self.publisher}: {place}"
