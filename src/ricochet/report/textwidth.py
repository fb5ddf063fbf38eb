"""Textwidth: how wide a text is in a sans-serif face: a table of characters, in thousandths of an em."""

_NARROW = dict.fromkeys("iljI.,:;'|!()[]{}/\\ ", 330) | dict.fromkeys("frt-", 430)
_WIDE = dict.fromkeys("mwMW%@", 1000) | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&", 760)
_TABLE = _NARROW | _WIDE
_OTHER, _HAN = 650, 1040
_FIRST_HAN = 0x2E80


def width(text: str, size: float) -> float:
    """Width in the unit of `size`; on the generous side of the common system faces."""
    return sum(_HAN if ord(char) >= _FIRST_HAN else _TABLE.get(char, _OTHER) for char in text) * size / 1000


def wrapped(text: str, size: float, room: float, lines: int) -> list[str]:
    """The text in at most `lines` lines of `room`, cut with an ellipsis where it does not fit."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines:
        line = rest.pop(0)
        while rest and width(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        found.append(line)
    if rest:
        found[-1] = f"{found[-1]} …"
    return [cut(line, size, room) for line in found]


def cut(text: str, size: float, room: float) -> str:
    """The text, shortened to fit."""
    if width(text, size) <= room:
        return text
    kept = text.removesuffix(" …")
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
