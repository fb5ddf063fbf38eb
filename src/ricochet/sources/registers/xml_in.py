"""XML in: the records of a register's XML as objects, read as the file goes by; no entities, network or DOCTYPE."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from ricochet.errors import ForeignFile, TruncatedFile
from ricochet.sources.registers.facts import Origin, Row

MAX_DEPTH = 64
HEAD = 1 << 15


def rows(file: BinaryIO, origin: Origin, record: str) -> Iterator[Row]:
    """Yield each element of this local name with its place, from 1: children as keys, repeated ones as a list.

    An element with text is that text, or {"$": text, "@name": …} where it has attributes too (as GLEIF's JSON has it).
    Raises ForeignFile for XML that is none or unsafe, TruncatedFile where the file ends inside it.
    """
    if b"<!DOCTYPE" in file.read(HEAD):
        raise ForeignFile(f"{origin.file} holds a DOCTYPE, which no register has and which can hide entities.")
    file.seek(0)
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
            yield number, _value(element, origin.file, 0)
            element.clear()
            while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                parent.remove(before)
    except etree.XMLSyntaxError as wrong:
        if "Premature end" in str(wrong) or not _ends_in_a_tag(file):
            raise TruncatedFile(f"{origin.file}: the XML ends too early ({wrong}).", remedy="Fetch it again.") from None
        raise ForeignFile(f"{origin.file}: not well-formed XML ({wrong}).", remedy="Fetch it again.") from None


def _ends_in_a_tag(file: BinaryIO) -> bool:
    file.seek(0)
    tail = b""
    while chunk := file.read(1 << 20):
        tail = (tail + chunk)[-100:]
    return tail.rstrip().endswith(b">")


def _value(element: etree._Element, name: str, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ForeignFile(f"{name}: more than {MAX_DEPTH} elements inside one another.")
    if not len(element):
        text = (element.text or "").strip()
        marks = {f"@{str(key).rpartition('}')[2]}": str(value) for key, value in element.attrib.items()}
        return {"$": text, **marks} if marks else text
    found: dict[str, Any] = {}
    for child in element:
        key, value = str(child.tag).rpartition("}")[2], _value(child, name, depth + 1)
        if key not in found:
            found[key] = value
        elif isinstance(found[key], list):
            found[key].append(value)
        else:
            found[key] = [found[key], value]
    return found
