"""Ports: what masscan and naabu found open, put together by address; masscan's banners too."""

from collections.abc import Iterator
from typing import BinaryIO

from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.banner import said
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.gathered import Gathered
from ricochet.sources.devices.json_in import objects
from ricochet.sources.registers.facts import Origin
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each address."""
    hosts = Gathered(origin)
    for row in objects(file, origin):
        log.rows += 1
        if isinstance(row, Quarantined):
            yield row
            continue
        number, value = row
        try:
            item = Item.of(value)
            marks = hosts.at(item.need("ip", "host"), number)
            if item.text("host") != item.text("ip"):
                marks.add("name", item.text("host"))
            for port in item.items("ports") if "ports" in item else (item,):
                _take(marks, port)
        except WrongRow as wrong:
            yield origin.aside(number, wrong)
    yield from hosts.devices()


def _take(marks: Marks, port: Item) -> None:
    number = port.item("port").text("Port") if isinstance(port.value.get("port"), dict) else port.text("port")
    if number:
        marks.add("port", f"{number}/{port.text('proto', 'protocol') or 'tcp'}")
    service = port.item("service")
    name, banner = service.text("name"), service.text("banner")
    if name == "http.server":
        marks.add("http_server", banner)
    elif name == "title":
        marks.add("http_title", banner)
    elif name == "http":
        said(marks, banner.replace("\\x0d\\x0a", "\r\n"), "http")
