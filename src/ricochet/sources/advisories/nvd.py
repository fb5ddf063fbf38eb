"""NVD: the National Vulnerability Database as its old feeds (1.1) and its interface (2.0) write it.

NVD names products by CPE. Where it gives the version "-" it says nothing of firmware, and so do we.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ricochet.model.advisory import Advisory, Statement
from ricochet.model.source import Source
from ricochet.sources.advisories.json_in import day, decode, first_words
from ricochet.sources.advisories.products import statements
from ricochet.sources.advisories.prose import Told, bounds

_PART = re.compile(r"(?<!\\):")
_ESCAPE = re.compile(r"\\(.)")


class _Match(msgspec.Struct, rename="camel"):
    vulnerable: bool = True
    cpe23_uri: str = msgspec.field(default="", name="cpe23Uri")
    criteria: str = ""
    version_start_including: str | None = None
    version_start_excluding: str | None = None
    version_end_including: str | None = None
    version_end_excluding: str | None = None


class _Node(msgspec.Struct, rename="camel"):
    operator: str = "OR"
    cpe_match: list[_Match] = msgspec.field(default_factory=list, name="cpe_match")
    matches: list[_Match] = msgspec.field(default_factory=list, name="cpeMatch")
    children: list["_Node"] = []


class _Text(msgspec.Struct):
    value: str = ""


class _Meta(msgspec.Struct):
    id: str = msgspec.field(name="ID")


class _Descriptions(msgspec.Struct):
    description_data: list[_Text] = []


class _Cve1(msgspec.Struct):
    about: _Meta = msgspec.field(name="CVE_data_meta")
    description: _Descriptions = msgspec.field(default_factory=_Descriptions)


class _Nodes(msgspec.Struct):
    nodes: list[_Node] = []


class _Item1(msgspec.Struct, rename="camel"):
    cve: _Cve1
    configurations: _Nodes = msgspec.field(default_factory=_Nodes)
    impact: dict[str, Any] = {}
    last_modified_date: str = ""


class _Feed1(msgspec.Struct):
    items: list[_Item1] = msgspec.field(name="CVE_Items")


class _Configuration2(msgspec.Struct):
    operator: str = "OR"
    nodes: list[_Node] = []


class _Cve2(msgspec.Struct, rename="camel"):
    id: str
    last_modified: str = ""
    descriptions: list[_Text] = []
    metrics: dict[str, Any] = {}
    configurations: list[_Configuration2] = []


class _Item2(msgspec.Struct):
    cve: _Cve2


class _Feed2(msgspec.Struct):
    vulnerabilities: list[_Item2]


def read_nvd(name: str, data: bytes) -> tuple[Advisory, ...]:
    """One advisory for each record of a feed (1.1: CVE_Items, or a bare list of them; 2.0: vulnerabilities).

    Raises DataError for another file.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    head = data[: 1 << 12]
    if b'"vulnerabilities"' in head:
        found = [_second(one.cve) for one in decode(name, data, _Feed2, "NVD answer").vulnerabilities]
    elif b'"CVE_Items"' in head:
        found = [_first(one) for one in decode(name, data, _Feed1, "NVD feed").items]
    else:
        found = [_first(one) for one in decode(name, data, list[_Item1], "NVD feed")]
    return tuple(
        Advisory(
            cve=cve,
            title=title,
            publisher="nvd",
            published=day(changed),
            cvss=_score(metrics),
            statements=tuple(one for nodes in sets for one in _statements(nodes, source)),
            source=source,
        )
        for row, (cve, title, changed, metrics, sets) in enumerate(found, start=1)
        for source in [Source(publisher="nvd", file=name, sha256=sha256, row=row)]
    )


_Found = tuple[str, str, str, dict[str, Any], list[list[_Node]]]


def _first(item: _Item1) -> _Found:
    texts = item.cve.description.description_data
    title = first_words(texts[0].value if texts else "")
    sets = [node.children or [node] for node in item.configurations.nodes]
    return item.cve.about.id, title, item.last_modified_date, item.impact, sets


def _second(cve: _Cve2) -> _Found:
    title = first_words(cve.descriptions[0].value if cve.descriptions else "")
    sets = [
        nodes
        for one in cve.configurations
        for nodes in ([one.nodes] if one.operator == "AND" else [[node] for node in one.nodes])
    ]
    return cve.id, title, cve.last_modified, cve.metrics, sets


def _statements(nodes: Sequence[_Node], source: Source) -> Iterator[Statement]:
    """What one configuration says: firmware is vulnerable on the hardware that stands beside it."""
    matches = [match for node in nodes for match in _all(node)]
    beside = [product for match in matches if not match.vulnerable for product in [_cpe(match)[1]]]
    for match in matches:
        if match.vulnerable:
            vendor, product, version = _cpe(match)
            generic = not any(sign.isdigit() for sign in product)
            named = ", ".join(beside) if generic and beside else product
            told = (_told(match, version),)
            yield from statements(vendor, named, told, said="affected", text=_text(match), source=source)


def _all(node: _Node) -> Iterator[_Match]:
    yield from node.cpe_match
    yield from node.matches
    for child in node.children:
        yield from _all(child)


def _cpe(match: _Match) -> tuple[str, str, str]:
    """Vendor, product without "_firmware", and version with its update: "2.2.10 build_131009"."""
    parts = [_ESCAPE.sub(r"\1", part) for part in _PART.split(match.cpe23_uri or match.criteria)] + [""] * 7
    vendor, product, version, update = parts[3:7]
    if version in {"-", "*"} or update in {"-", "*", ""}:
        return vendor, product.removesuffix("_firmware"), version
    mark = f"build {update}" if update.isdigit() and len(update) == 6 else update
    return vendor, product.removesuffix("_firmware"), f"{version} {mark}".removeprefix("_firmware ")


def _told(match: _Match, version: str) -> Told:
    lower = _ESCAPE.sub(r"\1", match.version_start_including or match.version_start_excluding or "")
    upper = _ESCAPE.sub(r"\1", match.version_end_including or match.version_end_excluding or "")
    if lower or upper:
        return bounds(
            lower,
            upper,
            lower_closed=match.version_start_excluding is None,
            upper_closed=match.version_end_excluding is None,
        )
    if version == "*":
        return Told(every=True)
    if version in {"-", ""}:
        return Told(doubt="it names no versions")
    return bounds(version, version, upper_closed=True)


def _text(match: _Match) -> str:
    """The CPE and its range as NVD writes them."""
    ends = (
        (">=", match.version_start_including),
        (">", match.version_start_excluding),
        ("<=", match.version_end_including),
        ("<", match.version_end_excluding),
    )
    return " ".join([match.cpe23_uri or match.criteria, *(f"{sign} {end}" for sign, end in ends if end)])


def _score(metrics: object) -> float | None:
    """The highest base score anywhere in the metrics."""
    if isinstance(metrics, dict):
        own = metrics.get("baseScore")
        found = [float(own)] if isinstance(own, int | float) else []
        found += [score for value in metrics.values() if (score := _score(value)) is not None]
        return max(found, default=None)
    if isinstance(metrics, list):
        return max((score for one in metrics if (score := _score(one)) is not None), default=None)
    return None
