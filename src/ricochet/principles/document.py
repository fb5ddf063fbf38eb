"""Document: the bytes of a YAML file -> nodes that know where they stand. Text only: what a text means is the parser's.

Built from the reader's events without recursion. Refused: anchors and aliases (a few bytes that unfold to gigabytes),
tags, a key written twice, nesting deeper than any person reads.
"""

from dataclasses import dataclass, field

import yaml

from ricochet.errors import DataError

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column as an editor counts them, from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """As compilers write it: principle.yml:12:7."""
        return f"{self.file}:{self.line}:{self.column}"


class Refused(DataError):
    """A principle that cannot be read as one; the message begins with the place."""

    def __init__(self, place: Place, message: str, *, remedy: str = "") -> None:
        super().__init__(f"{place}: {message}", remedy=remedy)
        self.place = place


@dataclass(slots=True)
class Node:
    """A text, a list or a mapping. `raw` is the source of a text, for places inside it."""

    place: Place
    text: str | None = None
    items: "list[Node] | None" = None
    entries: "dict[str, tuple[Node, Node]] | None" = None
    raw: str = field(default="", repr=False)

    def inside(self, offset: int) -> Place:
        """Where the character at `offset` of the text stands in the file.

        A folded or quoted text differs from its source in white space and quotes only, so the characters are counted
        off against each other; where an escape breaks the count, the text's beginning is named.
        """
        line, column = self.place.line, self.place.column
        text, at = self.text or "", 0
        last = self.place
        begun = not self.raw.startswith(("|", ">"))
        for character in self.raw:
            if begun and not character.isspace():
                while at < len(text) and text[at].isspace():
                    at += 1
                if at < len(text) and text[at] == character:
                    if at >= offset:
                        return Place(self.place.file, line, column)
                    at, last = at + 1, Place(self.place.file, line, column + 1)
                elif character not in "'\"" and at < len(text):
                    return self.place
            if character == "\n":
                line, column, begun = line + 1, 0, True
            column += 1
        return last


def read_document(file: str, data: bytes) -> Node:
    """Read one YAML document. Raises Refused with line and column."""
    start = Place(file, 1, 1)
    if len(data) > MAX_BYTES:
        line, column = data.count(b"\n", 0, MAX_BYTES) + 1, MAX_BYTES - data.rfind(b"\n", 0, MAX_BYTES)
        raise Refused(
            Place(file, line, column), f"the file goes on after {MAX_BYTES} bytes.", remedy="Make it shorter."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Refused(start, f"byte {wrong.start} is not UTF-8.", remedy="Save the file as UTF-8.") from None
    try:
        root = _build(file, text)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else start
        said = getattr(wrong, "problem", None) or "a character that no YAML file may hold"
        raise Refused(place, f"this is not YAML: {said}.", remedy="Mend the indentation or quotes there.") from None
    if root is None:
        raise Refused(start, "the file is empty.")
    return root


def _build(file: str, text: str) -> Node | None:
    root: Node | None = None
    open_nodes: list[Node] = []
    keys: list[Node | None] = []  # of each open mapping, the key that waits for its value
    count = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
            keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise Refused(_place(file, event), "a second document begins here.", remedy="Write one principle a file.")
        elif isinstance(event, yaml.NodeEvent):
            count += 1
            node = _node(event, _plain(event, _place(file, event), len(open_nodes), count), text)
            if open_nodes:
                _attach(open_nodes[-1], keys, node)
            root = root or node
            if node.text is None:
                open_nodes.append(node)
                keys.append(None)
    return root


def _plain(event: yaml.NodeEvent, place: Place, depth: int, count: int) -> Place:
    """The place, where nothing there has to be refused."""
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Refused(place, "anchors and aliases are not read.", remedy="Write the value out.")
    if (tag := getattr(event, "tag", None)) not in {None, "!"}:
        raise Refused(place, f"the tag '{tag}' is not read.", remedy="Write the plain value.")
    if depth >= MAX_DEPTH:
        raise Refused(place, f"this is nested more than {MAX_DEPTH} deep.", remedy="Name parts as criteria.")
    if count > MAX_NODES:
        raise Refused(place, f"the file holds more than {MAX_NODES} values.", remedy="Make it shorter.")
    return place


def _node(event: yaml.NodeEvent, place: Place, text: str) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        start, end = event.start_mark, event.end_mark
        return Node(place, text=event.value, raw=text[start.index : end.index] if start and end else "")
    return Node(place, items=[]) if isinstance(event, yaml.SequenceStartEvent) else Node(place, entries={})


def _attach(parent: Node, keys: list[Node | None], node: Node) -> None:
    if parent.items is not None:
        parent.items.append(node)
        return
    key = keys[-1]
    entries = parent.entries if parent.entries is not None else {}
    if key is not None:
        entries[key.text or ""] = (key, node)
        keys[-1] = None
        return
    if node.text is None:
        raise Refused(node.place, "a key is a text.", remedy="Write 'key: value'.")
    if node.text in entries:
        raise Refused(node.place, f"the key '{node.text}' stands twice.", remedy="Remove one.")
    keys[-1] = node


def _place(file: str, event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
