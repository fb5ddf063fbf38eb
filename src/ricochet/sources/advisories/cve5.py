"""CVE 5.x: records of the CVE programme, one in a file or several, with what other publishers (ADP) added."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from ricochet.model.advisory import Advisory, Statement
from ricochet.model.source import Source
from ricochet.sources.advisories.json_in import day, decode, first_words
from ricochet.sources.advisories.products import statements
from ricochet.sources.advisories.prose import Told, bounds, read_prose


class _Version(msgspec.Struct, rename="camel"):
    version: str = ""
    status: str = "affected"
    less_than: str | None = None
    less_than_or_equal: str | None = None
    changes: list[dict[str, str]] = []


class _Affected(msgspec.Struct, rename="camel"):
    vendor: str = "n/a"
    product: str = "n/a"
    default_status: str = "unknown"
    versions: list[_Version] = []


class _Text(msgspec.Struct):
    value: str = ""


class _Publisher(msgspec.Struct, rename="camel"):
    short_name: str = ""


class _Container(msgspec.Struct, rename="camel"):
    title: str = ""
    provider_metadata: _Publisher = msgspec.field(default_factory=_Publisher)
    affected: list[_Affected] = []
    descriptions: list[_Text] = []
    metrics: list[dict[str, Any]] = []
    solutions: list[_Text] = []


class _Containers(msgspec.Struct):
    cna: _Container
    adp: list[_Container] = []


class _About(msgspec.Struct, rename="camel"):
    cve_id: str
    assigner_short_name: str = ""
    date_published: str | None = None
    date_updated: str | None = None


class _Record(msgspec.Struct, rename="camel"):
    cve_metadata: _About
    containers: _Containers


def read_cve5(name: str, data: bytes) -> tuple[Advisory, ...]:
    """One advisory for each record and publisher that says something of products. Raises DataError for another file."""
    records = decode(name, data, _Record | list[_Record], "CVE 5 record")  # type: ignore[arg-type]
    sha256 = hashlib.sha256(data).hexdigest()
    return tuple(
        advisory
        for row, record in enumerate(records if isinstance(records, list) else [records], start=1)
        for advisory in _advisories(record, Source(publisher="cve", file=name, sha256=sha256, row=row))
    )


def _advisories(record: _Record, source: Source) -> Iterator[Advisory]:
    about, cna = record.cve_metadata, record.containers.cna
    title = cna.title or first_words(cna.descriptions[0].value if cna.descriptions else "")
    for container in (cna, *record.containers.adp):
        said = tuple(_statements(container, about.assigner_short_name if container is cna else "", source))
        if said or container is cna:
            yield Advisory(
                cve=about.cve_id,
                title=title,
                publisher=container.provider_metadata.short_name or about.assigner_short_name or "cve",
                published=day(about.date_updated) or day(about.date_published),
                cvss=_score(container),
                statements=said,
                source=source,
            )


def _statements(container: _Container, assigner: str, source: Source) -> Iterator[Statement]:
    remedy = first_words(" ".join(one.value for one in container.solutions), 400)
    for affected in container.affected:
        vendor = assigner if affected.vendor.lower() in {"n/a", ""} else affected.vendor
        for version in affected.versions or [_Version(status=affected.default_status)]:
            yield from statements(
                vendor,
                affected.product,
                _told(version),
                said=version.status,
                text=_text(version),
                source=source,
                remedy=remedy,
            )


def _told(version: _Version) -> tuple[Told, ...]:
    upper = version.less_than or version.less_than_or_equal
    if version.changes:
        told = "; ".join(f"{one.get('status')} at {one.get('at')}" for one in version.changes)
        return (Told(doubt=f"it changes within the range: {told}"),)
    if not upper:
        return read_prose(version.version)
    closed: bool | None = version.less_than is None
    if version.version.strip() == upper.strip():  # "V1.1.0" beside "less than V1.1.0"
        return (bounds("", upper, upper_closed=True if closed else None),)
    prose = read_prose(version.version)[0]
    if prose.doubt and " " in version.version.strip():
        return (Told(doubt=f"'{version.version}' and '{_sign(version)} {upper}' stand beside each other"),)
    ends = [one.upper for one in prose.ranges if one.upper and not one.lower]
    if ends:  # "All versions up to V2.24.10P1" beside "less than V2.24.10P1"
        agree = ends[0].text == upper and ends[0].closed == closed
        return (bounds("", upper, upper_closed=closed if agree else None),)
    return (bounds(version.version, upper, upper_closed=closed),)


def _text(version: _Version) -> str:
    upper = version.less_than or version.less_than_or_equal
    return f"{version.version} {_sign(version)} {upper}" if upper else version.version


def _sign(version: _Version) -> str:
    return "<" if version.less_than else "<="


def _score(container: _Container) -> float | None:
    found = [
        metric["baseScore"]
        for metrics in container.metrics
        for key, metric in metrics.items()
        if key.startswith("cvss") and isinstance(metric, dict) and isinstance(metric.get("baseScore"), int | float)
    ]
    return max(map(float, found), default=None)
