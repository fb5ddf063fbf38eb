"""The pages in a real browser: they render, print, complain of nothing and ask nothing of the network."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.report import test_council
from tests.report.cases import case

from ricochet.report.memo import memo

pytestmark = pytest.mark.browser


@pytest.fixture(params=["memo", "council"])
def html(request: pytest.FixtureRequest) -> str:
    return memo(case()) if request.param == "memo" else test_council.page()


def run(folder: Path, html: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    page = folder / "memo.html"
    page.write_text(html, encoding="utf-8")
    return subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--enable-logging=stderr",
            f"--user-data-dir={folder / 'profile'}",
            *options,
            page.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )


def test_it_renders_without_a_complaint(tmp_path: Path, html: str) -> None:
    done = run(tmp_path, html, "--dump-dom")
    assert b"n brief" in done.stdout
    assert b"CONSOLE" not in done.stderr, done.stderr.decode(errors="replace")
    assert done.stdout.count(b'tabindex="0"') > 2


@pytest.mark.parametrize(
    ("size", "options"), [("1320,1600", ()), ("390,1600", ()), ("1320,1600", ("--force-dark-mode",))]
)
def test_it_paints_something(tmp_path: Path, html: str, size: str, options: tuple[str, ...]) -> None:
    picture = tmp_path / "memo.png"
    run(tmp_path, html, f"--window-size={size}", f"--screenshot={picture}", *options)
    assert picture.stat().st_size > 20_000


def test_it_prints(tmp_path: Path, html: str) -> None:
    paper = tmp_path / "memo.pdf"
    run(tmp_path, html, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    assert paper.read_bytes().startswith(b"%PDF")


def test_it_asks_nothing_of_the_network(tmp_path: Path, html: str) -> None:
    log = tmp_path / "net.json"
    run(tmp_path, html, "--dump-dom", f"--log-net-log={log}")
    text = log.read_text(encoding="utf-8", errors="replace")
    assert "news.example" not in text
