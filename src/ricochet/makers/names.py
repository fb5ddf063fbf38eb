"""Names: which maker or brand a word in a label, a banner or a registration names."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from ricochet.makers.tables import table

_WORDS = re.compile(r"[^\W_]+(?:'s)?", re.UNICODE)
_FAMILIAR = frozenset({
    "ab", "ag", "analog", "analogue", "bullet", "camera", "cameras", "cctv", "channel", "china", "co",
    "communications", "company", "corp", "corporation", "device", "devices", "digital", "dome", "doorbell", "dvr",
    "electronics", "eyeball", "fixed", "gateway", "gmbh", "hangzhou", "hd", "hdcvi", "httpd", "inc", "indoor",
    "intercom", "ip", "ipc", "ir", "kit", "lens", "limited", "llc", "ltd", "mini", "model", "modem", "network",
    "nvr", "of", "outdoor", "pan", "phone", "poe", "pro", "product", "pty", "ptz", "recorder", "router", "rtspd",
    "security", "series", "shenzhen", "smart", "switch", "system", "systems", "technologies", "technology",
    "technologyco", "the", "thermal", "tilt", "turret", "type", "uhd", "unit", "varifocal", "video", "wifi",
    "wireless", "xvr", "zhejiang", "zoom",
})  # fmt: skip
"""Words that may stand beside a plain name without making it another firm's ("Dahua Scale Factory" is one)."""


@lru_cache(maxsize=1 << 16)
def named(text: str) -> tuple[str, str] | None:
    """Id of the maker and of the brand that the text names, the longest name first; "" for what it does not name.

    A plain word ("Dahua", "Lorex", "ZTE"), which other firms carry too, counts only where nothing unfamiliar stands
    beside it.
    """
    words = [word.lower() for word in _WORDS.findall(text)]
    begun, within = _names()
    found = [one for word in dict.fromkeys(words) for one in begun.get(word, ())]
    if not text.isascii():
        found += [one for one in within if one[1] in text]
    if not found:
        return None
    spaced = f" {' '.join(words)} "
    for _, name, row in sorted(found, key=lambda one: one[0]):
        if f" {name} " not in spaced and name.isascii():
            continue
        if row["plain"] and not _all_familiar(words, name):
            continue
        return ("", row["brand"]) if "brand" in row else (row["id"], "")
    return None


def _all_familiar(words: list[str], name: str) -> bool:
    own = set(name.split())
    return all(w in own or w in _FAMILIAR or any(c.isdigit() for c in w) for w in words)


_Name = tuple[int, str, Mapping[str, str]]
"""Place in the order of length, name, and its row."""


@cache
def _names() -> tuple[Mapping[str, tuple[_Name, ...]], tuple[_Name, ...]]:
    """Names by their first word; and those of other scripts, which may stand within a word."""
    rows = [*table("brands.csv"), *table("makers.csv")]
    names = [(" ".join(_WORDS.findall(name.lower())), row) for row in rows for name in row["words"].split(";") if name]
    names.sort(key=lambda pair: -len(pair[0]))
    placed = [(place, name, row) for place, (name, row) in enumerate(names)]
    begun = defaultdict[str, list[_Name]](list)
    for one in placed:
        begun[one[1].split(" ", 1)[0]].append(one)
    return {word: tuple(some) for word, some in begun.items()}, tuple(one for one in placed if not one[1].isascii())
