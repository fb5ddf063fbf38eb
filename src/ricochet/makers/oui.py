"""OUI: to whom the block of a hardware address is registered, by the longest prefix."""

import re
from collections.abc import Mapping
from functools import cache

from ricochet.makers.tables import table

AS_OF = "2026-10-24"
"""Day of the registry the packaged table was taken from. It holds only blocks of makers and brands we know."""
_LENGTHS = (9, 7, 6)
_SEPARATORS = re.compile(r"[:.\-\s]")
_HEX = re.compile(r"[0-9A-F]{6,12}")


def registrant(mac: str) -> Mapping[str, str] | None:
    """The row of the address's block, or None.

    A made-up (locally administered) address is in nobody's block, except that IEEE also registers such blocks.
    """
    digits = _SEPARATORS.sub("", mac).upper()
    if not _HEX.fullmatch(digits):
        return None
    return next((row for n in _LENGTHS if (row := _blocks().get(digits[:n]))), None)


@cache
def _blocks() -> Mapping[str, Mapping[str, str]]:
    return {row["prefix"]: row for row in table("oui.csv")}
