"""Header: the first row's names, cleaned; columns that have neither name nor content fall away."""

from dataclasses import replace

from ricochet.errors import DataError
from ricochet.sources.tables.sheet import Row, Sheet


def headed(name: str, sheet: Sheet) -> Sheet:
    """Clean a sheet's column names; a column without a name but with content is called by its place ("column 4").

    Raises DataError where no column has a name.
    """
    names = [" ".join(column.replace("\ufeff", "").split()) for column in sheet.columns]
    if not any(names):
        raise DataError(f"{name}: the header names no column.", remedy="Put the column names on the first line.")
    used = [i for i, column in enumerate(names) if column or any(row.cells[i].strip() for row in sheet.rows)]
    return replace(
        sheet,
        columns=tuple(names[i] or f"column {i + 1}" for i in used),
        rows=sheet.rows
        if len(used) == len(names)
        else tuple(Row(row.number, tuple(row.cells[i] for i in used)) for row in sheet.rows),
    )
