"""CycloneDX and CSAF as their own libraries check them."""

import json
from datetime import date
from typing import Any

import pytest
from csaf_lib.verification import Verifier
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from ricochet.equipment import assess, cover, know, law_on
from ricochet.equipment.plan import Looked
from ricochet.makers import identify
from ricochet.model.advisory import Advisory, Exploited, Likelihood, Statement
from ricochet.model.device import Device, Trace
from ricochet.model.source import Source
from ricochet.report.hbom import hbom
from ricochet.report.vex import Issuer, csaf
from ricochet.sources.advisories.csaf import read_csaf
from ricochet.sources.advisories.prose import read_prose

DAY = date(2026, 11, 25)
SOURCE = Source(publisher="csaf", file="icsa.json", sha256="", row=1)
SPAN = ">= 5.2.0 build 140721 | <= 5.4.0 build 160530"


def looked(*firmware: str) -> list[Looked]:
    (told,) = read_prose(SPAN)
    statement = Statement(
        vendor="Hikvision", products=("DS-2CD2xx2F-I Series",), ranges=told.ranges, text=SPAN, source=SOURCE
    )
    advisory = Advisory(
        cve="CVE-2017-7921",
        title="Improper authentication",
        publisher="CISA",
        published=DAY,
        cvss=10.0,
        statements=(statement,),
        source=SOURCE,
    )
    entry = Exploited(
        cve="CVE-2017-7921",
        added=date(2026, 3, 5),
        due=None,
        vendor="Hikvision",
        product="cameras",
        ransomware=False,
        source=SOURCE,
    )
    chance = Likelihood(cve="CVE-2017-7921", scored=DAY, chance=0.9, percentile=0.99, source=SOURCE)
    known = know([advisory], as_of=DAY, exploited=[entry], released=DAY, chances={chance.cve: chance})
    law = law_on(DAY)
    made = []
    for at, text in enumerate(firmware):
        traces = [Trace(kind="model", value="DS-2CD2532F-I", source=SOURCE)]
        traces += [Trace(kind="firmware", value=text, source=SOURCE)] if text else []
        device = Device(id=f"cam {at}", traces=tuple(traces), site="Library", exposed=True, source=SOURCE)
        found = identify(device)
        made.append(
            Looked(device=device, identified=found, covered=cover(found, law), assessment=assess(device, found, known))
        )
    return made


EVERY = looked("V5.3.0", "V5.2.0 build 140720", "V5.4.5 build 170123", "", "V5.3.0")


def test_cyclonedx_is_valid_and_stable() -> None:
    data = hbom(EVERY, DAY, "Ricochet 0")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(data.decode()) is None
    assert data == hbom(EVERY, DAY, "Ricochet 0")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(hbom([], DAY, "Ricochet 0").decode()) is None


def test_cyclonedx_tells_the_state_of_each_device() -> None:
    bill: dict[str, Any] = json.loads(hbom(EVERY, DAY, "Ricochet 0"))
    states = {entry["analysis"]["state"]: [one["ref"] for one in entry["affects"]] for entry in bill["vulnerabilities"]}
    assert states == {
        "exploitable": ["device-1", "device-5"],
        "not_affected": ["device-2"],
        "resolved": ["device-3"],
        "in_triage": ["device-4"],
    }
    first = bill["components"][0]
    assert first["manufacturer"]["name"].startswith("Hangzhou Hikvision")
    assert first["components"][0]["version"] == "V5.3.0"
    assert {"name": "ricochet:law:us-889-a1a", "value": "covered; binding: unknown"} in first["properties"]


def test_csaf_passes_its_mandatory_tests_and_is_stable() -> None:
    data = csaf(EVERY, DAY, "Ricochet 0", Issuer(name="City of Example", namespace="https://city.example"))
    report = Verifier.from_json(data.decode()).run_all()
    assert [f"{one.test_id} {one.message}" for one in report.failures] == []
    assert data == csaf(EVERY, DAY, "Ricochet 0", Issuer(name="City of Example", namespace="https://city.example"))


def test_csaf_is_read_back_as_it_was_meant() -> None:
    (advisory,) = read_csaf("own.json", csaf(EVERY, DAY, "Ricochet 0"))
    assert sorted(statement.said for statement in advisory.statements) == [
        "affected",
        "fixed",
        "not_affected",
        "unknown",
    ]


def test_csaf_without_anything_to_tell_is_refused() -> None:
    with pytest.raises(ValueError, match="no device"):
        csaf([], DAY, "Ricochet 0")
