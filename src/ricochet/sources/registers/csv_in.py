"""CSV in: the rows of a register's CSV as objects, its header's names as keys, read as the file goes by."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from ricochet.errors import DataError
from ricochet.model.quarantine import Quarantined
from ricochet.sources.registers.facts import Origin, Row, wrong

FIELD_LIMIT = 1 << 20
"""Longest cell read, in characters."""


def rows(file: BinaryIO, origin: Origin) -> Iterator[Row | Quarantined]:
    """Yield each row with the line it ends on; blank cells are left out. A row of another length is quarantined.

    Raises DataError for what is no UTF-8 or no CSV.
    """
    csv.field_size_limit(FIELD_LIMIT)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        reader = csv.reader(text, strict=True)
        header = [name.strip() for name in next(reader, [])]
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) == len(header):
                yield reader.line_num, {name: cell for name, cell in zip(header, cells, strict=True) if cell.strip()}
            else:
                what = f"the row has {len(cells)} cells, the header {len(header)}"
                yield origin.aside(reader.line_num, wrong("", ",".join(cells), what))
    except UnicodeDecodeError as refused:
        raise DataError(f"{origin.file} is not UTF-8 ({refused.reason}).", remedy="Fetch it again.") from None
    except csv.Error as refused:
        raise DataError(
            f"{origin.file}, near line {reader.line_num}: no CSV: {refused}.", remedy="Fetch it again."
        ) from None
    finally:
        text.detach()
