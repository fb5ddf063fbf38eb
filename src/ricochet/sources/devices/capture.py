"""Capture: answers of devices as `ricochet equipment discover --save` keeps them, one a line of JSON."""

import base64
from collections.abc import Iterator
from typing import BinaryIO

from ricochet.model.device import Device
from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.gathered import Gathered
from ricochet.sources.devices.json_in import objects
from ricochet.sources.devices.replies import parsed, take
from ricochet.sources.devices.reply import behind
from ricochet.sources.devices.xml_in import local
from ricochet.sources.registers.facts import Origin
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each address that answered, and the cameras behind it: `address`, `mac`, `payload` (base64)."""
    hosts = Gathered(origin)
    cameras = list[Device]()
    for row in objects(file, origin):
        log.rows += 1
        if isinstance(row, Quarantined):
            yield row
            continue
        number, value = row
        try:
            item = Item.of(value)
            address = item.need("address")
            marks = hosts.at(address, number, item.text("seen"))
            cameras += _take(marks, item, address, origin)
        except WrongRow as wrong:
            yield origin.aside(number, wrong)
    yield from hosts.devices()
    yield from cameras


def _take(marks: Marks, item: Item, address: str, origin: Origin) -> list[Device]:
    marks.add("mac", item.text("mac"))
    try:
        payload = base64.b64decode(item.text("payload"), validate=True)
    except ValueError as refused:  # binascii's own errors are of that kind
        raise item.wrong("payload", f"no base64: {refused}") from None
    take(marks, payload)
    root = parsed(payload.partition(b"\r\n\r\n")[2])
    if root is None or local(root) != "InputProxyChannelList":
        return []
    return list(behind(root, origin, Log(), address))
