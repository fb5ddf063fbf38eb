"""Models: whose grammar a model string follows. `IPC-` alone is nobody's: several makers use it."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ricochet.makers.tables import table

_SHARED = re.compile(r"(IPC|NVR|DVR|XVR)-?\d?", re.IGNORECASE)
SHARED_BY = ("hikvision", "dahua", "uniview")
"""Makers whose models begin with the shared prefixes."""


@lru_cache(maxsize=1 << 16)
def family(model: str) -> Mapping[str, str] | None:
    """The first row of the grammar that the model begins with, or None."""
    text = model.strip()
    return next((row for pattern, row in _grammar() if pattern.match(text)), None)


def is_shared(model: str) -> bool:
    """Whether it begins as models of several makers do, and follows nobody's grammar."""
    return family(model) is None and _SHARED.match(model.strip()) is not None


@cache
def _grammar() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row) for row in table("models.csv"))
