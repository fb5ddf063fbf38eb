"""show: a party by its id, every record that ids tie to it, and nothing for an id that is nobody's or several's."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ricochet.errors import UsageError
from ricochet.report.dossier import record_row, record_text
from ricochet.settings import Settings
from ricochet.verbs.show import show
from ricochet.verbs.update import update


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A snapshot of one small SDN set."""
    folder = tmp_path / "in" / "2022-05-06"
    folder.mkdir(parents=True)
    blank = "-0- ," * 7
    rows = (
        f'71,"QUILL, Ambrose","individual","SDGT",{blank}"DOB 03 Feb 1951; Passport A1234567 (Iran)."\r\n'
        f'72,"QUIET BAKERY",-0- ,"CUBA",{blank}-0- \r\n'
    )
    (folder / "sdn.csv").write_bytes(rows.encode() + b"\x1a")
    (folder / "add.csv").write_bytes(
        b'71,7,"12 Quay Street","Harbourtown","Iran",-0- \r\n72,8,-0- ,-0- ,-0- ,-0- \r\n\x1a'
    )
    (folder / "alt.csv").write_bytes(b'71,1,"aka","QUILLFEATHER, Ambrose",-0- \r\n\x1a')
    settings = Settings(home=tmp_path / "home")
    assert update(folder.parent, settings).exit_code == 0
    return settings


@pytest.mark.parametrize("asked", ["us-ofac-sdn:71", "71", "US-OFAC-SDN:71"])
def test_a_dossier_leaves_nothing_out(settings: Settings, asked: str) -> None:
    (record,) = show(asked, settings=settings, as_of=date(2022, 5, 10)).records
    text = record_text(record.list, record.entry, record.version, record.party, record.listings)
    for said in (
        "QUILL, Ambrose  (person",
        "us-ofac-sdn 71 [SDGT]",
        "QUILLFEATHER, Ambrose  (aka)",
        "1951",
        "A1234567",
    ):
        assert said in text
    assert "12 Quay Street" in text
    assert f"sdn.csv row 1, sha256 {record.party.source.sha256}" in text
    row = record_row(record.list, record.entry, record.version, record.party, record.listings)
    assert [one["text"] for one in row["names"]] == ["QUILL, Ambrose", "QUILLFEATHER, Ambrose"]
    assert row["version"] == "2022-05-06"
    assert "gender" not in row


def test_an_id_may_be_begun_but_must_be_one_partys(settings: Settings) -> None:
    assert show("us-ofac-sdn:72", settings=settings).records[0].party.name == "QUIET BAKERY"
    with pytest.raises(UsageError, match="several parties"):
        show("7", settings=settings)
    with pytest.raises(UsageError, match='ricochet search "Ambrose"'):
        show("Ambrose", settings=settings)
    with pytest.raises(UsageError, match="Nobody"):
        show("", settings=settings)


def test_an_old_list_is_doubted(settings: Settings) -> None:
    assert show("71", settings=settings, as_of=date(2022, 5, 10)).doubts == ()
    assert show("71", settings=settings, as_of=date(2023, 5, 10)).doubts


def test_the_built_in_case_answers_without_a_list(tmp_path: Path) -> None:
    (record,) = show("hikvision", settings=Settings(home=tmp_path)).records
    assert "us-ofac-cmic" in {one.list for one in record.listings}


def test_at_the_door(settings: Settings) -> None:
    command = [str(Path(sys.executable).parent / "ricochet"), "show", "us-ofac-sdn:71", "--as-of", "2022-05-10"]
    environment = {**os.environ, "RICOCHET_HOME": str(settings.home)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["party"] == "us-ofac-sdn:71"
