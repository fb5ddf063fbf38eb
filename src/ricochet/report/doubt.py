"""Doubt: the words that must stand beside a statement whose evidence is less than verified."""

import re
import textwrap
from collections.abc import Iterable

from ricochet.model.regime import Regime
from ricochet.report.statement import Origin

_LOW = re.compile(
    r"unverified|derived|weak|\blow\b|general knowledge|from memory|false\b|unknown \(|to be checked|conflict",
    re.IGNORECASE,
)

MOST = 72
"""Letters shown beside a statement; the source list has the whole."""
_GOOD = re.compile(r"[\w ]*\bverified\b|name and identifiers as cited|named in|counted in", re.IGNORECASE)


def doubts(origins: Iterable[Origin]) -> tuple[str, ...]:
    """What to say beside a statement, once each, in the order of its sources; nothing where all is verified."""
    said = (doubt(origin) for origin in origins)
    return tuple(dict.fromkeys(words for words in said if words))


def doubt(origin: Origin) -> str:
    """Words for one source: "", "confidence: secondary", "low confidence: derived"."""
    if isinstance(origin, Regime):
        return "" if origin.confidence == "verified" else f"law, confidence: {origin.confidence}"
    words = origin.confidence.strip()
    low = _LOW.search(words) is not None
    if not words or (_GOOD.match(words) and not low):
        return ""
    plain = re.sub(r"[:,;]?\s*low confidence\b", "", words, flags=re.IGNORECASE)
    plain = re.sub(r"\b(?:UNVERIFIED|DERIVED|FALSE)\b", lambda word: word[0].lower(), plain).strip(" :;,")
    plain = textwrap.shorten(plain, MOST, placeholder=" …")
    return f"low confidence: {plain}" if low else f"confidence: {plain}"


def is_low(origin: Origin) -> bool:
    """Whether the evidence is weak, derived or unchecked."""
    return doubt(origin).startswith("low")
