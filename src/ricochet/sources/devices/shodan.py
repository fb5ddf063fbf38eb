"""Shodan: banners of one's own ranges, one a line, or a host with its banners under `data`."""

from collections.abc import Iterator
from typing import BinaryIO

from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.banner import said, subject
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.gathered import Gathered
from ricochet.sources.devices.json_in import objects
from ricochet.sources.registers.facts import Origin
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow

_STREAMS = {"554", "8554", "10554"}
_TELNET = {"23", "2323"}


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each address, reached from the Internet."""
    hosts = Gathered(origin, exposed=True)
    for row in objects(file, origin):
        log.rows += 1
        if isinstance(row, Quarantined):
            yield row
            continue
        number, value = row
        try:
            item = Item.of(value)
            address = item.need("ip_str", "ip")
            banners = item.items("data") if isinstance(item.value.get("data"), list) else (item,)
            for banner in banners:
                _take(hosts.at(address, number, banner.text("timestamp", "last_update")), banner)
            hosts.at(address, number, item.text("timestamp", "last_update"))
        except WrongRow as wrong:
            yield origin.aside(number, wrong)
    yield from hosts.devices()


def _take(marks: Marks, banner: Item) -> None:
    port = banner.text("port")
    if port:
        marks.add("port", f"{port}/{banner.text('transport') or 'tcp'}")
    for mac in banner.item("mac").value:
        marks.add("mac", str(mac))
    marks.add("text", " ".join(filter(None, (banner.text("product"), banner.text("version")))), "product")
    for name in banner.texts("hostnames"):
        marks.add("name", name)
    for cpe in (*banner.texts("cpe23"), *banner.texts("cpe")):
        marks.add("cpe", cpe)
    text = banner.value.get("data")
    if isinstance(text, str):
        said(marks, text, "rtsp" if port in _STREAMS else None)
        if port in _TELNET:
            marks.add("telnet", text.strip().partition("\n")[0])
    http = banner.item("http")
    marks.add("http_server", http.text("server"))
    marks.add("http_title", http.text("title"))
    marks.add("favicon", http.item("favicon").text("hash"))
    names = banner.item("ssl").item("cert").item("subject")
    marks.add("tls_subject", subject({name: names.text(name) for name in names.value}))
    snmp = banner.item("snmp")
    marks.add("snmp", snmp.text("description", "sysdescr"))
