"""search at the door: shapes, exit codes, what is said where nothing is found."""

import json
import os
import subprocess
import sys
from pathlib import Path

RICOCHET = Path(sys.executable).parent / "ricochet"


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RICOCHET_HOME": str(home)}
    return subprocess.run(
        [str(RICOCHET), "search", *words], capture_output=True, text=True, check=False, env=environment
    )


def test_a_hit_has_the_contracts_fields(tmp_path: Path) -> None:
    done = run(tmp_path, "hikvision", "--limit", "1", "--explain")
    assert done.returncode == 3  # no list is held
    (row,) = (json.loads(line) for line in done.stdout.splitlines())
    fields = ["score", "list", "entry", "party", "name", "listed", "programs", "ofac_score", "reasons", "listings"]
    assert list(row) == fields
    assert "'hikvision' stands in both" in done.stderr


def test_no_hit_is_no_clearance_and_says_what_was_searched(tmp_path: Path) -> None:
    done = run(tmp_path, "Quiet Bakery", "--allow-stale")
    assert (done.returncode, done.stdout) == (3, "")
    assert "no clearance" in done.stderr
    assert "searched built-in case" in done.stderr


def test_an_empty_name_is_a_usage_error(tmp_path: Path) -> None:
    assert run(tmp_path, "").returncode == 2
