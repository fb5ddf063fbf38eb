"""OUI: to whom the block of a hardware address is registered, by the longest prefix, and what we know of them."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from ricochet.makers.tables import table

Registry = Mapping[str, str]
"""Hexadecimal prefix -> registrant, as `sources.devices.oui` reads it."""


class DatedRegistry(dict[str, str]):
    """A registry that tells of when it is, for the evidence that rests on it."""

    def __init__(self, blocks: Registry, published: date | None) -> None:
        super().__init__(blocks)
        self.published = published


_LENGTHS = (9, 7, 6)
_SEPARATORS = re.compile(r"[:.\-\s]")
_HEX = re.compile(r"[0-9A-F]{6,12}")
_SIGNS = re.compile(r"[\W_]")


def source_of(registry: Registry) -> str:
    """What evidence from the registry cites."""
    published = registry.published if isinstance(registry, DatedRegistry) else None
    return f"IEEE registry of {published}" if published else "IEEE registry, of unknown date"


def registrant(mac: str, registry: Registry) -> Mapping[str, str] | None:
    """The row of registrants.csv for the address's block; None where the registry or the table does not know it.

    A made-up (locally administered) address is in nobody's block, except that IEEE also registers such blocks.
    """
    block = block_of(mac, registry)
    return registered(registry[block]) if block else None


def block_of(mac: str, registry: Registry) -> str:
    """The longest registered block of the address, as hexadecimal digits; blank where there is none."""
    digits = _SEPARATORS.sub("", mac).upper()
    if not _HEX.fullmatch(digits):
        return ""
    return next((digits[:n] for n in _LENGTHS if digits[:n] in registry), "")


@lru_cache(maxsize=1 << 12)
def registered(name: str) -> Mapping[str, str] | None:
    """The row of registrants.csv for a registrant's whole name."""
    return _known().get(_plain(name))


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    return {_plain(row["registrant"]): row for row in table("registrants.csv")}


def _plain(name: str) -> str:
    """A registrant's whole name but for case, spaces and signs: "Dahua Scale Factory" is another firm."""
    return _SIGNS.sub("", name).lower()
