"""Exports: JSON of asset tools (runZero, NetBox, Snipe-IT, OSCAL and others), with whatever is nested in it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, BinaryIO

from ricochet.errors import DataError
from ricochet.model.device import Device
from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.addresses import plain_ip, plain_mac
from ricochet.sources.devices.columns import ONCE, trace_of, words
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.inventory import BLANK, quantity
from ricochet.sources.devices.json_in import objects
from ricochet.sources.registers.facts import Origin, wrong
from ricochet.sources.tables.answer import answer
from ricochet.sources.tables.columns import IGNORE, WrongRow, key

_LABELS = ("name", "display", "label", "model", "address", "value")
"""What an object is called that stands where a word is expected, as NetBox and Snipe-IT have it."""
_DEEP = frozenset({"vendor", "model", "firmware", "serial", "mac", "address"})
"""What is also looked for one level further in: a maker within a type of device."""
_INVENTORY = ("system-security-plan", "system-implementation", "inventory-items")
"""The way to OSCAL's devices."""


def read(file: BinaryIO, origin: Origin, log: Log, chosen: Mapping[str, str]) -> Iterator[Fact]:
    """A device for each object: of lines, of an array, or of the list that one object wraps.

    `chosen` (key -> field) goes before the words. An object in which nothing tells of a device is set aside.
    """
    for row in objects(file, origin):
        if isinstance(row, Quarantined):
            log.rows += 1
            yield row
            continue
        number, value = row
        inner = _wrapped(value)
        for place, one in enumerate([value] if inner is None else inner, start=1):
            log.rows += 1
            try:
                yield _device(one, place if inner is not None else number, origin, log, chosen)
            except WrongRow as refused:
                yield origin.aside(place if inner is not None else number, refused)
    if not log.rows:
        raise DataError(f"{origin.file} holds no object.", remedy="Export it again.")


def _wrapped(value: Any) -> list[Any] | None:
    """The list that an object is only the envelope of."""
    if not isinstance(value, dict):
        return None
    for step in _INVENTORY:
        value = value.get(step, value) if isinstance(value, dict) else value
    if not isinstance(value, dict):
        return value if isinstance(value, list) else []
    if {_known(name)[0] for name in value} & (_DEEP | {"id", "name"}):
        return None
    lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
    return lists[0] if len(lists) == 1 else None


def _device(value: Any, row: int, origin: Origin, log: Log, chosen: Mapping[str, str]) -> Device:
    if not isinstance(value, dict):
        raise wrong("", value, "no JSON object stands here")
    marks = Marks(origin.at(row))
    once: dict[str, tuple[int, str]] = {}
    for name, text in _pairs(value):
        field, rank = _known(name)
        field = chosen.get(name, field)
        if not field or field == IGNORE or not text.strip() or text.strip().lower() in BLANK:
            continue
        log.mapping.setdefault(name, field)
        if field in ONCE:
            if field not in once or rank < once[field][0]:
                once[field] = rank, text.strip()
        else:
            kind, part = trace_of(field)
            marks.add(kind, plain_mac(text) or text if kind == "mac" else text, part)
    found = {field: text for field, (_, text) in once.items()}
    traces = marks.traces()
    address = plain_ip(found.get("address", ""))
    if not traces and not address:
        raise wrong("", ", ".join(map(str, value)), "nothing in it tells of a device")
    try:
        count = quantity(found.get("count", ""))
    except ValueError as refused:
        raise wrong("count", found.get("count", ""), str(refused), "Write a number.") from None
    plain = tuple((name, str(text)) for name, text in value.items() if isinstance(text, str | int | float))
    return Device(
        id=found.get("id") or address or f"row {row}",
        traces=traces,
        address=address,
        site=found.get("site", ""),
        behind=found.get("behind", ""),
        count=count,
        exposed=_yes(found.get("exposed", "")),
        seen=found.get("seen", ""),
        columns=plain,
        source=marks.source,
    )


@lru_cache(maxsize=1 << 12)
def _known(name: str) -> tuple[str, int]:
    """The field of a key, and its rank among the words; blank for a key that nobody knows."""
    word = key(name)
    return words().get(word, ""), next((rank for rank, other in enumerate(words()) if other == word), len(words()))


def _pairs(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Keys and their texts: of lists each, of name and value as if that were a key, of objects what they are called."""
    for name, inner in value.items():
        for one in inner if isinstance(inner, list) else [inner]:
            if not isinstance(one, dict):
                yield from _plain(name, one)
            elif isinstance(one.get("name"), str) and "value" in one:
                yield from _plain(one["name"], one["value"])
            else:
                yield from _plain(name, _called(one))
                for deep, further in one.items():
                    if _known(deep)[0] in _DEEP:
                        yield from _plain(deep, _called(further) if isinstance(further, dict) else further)


def _called(value: Mapping[str, Any]) -> str | None:
    return next((value[word] for word in _LABELS if isinstance(value.get(word), str)), None)


def _plain(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, bool):
        yield name, "yes" if value else "no"
    elif isinstance(value, str):
        yield name, value
    elif value is not None and not isinstance(value, dict | list):
        yield name, str(value)


def _yes(text: str) -> bool | None:
    try:
        found = answer(text)
    except ValueError:
        return None
    return None if found == "unknown" else found == "yes"
