"""Discover: ask the devices of one's own network who they are: listen first, then search, then read what they show."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ricochet.model.device import Device
from ricochet.sources.devices import questions
from ricochet.sources.devices.facts import Log, Marks
from ricochet.sources.devices.replies import parsed, take
from ricochet.sources.devices.reply import behind
from ricochet.sources.devices.xml_in import local
from ricochet.sources.network import GROUPS, Heard, Network, Question, neighbours
from ricochet.sources.registers.facts import Origin

_INFORMATION = "/ISAPI/System/deviceInfo"
_CHANNELS = "/ISAPI/ContentMgmt/InputProxy/channels"
_MAGICBOX = "/cgi-bin/magicBox.cgi?action=getSystemInfo"


def discover(
    networks: Sequence[ipaddress.IPv4Network], network: Network, keep: Callable[[Heard], None], seen: str = ""
) -> Iterator[Device]:
    """Yield the devices found in the networks, in order of address, each recorder before the cameras behind it.

    Everybody is searched for by WS-Discovery, SADP and DHIP; only who answers, or has a known hardware address, is
    asked for web page, ONVIF and ISAPI information, magicBox and stream. `keep` gets every answer.
    """
    origin = Origin("network", "discovery", "")
    answered: dict[str, Marks] = {}
    ports: dict[str, int] = {}
    order = [str(address) for one in networks for address in (one.hosts() if one.num_addresses > 2 else one)]
    places = {address: place for place, address in enumerate(dict.fromkeys(order), start=1)}
    known = neighbours()
    for heard in network.datagrams(_searches(places, groups=network.groups)):
        keep(heard)
        marks = answered.setdefault(heard.address, Marks(origin.at(places.get(heard.address, 0))))
        take(marks, heard.payload)
        if port := re.search(rb"http://%s:(\d{1,5})/" % re.escape(heard.address.encode()), heard.payload):
            ports[heard.address] = min(int(port[1]), 65535)
    known = {address: mac for address, mac in (known | neighbours()).items() if address in places}
    for address in sorted({*answered, *known} & places.keys(), key=places.__getitem__):
        marks = answered.setdefault(address, Marks(origin.at(places[address])))
        if mac := known.get(address):
            marks.add("mac", mac)
            keep(Heard(address=address, port=0, payload=b"", mac=mac))
        cameras = _asked(address, ports.get(address, questions.HTTP), marks, network, keep)
        yield Device(id=address, traces=marks.traces(), address=address, seen=seen, source=marks.source)
        if cameras:
            root = parsed(cameras.partition(b"\r\n\r\n")[2])
            if root is not None and local(root) == "InputProxyChannelList":
                yield from behind(root, origin, Log(), address)


def _searches(places: Iterable[str], *, groups: bool) -> Iterator[Question]:
    for address in places:
        yield from (Question(address=address, port=port, payload=ask(), what=what) for port, ask, what in _SEARCHES)
    for (group, port), (_, ask, what) in zip(GROUPS if groups else (), _SEARCHES, strict=False):
        yield Question(address=group, port=port, payload=ask(), what=f"{what} to the group")


_SEARCHES = (
    (questions.WS_DISCOVERY, questions.ws_discovery, "WS-Discovery probe"),
    (questions.SADP, questions.sadp, "SADP inquiry"),
    (questions.DHIP, questions.dhip, "DHIP search"),
)


def _asked(address: str, web: int, marks: Marks, network: Network, keep: Callable[[Heard], None]) -> bytes:
    """Take what the device shows without log-in; the list of cameras behind it, where it has one."""

    def ask(port: int, payload: bytes, what: str) -> bytes:
        answer = network.request(Question(address=address, port=port, payload=payload, what=what))
        if answer:
            keep(Heard(address=address, port=port, payload=answer))
            take(marks, answer)
        return answer

    if ask(web, questions.page(address), "GET /"):
        ask(web, questions.device_information(address), "ONVIF GetDeviceInformation")
        told = ask(web, questions.page(address, _INFORMATION), f"GET {_INFORMATION}")
        ask(web, questions.page(address, _MAGICBOX), f"GET {_MAGICBOX}")
    else:
        told = b""
    ask(questions.RTSP, questions.stream(address), "RTSP OPTIONS, DESCRIBE")
    if b"DeviceInfo" not in told:
        return b""
    return ask(web, questions.page(address, _CHANNELS), f"GET {_CHANNELS}")
