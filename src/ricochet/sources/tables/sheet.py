"""Sheet: one table of text cells, as a person opening the file would see them."""

from dataclasses import dataclass

from ricochet.model.quarantine import Quarantined


@dataclass(frozen=True, slots=True)
class Row:
    """One data row. `cells` stand in the order of the sheet's columns, one each, blank where there is none.

    `number` is the line (CSV, JSONL), the spreadsheet's row, or for Parquet the record's place, from 1.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A header and its rows; `name` is "" except in a workbook.

    Data rows are `rows` plus `quarantined` (rows that cannot be read whatever they mean). Rows without any text are
    none. `notices` say what a reader of the result should know: hidden rows, formulas, merged cells.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    quarantined: tuple[Quarantined, ...] = ()
    notices: tuple[str, ...] = ()
