"""Ctrl-C: exit 130, no traceback, and every row that was done is there, whole."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ricochet.app.talk import show

RICOCHET = Path(sys.executable).parent / "ricochet"
ROWS = 40_000


def begun(shown: Path) -> bool:
    """Whether anything is written, to stdout or to the file beside the one asked for."""
    return any(one.stat().st_size for one in (shown, *shown.parent.glob(".out*")))


@pytest.mark.parametrize("out", [None, "out.jsonl"])
def test_what_was_done_is_kept(tmp_path: Path, out: str | None) -> None:
    names = (f"{number},Quillfeather {chr(97 + number % 26) * 3}{number} Marine" for number in range(ROWS))
    (tmp_path / "book.csv").write_text("id,name\n" + "\n".join(names))
    (tmp_path / "own.csv").write_text("id,kind,names\nw1,company,QUILLFEATHER MARINE\n")
    shown = tmp_path / "shown"
    words = ["screen", "book.csv", "--against", "own.csv", "--workers", "2", *(["--out", out] if out else [])]
    with shown.open("wb") as stdout:
        running = subprocess.Popen(
            [str(RICOCHET), *words],
            cwd=tmp_path,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, "RICOCHET_HOME": str(tmp_path / "home")},
        )
        until = time.monotonic() + 60
        while time.monotonic() < until and running.poll() is None and not begun(shown):
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        said = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert said.endswith("ricochet: interrupted\n")
    where = tmp_path / f"{out}.partial" if out else shown
    if out:
        assert f"{out}.partial" in said
        assert not (tmp_path / out).exists()
        assert not list(tmp_path.glob(".out*"))
    done = [json.loads(line) for line in where.read_text("utf-8").splitlines()]
    assert 0 < len(done) < ROWS
    assert [row["row"] for row in done] == list(range(1, len(done) + 1))


def test_other_shapes_keep_what_was_done_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def rows() -> Iterator[dict[str, int]]:
        yield {"row": 1}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        show(rows(), "json", str(tmp_path / "out.json"))
    assert json.loads((tmp_path / "out.json.partial").read_text()) == [{"row": 1}]
    with pytest.raises(KeyboardInterrupt):
        show(rows(), "csv")
    assert capsys.readouterr().out == "row\n1\n"
    assert [one.name for one in tmp_path.iterdir()] == ["out.json.partial"]
