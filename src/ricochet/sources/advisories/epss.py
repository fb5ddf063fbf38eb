"""EPSS: FIRST's daily estimates of how likely a vulnerability is exploited within 30 days, as CSV or CSV.gz."""

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ricochet.errors import DataError
from ricochet.model.advisory import Likelihood
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.sources.advisories.csv_in import records
from ricochet.sources.advisories.json_in import day

_SCORED = re.compile(rb"score_date:\s*(\d{4}-\d{2}-\d{2})")
_MAX = 1 << 28
"""Largest unpacked file read, far above a daily edition (some 10 MB)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """Estimates in the order of the file; a CVE may have several days."""

    records: tuple[Likelihood, ...]
    quarantined: tuple[Quarantined, ...] = ()


def read_epss(name: str, data: bytes) -> Estimates:
    """Read estimates with the day in a column (score_date, date) or in the first line. Raises DataError otherwise."""
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(name, data)
    stamp = found[1].decode() if (found := _SCORED.search(data[:400])) else ""
    table = list(records(name, data))
    if not table or not {"cve", "epss"} <= table[0][1].keys():
        raise DataError(f"{name} is no EPSS file: it needs the columns cve and epss.")
    made, aside = [], []
    for row, record in table:
        scored = day(record.get("score_date") or record.get("date") or stamp)
        chance, percentile = _share(record, "epss"), _share(record, "percentile")
        if scored is None or chance is None:
            aside.append(_aside(name, row, record))
            continue
        source = Source(publisher="first-epss", file=name, sha256=sha256, row=row)
        made.append(
            Likelihood(cve=record["cve"], scored=scored, chance=chance, percentile=percentile or 0.0, source=source)
        )
    return Estimates(records=tuple(made), quarantined=tuple(aside))


def newest(estimates: Estimates, on: date) -> Mapping[str, Likelihood]:
    """The last estimate of each CVE made up to the day."""
    made = sorted((one for one in estimates.records if one.scored <= on), key=lambda one: one.scored)
    return {one.cve: one for one in made}


def _share(record: Mapping[str, str], column: str) -> float | None:
    try:
        share = float(record.get(column) or "")
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def _aside(name: str, row: int, record: Mapping[str, str]) -> Quarantined:
    value = record.get("epss") or ""
    reason = "the estimate is no number between 0 and 1, or its day is missing"
    return Quarantined(file=name, row=row, column="epss", value=value, reason=reason, remedy="Fetch it again.")


def _unpacked(name: str, data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            raw = file.read(_MAX + 1)
    except (OSError, EOFError, zlib.error) as wrong:
        raise DataError(f"{name} cannot be unpacked ({wrong}).", remedy="Fetch it again.") from None
    if len(raw) > _MAX:
        raise DataError(f"{name} unpacks to more than {_MAX} bytes, more than EPSS has.")
    return raw
