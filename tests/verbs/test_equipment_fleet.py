"""ricochet equipment plan and compare, as a user sees them."""

import json
from datetime import date
from pathlib import Path

import pytest

from ricochet.app.cli import app
from ricochet.snapshot.references import file_references

INVENTORY = b"""id,site,vendor,model,firmware,mac,qty
C-1,Town hall,Hikvision,DS-2CD2532F-I,V5.3.0,,1
C-2,Depot,Lorex,LNB8005,,,4
C-3,Library,Axis,P3245-V,,,1
"""
COSTS = b"what,low,high,currency\nDS-2CD,350,500,USD\n*,300,450,USD\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RICOCHET_HOME", str(tmp_path / "home"))
    (tmp_path / "devices.csv").write_bytes(INVENTORY)
    (tmp_path / "costs.csv").write_bytes(COSTS)
    entry = {"cveID": "CVE-2021-36260", "dateAdded": "2022-01-10", "vendorProject": "Hikvision", "product": "cameras"}
    kev = {"catalogVersion": "2025.08.25", "vulnerabilities": [entry]}
    (tmp_path / "kev.json").write_text(json.dumps(kev), encoding="utf-8")
    return tmp_path


def run(*words: object) -> int:
    found = app([str(word) for word in words], exit_on_error=False, result_action="return_value")
    assert isinstance(found, int)
    return found


FOR = ("--for", "us-local,us-grantee", "--state", "LA", "--as-of", "2026-11-25")


def test_plan_puts_the_exploited_first_and_writes_its_pages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [folder / name for name in ("page.html", "hbom.json", "vex.json")]
    options = ("--page", files[0], "--hbom", files[1], "--vex", files[2], "--title", "City of Example")
    given = ("--costs", folder / "costs.csv", "--reference", folder / "kev.json")
    assert run("equipment", "plan", folder / "devices.csv", *FOR, *given, *options) == 0
    out, talk = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["device"] for row in rows] == ["C-1", "C-2", "C-3"]
    assert rows[0]["why"][0].startswith("CVE-2021-36260 is exploited since 2022-01-10 and may affect it")
    assert rows[1]["cost"] == {"low": "1200", "high": "1800", "currency": "USD"}
    assert "by your figures 1,550 to 2,300 USD" in talk
    assert "of 2025-08-25" in talk
    assert "City of Example" in files[0].read_text(encoding="utf-8")
    assert json.loads(files[1].read_bytes())["bomFormat"] == "CycloneDX"
    assert json.loads(files[2].read_bytes())["document"]["category"] == "csaf_vex"


def test_plan_without_references_says_so_and_writes_no_empty_csaf(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("equipment", "plan", folder / "devices.csv", "--vex", folder / "vex.json") == 0
    talk = capsys.readouterr().err
    assert "no advisories were asked" in talk
    assert "is not written: no device has a vulnerability to tell of" in talk
    assert not (folder / "vex.json").exists()


def test_compare_tells_what_went_and_what_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = INVENTORY.replace(b"V5.3.0", b"V5.4.5 build 170123").replace(b"C-2,", b"C-9,")
    (folder / "later.csv").write_bytes(later)
    assert run("equipment", "compare", folder / "devices.csv", folder / "later.csv", *FOR) == 0
    out, talk = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["change"], (row["after"] or row["before"])["device"]) for row in rows] == [
        ("removed", "C-2"),
        ("appeared", "C-9"),
        ("changed", "C-1"),
    ]
    assert rows[2]["changes"] == {"firmware": ["V5.3.0", "V5.4.5 build 170123"]}
    assert "us-la-1753-1" in rows[2]["after"]["binding"]
    assert "1 removed, 1 appeared, 0 replaced, 1 changed, 1 unchanged" in talk


def test_a_wrong_row_of_costs_is_set_aside(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "costs.csv").write_bytes(COSTS + b"axis,cheap,,USD\n")
    assert run("equipment", "plan", folder / "devices.csv", "--costs", folder / "costs.csv") == 3
    assert "costs.csv, row 4, column 'low'" in capsys.readouterr().err


def test_known_on_takes_the_catalogue_of_that_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = folder / "home"
    later = {"cveID": "CVE-2017-7921", "dateAdded": "2026-03-05", "vendorProject": "Hikvision", "product": "cameras"}
    file_references(home, folder, date(2025, 9, 1))
    kev = json.loads((folder / "kev.json").read_bytes())
    kev = {"catalogVersion": "2026.08.07", "vulnerabilities": [*kev["vulnerabilities"], later]}
    (folder / "kev.json").write_text(json.dumps(kev), encoding="utf-8")
    file_references(home, folder, date(2026, 8, 8))
    for known_on, count in (("2025-12-31", 1), ("2026-08-08", 2)):
        assert run("equipment", folder / "devices.csv", "--as-of", "2026-11-25", "--known-on", known_on) == 0
        first = json.loads(capsys.readouterr().out.splitlines()[0])
        assert len(first["vulnerabilities"]) == count
