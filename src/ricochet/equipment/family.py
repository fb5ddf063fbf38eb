"""Family: whether a model is one of those that an advisory names as "DS-76xxNXI-Ix/S" or "NVR4XXX Series"."""

import re
from functools import lru_cache
from typing import Literal

Member = Literal["yes", "maybe", "no"]

_WORDS = re.compile(
    r"(?i)\b(?:dahua|hikvision|uniview|ezviz|zte|huawei|series|devices?|models?|ip camera|firmware)\b|[\s,;]+"
)
_LITERAL = ("XVR", "NXI", "MXI")
"""Marks of product lines in which X is a letter and not an open place."""
_GENERIC = re.compile(r"(?i)camera|nvr\b|dvr\b|xvr\b|ptz|recorder|intercom|phone|device|router|product")


@lru_cache(maxsize=1 << 16)
def member(model: str, family: str) -> Member:
    """Whether the model belongs: "maybe" where the family is no model ("ip camera"), or leaves a part of it open.

    A small x is one open letter or digit; a capital X is, too, where the family has no small one and it is not part of
    a line's mark. Dahua's HX stands for any of HFW, HDW, HDBW. A family that ends in open places, or is called a
    series, takes in what follows; a plain model followed by more letters ("…-IWS" of "…-I") is a maybe.
    """
    wanted, own = _plain(family), _plain(model)
    if not own:
        return "maybe"
    if not any(sign.isdigit() for sign in wanted) and not re.search(r"(?i)xx", wanted):
        return "maybe" if not wanted or _GENERIC.search(family) else "no"
    series = bool(re.search(r"(?i)series", family)) or _open(wanted) or len(wanted) <= len("SD6AL")
    pattern = _pattern(wanted)
    if found := pattern.match(own):
        rest = own[found.end() :]
        return "yes" if not rest or series else "no" if rest[0].isdigit() else "maybe"
    revision = re.sub(r"\([^()]*\)$", "", wanted)
    return "maybe" if revision != wanted and _pattern(revision).fullmatch(own) else "no"


def _plain(text: str) -> str:
    """Without makers' names, blanks, and the DH- or DHI- that Dahua writes or leaves out."""
    return re.sub(r"^DH[IT]?-(?=[A-Za-z])", "", _WORDS.sub("", text.replace("_", " ")))


def _open(text: str) -> bool:
    return bool(re.search(r"(?:x|X{2,}|[A-Z]X)$", text)) and not text.endswith(_LITERAL)


@lru_cache(maxsize=1 << 14)
def _pattern(family: str) -> re.Pattern[str]:
    small = bool(re.search(r"[A-Z].*x", family))
    parts: list[str] = []
    at = 0
    text = family if small else family.upper()
    while at < len(text):
        literal = next((mark for mark in _LITERAL if text.startswith(mark, at)), "")
        if literal:
            parts.append(literal)
            at += len(literal)
        elif not small and re.match(r"HX(?=\d|X)", text[at:]):
            parts.append("H[A-Z]{1,4}")
            at += 2
        elif text[at] == "x" or (text[at] == "X" and not small):
            last = not text[at:].strip("Xx")
            parts.append("[0-9A-Z]?" if last else "[0-9A-Z]")
            at += 1
        else:
            parts.append(re.escape(text[at].upper()))
            at += 1
    return re.compile("".join(parts), re.IGNORECASE)
