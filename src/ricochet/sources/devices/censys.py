"""Censys: hosts of one's own ranges with their services, as its search and its platform export them."""

from collections.abc import Iterator
from typing import BinaryIO

from ricochet.model.device import Device
from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.banner import said
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.json_in import objects
from ricochet.sources.registers.facts import Origin
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each host, reached from the Internet."""
    for row in objects(file, origin):
        log.rows += 1
        if isinstance(row, Quarantined):
            yield row
            continue
        number, value = row
        try:
            item = Item.of(value)
            yield _device(item.item("host") if "host" in item else item, number, origin)
        except WrongRow as wrong:
            yield origin.aside(number, wrong)


def _device(host: Item, row: int, origin: Origin) -> Device:
    marks = Marks(origin.at(row))
    address = host.need("ip")
    for service in host.items("services"):
        _service(marks, service)
    for name in host.item("dns").texts("names"):
        marks.add("name", name)
    _software(marks, host)
    return Device(
        id=address,
        traces=marks.traces(),
        address=address,
        exposed=True,
        seen=host.text("last_updated_at")[:10],
        source=marks.source,
    )


def _service(marks: Marks, service: Item) -> None:
    if port := service.text("port"):
        marks.add("port", f"{port}/{(service.text('transport_protocol') or 'tcp').lower()}")
    name = (service.text("service_name") or service.text("protocol")).upper()
    banner = service.text("banner")
    said(marks, banner, "rtsp" if name == "RTSP" else None)
    if name == "TELNET":
        marks.add("telnet", banner.strip().partition("\n")[0])
    web = service.item("http").item("response")
    marks.add("http_title", web.text("html_title"))
    headers = web.item("headers")
    for key in headers.value:
        if key.lower() == "server":
            for server in headers.texts(key):
                marks.add("http_server", server)
    for icon in web.items("favicons"):
        marks.add("favicon", icon.text("shodan_hash"))
        marks.add("favicon", icon.text("md5_hash").removeprefix("md5:"))
    marks.add("tls_subject", service.item("tls").item("certificates").item("leaf_data").text("subject_dn"))
    _software(marks, service)


def _software(marks: Marks, item: Item) -> None:
    for one in item.items("software"):
        marks.add("text", f"{one.text('vendor')} {one.text('product')}", "product")
