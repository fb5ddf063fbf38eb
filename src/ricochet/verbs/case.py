"""Case: the parties and listings of the built-in case, as `search` needs them: read once, then kept."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.snapshot import cache
from ricochet.snapshot.code import code_version

BUILT_IN = "hikvision"
"""The case asked where a user brings no tables; also the publisher of its rows."""
_FILES = ("parties.csv", "listings.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`key` names what it was read from and by which code."""

    key: str
    parties: tuple[Party, ...]
    listings: tuple[Listing, ...]


def kept_case(caches: Path) -> Case:
    """The case as kept in `caches`; read from its tables where it is not, which takes the time of many searches."""
    folder = files("ricochet") / "demo" / BUILT_IN
    parts = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _FILES]
    parts += [code_version("ricochet.model", "ricochet.sources.tables")]
    key = f"case-{hashlib.sha256(' '.join(parts).encode()).hexdigest()}"
    found = cache.load(caches, key, Case)
    if found is None:
        from ricochet.verbs.facts import built_in  # noqa: PLC0415 - every reader of tables; a search does without

        facts = built_in()[0].facts
        found = Case(key=key, parties=facts.parties, listings=facts.listings)
        cache.save(caches, key, found)
    return found
