"""Releases: a table of a maker's firmware by model, with dates: model, version, date, and end_of_life where known."""

import hashlib

from ricochet.errors import DataError
from ricochet.model.advisory import Release
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.sources.advisories.csv_in import records
from ricochet.sources.advisories.json_in import day
from ricochet.sources.read import Read


def read_releases(name: str, data: bytes) -> Read[Release]:
    """Read the table, a repeated row once. Raises DataError where the columns model and version are missing."""
    table = list(records(name, data))
    if not table or not {"model", "version"} <= table[0][1].keys():
        raise DataError(f"{name} is no table of firmware: it needs the columns model and version.")
    sha256 = hashlib.sha256(data).hexdigest()
    found: dict[tuple[str, ...], Release] = {}
    aside = []
    for row, record in table:
        cells = [(record.get(column) or "").strip() for column in ("model", "version", "date", "end_of_life")]
        wrong = [text for text in cells[2:] if text and day(text) is None]
        if wrong or not (cells[0] and cells[1]):
            value = wrong[0] if wrong else " | ".join(cells)
            reason = f"'{value}' is no day" if wrong else "the model or the version is missing"
            remedy = "Write dates as 2026-06-05."
            aside.append(Quarantined(file=name, row=row, column="date", value=value, reason=reason, remedy=remedy))
            continue
        source = Source(publisher="user", file=name, sha256=sha256, row=row)
        release = Release(model=cells[0], version=cells[1], built=day(cells[2]), ended=day(cells[3]), source=source)
        found.setdefault(tuple(cells), release)
    return Read(records=tuple(found.values()), quarantined=tuple(aside), rows=len(table))
