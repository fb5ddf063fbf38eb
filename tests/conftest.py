"""Fixtures for every room. Real files are read from ../shared, where that folder is there."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Time is measured in benchmarks/, never in a test; CI tries the same examples each time.
settings.register_profile("ricochet", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ricochet")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists, names and registers; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED
