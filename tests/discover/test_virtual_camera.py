"""Cameras that somebody else wrote: `ipycam` from PyPI, found and named by what it answers of itself."""

import json
import sys
from pathlib import Path

import pytest
from tests.discover.lab import lab, possible

PYTHON = Path(__file__).parents[2] / ".venv-ipycam" / "bin" / "python"
"""Its own environment, which CI makes: it needs what Ricochet does not."""
RICOCHET = str(Path(sys.executable).parent / "ricochet")
pytestmark = [
    pytest.mark.skipif(not possible(), reason="needs network namespaces"),
    pytest.mark.skipif(not PYTHON.exists(), reason="needs .venv-ipycam, see .ci/run"),
]


def test_virtual_cameras_are_found_and_named(tmp_path: Path) -> None:
    cameras = {3: ("Hikvision", "DS-2CD2032-I"), 4: ("Axis", "P3245-V"), 5: ("PythonCam", "VirtualCam-1")}
    with lab() as made:
        scanner = made.host("192.0.2.2", "02:00:00:00:00:02")
        for last, told in cameras.items():
            host = made.host(f"192.0.2.{last}", f"02:00:00:00:00:{last:02x}")
            process = made.start(host, "camera.py", f"192.0.2.{last}", *told, python=str(PYTHON))
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        words = ["--network", "192.0.2.0/29", "--rate", "500", "--log", str(tmp_path / "log.jsonl")]
        done = made.run(scanner, RICOCHET, "equipment", "discover", *words, "--i-own-this-network")
    assert done.returncode == 0, done.stderr
    found = {row["device"]: (row["maker"], row["verdict"]) for row in map(json.loads, done.stdout.splitlines())}
    assert found == {
        "192.0.2.3": ("hikvision", "covered"),
        "192.0.2.4": ("axis", "not_covered"),
        "192.0.2.5": (None, "unknown"),
    }
