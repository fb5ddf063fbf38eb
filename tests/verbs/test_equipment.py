"""Equipment: every device gets an answer, with its evidence and every rule; no file is lost without a word."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from ricochet.app.cli import app
from ricochet.equipment.organisation import organisation
from ricochet.errors import UsageError
from ricochet.settings import Settings
from ricochet.verbs.equipment import Answer, EquipmentReport, equipment
from ricochet.verbs.inputs import STDIN

BOOK = """id,mac,make,model,firmware,quantity
1,44:19:B6:01:02:03,,,,
2,,Lorex,LNB8005,,
3,00:40:8C:00:00:01,Axis,P3245-V,,
4,,,IPC-2100,,
5,,,,,
6,,Axis,DS-2CD2032-I,V5.4.0 build 160530,
7,,Hikvision,DS-2CD2032-I,,many
"""
OUI = (
    "Registry,Assignment,Organization Name,Address\n"
    'MA-L,4419B6,"Hangzhou Hikvision Digital Technology Co.,Ltd.",x\n'
    "MA-L,00408C,Axis Communications AB,x\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RICOCHET_HOME", str(tmp_path / "home"))
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    (tmp_path / "oui.csv").write_text(OUI, encoding="utf-8")
    return tmp_path


def asked(folder: Path, *names: str, oui: bool = True) -> tuple[list[Answer], EquipmentReport]:
    report = equipment(
        [folder / name for name in names or ("book.csv",)],
        references=[folder / "oui.csv"] if oui else [],
        settings=Settings(home=folder / "home"),
        organisation=organisation("us-agency"),
        as_of=date(2024, 6, 1),
    )
    return list(report.answers), report


def test_every_device_has_a_verdict(folder: Path) -> None:
    answers, report = asked(folder)
    assert [(one.looked.device.id, one.verdict, one.looked.identified.maker) for one in answers] == [
        ("1", "covered", "hikvision"),
        ("2", "probable", "dahua"),
        ("3", "not_covered", "axis"),
        ("4", "possible", None),
        ("5", "unknown", None),
        ("6", "probable", "hikvision"),
    ]
    assert answers[5].looked.identified.contradictions
    assert report.counts.total() == 6
    assert [row.row for row in report.quarantined] == [8]


def test_without_the_registry_hardware_addresses_say_nothing_and_that_is_told(folder: Path) -> None:
    answers, report = asked(folder, oui=False)
    assert answers[0].verdict == "unknown"
    assert report.unread == 2


def test_before_a_law_there_is_none(folder: Path) -> None:
    report = equipment([folder / "book.csv"], references=[folder / "oui.csv"], as_of=date(2018, 1, 1))
    assert next(report.answers).verdict == "not_covered"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder: Path) -> None:
    (folder / "page.html").write_text("<html><body>log in</body></html>", encoding="utf-8")
    answers, report = asked(folder, "page.html", "book.csv")
    assert len(answers) == 6
    assert len(report.refused) == 1
    with pytest.raises(UsageError, match="no file"):
        asked(folder, "nowhere.csv")


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["equipment", str(folder / "book.csv"), "--oui", str(folder / "oui.csv"), "--for", "us-agency"]
    assert app([*words, "--as-of", "2024-06-01"], result_action="return_value") == 3
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["row"] for row in rows] == [1, 2, 3, 4, 5, 6]
    first = rows[0]
    assert (first["device"], first["maker"], first["brand"]) == ("1", "hikvision", "hikvision")
    assert first["input"]["mac"] == "44:19:B6:01:02:03"
    assert {rule["regime"]: rule["status"] for rule in first["covered"]}["us-889-a1a"] == "covered"
    assert all(one["text"] and one["source"] for row in rows for one in row["evidence"])
    assert "row 8, column 'quantity'" in err


def test_standard_input_and_gzip(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = folder / "book.csv.gz"
    packed.write_bytes(gzip.compress(BOOK.encode()))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BOOK.encode())))
    told = []
    for name in ("-", str(packed)):
        app(["equipment", STDIN if name == "-" else name, "--as-of", "2024-06-01"], result_action="return_value")
        told.append([json.loads(line)["verdict"] for line in capsys.readouterr().out.splitlines()])
    assert told[0] == told[1]
    assert len(told[0]) == 6


def test_a_spreadsheet_keeps_the_users_columns_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app(
        ["equipment", str(folder / "book.csv"), "--format", "csv", "--as-of", "2024-06-01"],
        result_action="return_value",
    )
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.startswith("id,mac,make,model,firmware,quantity,row,device,address,verdict,maker,brand")
    assert rows[1].startswith("2,,Lorex,LNB8005,,,2,2,,probable,dahua,lorex,probable,")


def test_exploited_flaws_are_asked_as_of_the_day(folder: Path) -> None:
    catalogue = {
        "catalogVersion": "2026.03.05", "dateReleased": "2026-03-05T10:00:00.0000Z", "count": 1,
        "vulnerabilities": [{
            "cveID": "CVE-2017-7921", "vendorProject": "Hikvision", "product": "Multiple Products",
            "vulnerabilityName": "x", "dateAdded": "2026-03-05", "shortDescription": "x", "requiredAction": "x",
            "dueDate": "2026-03-26", "knownRansomwareCampaignUse": "Unknown", "notes": "",
        }],
    }  # fmt: skip
    (folder / "kev.json").write_text(json.dumps(catalogue), encoding="utf-8")
    for day, exploited in ((date(2026, 3, 5), True), (date(2026, 3, 4), False)):
        report = equipment(
            [folder / "book.csv"], references=[folder / "oui.csv", folder / "kev.json"], as_of=day,
        )  # fmt: skip
        first = next(report.answers)
        flaws = [one.cve for one in first.looked.assessment.vulnerabilities if one.exploited]
        assert flaws == (["CVE-2017-7921"] if exploited else [])


def test_no_answer_depends_on_workers(tmp_path: Path) -> None:
    rows = [f"{n},44:19:b6:00:{n >> 8:02x}:{n & 255:02x},DS-2CD2032-I" for n in range(2000)]
    rows[700], rows[1900] = "700,port 7,P3245", "1900,none of your business,DS-2CD2032-I"
    rows[1500] += ",too,many"
    (tmp_path / "many.csv").write_text("\n".join(["id,mac,model", *rows, ""]), encoding="utf-8")

    def asked(workers: int) -> tuple[list[str], EquipmentReport]:
        report = equipment([tmp_path / "many.csv"], as_of=date(2026, 1, 1), settings=Settings(home=tmp_path))
        return list(report.told(lambda one: f"{one.row} {one.looked.device.id} {one.verdict}", workers=workers)), report

    once, alone = asked(1)
    twice, shared = asked(2)
    assert once == twice
    assert len(once) == 1999
    assert once[-1] == "2000 1999 covered"
    assert (alone.counts, alone.unread) == (shared.counts, shared.unread)
    assert alone.notices == shared.notices
    assert any(
        "2 rows hold something else where a hardware address should be (first: row 702)" in n for n in alone.notices
    )
    assert [row.row for row in shared.quarantined] == [1502]


@pytest.mark.parametrize(("rows", "at_least", "code"), [
    ("make\nHikvision\n", "covered", 1), ("make\nLorex\n", "covered", 0), ("make\nLorex\n", "probable", 1),
    ("make\nAxis\n", "possible", 0), ("make,quantity\nHikvision,1\nAxis,many\n", "covered", 3),
])  # fmt: skip
def test_fail_on(folder: Path, rows: str, at_least: str, code: int) -> None:
    (folder / "few.csv").write_text(rows, encoding="utf-8")
    words = ["equipment", str(folder / "few.csv"), "--as-of", "2024-06-01", "--fail-on", at_least]
    assert app(words, result_action="return_value") == code


def test_nothing_named_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="at least one inventory"):
        app(["equipment"], result_action="return_value", exit_on_error=False)
