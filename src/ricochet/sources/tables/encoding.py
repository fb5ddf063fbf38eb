"""Encoding: bytes to text, or a message that says which byte stands in the way. Nothing is guessed."""

import codecs

from ricochet.errors import DataError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(name: str, data: bytes) -> str:
    """Decode UTF-8 (with or without a mark) or UTF-16; raises DataError with the offset of the first wrong byte.

    Latin-1 and Windows-1252 are never tried: they cannot fail, and turn other encodings into silent rubbish.
    """
    mark, encoding = next(((mark, enc) for mark, enc in _MARKS if data.startswith(mark)), (b"", _unmarked(data)))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as wrong:
        offset = len(mark) + wrong.start
        line = data.count(b"\n", 0, offset) + 1
        byte = data[offset]
        perhaps = bytes([byte]).decode("cp1252", errors="replace")
        raise DataError(
            f"{name}: byte 0x{byte:02X} at offset {offset} (line {line}) is not {encoding.upper()}.",
            remedy=f"Save it as UTF-8. It may be Windows-1252 (cp1252), where the byte is '{perhaps}', or GB 18030.",
        ) from None


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark shows in its zero bytes: every second one in Latin text."""
    head = data[:2000]
    half = len(head) // 2
    if half and head[1::2].count(0) * 2 > half > 4 * head[0::2].count(0):
        return "utf-16-le"
    if half and head[0::2].count(0) * 2 > half > 4 * head[1::2].count(0):
        return "utf-16-be"
    return "utf-8"
