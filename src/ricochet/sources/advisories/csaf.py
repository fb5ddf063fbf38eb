"""CSAF 2.0: advisories of CISA and of vendors, with the products of the tree and what each is."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from ricochet.model.advisory import Advisory, Statement
from ricochet.model.source import Source
from ricochet.sources.advisories.json_in import day, decode, first_words
from ricochet.sources.advisories.products import statements
from ricochet.sources.advisories.prose import read_prose

_SAID = {
    "known_affected": "affected",
    "first_affected": "affected",
    "last_affected": "affected",
    "known_not_affected": "not_affected",
    "fixed": "fixed",
    "first_fixed": "fixed",
    "under_investigation": "unknown",
}


class _Product(msgspec.Struct):
    product_id: str
    name: str = ""


class _Branch(msgspec.Struct):
    category: str
    name: str = ""
    branches: list["_Branch"] = []
    product: _Product | None = None


class _Tied(msgspec.Struct):
    product_reference: str
    full_product_name: _Product


class _Tree(msgspec.Struct):
    branches: list[_Branch] = []
    full_product_names: list[_Product] = []
    relationships: list[_Tied] = []


class _Named(msgspec.Struct):
    name: str = ""


class _Tracking(msgspec.Struct):
    id: str = ""
    current_release_date: str = ""


class _Document(msgspec.Struct):
    csaf_version: str
    title: str = ""
    publisher: _Named = msgspec.field(default_factory=_Named)
    tracking: _Tracking = msgspec.field(default_factory=_Tracking)


class _Remediation(msgspec.Struct):
    category: str = ""
    details: str = ""
    product_ids: list[str] = []
    url: str = ""


class _Vulnerability(msgspec.Struct):
    cve: str = ""
    title: str = ""
    product_status: dict[str, list[str]] = {}
    scores: list[dict[str, Any]] = []
    remediations: list[_Remediation] = []


class _File(msgspec.Struct):
    document: _Document
    product_tree: _Tree = msgspec.field(default_factory=_Tree)
    vulnerabilities: list[_Vulnerability] = []


@dataclass(frozen=True, slots=True)
class _Known:
    vendor: str
    product: str
    version: str
    name: str


def read_csaf(name: str, data: bytes) -> tuple[Advisory, ...]:
    """One advisory for each vulnerability with a CVE. Raises DataError for another file."""
    file = decode(name, data, _File, "CSAF advisory")
    sha256 = hashlib.sha256(data).hexdigest()
    known = _products(file.product_tree)
    return tuple(
        Advisory(
            cve=one.cve,
            title=one.title or file.document.title,
            publisher=file.document.publisher.name or "csaf",
            published=day(file.document.tracking.current_release_date),
            cvss=_score(one),
            statements=tuple(_statements(one, known, source)),
            source=source,
        )
        for row, one in enumerate(file.vulnerabilities, start=1)
        if one.cve
        for source in [Source(publisher="csaf", file=name, sha256=sha256, row=row, cite=file.document.tracking.id)]
    )


def _statements(one: _Vulnerability, known: Mapping[str, _Known], source: Source) -> Iterator[Statement]:
    for status, ids in one.product_status.items():
        for product_id in ids if status in _SAID else ():
            product = known.get(product_id) or _Known("", "", "", product_id)
            told = read_prose(product.version or "n/a")
            yield from statements(
                product.vendor,
                product.product,
                told,
                said=_SAID[status],
                text=product.name,
                source=source,
                remedy=_remedy(one, product_id, product, known),
            )


def _remedy(one: _Vulnerability, product_id: str, product: _Known, known: Mapping[str, _Known]) -> str:
    """What is to be done about the product: what names it, else the maker's fix where that names no other product."""
    meant = [fix for fix in one.remediations if not fix.product_ids or product_id in fix.product_ids]
    others = {_bare(other.product) for other in known.values() if other.product != product.product} - {""}
    own = [fix for fix in meant if product.product and _bare(product.product) in _bare(fix.details)]
    fixes = [fix for fix in meant if fix.category == "vendor_fix"]
    general = [fix for fix in fixes if not any(other in _bare(fix.details) for other in others)]
    return first_words(" ".join(f"{fix.details} {fix.url}".strip() for fix in own or general), 400)


def _bare(text: str) -> str:
    return "".join(text.lower().split())


def _products(tree: _Tree) -> dict[str, _Known]:
    known = {one.product_id: _Known("", one.name, "", one.name) for one in tree.full_product_names}
    todo = [(branch, _Known("", "", "", "")) for branch in tree.branches]
    while todo:
        branch, above = todo.pop()
        here = _below(branch, above)
        todo.extend((child, here) for child in branch.branches)
        if branch.product:
            known[branch.product.product_id] = _Known(
                here.vendor, here.product, here.version, branch.product.name or branch.name
            )
    for tied in tree.relationships:
        if part := known.get(tied.product_reference):
            whole = tied.full_product_name
            known[whole.product_id] = _Known(part.vendor, part.product, part.version, whole.name or part.name)
    return known


def _below(branch: _Branch, above: _Known) -> _Known:
    if branch.category == "vendor":
        return _Known(branch.name, above.product, above.version, above.name)
    if branch.category in {"product_version", "product_version_range"}:
        return _Known(above.vendor, above.product, branch.name, above.name)
    if branch.category in {"product_name", "product_family"}:
        return _Known(above.vendor, branch.name, above.version, above.name)
    return above


def _score(one: _Vulnerability) -> float | None:
    found = [
        float(scored["baseScore"])
        for scores in one.scores
        for key, scored in scores.items()
        if key.startswith("cvss") and isinstance(scored, dict) and isinstance(scored.get("baseScore"), int | float)
    ]
    return max(found, default=None)
