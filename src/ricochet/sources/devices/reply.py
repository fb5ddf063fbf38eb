"""Reply: one device's answer, saved as it came; or a recorder's list of the cameras behind it."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from ricochet.errors import ForeignFile
from ricochet.model.device import Device
from ricochet.sources.devices.facts import Fact, Log, Marks
from ricochet.sources.devices.replies import LONGEST, parsed, take
from ricochet.sources.devices.xml_in import local, text_of
from ricochet.sources.registers.facts import Origin


def is_reply(head: bytes) -> bool:
    """Whether a file that begins so may be such an answer: what `take` knows tells in the end."""
    start = head.lstrip()
    return head[:8].find(b"DHIP") in {0, 4} or start.startswith((
        b"HTTP/", b"RTSP/", b"NOTIFY * HTTP", b"\xb3\x00", b"deviceType=", b"updateSerial=", b"version=", b"table.",
    ))  # fmt: skip


def read(file: BinaryIO, origin: Origin, log: Log) -> Iterator[Fact]:
    """The device that answered; or those of a list of channels. Raises ForeignFile where the answer is not known."""
    payload = file.read(LONGEST)
    root = parsed(payload)
    if root is not None and local(root) == "InputProxyChannelList":
        yield from behind(root, origin, log)
        return
    marks = Marks(origin.at(1))
    if not take(marks, payload):
        raise ForeignFile(
            f"{origin.file} is no answer of a device that is read here.",
            remedy="Save what it answers to WS-Discovery, SADP, DHIP, ISAPI, magicBox, SSDP, HTTP or RTSP.",
        )
    log.rows += 1
    yield Device(id=origin.file, traces=marks.traces(), source=marks.source)


def behind(root: etree._Element, origin: Origin, log: Log, recorder: str = "") -> Iterator[Device]:
    """The cameras on a recorder's own ports (`/ISAPI/ContentMgmt/InputProxy/channels`), which no scan sees."""
    for row, channel in enumerate(root.iter("{*}InputProxyChannel"), start=1):
        log.rows += 1
        marks = Marks(origin.at(row))
        marks.add("name", text_of(channel, "name"))
        marks.add("model", text_of(channel, "model"))
        marks.add("serial", text_of(channel, "serialNumber"))
        marks.add("firmware", text_of(channel, "firmwareVersion"))
        marks.add("text", text_of(channel, "proxyProtocol"), "proxyProtocol")
        yield Device(
            id=f"{recorder or origin.file} channel {text_of(channel, 'id') or row}",
            traces=marks.traces(),
            address=text_of(channel, "ipAddress"),
            behind=recorder or origin.file,
            source=marks.source,
        )
