"""Files are recognised by content, filed once, and the newest edition of each counts."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError
from ricochet.makers import identify
from ricochet.model.device import Device, Trace
from ricochet.model.source import Source
from ricochet.settings import Settings
from ricochet.snapshot.references import file_references, held, in_force
from ricochet.sources.advisories.recognise import recognise
from ricochet.sources.advisories.references import Reference, read_references
from ricochet.verbs.references import held_references, references

DAY = date(2026, 11, 25)
OUI = b"Registry,Assignment,Organization Name,Organization Address\nMA-L,4419B6,%s,Hangzhou\n"
EPSS = b"#model_version:v1,score_date:2026-11-24T00:00:00+0000\ncve,epss,percentile\nCVE-1,0.9,1\n"


def kev(version: str, *cves: str) -> bytes:
    entries = [{"cveID": cve, "dateAdded": "2022-01-10", "vendorProject": "Hikvision"} for cve in cves]
    return json.dumps({"catalogVersion": version, "vulnerabilities": entries}).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OUI % b"Hikvision", "oui"),
        (b"# comment\n\n00:00:01\tXerox\tXerox Corporation\n", "oui"),
        (kev("2025.08.25", "CVE-1"), "kev"),
        (b"cveID,vendorProject,dateAdded\nCVE-1,x,2022-01-10\n", "kev"),
        (b'{"document": {"csaf_version": "2.0"}}', "csaf"),
        (b'{"cveMetadata": {}, "containers": {}}', "cve"),
        (b'{"CVE_Items": [{"cve": {"CVE_data_meta": {}}}]}', "nvd"),
        (b'{"resultsPerPage": 1, "vulnerabilities": []}', "nvd"),
        (EPSS, "epss"),
        (b"model,version,date\nDS-1,5.4.5,2017-01-23\n", "firmware"),
        (b'{"$schema": "x", "properties": {"vulnerabilities": {"cveID": {"type": "string"}}}}', None),
        (b"name,country\nAcme,US\n", None),
        (b"", None),
    ],
)
def test_recognised_by_content(data: bytes, kind: str | None) -> None:
    assert recognise(data) == kind


@given(st.binary(max_size=300))
def test_any_bytes_are_one_kind_or_none(data: bytes) -> None:
    assert recognise(data) in {None, "oui", "kev", "csaf", "cve", "nvd", "epss", "firmware"}


def lay(folder: Path, **files: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def test_filed_once_and_the_newest_catalogue_counts(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = lay(tmp_path / "one", kev__json=kev("2025.08.25", "CVE-1"), oui__csv=OUI % b"Old", notes__txt=b"hello")
    report = file_references(home, first, date(2025, 9, 1))
    assert (len(report.held), report.new, report.refused) == (2, 2, ())
    assert file_references(home, first, DAY).new == 0
    second = lay(tmp_path / "2026-10-24", kev__json=kev("2026.08.07", "CVE-1", "CVE-2"), oui__csv=OUI % b"New")
    assert file_references(home, tmp_path / "2026-10-24", DAY).new == 2
    assert second.is_dir()
    read = read_references(in_force(home))
    assert (read.released, len(read.exploited)) == (date(2026, 8, 7), 2)
    assert read.registry == {"4419B6": "New"}
    assert "CISA's catalogue of exploited vulnerabilities of 2026-08-07" in read.dates
    assert held_references(Settings(home=home), date(2025, 12, 31)) == (
        "IEEE registry of hardware addresses of unknown date",
        "CISA's catalogue of exploited vulnerabilities of 2025-08-25",
    )
    before = read_references(in_force(home, date(2025, 12, 31)))
    assert (before.released, before.registry) == (date(2025, 8, 25), {"4419B6": "Old"})


def test_what_cannot_be_read_is_refused_and_the_rest_filed(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", bad__json=b'{"cveMetadata": 1, "containers": 2}', epss__csv=EPSS)
    report = file_references(tmp_path / "home", folder, DAY)
    assert [one.kind for one in report.held] == ["epss"]
    assert report.held[0].published == date(2026, 11, 24)
    assert "no CVE 5 record" in report.refused[0].reason


def test_a_damaged_record_says_what_to_do(tmp_path: Path) -> None:
    lay(tmp_path, references__json=b"[{]")
    with pytest.raises(DataError, match="Run update again"):
        held(tmp_path)
    assert held(tmp_path / "nowhere") == ()


def test_files_given_take_the_place_of_what_is_held(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    file_references(settings.home, lay(tmp_path / "in", kev__json=kev("2025.08.25", "CVE-1")), DAY)
    assert references(settings, DAY).knowledge.exploited.keys() == {"CVE-1"}
    given_now = lay(tmp_path / "given", kev__json=kev("2026.08.07", "CVE-2"))
    known = references(settings, DAY, given=[given_now])
    assert known.knowledge.exploited.keys() == {"CVE-2"}
    assert known.dates == ("CISA's catalogue of exploited vulnerabilities of 2026-08-07",)
    odd = lay(tmp_path / "odd", note__txt=b"hello") / "note.txt"
    assert "is no reference" in str(references(settings, DAY, given=[odd]).refused[0])


def test_evidence_from_the_registry_cites_its_date(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    path = lay(tmp_path / "2026-10-24", oui__csv=OUI % b'"Hangzhou Hikvision Digital Technology Co.,Ltd."')
    source = Source(publisher="user", file="devices.csv", sha256="", row=2)
    device = Device(id="1", traces=(Trace(kind="mac", value="44:19:b6:00:00:01", source=source),), source=source)
    undated = identify(device, references(settings, DAY, given=[path / "oui.csv"]).registry)
    assert undated.evidence[0].source == "IEEE registry, of unknown date"
    dated = identify(device, references(settings, DAY, given=[tmp_path]).registry)
    assert dated.evidence[0].source == "IEEE registry of 2026-10-24"


def test_series_leave_dates_out() -> None:
    one, other = (Reference(kind="oui", name=f"oui_{day}.csv", data=b"") for day in ("2022-08-27", "2026-10-24"))
    assert one.series == other.series
