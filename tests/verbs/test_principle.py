"""The verb: files and ids, universes, days, what is asked beside the verdicts."""

from datetime import date
from pathlib import Path

import pytest

from ricochet import principle
from ricochet.errors import DataError, UsageError
from ricochet.principles.library import shipped_ids
from ricochet.verbs.principle import library

OWN = """\
id: mine
title: Mine
why: W
sources: [S]
parameters: {share: {value: 25, unit: per cent, why: w, sweep: [50]}}
criteria:
  state: {when: state_owned_pct >= share, why: w, source: s}
rule: state
tests:
  - {given: {state_owned_pct: 30}, verdict: caught}
"""
FIRMS = "id,name,state_owned_pct\na,A,30\nb,B,60\nc,C,\nd,D,10\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yml").write_text(OWN)
    (tmp_path / "firms.csv").write_text(FIRMS)
    return tmp_path


def test_a_users_principle_on_a_users_firms(folder: Path) -> None:
    report = principle(str(folder / "mine.yml"), universe=str(folder / "firms.csv"), as_of=date(2022, 5, 11))
    assert report.judged is not None
    assert report.judged.statuses() == {"a": "caught", "b": "caught", "c": "possible", "d": "not"}
    assert [one.passed for one in report.checked] == [True]
    assert report.apart == ()


def test_a_folder_is_a_universe(folder: Path) -> None:
    (folder / "claims.csv").write_text("subject,predicate,value,as_of\nc,state_owned_pct,70,2022\n")
    report = principle(str(folder / "mine.yml"), universe=str(folder), as_of=date(2022, 5, 11))
    assert report.judged is not None
    assert report.judged.statuses()["c"] == "caught"
    empty = folder / "empty"
    empty.mkdir()
    with pytest.raises(UsageError, match="neither firms"):
        principle(str(folder / "mine.yml"), universe=str(empty))


def test_what_the_last_edit_changes(folder: Path) -> None:
    (folder / "older.yml").write_text(OWN.replace("value: 25", "value: 50"))
    report = principle(
        str(folder / "mine.yml"),
        universe=str(folder / "firms.csv"),
        compare=str(folder / "older.yml"),
        as_of=date(2022, 5, 11),
    )
    assert report.edits == ("parameter 'share': 50 becomes 25 per cent",)
    assert [one.firm for one in report.compared if one.side == "only the first"] == ["a"]


def test_sensitivity_is_worked_out_when_asked(folder: Path) -> None:
    report = principle(
        str(folder / "mine.yml"), universe=str(folder / "firms.csv"), sensitivity=True, as_of=date(2022, 5, 11)
    )
    assert report.sensitivity is not None
    assert [(one.value, one.outcome.caught) for one in report.sensitivity.sweeps] == [(25, 2), (50, 1)]


def test_a_day_it_does_not_speak_for() -> None:
    report = principle("eo-13959")
    assert report.judged is None
    assert report.notices[-1].endswith("not for 2026-08-18, so nobody is caught by it")


def test_principles_beside_are_found_by_their_file_and_id(folder: Path) -> None:
    (folder / "upper.yml").write_text(
        "id: upper\ntitle: T\nwhy: W\nsources: [S]\n"
        "criteria:\n  c: {when: caught_by('mine'), why: w, source: s}\nrule: c\n"
    )
    asked = str(folder / "upper.yml")
    report = principle(asked, universe=str(folder / "firms.csv"), as_of=date(2022, 5, 11))
    assert report.judged is not None
    assert report.judged.firms("caught") == ("a", "b")
    (folder / "mine.yml").write_text(OWN.replace("id: mine", "id: other"))
    with pytest.raises(DataError, match=r"mine\.yml:1:1: the id 'other' is not the file's name"):
        principle(asked, universe=str(folder / "firms.csv"))


def test_consequences_stand_beside_the_harm() -> None:
    report = principle("particular-threat", suppose="us-ofac-sdn", as_of=date(2022, 5, 11))
    found = report.consequences
    assert found is not None
    assert found.caught == ("hikvision",)
    assert {"hikrobot", "ezviz"} <= set(found.reached)
    assert found.harm == 4
    assert found.findings > 0
    assert "GB" in found.devices
    (revenue, _) = found.sums
    assert (revenue.fact, revenue.known, revenue.firms) == ("revenue_rmb_bn", 1, 1)
    with pytest.raises(UsageError, match="No list 'nowhere'"):
        principle("particular-threat", suppose="nowhere")


def test_the_library_is_listed_and_an_unknown_name_told() -> None:
    assert tuple(one.id for one in library()) == shipped_ids()
    with pytest.raises(UsageError, match=r"no file 'nowhere\.yml' and no such principle"):
        principle("nowhere.yml")
