"""KEV: CISA's catalogue of known exploited vulnerabilities, as JSON or CSV, with the day of each entry."""

import hashlib
from dataclasses import dataclass
from datetime import date

import msgspec

from ricochet.errors import DataError
from ricochet.model.advisory import Exploited
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.sources.advisories.csv_in import records
from ricochet.sources.advisories.json_in import day, decode


class _Entry(msgspec.Struct, rename="camel"):
    cve_id: str = msgspec.field(name="cveID")
    date_added: str = ""
    due_date: str = ""
    vendor_project: str = ""
    product: str = ""
    known_ransomware_campaign_use: str = ""


class _File(msgspec.Struct, rename="camel"):
    vulnerabilities: list[_Entry]
    catalog_version: str = ""
    date_released: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The catalogue as released on a day (of a CSV: the newest entry's day); entries without a day are set aside."""

    released: date
    entries: tuple[Exploited, ...]
    quarantined: tuple[Quarantined, ...] = ()


def read_kev(name: str, data: bytes) -> Catalogue:
    """Read one edition of the catalogue. Raises DataError for another file, or one without a single entry."""
    raw = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if raw.startswith(b"{"):
        file = decode(name, data, _File, "catalogue of known exploited vulnerabilities")
        released, rows = day(file.date_released) or day(file.catalog_version.replace(".", "-")), file.vulnerabilities
    else:
        table = [row for _, row in records(name, data)]
        if not table or "cveID" not in table[0]:
            raise DataError(f"{name} is no catalogue of known exploited vulnerabilities: it has no column cveID.")
        released, rows = None, [msgspec.convert(row, _Entry) for row in table]
    sha256 = hashlib.sha256(data).hexdigest()
    entries, aside = [], []
    for row, one in enumerate(rows, start=1):
        added = day(one.date_added)
        if added is None:
            aside.append(_aside(name, row, one))
            continue
        entries.append(
            Exploited(
                cve=one.cve_id,
                added=added,
                due=day(one.due_date),
                vendor=one.vendor_project,
                product=one.product,
                ransomware=one.known_ransomware_campaign_use == "Known",
                source=Source(publisher="cisa-kev", file=name, sha256=sha256, row=row),
            )
        )
    if not entries:
        raise DataError(f"{name} holds no entry with a day.", remedy="Fetch the catalogue again from CISA.")
    released = released or max(one.added for one in entries)
    return Catalogue(released=released, entries=tuple(entries), quarantined=tuple(aside))


def _aside(name: str, row: int, one: _Entry) -> Quarantined:
    return Quarantined(
        file=name,
        row=row,
        column="dateAdded",
        value=one.date_added,
        reason=f"{one.cve_id} has no day on which it was added",
        remedy="Fetch the catalogue again from CISA.",
    )
