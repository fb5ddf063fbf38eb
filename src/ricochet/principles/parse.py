"""Parse: the bytes of one principle -> a Principle, every word checked, or Refused with line and column."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from ricochet.model.period import first_day, last_day
from ricochet.model.status import Status
from ricochet.principles.dictionary import FUNCTIONS, TYPES, Fact, shipped
from ricochet.principles.document import Node, Place, Refused, read_document
from ricochet.principles.expression import Read, Wrong, parse_expression
from ricochet.principles.principle import MAX_CRITERIA, Clause, Criterion, Expected, Kind, Parameter, Principle

T = TypeVar("T")
TOP = (
    "id", "title", "why", "sources", "from", "to", "facts", "parameters", "criteria", "rule", "harm", "reference",
    "tests",
)  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
_JOINTS: Mapping[str, Kind] = {"all": "all", "any": "any", "at_least": "at_least"}
_VERDICTS: tuple[Status, ...] = ("caught", "possible", "not")


def parse_principle(file: str, data: bytes) -> Principle:
    """Read a principle. Raises Refused (a DataError) naming file, line and column of the first thing wrong."""
    root = read_document(file, data)
    top = _keys(root, TOP, "a principle")
    facts = shipped() | _each_entry(top.get("facts"), _fact)
    parameters = _each_entry(top.get("parameters"), _parameter)
    for name, (key, _) in _entries(top.get("parameters")).items():
        if name in facts:
            raise Refused(key.place, f"'{name}' is the name of a fact.", remedy="Name the parameter otherwise.")
    units = {name: one.unit for name, one in parameters.items()}
    entries = _entries(_need(root, top, "criteria"))
    if not 1 <= len(entries) <= MAX_CRITERIA:
        place = top["criteria"].place
        raise Refused(place, f"there are {len(entries)} criteria.", remedy=f"Write 1 to {MAX_CRITERIA}.")
    criteria = tuple(_criterion(key, node, facts, units) for key, node in entries.values())
    known = {one.id for one in criteria}
    rule = _clause(_need(root, top, "rule"), known, parameters)
    used = set(rule.criteria())
    for one in criteria:
        if one.id not in used:
            raise Refused(one.place, f"the criterion '{one.id}' stands in no clause.", remedy="Use it in 'rule'.")
    since, until = _day(top.get("from"), first_day), _day(top.get("to"), last_day)
    if since and until and since > until:
        raise Refused(top["to"].place, f"'from' {since} lies after 'to' {until}.")
    principle = Principle(
        id=_id(_need(root, top, "id")),
        title=_line(_need(root, top, "title")),
        why=_line(_need(root, top, "why")),
        sources=tuple(_line(one) for one in _items(_need(root, top, "sources"))),
        since=since,
        until=until,
        parameters=parameters,
        criteria=criteria,
        rule=rule,
        harm=_harm(top.get("harm"), facts),
        reference=_line(top["reference"]) if "reference" in top else "",
        tests=tuple(_expected(node, facts, units) for node in _items(top.get("tests"))),
        facts=facts,
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    for criterion, call in principle.calls():
        if FUNCTIONS[call.function].principle and call.arguments[0] == principle.id:
            raise Refused(criterion.place, f"'{principle.id}' rests on itself.")
    return principle


def _fact(key: Node, node: Node) -> Fact:
    entry = _keys(node, ("type", "unit", "meaning", "years", "low", "high"), "a fact")
    kind = _choice(_need(node, entry, "type"), TYPES)
    _word(key)
    if str(key.text) in shipped():
        raise Refused(key.place, f"the dictionary has a fact '{key.text}' already.", remedy="Name yours otherwise.")
    return Fact(
        name=str(key.text),
        type=kind,
        meaning=_line(_need(node, entry, "meaning")),
        unit=_line(entry["unit"]) if "unit" in entry else "",
        low=_number(entry["low"]) if "low" in entry else float("-inf"),
        high=_number(entry["high"]) if "high" in entry else float("inf"),
        years=int(_number(entry["years"])) if "years" in entry else None,
    )


def _parameter(key: Node, node: Node) -> Parameter:
    entry = _keys(node, ("value", "unit", "why", "sweep"), "a parameter")
    _word(key)
    value = _number(_need(node, entry, "value"))
    sweep = {_number(one) for one in _items(entry.get("sweep"))}
    return Parameter(
        name=str(key.text),
        value=value,
        unit=_line(entry["unit"]) if "unit" in entry else "",
        why=_line(_need(node, entry, "why")),
        sweep=tuple(sorted(sweep | {value})) if sweep else (),
    )


def _criterion(key: Node, node: Node, facts: Mapping[str, Fact], units: Mapping[str, str]) -> Criterion:
    entry = _keys(node, ("when", "why", "source"), "a criterion")
    _word(key)
    when = _need(node, entry, "when")
    text = _text(when)
    try:
        parsed = parse_expression(text, facts, units)
    except Wrong as wrong:
        raise Refused(when.inside(wrong.at), wrong.message, remedy=wrong.remedy) from None
    return Criterion(
        id=str(key.text),
        text=" ".join(text.split()),
        parsed=parsed,
        why=_line(_need(node, entry, "why")),
        source=_line(_need(node, entry, "source")),
        place=key.place,
    )


def _clause(node: Node, known: set[str], parameters: Mapping[str, Parameter]) -> Clause:
    """Documents are at most 20 deep, so that recursion is bounded."""
    if node.text is not None:
        if node.text not in known:
            raise Refused(node.place, f"there is no criterion '{node.text}'.", remedy=_near(node.text, known))
        return Clause(kind="criterion", criterion=node.text)
    entry = _keys(node, ("all", "any", "at_least", "of", "unless"), "a clause")
    joints = [name for name in _JOINTS if name in entry]
    if len(joints) != 1:
        raise Refused(node.place, "a clause has one of 'all', 'any' and 'at_least … of'.")
    if ("of" in entry) != (joints[0] == "at_least"):
        raise Refused(node.place, "'at_least' and 'of' go together.", remedy="Write: {at_least: 2, of: [a, b, c]}")
    counted = joints[0] == "at_least"
    listed = entry["of" if counted else joints[0]]
    items = tuple(_clause(one, known, parameters) for one in _items(listed))
    if not items:
        raise Refused(listed.place, "there is nothing to join.", remedy="Name at least one criterion.")
    return Clause(
        kind=_JOINTS[joints[0]],
        items=items,
        k=_count(entry["at_least"], len(items), parameters) if counted else 0,
        unless=tuple(_clause(one, known, parameters) for one in _items(entry.get("unless"))),
    )


def _count(node: Node, most: int, parameters: Mapping[str, Parameter]) -> int | str:
    text = _text(node)
    if text in parameters:
        for value in (parameters[text].value, *parameters[text].sweep):
            if value not in range(1, most + 1):
                said = f"'at_least' is the parameter '{text}', which may be {value:g}."
                raise Refused(node.place, said, remedy=f"Give it whole numbers from 1 to {most}.")
        return text
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise Refused(node.place, f"'at_least' is '{text}'.", remedy=f"Write 1 to {most}, or a parameter.")
    return int(text)


def _expected(node: Node, facts: Mapping[str, Fact], units: Mapping[str, str]) -> Expected:
    entry = _keys(node, ("firm", "given", "on", "verdict", "unknown"), "a test")
    if ("firm" in entry) == ("given" in entry):
        raise Refused(node.place, "a test asks about a 'firm' or about 'given' facts.", remedy="Write one of both.")
    given = []
    for key, value in _entries(entry.get("given")).values():
        given.append((_read_key(key, facts, units), _text(value)))
    return Expected(
        firm=_line(entry["firm"]) if "firm" in entry else "",
        given=tuple(given),
        verdict=_choice(_need(node, entry, "verdict"), _VERDICTS),
        unknown=tuple(_line(one) for one in _items(entry.get("unknown"))),
        on=_day(entry.get("on"), first_day),
        place=node.place,
    )


def _read_key(key: Node, facts: Mapping[str, Fact], units: Mapping[str, str]) -> str:
    text = str(key.text)
    if text in facts:
        return text
    try:
        tree = parse_expression(text, facts, units).tree
    except Wrong as wrong:
        raise Refused(key.inside(wrong.at), wrong.message, remedy=wrong.remedy) from None
    if not isinstance(tree, Read):
        raise Refused(key.place, "here stands a fact or a function.")
    return tree.key


def _harm(node: Node | None, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    if node is None:
        return tuple(name for name, fact in facts.items() if fact.harm)
    for one in _items(node):
        if facts.get(_text(one)) is None or facts[_text(one)].type != "truth":
            raise Refused(one.place, f"'{one.text}' is no yes-or-no fact.", remedy=_near(_text(one), facts))
    return tuple(_text(one) for one in _items(node))


def _keys(node: Node, allowed: Iterable[str], what: str) -> dict[str, Node]:
    known = tuple(allowed)
    if node.entries is None:
        raise Refused(node.place, f"here stands {what}: keys and values.", remedy=f"Keys: {', '.join(known)}.")
    for key, _ in node.entries.values():
        if key.text not in known:
            raise Refused(key.place, f"{what} has no '{key.text}'.", remedy=_near(str(key.text), known))
    return {name: value for name, (_, value) in node.entries.items()}


def _entries(node: Node | None) -> dict[str, tuple[Node, Node]]:
    if node is None:
        return {}
    if node.entries is None:
        raise Refused(node.place, "here stand names with what belongs to them.", remedy="Write 'name:' lines.")
    return node.entries


def _each_entry(node: Node | None, read: Callable[[Node, Node], T]) -> dict[str, T]:
    return {name: read(key, value) for name, (key, value) in _entries(node).items()}


def _items(node: Node | None) -> list[Node]:
    if node is None:
        return []
    if node.items is None:
        raise Refused(node.place, "here stands a list.", remedy="Begin each item with a dash.")
    return node.items


def _need(parent: Node, entry: Mapping[str, Node], key: str) -> Node:
    if key not in entry:
        raise Refused(parent.place, f"'{key}' is missing.")
    return entry[key]


def _text(node: Node) -> str:
    if node.text is None or not node.text.strip():
        raise Refused(node.place, "here stands a text.")
    return node.text


def _line(node: Node) -> str:
    return " ".join(_text(node).split())


def _id(node: Node) -> str:
    text = _text(node)
    if not _ID.fullmatch(text):
        raise Refused(node.place, f"'{text}' is no id.", remedy="Write small letters, digits and hyphens.")
    return text


def _word(node: Node) -> None:
    text = str(node.text)
    if not _ID.fullmatch(text) or "-" in text or text in FUNCTIONS:
        raise Refused(node.place, f"'{text}' is no name.", remedy="Write small letters, digits and underscores.")


def _number(node: Node) -> float:
    text = _text(node).strip()
    if not _NUMBER.fullmatch(text):
        raise Refused(node.place, f"'{text}' is no number.", remedy="Write it plainly, like 25 or 2.5.")
    return float(text)


def _day(node: Node | None, read: Callable[[str], date | None]) -> date | None:
    if node is None:
        return None
    try:
        return read(_text(node))
    except ValueError as wrong:
        raise Refused(node.place, f"{wrong}.") from None


def _choice(node: Node, options: tuple[T, ...]) -> T:
    for option in options:
        if option == node.text:
            return option
    raise Refused(node.place, f"'{node.text}' is none of: {', '.join(map(str, options))}.")


def _near(word: str, known: Iterable[str]) -> str:
    words = sorted(known)
    found = get_close_matches(word, words, n=1, cutoff=0.5)
    return f"Did you mean '{found[0]}'?" if found else f"Known: {', '.join(words[:20])}."


__all__ = ["Place", "Refused", "parse_principle"]
