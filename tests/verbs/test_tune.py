"""tune: who comes and who goes, by name; what the self-test would say; nothing is set."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ricochet.errors import UsageError
from ricochet.screening.match import match
from ricochet.screening.profile import profile_of_name
from ricochet.screening.score import _TEXT
from ricochet.screening.scorecard import FEATURES, Scorecard
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.screen import Screening, entries_of
from ricochet.verbs.tune import tune

RICOCHET = Path(sys.executable).parent / "ricochet"
LISTED = (
    b"id,kind,names,birth_date\n"
    b"w1,company,QUILLFEATHER MARINE SERVICES LLC,\n"
    b'w2,person,"THISTLEWOOD, Ambrosius Basil",1961-04-02\n'
)
ROWS = [
    {"id": "v1", "name": "Quillfeather Marine Services", "kind": "company"},
    {"id": "v2", "name": "Quillfeather Marine", "kind": "company"},
    {"id": "v3", "name": "Ambrose Thistlewood", "kind": "person", "birth_date": "1974"},
    {"id": "v4", "name": "Quiet Bakery", "payee": "Quillfeather Marine"},
]


@pytest.fixture
def screening() -> Screening:
    return Screening(entries_of(read_watchlist(LISTED, "own.csv", "own").records, list_id="own"))


def test_a_higher_threshold_loses_rows_by_name_and_the_canaries_tell_what_it_costs(screening: Screening) -> None:
    found = tune(ROWS, screening, threshold=0.95)
    assert [(one.row, one.change, one.hit.entry, one.before, one.after) for one in found.changes] == [
        (2, "lost", "w1", "review", "clear"),
        (4, "lost", "w1", "review", "clear"),
    ]
    assert all(one.score_before == one.score_after < 0.95 for one in found.changes)
    assert (found.rows, found.review_before, found.review_after) == (4, 3, 1)
    assert any(one.check.startswith("E02.1 ") for one in found.failing)


def test_a_lower_threshold_adds_what_that_threshold_finds_when_it_is_set(screening: Screening) -> None:
    found = tune(ROWS, screening, threshold=0.4)
    (added,) = found.changes
    assert (added.row, added.change, added.before, added.after) == (3, "added", "clear", "review")
    again = screening.changed(0.4, Scorecard()).row(ROWS[2], 3)
    assert again.hits == (added.hit,)


def test_without_dates_of_birth_their_conflict_is_no_longer_told(screening: Screening) -> None:
    (added,) = tune(ROWS, screening, card=Scorecard({"birth_date": 0.0})).changes
    assert added.row == 3
    assert added.score_before < 0.7 <= added.score_after
    assert "birth_date" not in {one.feature for one in added.hit.reasons}
    assert round(sum(one.effect for one in added.hit.reasons), 6) == added.hit.score


def test_a_threshold_nobody_reaches_fails_the_canaries(screening: Screening) -> None:
    failing = tune(ROWS, screening, threshold=1.0).failing
    assert "E18 own names" in {one.check for one in failing}
    assert not any(one.check.startswith("N") for one in failing)


def test_a_check_that_fails_already_is_not_blamed_on_the_change(screening: Screening) -> None:
    strict = screening.changed(0.99, Scorecard())
    assert not any(one.check.startswith("E02.1 ") for one in tune(ROWS, strict, threshold=0.999).failing)


def test_workers_change_nothing(screening: Screening) -> None:
    many = ROWS * 200
    assert tune(many, screening, threshold=0.95, workers=2) == tune(many, screening, threshold=0.95, workers=1)


def test_the_default_is_untouched_by_a_trial(screening: Screening) -> None:
    before = [screening.row(row, 1) for row in ROWS]
    tune(ROWS, screening, threshold=0.95, card=Scorecard({"letters": 0.0}))
    assert [screening.row(row, 1) for row in ROWS] == before


def test_every_feature_that_names_can_tell_may_be_weighed() -> None:
    assert set(_TEXT) - {"empty"} <= set(FEATURES)


def test_a_card_that_changes_nothing_gives_the_same_score() -> None:
    left, right = profile_of_name("Almaz Antey Telecom"), profile_of_name("ALMAZ-ANTEY JSC")
    slow = match(left, right, card=Scorecard({"nickname": 0.0}))
    assert slow.score == pytest.approx(match(left, right).score, abs=1e-6)


@pytest.mark.parametrize("factors", [{"nose": 1.0}, {"letters": -1.0}, {"letters": float("nan")}])
def test_a_card_of_nonsense_is_a_usage_error(factors: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        Scorecard(factors)


@pytest.mark.parametrize("threshold", [None, 0.7, 0.0, 1.5])
def test_no_change_and_no_score_are_usage_errors(screening: Screening, threshold: float | None) -> None:
    with pytest.raises(UsageError):
        tune(ROWS, screening, threshold=threshold)


def run(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RICOCHET_HOME": str(home), **more}
    return subprocess.run([str(RICOCHET), *words], capture_output=True, text=True, check=False, env=environment)


def test_the_shape_stays(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(LISTED)
    (tmp_path / "book.csv").write_text("id,name\nv2,Quillfeather Marine\n")
    words = "tune", str(tmp_path / "book.csv"), "--against", str(tmp_path / "own.csv"), "--threshold", "0.95"
    done = run(tmp_path, *words)
    assert done.returncode == 0
    (row,) = map(json.loads, done.stdout.splitlines())
    assert list(row) == ["row", "id", "name", "before", "after", "change", "score_before", "score_after", "hit"]
    assert "nothing was changed" in done.stderr


def test_a_threshold_is_set_with_a_reason_and_stands_in_every_answer(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(LISTED)
    (tmp_path / "book.csv").write_text("id,name\nv2,Quillfeather Marine\n")
    words = "screen", str(tmp_path / "book.csv"), "--against", str(tmp_path / "own.csv")
    refused = run(tmp_path, *words, RICOCHET_THRESHOLD="0.95")
    assert refused.returncode == 2
    assert "reason" in refused.stderr
    done = run(tmp_path, *words, RICOCHET_THRESHOLD="0.95", RICOCHET_THRESHOLD_REASON="agreed by A. Reviewer")
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["verdict"], row["threshold"], row["hits"]) == ("clear", 0.95, [])
    assert "the threshold is set to 0.95: agreed by A. Reviewer" in done.stderr
    checked = run(tmp_path, "selftest", "--cases-only", RICOCHET_THRESHOLD="0.95", RICOCHET_THRESHOLD_REASON="x")
    assert checked.returncode == 3


def test_what_was_saved_is_explained_by_the_threshold_it_was_saved_under(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(LISTED)
    (tmp_path / "book.csv").write_text("id,name\nv2,Quillfeather Marine\n")
    words = "screen", str(tmp_path / "book.csv"), "--against", str(tmp_path / "own.csv"), "--min-score", "0.5"
    file = tmp_path / "saved.jsonl"
    setting = {"RICOCHET_THRESHOLD": "0.95", "RICOCHET_THRESHOLD_REASON": "x"}
    assert run(tmp_path, *words, "--out", str(file), **setting).returncode == 0
    (row,) = map(json.loads, run(tmp_path, "explain", str(file)).stdout.splitlines())
    assert row["threshold"] == 0.95
    assert "short of the threshold 0.95" in row["why_not"][0]


def test_search_goes_by_the_threshold_that_is_set_and_says_so(tmp_path: Path) -> None:
    setting = {"RICOCHET_THRESHOLD": "1.0", "RICOCHET_THRESHOLD_REASON": "agreed by A. Reviewer"}
    assert run(tmp_path, "search", "hikvision").stdout
    done = run(tmp_path, "search", "hikvision", **setting)
    assert done.stdout == ""
    assert "the threshold is set to 1: agreed by A. Reviewer" in done.stderr
