"""VEX: what is known of the vulnerabilities of one's own equipment, as a CSAF 2.0 document of the profile VEX.

Devices of one maker, model and firmware are one product. Same devices, same bytes.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ricochet.equipment.facts import facts_of
from ricochet.equipment.plan import Looked
from ricochet.equipment.stated import Outcome
from ricochet.equipment.vulnerabilities import Vulnerability
from ricochet.makers.tables import maker

_STATUS: Mapping[Outcome, str] = {
    "affected": "known_affected",
    "fixed": "fixed",
    "not_affected": "known_not_affected",
    "possible": "under_investigation",
}


_NO_REMEDY = "No publisher that was read names a remedy."


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issues the document: name, and an address that stands for it."""

    name: str = "Operator of the equipment"
    namespace: str = "urn:ricochet:operator"


def csaf(looked: Sequence[Looked], day: date, software: str, issuer: Issuer | None = None) -> bytes:
    """The document as JSON. Raises ValueError where there is nothing to tell: CSAF knows no empty one."""
    issuer = issuer or Issuer()
    products = _products(looked)
    flaws = _flaws(looked, products)
    if not flaws:
        raise ValueError("no device has a vulnerability to tell of")
    named = {product for found in flaws.values() for product in found}
    body: dict[str, Any] = {
        "product_tree": {
            "full_product_names": [
                {"product_id": product, "name": name} for name, product in products.items() if product in named
            ]
        },
        "vulnerabilities": [_vulnerability(cve, flaws[cve]) for cve in sorted(flaws)],
    }
    mark = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]
    stamp = f"{day.isoformat()}T00:00:00Z"
    document = {
        "category": "csaf_vex",
        "csaf_version": "2.0",
        "lang": "en",
        "title": "Vulnerabilities of the equipment in use",
        "publisher": {"category": "user", "name": issuer.name, "namespace": issuer.namespace},
        "tracking": {
            "id": f"ricochet-{day.isoformat()}-{mark}",
            "status": "final",
            "version": "1",
            "initial_release_date": stamp,
            "current_release_date": stamp,
            "revision_history": [{"date": stamp, "number": "1", "summary": "As found on the day."}],
            "generator": {"engine": {"name": software}},
        },
    }
    return (json.dumps({"document": document, **body}, ensure_ascii=False, indent=2) + "\n").encode()


def _products(looked: Sequence[Looked]) -> dict[str, str]:
    """Name of each product -> its id, in the order of the devices."""
    return {name: f"P{at}" for at, name in enumerate(dict.fromkeys(map(_name, looked)), start=1)}


def _name(one: Looked) -> str:
    facts = facts_of(one.device)
    made_by = maker(one.identified.maker)["name"] if one.identified.maker else "unknown maker"
    model = facts.models[0] if facts.models else "unknown model"
    return f"{made_by} {model}, {'firmware ' + facts.firmware if facts.firmware else 'unknown firmware'}"


def _flaws(looked: Sequence[Looked], products: Mapping[str, str]) -> dict[str, dict[str, Vulnerability]]:
    """CVE -> product -> what is known."""
    found: dict[str, dict[str, Vulnerability]] = defaultdict(dict)
    for one in looked:
        for flaw in one.assessment.vulnerabilities:
            found[flaw.cve].setdefault(products[_name(one)], flaw)
    return found


def _vulnerability(cve: str, found: Mapping[str, Vulnerability]) -> dict[str, Any]:
    status: dict[str, list[str]] = defaultdict(list)
    why: dict[tuple[Outcome, str], list[str]] = defaultdict(list)
    for product, flaw in found.items():
        status[_STATUS[flaw.status]].append(product)
        why[flaw.status, flaw.why].append(product)
    first = next(iter(found.values()))
    notes = [{"category": "description", "text": first.title or cve}]
    notes += [
        {"category": "other", "title": f"{outcome.replace('_', ' ')}: {', '.join(ids)}", "text": text}
        for (outcome, text), ids in why.items()
    ]
    notes += [{"category": "other", "title": "Stated by", "text": "; ".join(first.dated)}] if first.dated else []
    told: dict[str, Any] = {"cve": cve, "notes": notes, "product_status": dict(status)}
    if due := status.get("known_affected"):
        fixes: dict[str, list[str]] = defaultdict(list)
        for product in due:
            fixes[found[product].remedy or _NO_REMEDY].append(product)
        told["remediations"] = [
            {"category": "none_available" if text == _NO_REMEDY else "vendor_fix", "details": text, "product_ids": ids}
            for text, ids in fixes.items()
        ]
    threats = [
        {"category": "impact", "details": text, "product_ids": ids}
        for (outcome, text), ids in why.items()
        if outcome == "not_affected"
    ]
    if first.exploited:
        since = f"In CISA's catalogue of known exploited vulnerabilities since {first.exploited.isoformat()}."
        threats.append({"category": "exploit_status", "details": since})
    return told | ({"threats": threats} if threats else {})
