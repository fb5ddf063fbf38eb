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
