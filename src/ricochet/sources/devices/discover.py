"""Discover: ask the devices of one's own network who they are: listen first, then search, then read what they show."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ricochet.model.device import Device
from ricochet.sources.devices import questions
from ricochet.sources.devices.facts import Log, Marks
from ricochet.sources.devices.login import Login, authorization, refused
from ricochet.sources.devices.replies import parsed, take
from ricochet.sources.devices.reply import behind
from ricochet.sources.devices.xml_in import local
from ricochet.sources.network import GROUPS, Heard, Network, Question, neighbours
from ricochet.sources.registers.facts import Origin

_INFORMATION = "/ISAPI/System/deviceInfo"
_CHANNELS = "/ISAPI/ContentMgmt/InputProxy/channels"
_MAGICBOX = "/cgi-bin/magicBox.cgi?action=getSystemInfo"


def discover(
    networks: Sequence[ipaddress.IPv4Network],
    network: Network,
    keep: Callable[[Heard], None],
    *,
    seen: str = "",
    logins: Sequence[Login] = (),
) -> Iterator[Device]:
    """Yield the devices found in the networks, in order of address, each recorder before the cameras behind it.

    Everybody is searched for by WS-Discovery, SADP and DHIP; only who answers, or has a known hardware address, is
    asked for web page, ONVIF and ISAPI information, magicBox and stream. `keep` gets every answer. `logins` are the
    user's own, the narrowest network's for each device; without any none is tried.
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
        login = _login_for(address, logins)
        cameras = _Visit(address, ports.get(address, questions.HTTP), marks, network, keep, login).cameras()
        yield Device(id=address, traces=marks.traces(), address=address, seen=seen, source=marks.source)
        if cameras:
            root = parsed(cameras.partition(b"\r\n\r\n")[2])
            if root is not None and local(root) == "InputProxyChannelList":
                yield from behind(root, origin, Log(), address)


def _login_for(address: str, logins: Sequence[Login]) -> Login | None:
    fitting = [one for one in logins if ipaddress.IPv4Address(address) in one.network]
    return max(fitting, key=lambda one: one.network.prefixlen, default=None)


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


class _Visit:
    """One device's visit: what is asked of it, and what it shows."""

    def __init__(
        self, address: str, web: int, marks: Marks, network: Network, keep: Callable[[Heard], None], login: Login | None
    ) -> None:
        self._address, self._web, self._marks = address, web, marks
        self._network, self._keep, self._login = network, keep, login

    def cameras(self) -> bytes:
        """Take what the device shows; the list of cameras behind it, where it has one."""
        told = b""
        if self._ask(self._web, questions.page(self._address), "GET /"):
            self._ask(self._web, questions.device_information(self._address), "ONVIF GetDeviceInformation")
            told = self._page(_INFORMATION)
            self._page(_MAGICBOX)
        self._ask(questions.RTSP, questions.stream(self._address), "RTSP OPTIONS, DESCRIBE")
        return self._page(_CHANNELS) if b"DeviceInfo" in told else b""

    def _ask(self, port: int, payload: bytes, what: str) -> bytes:
        answer = self._network.request(Question(address=self._address, port=port, payload=payload, what=what))
        if answer:
            self._keep(Heard(address=self._address, port=port, payload=answer))
            take(self._marks, answer)
        return answer

    def _page(self, path: str) -> bytes:
        """A page; with the user's log-in where it asks for one. After one wrong answer none is tried again."""
        answer = self._ask(self._web, questions.page(self._address, path), f"GET {path}")
        if self._login is None or not (header := authorization(answer, self._login, "GET", path)):
            return answer
        question = questions.page(self._address, path, header)
        answer = self._ask(self._web, question, f"GET {path} as {self._login.user}")
        if refused(answer):
            self._login = None
        return answer
