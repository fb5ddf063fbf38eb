"""search at the door: shapes, exit codes, what is said where nothing is found."""

import json
import os
import pty
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
    fields = [
        "score",
        "list",
        "entry",
        "party",
        "name",
        "listed",
        "programs",
        "ofac_score",
        "reasons",
        "seal",
        "listings",
    ]
    assert list(row) == fields
    assert "'hikvision' stands in both" in done.stderr


def test_no_hit_is_no_clearance_and_says_what_was_searched(tmp_path: Path) -> None:
    done = run(tmp_path, "Quiet Bakery", "--allow-stale")
    assert (done.returncode, done.stdout) == (3, "")
    assert "no clearance" in done.stderr
    assert "searched built-in case" in done.stderr


def test_an_empty_name_is_a_usage_error(tmp_path: Path) -> None:
    assert run(tmp_path, "").returncode == 2


def test_words_need_no_quotes_and_no_name_says_what_to_write(tmp_path: Path) -> None:
    assert run(tmp_path, "Hangzhou", "Hikvision").stdout == run(tmp_path, "Hangzhou Hikvision").stdout
    done = run(tmp_path)
    assert done.returncode == 2
    assert 'ricochet search "Hikvision"' in done.stderr


def test_piped_there_are_no_near_misses_unless_they_are_asked_for(tmp_path: Path) -> None:
    few, more = (len(run(tmp_path, "china electronics", *near).stdout.splitlines()) for near in ([], ["--near", "2"]))
    assert more == few + 2


def on_a_terminal(home: Path, *words: str, **environment: str) -> tuple[str, int]:
    """What a person sees: stdout and stderr are one terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update({"RICOCHET_HOME": str(home), "COLUMNS": "80", **environment})
        os.execv(str(RICOCHET), [str(RICOCHET), *words])  # noqa: S606 - our own command
    seen = b""
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(terminal)
    return seen.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_on_a_terminal_the_answer_comes_first_and_what_to_do_last(tmp_path: Path) -> None:
    seen, code = on_a_terminal(tmp_path, "search", "海康威视", NO_COLOR="1")
    assert code == 3
    assert seen.startswith("POSSIBLE MATCH  '海康威视' may be ")
    assert "why agrees: 海康威视" in seen
    assert seen.rstrip().endswith("(docs/lists.md names them).")
    assert "ricochet update --from FOLDER" in seen
    assert "\x1b" not in seen


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    assert "\x1b[1;31mPOSSIBLE MATCH" in on_a_terminal(tmp_path, "search", "海康威视", TERM="xterm", NO_COLOR="")[0]
    assert "\x1b" not in on_a_terminal(tmp_path, "search", "海康威视", TERM="dumb", NO_COLOR="")[0]


def test_a_name_for_a_command_says_how_to_search_for_it(tmp_path: Path) -> None:
    environment = {**os.environ, "RICOCHET_HOME": str(tmp_path)}
    done = subprocess.run([str(RICOCHET), "Hikvision"], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert 'ricochet search "Hikvision"' in done.stderr
