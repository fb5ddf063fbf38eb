"""CycloneDX: the devices and firmware of a bill of materials, JSON or XML; programs' libraries are none."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from ricochet.model.device import Device
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.json_in import document
from ricochet.sources.devices.xml_in import elements, local
from ricochet.sources.registers.facts import Origin
from ricochet.sources.registers.item import Item
from ricochet.sources.tables.columns import WrongRow

_DEVICES = {"device", "firmware"}
_PROPERTIES = {"serial": "serial", "mac": "mac", "ip": "address", "site": "site", "location": "site"}


def read_json(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """A device for each component of type device, or firmware that stands alone; nested components too."""
    bom = Item.of(document(file, origin))
    try:
        tops = (*bom.items("components"), *([bom.item("metadata").item("component")] if "metadata" in bom else []))
    except WrongRow as wrong:
        log.rows += 1
        yield origin.aside(1, wrong)
        return
    for component in tops:
        yield from _told(component, origin, log)


def read_xml(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """The same of the XML."""
    for _, bom in elements(file, origin, "bom"):
        for component in bom.iterfind("{*}components/{*}component"):
            yield from _told(Item.of(_json(component)), origin, log)


def _told(component: Item, origin: Origin, log: Log) -> Iterator[Fact]:
    if not component.value:
        return
    log.rows += 1
    row = log.rows
    try:
        inner = component.items("components")
        kind = component.text("type")
        if kind == "device" or (kind == "firmware" and not component.path.count("components[")):
            yield _device(component, row, origin)
        elif kind == "firmware":
            pass  # told with the device it runs on
        else:
            log.left_out["components that are no device, left out"] += 1
            inner = tuple(one for one in inner if one.value)
    except WrongRow as wrong:
        yield origin.aside(row, wrong)
        return
    for one in inner:
        yield from _told(one, origin, log)


def _device(component: Item, row: int, origin: Origin) -> Device:
    marks = Marks(origin.at(row))
    for key in ("manufacturer", "supplier"):
        who = component.value.get(key)
        marks.add("vendor", Item.of(who).text("name") if isinstance(who, dict) else component.text(key))
    marks.add("vendor", component.text("publisher") or component.text("group"))
    marks.add("model", component.text("name"))
    marks.add("firmware", component.text("version"))
    marks.add("cpe", component.text("cpe"))
    marks.add("text", component.text("description"))
    for inner in component.items("components"):
        if inner.text("type") == "firmware":
            marks.add("firmware", inner.text("version"))
            marks.add("cpe", inner.text("cpe"))
    found = dict[str, str]()
    for one in component.items("properties"):
        name = one.text("name").lower().replace("-", "").replace("_", "").rpartition(":")[2]
        field = next((field for word, field in _PROPERTIES.items() if name.startswith(word)), "")
        if field in {"serial", "mac"}:
            marks.add("serial" if field == "serial" else "mac", one.text("value"))
        elif field:
            found[field] = one.text("value")
    return Device(
        id=component.text("bom-ref") or f"component {row}",
        traces=marks.traces(),
        address=found.get("address", ""),
        site=found.get("site", ""),
        source=marks.source,
    )


def _json(element: etree._Element) -> Any:
    """An element of the XML in the shape of the JSON."""
    if not len(element):
        return (element.text or "").strip()
    found: dict[str, Any] = {str(name): str(value) for name, value in element.attrib.items()}
    for child in element:
        name = local(child)
        if name in {"components", "properties"}:
            found[name] = [
                {"name": one.get("name", ""), "value": (one.text or "").strip()} if name == "properties" else _json(one)
                for one in child
            ]
        elif name in {"manufacturer", "supplier"} or not len(child):
            found[name] = _json(child)
    return found
