"""Fixtures for every room. Real files are read from ../shared, where that folder is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists, names and registers; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED
