"""selftest, tune and explain at the door: shapes, exit codes, what is said on stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path

RICOCHET = Path(sys.executable).parent / "ricochet"


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RICOCHET_HOME": str(home)}
    return subprocess.run([str(RICOCHET), *words], capture_output=True, text=True, check=False, env=environment)


def test_a_check_is_one_line_and_a_failure_exits_three(tmp_path: Path) -> None:
    done = run(tmp_path, "selftest")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(list(row) == ["check", "status", "expected", "got", "why"] for row in rows)
    failed = sum(row["status"] == "fail" for row in rows)
    assert done.returncode == (3 if failed else 0)
    assert f"{len(rows)} checks: {failed} fail, 1 known miss" in done.stderr
    assert "no canaries were drawn" in done.stderr


def test_failed_only_leaves_the_passes_out_and_keeps_the_known_miss(tmp_path: Path) -> None:
    done = run(tmp_path, "selftest", "--cases-only", "--failed-only")
    statuses = {json.loads(line)["status"] for line in done.stdout.splitlines()}
    assert "pass" not in statuses
    assert "known_miss" in statuses
    assert "canaries" not in done.stderr


def saved(folder: Path) -> Path:
    (folder / "mine.csv").write_text("id,names\n1,SIS d.o.o.\n")
    (folder / "book.csv").write_text("id,name\na,SIS DOO\nb,Sister Doors\nc,Quiet Bakery\n")
    words = ["screen", str(folder / "book.csv"), "--against", str(folder / "mine.csv"), "--min-score", "0"]
    assert run(folder, *words, "--out", str(folder / "saved.jsonl")).returncode == 0
    return folder / "saved.jsonl"


def test_saved_output_is_explained_as_text_and_as_rows(tmp_path: Path) -> None:
    file = str(saved(tmp_path))
    done = run(tmp_path, "explain", file, "--format", "table", "--row", "1")
    assert done.returncode == 0
    assert done.stdout.startswith("Row 1 SIS DOO: SIS d.o.o. (mine:1)\n  asked   sis\n")
    (row,) = (json.loads(line) for line in run(tmp_path, "explain", file, "--row", "1").stdout.splitlines())
    assert list(row)[:6] == ["row", "id", "name", "verdict", "score", "threshold"]
    assert round(row["steps"][-1]["to"], 6) == row["score"]


def test_a_picture_is_written_for_one_row_and_a_page_for_all(tmp_path: Path) -> None:
    file = str(saved(tmp_path))
    assert run(tmp_path, "explain", file, "--row", "1", "--out", str(tmp_path / "why.svg")).returncode == 0
    assert (tmp_path / "why.svg").read_text().startswith("<svg ")
    assert run(tmp_path, "explain", file, "--out", str(tmp_path / "why.html")).returncode == 0
    assert (tmp_path / "why.html").read_text().startswith("<!doctype html>")


def test_a_row_without_hits_has_no_picture_and_says_how_to_save_near_misses(tmp_path: Path) -> None:
    file = str(saved(tmp_path))
    done = run(tmp_path, "explain", file, "--row", "3", "--out", str(tmp_path / "why.svg"))
    assert done.returncode == 2
    assert not (tmp_path / "why.svg").exists()
    assert "--min-score 0" in run(tmp_path, "explain", file, "--row", "3").stderr
