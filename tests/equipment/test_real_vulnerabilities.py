"""Real advisories: every range is read or listed as undecidable; the anchors come out as they must."""

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest

from ricochet.equipment.firmware import parse_firmware
from ricochet.equipment.vulnerabilities import Knowledge, assess, know
from ricochet.makers import identify
from ricochet.model.advisory import Advisory
from ricochet.model.device import Device, Trace
from ricochet.model.source import Source
from ricochet.sources.advisories.csaf import read_csaf
from ricochet.sources.advisories.cve5 import read_cve5
from ricochet.sources.advisories.epss import newest, read_epss
from ricochet.sources.advisories.kev import read_kev
from ricochet.sources.advisories.nvd import read_nvd
from ricochet.sources.advisories.prose import read_prose
from ricochet.sources.advisories.releases import read_releases

pytestmark = pytest.mark.real
SOURCE = Source(publisher="user", file="devices.csv", sha256="", row=1)


def stated(folder: Path) -> list[Advisory]:
    found: list[Advisory] = []
    for path in sorted((folder / "cve").glob("*5*/*.json")):
        found += read_cve5(path.name, path.read_bytes())
    for path in sorted((folder / "csaf").glob("*.json")):
        found += read_csaf(path.name, path.read_bytes())
    for path in sorted((folder / "cve" / "nvd_1_1").iterdir()):
        data = path.read_bytes()
        found += read_nvd(path.name, gzip.decompress(data) if path.suffix == ".gz" else data)
    return found


def knowledge(shared: Path, day: date) -> Knowledge:
    folder = shared / "data" / "equipment"
    catalogue = read_kev("kev.json", (folder / "kev" / "known_exploited_vulnerabilities_2025-08-25.json").read_bytes())
    return know(stated(folder), as_of=day, exploited=catalogue.entries, released=catalogue.released)


def status(known: Knowledge, cve: str, model: str, firmware: str, vendor: str = "Hikvision") -> tuple[str, date | None]:
    traces = (
        Trace(kind="vendor", value=vendor, source=SOURCE),
        Trace(kind="model", value=model, source=SOURCE),
        Trace(kind="firmware", value=firmware, source=SOURCE),
    )
    device = Device(id="1", traces=traces, source=SOURCE)
    (found,) = [one for one in assess(device, identify(device), known).vulnerabilities if one.cve == cve]
    return found.status, found.exploited


def test_every_range_is_read_or_listed_with_its_text(shared: Path) -> None:
    doubtful: set[tuple[str, str]] = set()
    silent = 0
    for advisory in stated(shared / "data" / "equipment"):
        for statement in advisory.statements:
            if statement.doubt == "it names no versions":
                silent += 1
                continue
            assert statement.text
            if statement.doubt:
                doubtful.add((advisory.cve, statement.text))
            for span in (*statement.ranges, *statement.excepted):
                for end in (span.lower, span.upper):
                    if end and span.by == "version" and parse_firmware(end.text) is None:
                        doubtful.add((advisory.cve, end.text))
            assert statement.ranges or statement.every or statement.excepted or statement.doubt
    assert silent > 2000
    assert {text for _, text in doubtful} == {
        "V10.1: AGZHM_1.3.1",
        "ZTE iRAI 7.23.21 or later <= 7.23.21",
        "nxt",
        "xcp",
    }


def test_every_extracted_range_is_read(shared: Path) -> None:
    path = shared / "data" / "equipment" / "csaf" / "affected_ranges_extracted.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 80
    models = 0
    for row in rows:
        (told,) = read_prose(row["version_range"])
        if told.families:  # the advisory names a model where the versions should stand
            models += 1
            assert told.doubt == "it names no versions"
            continue
        assert told.ranges
        assert all(parse_firmware(end.text) for end in (told.ranges[0].lower, told.ranges[0].upper) if end)
    assert models == 30


@pytest.mark.parametrize(
    ("firmware", "outcome"),
    [
        ("V5.2.0 build 140721", "affected"),
        ("V5.2.0 build 140720", "not_affected"),
        ("V5.4.0 build 160530", "affected"),
        ("V5.4.0 build 160531", "fixed"),
    ],
)
def test_the_anchor_of_2017(shared: Path, firmware: str, outcome: str) -> None:
    known = knowledge(shared, date(2026, 11, 25))
    for model in ("DS-2CD2532F-I", "DS-2CD2532F-IWS"):
        assert status(known, "CVE-2017-7921", model, firmware)[0] == outcome


def test_the_maker_s_fix_is_named_by_family(shared: Path) -> None:
    known = knowledge(shared, date(2026, 11, 25))
    for model, fix in (("DS-2CD2532F-I", "V5.4.5 build 170123"), ("DS-2CD2142FWD-I", "V5.4.5 Build 170124")):
        traces = (
            Trace(kind="model", value=model, source=SOURCE),
            Trace(kind="firmware", value="V5.3.5", source=SOURCE),
        )
        device = Device(id="1", traces=traces, source=SOURCE)
        (flaw,) = [one for one in assess(device, identify(device), known).vulnerabilities if one.cve == "CVE-2017-7921"]
        assert flaw.status == "affected"
        assert fix in flaw.remedy


def test_dahua_and_uniview(shared: Path) -> None:
    known = knowledge(shared, date(2026, 11, 25))
    camera = ("IPC-HDBW2431R-ZS", "2.820.0000000.9.R.220101", "Dahua")
    assert status(known, "CVE-2022-30560", *camera)[0] == "affected"
    assert status(known, "CVE-2024-39944", "NVR4108HS", "4.001.0000000.3.R.240201", "Dahua")[0] == "affected"
    assert status(known, "CVE-2024-39944", "NVR4108HS", "4.001.0000000.3.R.240202", "Dahua")[0] == "fixed"
    assert status(known, "CVE-2024-3850", "NVR301-04S2-P4", "NVR-B3801.20.17.240507", "Uniview")[0] == "fixed"


def test_families_in_the_text_are_meant_where_the_title_says_some(shared: Path) -> None:
    known = knowledge(shared, date(2026, 11, 25))
    camera = ("IPC-HFW3441E-AS", "2.800.0000000.29.R.210101", "Dahua")
    assert status(known, "CVE-2021-33044", *camera) == ("affected", date(2024, 8, 21))
    assert status(known, "CVE-2021-33045", *camera)[0] == "fixed"


def test_exploited_as_of_a_day(shared: Path) -> None:
    for day, exploited in ((date(2022, 1, 9), None), (date(2022, 1, 10), date(2022, 1, 10))):
        known = knowledge(shared, day)
        assert status(known, "CVE-2021-36260", "DS-2CD2532F-I", "V5.4.5 build 170123")[1] == exploited
    assert status(known, "CVE-2017-7921", "DS-2CD2532F-I", "V5.3.0")[1] is None


def test_a_later_catalogue_moves_the_flaw_of_2017(shared: Path) -> None:
    folder = shared / "data" / "equipment"
    added = b'{"cveID": "CVE-2017-7921", "vendorProject": "Hikvision", "product": "x", "dateAdded": "2026-03-05"}'
    catalogue = read_kev("kev.json", b'{"catalogVersion": "2026.08.07", "vulnerabilities": [' + added + b"]}")
    assert catalogue.released == date(2026, 8, 7)
    for day, exploited in ((date(2026, 3, 4), None), (date(2026, 3, 5), date(2026, 3, 5))):
        known = know(stated(folder), as_of=day, exploited=catalogue.entries, released=catalogue.released)
        assert status(known, "CVE-2017-7921", "DS-2CD2532F-I", "V5.3.0") == ("affected", exploited)


def test_real_estimates_and_releases(shared: Path) -> None:
    folder = shared / "data" / "equipment"
    estimates = read_epss("epss.csv", (folder / "epss" / "epss_sample.csv").read_bytes())
    assert newest(estimates, date(2024, 3, 1))["CVE-2017-7921"].percentile == 0.85826
    releases = read_releases("firmware.csv", (folder / "firmware" / "hikvision_firmware_models.csv").read_bytes())
    assert releases.rows == 24947
    assert not releases.quarantined
    assert all(parse_firmware(one.version) for one in releases.records)
