"""Compare: two inventories of one organisation -> what was removed, what appeared, what changed, what took whose place.

A device is the same by its hardware address, else its serial number, else the id its file gives it, else its address.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ricochet.equipment.facts import facts_of
from ricochet.model.device import Device

_MAC = re.compile(r"[^0-9a-f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is told otherwise of the same device."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The same device, known again by `by`, and how it changed."""

    before: Device
    after: Device
    by: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Every device of both inventories is in one of these, in its inventory's order.

    `replaced` are other devices at the address of an earlier one. `doubtful` are keys that several devices of one
    inventory share: they tell nobody apart.
    """

    removed: tuple[Device, ...]
    appeared: tuple[Device, ...]
    replaced: tuple[tuple[Device, Device], ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[tuple[Device, Device], ...]
    doubtful: tuple[str, ...]


def compare(before: Iterable[Device], after: Iterable[Device]) -> Compared:
    """Know the devices again, strongest key first, each once."""
    early, late = list(before), list(after)
    left, right = dict(enumerate(early)), dict(enumerate(late))
    pairs: list[tuple[int, int, str]] = []
    doubtful: dict[str, None] = {}
    for kind in _KINDS:
        ours, theirs = _keyed(kind, left, doubtful), _keyed(kind, right, doubtful)
        for key, at in ours.items():
            to = theirs.get(key, -1)
            if at in left and to in right and not (kind == "address" and _other(left[at], right[to])):
                pairs.append((at, to, kind))
                del left[at], right[to]
    places = _keyed("address", right, {})
    swapped = [(at, places[key]) for key, at in _keyed("address", left, {}).items() if key in places]
    for at, to in swapped:
        left.pop(at)
        right.pop(to)
    told = [(early[at], late[to], by, tuple(_changes(early[at], late[to]))) for at, to, by in sorted(pairs)]
    return Compared(
        removed=tuple(left.values()),
        appeared=tuple(right.values()),
        replaced=tuple((early[at], late[to]) for at, to in sorted(swapped)),
        changed=tuple(Changed(before=a, after=b, by=by, changes=found) for a, b, by, found in told if found),
        unchanged=tuple((a, b) for a, b, _, found in told if not found),
        doubtful=tuple(doubtful),
    )


_KINDS = ("hardware address", "serial number", "id", "address")


def _keyed(kind: str, devices: Mapping[int, Device], doubtful: dict[str, None]) -> dict[str, int]:
    """Key -> place of the device; a key of several devices tells nobody apart."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for at, device in devices.items():
        for key in dict.fromkeys(_keys(kind, device)):
            if key in found and found[key] != at:
                twice.add(key)
            found.setdefault(key, at)
    for key in sorted(twice):
        doubtful[f"{kind} {key}"] = None
        del found[key]
    return found


def _keys(kind: str, device: Device) -> Iterator[str]:
    if kind == "hardware address":
        yield from _macs(device)
    elif kind == "serial number":
        yield from (serial.strip().upper() for serial in _serials(device))
    elif kind == "id" and device.id != str(device.source.row):
        yield device.id
    elif kind == "address" and device.address:
        yield device.address


def _macs(device: Device) -> list[str]:
    told = [
        trace.value for trace in device.traces if trace.kind == "mac" or trace.field.lower() in {"mac", "macaddress"}
    ]
    plain = [_MAC.sub("", text.lower()) for text in told]
    return [text for text in plain if len(text) == 12]


def _serials(device: Device) -> list[str]:
    named = {"serialnumber", "serialno", "devicesn"}
    return [trace.value for trace in device.traces if trace.kind == "serial" or trace.field.lower() in named]


def _other(one: Device, two: Device) -> bool:
    """Whether two devices of one address are surely not the same: their hardware addresses or serial numbers differ."""
    sides = [(set(_macs(one)), set(_macs(two))), (set(_serials(one)), set(_serials(two)))]
    return any(a and b and not a & b for a, b in sides)


def _changes(before: Device, after: Device) -> Iterator[Change]:
    old, new = facts_of(before), facts_of(after)
    told: Sequence[tuple[str, str, str]] = (
        ("model", " / ".join(old.models), " / ".join(new.models)),
        ("firmware", old.firmware, new.firmware),
        ("address", before.address, after.address),
        ("site", before.site, after.site),
        ("recorder", before.behind, after.behind),
        ("exposed", _yes(before.exposed), _yes(after.exposed)),
        ("count", str(before.count), str(after.count)),
    )
    for what, was, is_now in told:
        if was != is_now and ((was and is_now) or what in {"recorder", "exposed"}):
            yield Change(what=what, before=was, after=is_now)


def _yes(told: bool | None) -> str:
    return "" if told is None else "yes" if told else "no"
