"""Bytes in: the one way from a file's bytes to text, delimited rows or XML elements, safely.

UTF-8 with or without BOM and nothing else: a Latin-1 fall-back cannot fail and silently garbles names. CSV is read in
strict mode, so that a stray quote raises instead of merging rows. XML is streamed without entities, network or DOCTYPE.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from ricochet.errors import DataError, ForeignFile, TruncatedFile

FIELD_LIMIT = 1 << 20
"""Longest cell read, in characters; no official cell comes near it."""
MAX_DEPTH = 64
MAX_UNPACKED = 2 << 30
MAX_RATIO = 100
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_END_TAG = re.compile(rb"</([^<>]*)>(?:\s|<!--.*?-->)*$", re.DOTALL)


def decode(name: str, data: bytes) -> str:
    """UTF-8 text, BOM removed. Raises DataError naming the offset of the first byte that is none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise DataError(
            f"{name}: byte {wrong.object[wrong.start]:#04x} at offset {wrong.start} is not UTF-8.",
            remedy="Fetch the file again, or save it as UTF-8; it is never guessed to be Latin-1.",
        ) from None


def rows(name: str, text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells), blank lines left out. Raises TruncatedFile or DataError with the line."""
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as wrong:
        at = f"{name}, line {max(reader.line_num, 1)}"
        if "unexpected end" in str(wrong):
            raise TruncatedFile(f"{at}: the file ends inside a quoted cell.", remedy="Fetch it again.") from None
        raise DataError(f"{at}: not strict CSV ({wrong}).", remedy="Fetch the file again; do not re-save it.") from None


def elements(name: str, data: bytes, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """Yield each element whose local name is wanted, at depth 2 or 3, complete; it is cleared on the next step.

    Tags are rewritten to local names. Raises ForeignFile (DOCTYPE, other encoding, too deep, not XML), TruncatedFile.
    """
    _refuse_unsafe(name, data)
    depth, inside = 0, 0
    try:
        for event, element in etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if event == "start":
                depth += 1
                if depth > MAX_DEPTH:
                    raise ForeignFile(f"{name}: more than {MAX_DEPTH} elements inside one another.")
                element.tag = element.tag.rpartition("}")[2]
                if not inside and element.tag in wanted:
                    inside = depth
            else:
                if depth == inside:
                    inside = 0
                    yield element
                    element.clear()
                    while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                        parent.remove(before)
                elif not inside and depth > 1:
                    yield element
                depth -= 1
    except etree.XMLSyntaxError as wrong:
        if not _END_TAG.search(data[-400:]) or "Premature end" in str(wrong):
            raise TruncatedFile(f"{name}: the XML ends too early ({wrong}).", remedy="Fetch it again.") from None
        raise ForeignFile(f"{name}: not well-formed XML ({wrong}).", remedy="Fetch it again.") from None


def _refuse_unsafe(name: str, data: bytes) -> None:
    decode(name, data)
    if b"<!DOCTYPE" in data:
        raise ForeignFile(f"{name}: holds a DOCTYPE, which no official list has and which can hide entities.")
    if b"\x00" in data:
        raise ForeignFile(f"{name}: holds NUL bytes; it is no UTF-8 XML file.")
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise ForeignFile(f"{name}: declares the encoding {declared[1].decode()}; official lists are UTF-8.")


def unzip_one(name: str, data: bytes) -> tuple[str, bytes]:
    """Unpack the only XML member of a zip -> (bare member name, bytes); anything not a zip passes through.

    Raises ForeignFile for several members, a bomb or a damaged archive.
    """
    if not data.startswith(b"PK"):
        return name, data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if m.filename.lower().endswith(".xml")]
            if len(members) != 1:
                raise ForeignFile(f"{name}: {len(members)} XML members in the zip, one is expected.")
            size = members[0].file_size
            if size > MAX_UNPACKED or size > MAX_RATIO * max(members[0].compress_size, 1):
                raise ForeignFile(f"{name}: unpacks to {size} bytes, more than an official list would.")
            with archive.open(members[0]) as member:
                unpacked = member.read(size + 1)
            if len(unpacked) != size:
                raise ForeignFile(f"{name}: {members[0].filename} is not the {size} bytes the zip promises.")
            return members[0].filename.replace("\\", "/").rpartition("/")[2], unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as wrong:
        raise ForeignFile(f"{name}: the zip cannot be opened ({wrong}).", remedy="Fetch it again.") from None
