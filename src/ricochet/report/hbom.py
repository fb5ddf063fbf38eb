"""HBOM: devices as a CycloneDX 1.6 bill of hardware, with what their firmware's vulnerabilities are (VEX) beside.

Same devices, same bytes: the serial number is made from the content, and no clock is read.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from ricochet.equipment.facts import facts_of
from ricochet.equipment.plan import Looked
from ricochet.equipment.stated import Outcome
from ricochet.equipment.vulnerabilities import Vulnerability
from ricochet.makers.tables import maker

_SPACE = uuid.UUID("6f1c6a0e-3d2b-5a52-9a0e-6a5f0e2b7c11")
"""Name space of the serial numbers: Ricochet's own."""
_STATES: dict[Outcome, str] = {
    "affected": "exploitable",
    "fixed": "resolved",
    "not_affected": "not_affected",
    "possible": "in_triage",
}


def hbom(looked: Sequence[Looked], day: date, software: str) -> bytes:
    """The bill of all devices, each with its firmware, its maker and how sure that is, and every rule's status."""
    refs = [f"device-{at}" for at in range(1, len(looked) + 1)]
    bill: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{day.isoformat()}T00:00:00Z",
            "tools": {"components": [{"type": "application", "name": software}]},
        },
        "components": [_component(one, ref) for one, ref in zip(looked, refs, strict=True)],
        "vulnerabilities": _vulnerabilities(looked, refs),
    }
    content = json.dumps(bill, ensure_ascii=False, sort_keys=True)
    bill["serialNumber"] = f"urn:uuid:{uuid.uuid5(_SPACE, content)}"
    return (json.dumps(bill, ensure_ascii=False, indent=2) + "\n").encode()


def _component(one: Looked, ref: str) -> dict[str, Any]:
    facts, found = facts_of(one.device), one.identified
    told = [
        ("device", one.device.id),
        ("address", one.device.address),
        ("site", one.device.site),
        ("recorder", one.device.behind),
        ("count", str(one.device.count)),
        ("exposed", {None: "", True: "yes", False: "no"}[one.device.exposed]),
        ("brand", found.brand or ""),
        ("maker:certainty", found.certainty),
        ("maker:candidates", "; ".join(f"{name} {share:.2f}" for name, share in found.candidates)),
        *(("maker:contradiction", text) for text in found.contradictions),
        *((f"law:{rule.regime}", f"{rule.status}; binding: {rule.binding}") for rule in one.covered),
    ]
    component: dict[str, Any] = {
        "type": "device",
        "bom-ref": ref,
        "name": facts.models[0] if facts.models else one.device.id,
        "properties": [{"name": f"ricochet:{name}", "value": value} for name, value in told if value],
    }
    if found.maker:
        component["manufacturer"] = {"name": maker(found.maker)["name"]}
    if facts.firmware:
        component["components"] = [
            {"type": "firmware", "bom-ref": f"{ref}-firmware", "name": "firmware", "version": facts.firmware}
        ]
    return component


def _vulnerabilities(looked: Sequence[Looked], refs: Sequence[str]) -> list[dict[str, Any]]:
    """One entry for each CVE, outcome and reason, with the devices it holds for."""
    same: dict[tuple[str, Outcome, str], list[tuple[Vulnerability, str]]] = defaultdict(list)
    for one, ref in zip(looked, refs, strict=True):
        for flaw in one.assessment.vulnerabilities:
            same[flaw.cve, flaw.status, flaw.why].append((flaw, ref))
    return [_entry([flaw for flaw, _ in found], [ref for _, ref in found]) for _, found in sorted(same.items())]


def _entry(flaws: Sequence[Vulnerability], refs: Sequence[str]) -> dict[str, Any]:
    flaw = flaws[0]
    told = [("stated", text) for text in flaw.dated]
    if flaw.exploited:
        told.append(("exploited since", flaw.exploited.isoformat()))
    if flaw.chance:
        told.append(("EPSS", f"{flaw.chance.chance} of {flaw.chance.scored.isoformat()}"))
    entry: dict[str, Any] = {
        "bom-ref": f"{flaw.cve}-{refs[0]}",
        "id": flaw.cve,
        "source": {"name": "CVE", "url": f"https://www.cve.org/CVERecord?id={flaw.cve}"},
        "analysis": {"state": _STATES[flaw.status], "detail": flaw.why},
        "affects": [{"ref": ref} for ref in refs],
        "properties": [{"name": f"ricochet:{name}", "value": value} for name, value in told],
    }
    if flaw.title:
        entry["description"] = flaw.title
    if flaw.remedy:
        entry["recommendation"] = flaw.remedy
    if flaw.cvss is not None:
        entry["ratings"] = [{"score": flaw.cvss, "method": "other"}]
    return entry
