"""XML in: the records of a scanner's XML as elements, read as the file goes by; no entities, no network."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from ricochet.errors import ForeignFile, TruncatedFile
from ricochet.sources.registers.facts import Origin

HEAD = 1 << 15
_BARE = re.compile(rb"<!DOCTYPE\s+\w+\s*>")
"""What nmap writes: a name, and nothing that could hold or fetch an entity."""


def elements(file: BinaryIO, origin: Origin, record: str) -> Iterator[tuple[int, etree._Element]]:
    """Yield each element of this local name with its place, from 1. It is emptied when the next one is asked for.

    Raises ForeignFile for XML that is none or unsafe, TruncatedFile where the file ends inside it; the elements before
    have been handed on by then.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if b"<!ENTITY" in head or b"<!DOCTYPE" in _BARE.sub(b"", head, count=1):
        raise ForeignFile(
            f"{origin.file} holds a document type with contents, which can hide entities.",
            remedy="Export it again without one.",
        )
    number = 0
    try:
        for _, element in etree.iterparse(
            file,
            events=("end",),
            tag=f"{{*}}{record}",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        ):
            number += 1
            yield number, element
            element.clear()
            while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                parent.remove(before)
    except etree.XMLSyntaxError as wrong:
        if "Premature end" in str(wrong) or not _ends_in_a_tag(file):
            raise TruncatedFile(
                f"{origin.file}: the XML ends too early, after {number} records ({wrong}).",
                remedy="Export or scan again; what came before is answered.",
            ) from None
        raise ForeignFile(f"{origin.file}: not well-formed XML ({wrong}).", remedy="Export it again.") from None


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: etree._Element, name: str) -> str:
    """Text of the first descendant of this local name, blank where there is none."""
    found = next(element.iter(f"{{*}}{name}"), None)
    return (found.text or "").strip() if found is not None else ""


def _ends_in_a_tag(file: BinaryIO) -> bool:
    file.seek(0)
    tail = b""
    while chunk := file.read(1 << 20):
        tail = (tail + chunk)[-100:]
    return tail.rstrip().endswith(b">")
