"""selftest: an engine that is silent fails, one that alerts on everything fails too, a list loaded in part is told."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ricochet.screening.enforcement import cases
from ricochet.screening.index import Index
from ricochet.settings import Settings
from ricochet.verbs import selftest as verb
from ricochet.verbs.book import Searchable, prepare
from ricochet.verbs.screen import Screening
from ricochet.verbs.selftest import Checked, SelfTest, enforcement, selftest
from ricochet.verbs.update import update

AS_OF = date(2022, 5, 10)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "in" / "2022-05-06"
    folder.mkdir(parents=True)
    blank = "-0- ," * 6 + "-0- "
    rows = [f'{n},"{name}",-0- ,"SDGT",{blank},"Tax ID No. 78{n:07}."' for n, name in enumerate(NAMES, start=7)]
    (folder / "sdn.csv").write_bytes("\r\n".join([*rows, "\x1a"]).encode())
    (folder / "add.csv").write_bytes(b"7,7,-0- ,-0- ,-0- ,-0- \r\n\x1a")
    (folder / "alt.csv").write_bytes(b'7,1,"aka","MAHAN AIRLINES",-0- \r\n\x1a')
    settings = Settings(home=tmp_path / "home")
    assert update(folder.parent, settings).exit_code == 0
    return settings


NAMES = ("MAHAN AIR", "ARASH PISHRO TRADING", "KOREA RUNGRADO GENERAL CORPORATION")


def told(found: SelfTest, check: str) -> Checked:
    return next(one for one in found.checks if one.check.startswith(check))


def test_without_settings_only_the_cases_are_asked() -> None:
    found = selftest()
    assert len(found.checks) == sum(len(case.checks) for case in cases())
    assert (found.searched, found.doubts) == ((), ())


def test_the_legal_form_of_sis_is_found_on_the_day_it_was_listed_and_not_later() -> None:
    found = selftest()
    assert told(found, "E01.1 ").status == "pass"
    assert "sis" in told(found, "E01.1 ").got
    assert told(found, "E01.5 ").got.startswith("clear")


def test_a_known_miss_is_neither_passed_nor_failed_and_says_why() -> None:
    corefco = told(selftest(), "E06.6 ")
    assert corefco.status == "known_miss"
    assert "acronym" in corefco.why


def test_an_engine_that_is_silent_fails_and_its_negative_controls_pass() -> None:
    found = list(enforcement(threshold=1.1))
    assert {one.status for one in found if one.check.startswith(("E02", "E08"))} == {"fail"}
    assert {one.status for one in found if one.check.startswith(("N01", "N02", "N03"))} == {"pass"}


def test_an_engine_that_alerts_on_everything_fails_the_negative_controls() -> None:
    found = {one.check[:3]: one.status for one in enforcement(threshold=0.0)}
    assert found["N02"] == found["N03"] == "fail"


def test_canaries_of_a_list_are_found_by_name_and_by_number(settings: Settings) -> None:
    found = selftest(settings, as_of=AS_OF)
    assert [one.status for one in found.checks if "us-ofac-sdn" in one.check] == ["pass", "pass", "pass"]
    assert told(found, "E18 us-ofac-sdn names").got == "3 of 3"
    assert told(found, "E18 us-ofac-sdn identifiers").got == "3 of 3"
    assert [str(one) for one in found.searched] == ["us-ofac-sdn: 3 entries, as of 2022-05-06"]


def test_a_list_that_is_loaded_in_part_fails(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    class Half(Screening):
        def __init__(self, *, indexes: Sequence[Index], **options: Any) -> None:
            super().__init__(indexes=[Index(index.entries[1:]) for index in indexes], **options)

    def half(*ids: Any, **options: Any) -> Searchable:
        with monkeypatch.context() as patch:
            patch.setattr("ricochet.verbs.book.Screening", Half)
            return prepare(*ids, **options)

    monkeypatch.setattr(verb, "prepare", half)
    found = selftest(settings, as_of=AS_OF)
    assert told(found, "E18 us-ofac-sdn loaded").status == "fail"
    names = told(found, "E18 us-ofac-sdn names")
    assert (names.status, names.got) == ("fail", "2 of 3")
    assert "missed 7 'MAHAN AIR'" in names.why


def test_a_list_asked_for_and_not_held_is_a_doubt(settings: Settings) -> None:
    assert selftest(settings, lists=["uk-sl"]).doubts == ("uk-sl is not held",)


def test_no_snapshot_means_no_canaries(tmp_path: Path) -> None:
    assert selftest(Settings(home=tmp_path)) == selftest()


@pytest.mark.real
def test_the_canaries_of_a_real_list_come_back_by_name(shared: Path, tmp_path: Path) -> None:
    import gzip  # noqa: PLC0415 - only this test needs it

    folder = tmp_path / "in" / "2022-04-22"
    folder.mkdir(parents=True)
    raw = gzip.decompress((shared / "data/csl/2022-04-22/consolidated.csv.gz").read_bytes())
    (folder / "consolidated.csv").write_bytes(raw)
    settings = Settings(home=tmp_path / "home")
    update(tmp_path / "in", settings)
    found = selftest(settings, lists=["us-bis-el"], as_of=date(2022, 4, 23))
    assert told(found, "E18 us-bis-el loaded").status == "pass"
    assert told(found, "E18 us-bis-el names").got == "200 of 200"
