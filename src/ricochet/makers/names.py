"""Names: which maker or brand a word in a label, a banner or a registration names."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ricochet.makers.tables import table

_WORDS = re.compile(r"[^\W_]+(?:'s)?", re.UNICODE)
_FAMILIAR = frozenset({
    "ab", "ag", "camera", "cameras", "cctv", "china", "co", "communications", "company", "corp", "corporation",
    "device", "devices", "digital", "dome", "dvr", "electronics", "gmbh", "hangzhou", "httpd", "inc", "ip", "limited",
    "llc", "ltd", "network", "nvr", "of", "ptz", "pty", "recorder", "rtspd", "security", "shenzhen", "systems",
    "technologies", "technology", "technologyco", "the", "video", "zhejiang",
})  # fmt: skip
"""Words that may stand beside a plain name without making it another firm's ("Dahua Scale Factory" is one)."""


@lru_cache(maxsize=1 << 16)
def named(text: str) -> tuple[str, str] | None:
    """Id of the maker and of the brand that the text names, the longest name first; "" for what it does not name.

    A plain word ("Dahua", "Lorex", "ZTE"), which other firms carry too, counts only where nothing unfamiliar stands
    beside it.
    """
    words = [word.lower() for word in _WORDS.findall(text)]
    spaced = f" {' '.join(words)} "
    for name, row in _names():
        if f" {name} " not in spaced and not (not name.isascii() and name in text):
            continue
        if row["plain"] and not _all_familiar(words, name):
            continue
        return ("", row["brand"]) if "brand" in row else (row["id"], "")
    return None


def _all_familiar(words: list[str], name: str) -> bool:
    own = set(name.split())
    return all(w in own or w in _FAMILIAR or any(c.isdigit() for c in w) for w in words)


@cache
def _names() -> tuple[tuple[str, Mapping[str, str]], ...]:
    rows = [*table("brands.csv"), *table("makers.csv")]
    names = [(" ".join(_WORDS.findall(name.lower())), row) for row in rows for name in row["words"].split(";") if name]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))
