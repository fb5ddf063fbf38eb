"""Every console block in the README and docs is run, and what it prints is what the page says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ricochet.report.map import draw
from ricochet.verbs.demo import answer_case

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    if page.exists()
    for number, block in enumerate(BLOCK.findall(page.read_text("utf-8")), start=1)
]


def commands(block: str) -> list[tuple[str, str]]:
    """Pairs of a command and the output printed under it. A line `...` stands for any lines."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


def pattern(text: str) -> str:
    return "".join(".*?" if line.strip() == "..." else re.escape(line) for line in text.splitlines(keepends=True))


@pytest.mark.parametrize("block", BLOCKS)
def test_block(block: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    environment = {
        **os.environ,
        "RICOCHET_HOME": str(tmp_path / "home"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "120",
    }
    for command, expected in commands(block):
        if shlex.split(command)[0] != "ricochet":
            continue
        done = subprocess.run(  # noqa: S602 - the pages' own commands, pipes and all
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        said = done.stdout + done.stderr
        assert done.returncode in {0, 3}, said
        if expected:
            assert re.fullmatch(pattern(expected), said, re.DOTALL), said


def test_the_pages_name_every_command() -> None:
    help_text = subprocess.run(
        [str(Path(sys.executable).parent / "ricochet"), "--help"], capture_output=True, text=True, check=True
    ).stdout
    names = re.findall(r"^│ ([a-z][a-z-]*) ", help_text, re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert names
    assert [name for name in names if f"ricochet {name}" not in readme] == []


def test_the_map_in_the_readme_is_the_demos() -> None:
    assert (ROOT / "docs" / "map.svg").read_text("utf-8") == draw(answer_case()), (
        "run ricochet demo, copy map.svg to docs/"
    )
