"""XML in: official XML streamed element by element, without entities, network or DOCTYPE, and nothing left unread."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ricochet.errors import ForeignFile, SchemaDrift, TruncatedFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.lists.bytes_in import decode
from ricochet.sources.lists.entry import Entry

MAX_DEPTH = 64
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_END_TAG = re.compile(rb"</([^<>]*)>(?:\s|<!--.*?-->)*$", re.DOTALL)


@dataclass(slots=True)
class Gathered:
    """The entries of one XML file while it is read; `seen` is the number of the one at hand, 1 is the first."""

    file: str
    entries: dict[str, Entry] = field(default_factory=dict)
    quarantined: list[Quarantined] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    drift: set[str] = field(default_factory=set)
    seen: int = 0
    _contents: dict[str, bytes] = field(default_factory=dict)

    def take(self, element: etree._Element, number: str, make: Callable[[], Entry | None]) -> None:
        """Add the next entry: `make` builds it, None means that it has no name. Duplicates and bad ones are named."""
        self.seen += 1
        content = etree.tostring(element, with_tail=False)
        if not (number.isascii() and number.isdigit()):
            self._aside(number, "not an OFAC number")
        elif self._contents.setdefault(number, content) != content:
            self._aside(number, "a second, different entry under the same number")
        elif number in self.entries:
            self.notice(f"{number} is printed twice, counted once")
        elif entry := make():
            self.entries[number] = entry
        else:
            self._aside(number, "an entry without a name")

    def notice(self, text: str) -> None:
        """Say what was noticed at the entry at hand."""
        self.notices.append(f"{self.file}, entry {self.seen}: {text}")

    def check(self) -> None:
        """After the last entry: raise SchemaDrift for what nobody reads, ForeignFile when nothing could be read."""
        if self.drift:
            raise SchemaDrift(
                f"{self.file}: elements nobody reads yet: {', '.join(sorted(self.drift))}.",
                remedy="The last good version stays in force; update Ricochet.",
            )
        if not self.entries:
            raise ForeignFile(
                f"{self.file}: not one entry could be read.", remedy="An empty list is never taken as news."
            )

    def by_list(self) -> dict[str, list[Quarantined]]:
        """What is quarantined, under one of the file's lists."""
        home = min(name for entry in self.entries.values() for name in entry.lists)
        return {home: self.quarantined} if self.quarantined else {}

    def _aside(self, number: str, reason: str) -> None:
        self.quarantined.append(
            Quarantined(
                file=self.file,
                row=self.seen,
                column="id",
                value=number[:200],
                reason=reason,
                remedy="Compare with the publisher's file of the same day.",
            )
        )


def text_of(element: etree._Element, path: str = ".") -> str:
    """Text of the first element at the path, without blanks around it; "" where there is none."""
    found = element.find(path) if path != "." else element
    return (found.text or "").strip() if found is not None else ""


def unread(
    element: etree._Element, allowed: Mapping[str, frozenset[str]], skipped: Mapping[str, str] | None = None
) -> set[str]:
    """Children ("parent/child") and attributes ("parent@name") at or below an element that are not in `allowed`.

    `allowed` maps a parent to its children and "@attributes"; `skipped` holds "@attributes" allowed anywhere.
    """
    drift = set()
    parent = element.getparent()
    if parent is not None and element.tag not in allowed.get(str(parent.tag), frozenset()):
        drift.add(f"{parent.tag!s}/{element.tag!s}")
    for node in element.iter():
        known = allowed.get(str(node.tag), frozenset())
        drift |= {f"{node.tag!s}/{child.tag!s}" for child in node if child.tag not in known}
        for attribute in node.attrib:
            word = f"@{str(attribute).rpartition('}')[2]}"
            if word not in known and word not in (skipped or {}):
                drift.add(f"{node.tag!s}{word}")
    return drift


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
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise _broken(name, data, wrong) from None


def _broken(name: str, data: bytes, wrong: Exception) -> ForeignFile | TruncatedFile:
    """What to raise for XML that breaks, or (ValueError) names an element as no element may be named."""
    if isinstance(wrong, ValueError):
        return ForeignFile(f"{name}: holds a name no XML element has ({wrong}).", remedy="Fetch it again.")
    if not _END_TAG.search(data[-400:]) or "Premature end" in str(wrong):
        return TruncatedFile(f"{name}: the XML ends too early ({wrong}).", remedy="Fetch it again.")
    return ForeignFile(f"{name}: not well-formed XML ({wrong}).", remedy="Fetch it again.")


def _refuse_unsafe(name: str, data: bytes) -> None:
    decode(name, data)
    if b"<!DOCTYPE" in data:
        raise ForeignFile(f"{name}: holds a DOCTYPE, which no official list has and which can hide entities.")
    if b"\x00" in data:
        raise ForeignFile(f"{name}: holds NUL bytes; it is no UTF-8 XML file.")
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise ForeignFile(f"{name}: declares the encoding {declared[1].decode()}; official lists are UTF-8.")
