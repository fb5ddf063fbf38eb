"""Each publisher's file is read to the same records; another file is refused with what to do."""

import contextlib
import gzip
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError
from ricochet.model.advisory import Bound, Range
from ricochet.sources.advisories.csaf import read_csaf
from ricochet.sources.advisories.cve5 import read_cve5
from ricochet.sources.advisories.epss import newest, read_epss
from ricochet.sources.advisories.kev import read_kev
from ricochet.sources.advisories.nvd import read_nvd
from ricochet.sources.advisories.releases import read_releases


def packed(value: object) -> bytes:
    return json.dumps(value).encode()


def record(**affected: Any) -> bytes:
    cna = {
        "providerMetadata": {"shortName": "acme"},
        "affected": [affected],
        "descriptions": [{"value": "A flaw."}],
        "metrics": [{"cvssV3_1": {"baseScore": 9.8}}],
    }
    about = {"cveId": "CVE-2024-1", "assignerShortName": "hikvision", "dateUpdated": "2024-03-01T00:00:00Z"}
    return packed({"cveMetadata": about, "containers": {"cna": cna}})


def test_cve5() -> None:
    version = {"version": "V2.X", "lessThanOrEqual": "V2.3.8-8", "status": "affected"}
    (advisory,) = read_cve5("cve.json", record(vendor="hikvision", product="DS-A71024/48R", versions=[version]))
    (statement,) = advisory.statements
    assert (advisory.cve, advisory.publisher, advisory.cvss) == ("CVE-2024-1", "acme", 9.8)
    assert advisory.published == date(2024, 3, 1)
    assert statement.products == ("DS-A71024R", "DS-A71048R")
    assert statement.ranges == (
        Range(lower=Bound(text="V2.X", closed=True), upper=Bound(text="V2.3.8-8", closed=True)),
    )


def test_cve5_without_a_vendor_is_its_assigner_s() -> None:
    (advisory,) = read_cve5("cve.json", record(vendor="n/a", product="n/a", versions=[{"version": "n/a"}]))
    assert [(one.vendor, one.products, one.doubt) for one in advisory.statements] == [
        ("hikvision", (), "it names no versions")
    ]


def test_cve5_contradictions_are_left_open() -> None:
    up_to = {"version": "All versions up to V2.24.10P1", "lessThan": "V2.24.10P1"}
    later = {"version": "ZTE iRAI 7.23.21 or later", "lessThanOrEqual": "7.23.21"}
    (advisory,) = read_cve5("cve.json", record(vendor="ZTE", product="X1", versions=[up_to, later]))
    first, second = advisory.statements
    assert first.ranges == (Range(upper=Bound(text="V2.24.10P1", closed=None)),)
    assert "stand beside each other" in second.doubt


def test_cve5_one_version_as_affected_and_as_the_end_leaves_the_end_open() -> None:
    same = {"version": "V1.4.0_build221212", "lessThan": "V1.4.0_build221212"}
    (advisory,) = read_cve5("cve.json", record(vendor="hikvision", product="DS-K1T804AXX", versions=[same]))
    assert advisory.statements[0].ranges == (Range(upper=Bound(text="V1.4.0_build221212", closed=None)),)


def test_cve5_changes_within_a_range_are_left_open() -> None:
    version = {"version": "0", "lessThan": "*", "changes": [{"at": "5.4.5", "status": "unaffected"}]}
    (advisory,) = read_cve5("cve.json", record(vendor="hikvision", product="DS-2CD2032-I", versions=[version]))
    assert advisory.statements[0].doubt == "it changes within the range: unaffected at 5.4.5"


def test_csaf() -> None:
    leaf = {"product_id": "P1", "name": "DS-2CD2xx2F-I Series: up to V5.4.0"}
    span = {"category": "product_version_range", "name": "<=5.4.0 build 160530", "product": leaf}
    product = {"category": "product_name", "name": "DS-2CD2xx2F-I Series", "branches": [span]}
    document = {
        "csaf_version": "2.0",
        "title": "Cameras",
        "publisher": {"name": "CISA"},
        "tracking": {"id": "ICSA-1", "current_release_date": "2017-05-04T00:00:00Z"},
    }
    flaw = {
        "cve": "CVE-2017-7921",
        "product_status": {"known_affected": ["P1"]},
        "remediations": [
            {"category": "mitigation", "details": "DS- 2CD2xx2F-I Series: V5.4.5 and later", "product_ids": ["P1"]},
            {"category": "vendor_fix", "details": "Update.", "product_ids": ["P1"]},
        ],
        "scores": [{"cvss_v3": {"baseScore": 10.0}}],
    }
    tree = {"branches": [{"category": "vendor", "name": "Hikvision", "branches": [product]}]}
    data = packed({"document": document, "product_tree": tree, "vulnerabilities": [flaw]})
    (advisory,) = read_csaf("icsa.json", data)
    (statement,) = advisory.statements
    assert (advisory.title, advisory.published, advisory.cvss) == ("Cameras", date(2017, 5, 4), 10.0)
    assert (statement.vendor, statement.products) == ("Hikvision", ("DS-2CD2xx2F-I Series",))
    assert statement.ranges[0].upper == Bound(text="5.4.0 build 160530", closed=True)
    assert statement.source.cite == "ICSA-1"
    assert statement.remedy == "DS- 2CD2xx2F-I Series: V5.4.5 and later"


MATCH = {"vulnerable": True, "versionEndExcluding": "5.4.5"}
CPE = "cpe:2.3:o:hikvision:ds-7604ni-k1\\/4p\\(b\\)_firmware:*:*:*:*:*:*:*:*"


def first_feed() -> bytes:
    node = {"operator": "OR", "children": [], "cpe_match": [{**MATCH, "cpe23Uri": CPE}]}
    item = {
        "cve": {"CVE_data_meta": {"ID": "CVE-2018-1"}, "description": {"description_data": [{"value": "A flaw."}]}},
        "configurations": {"nodes": [node]},
        "impact": {"baseMetricV3": {"cvssV3": {"baseScore": 8.1}}},
        "lastModifiedDate": "2019-01-02T00:00Z",
    }
    return packed({"CVE_Items": [item]})


def second_feed() -> bytes:
    node = {"operator": "OR", "cpeMatch": [{**MATCH, "criteria": CPE}]}
    cve = {
        "id": "CVE-2018-1",
        "lastModified": "2019-01-02T00:00:00",
        "descriptions": [{"value": "A flaw."}],
        "metrics": {"cvssMetricV31": [{"cvssData": {"baseScore": 8.1}}]},
        "configurations": [{"nodes": [node]}],
    }
    return packed({"vulnerabilities": [{"cve": cve}]})


@pytest.mark.parametrize("feed", [first_feed, second_feed])
def test_nvd_old_and_new(feed: Callable[[], bytes]) -> None:
    (advisory,) = read_nvd("nvd.json", feed())
    (statement,) = advisory.statements
    assert (advisory.cve, advisory.cvss, advisory.published) == ("CVE-2018-1", 8.1, date(2019, 1, 2))
    assert statement.products == ("ds-7604ni-k1/4p(b)",)
    assert statement.ranges == (Range(upper=Bound(text="5.4.5", closed=False)),)
    assert statement.text.endswith("< 5.4.5")


def test_nvd_without_a_version_names_none() -> None:
    dash = first_feed().replace(b"_firmware:*", b"_firmware:-").replace(b'"versionEndExcluding": "5.4.5", ', b"")
    assert read_nvd("nvd.json", dash)[0].statements[0].doubt == "it names no versions"


def test_nvd_puts_a_build_into_the_update() -> None:
    built = (
        first_feed()
        .replace(b"_firmware:*:*", b"_firmware:4.0.1:180903")
        .replace(b'"versionEndExcluding": "5.4.5", ', b"")
    )
    assert read_nvd("nvd.json", built)[0].statements[0].ranges[0].upper == Bound(text="4.0.1 build 180903", closed=True)


KEV = {
    "catalogVersion": "2025.08.25",
    "dateReleased": "2025-08-25T17:04:19.9796Z",
    "vulnerabilities": [
        {"cveID": "CVE-2021-36260", "dateAdded": "2022-01-10", "dueDate": "2022-01-24", "vendorProject": "Hikvision"},
        {"cveID": "CVE-2000-1", "dateAdded": "soon"},
    ],
}


def test_kev_as_json_and_csv() -> None:
    table = b"cveID,dateAdded,dueDate,vendorProject\nCVE-2021-36260,2022-01-10,2022-01-24,Hikvision\n"
    catalogue = read_kev("kev.json", packed(KEV))
    assert catalogue.released == date(2025, 8, 25)
    assert [one.reason for one in catalogue.quarantined] == ["CVE-2000-1 has no day on which it was added"]
    for one in (catalogue, read_kev("kev.csv", table)):
        (entry,) = one.entries
        assert (entry.cve, entry.added, entry.due) == ("CVE-2021-36260", date(2022, 1, 10), date(2022, 1, 24))


def test_epss_daily_file_and_a_table_with_days() -> None:
    daily = gzip.compress(
        b"#model_version:v2025,score_date:2026-11-24T00:00:00+0000\ncve,epss,percentile\nCVE-1,0.9,1\n"
    )
    (one,) = read_epss("epss.csv.gz", daily).records
    assert (one.scored, one.chance) == (date(2026, 11, 24), 0.9)
    table = (
        b"cve,score_date,epss,percentile\nCVE-1,2024-02-25,0.1,0.5\nCVE-1,2024-03-24,0.2,0.6\nCVE-2,2024-03-24,7,1\n"
    )
    read = read_epss("epss.csv", table)
    assert len(read.quarantined) == 1
    assert newest(read, date(2024, 3, 1))["CVE-1"].chance == 0.1
    assert newest(read, date(2024, 4, 1))["CVE-1"].chance == 0.2


def test_releases() -> None:
    table = b"model,version,date,end_of_life\n" + 2 * b"DS-1,5.4.5,2017-01-23,2024-12-31\n" + b"DS-2,1.0,soon,\n"
    read = read_releases("firmware.csv", table)
    (one,) = read.records
    assert (one.model, one.built, one.ended) == ("DS-1", date(2017, 1, 23), date(2024, 12, 31))
    assert [aside.row for aside in read.quarantined] == [4]


READERS: list[Callable[[str, bytes], object]] = [read_cve5, read_csaf, read_nvd, read_kev, read_epss, read_releases]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"<html>", b"a,b\n1,2\n", b"\xff\xfe", b"\x1f\x8b\x00"])
def test_another_file_is_refused(reader: Callable[[str, bytes], object], data: bytes) -> None:
    with pytest.raises(DataError):
        reader("other", data)


@given(st.binary(max_size=200), st.sampled_from(READERS))
def test_no_bytes_break_a_reader(data: bytes, reader: Callable[[str, bytes], object]) -> None:
    with contextlib.suppress(DataError):
        reader("any", data)
