"""discover: the devices of one's own network, asked who they are; only inside it, paced, every packet logged."""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from ipaddress import IPv4Network
from pathlib import Path
from typing import TextIO

from ricochet.equipment import Organisation
from ricochet.errors import UsageError
from ricochet.model.device import Device
from ricochet.settings import Settings
from ricochet.sources.devices.discover import discover as devices_in
from ricochet.sources.devices.login import Login, read_logins
from ricochet.sources.network import Heard, Network, Sent, network_of
from ricochet.verbs.equipment import EquipmentReport, begin
from ricochet.verbs.inputs import read_input


def discover(
    networks: Sequence[str],
    *,
    mine: bool,
    log: str | Path,
    save: str | Path | None = None,
    rate: float = 50.0,
    wait: float = 2.0,
    groups: bool = False,
    logins: str | Path | None = None,
    references: Sequence[str | Path] = (),
    organisation: Organisation | None = None,
    as_of: date | None = None,
    settings: Settings | None = None,
) -> EquipmentReport:
    """Find the devices in the networks (CIDR, IPv4) when `answers` are read, and answer them as `equipment` does.

    `mine`: the user says that he may search them; without it nothing is sent. `log` gets every packet before it goes,
    `save` every answer, for `equipment` to read again. `rate`: packets or connections a second; `wait`: seconds for an
    answer; `groups`: ask the multicast groups too, which all of the link hears. `logins`: the user's own credentials, a
    CSV; without it no log-in is tried. Raises UsageError where consent, a network or a place to log is missing.
    """
    within = [network_of(text) for text in networks]
    if not within:
        raise UsageError("Name the network to search.", remedy="Write: --network 192.168.10.0/24.")
    if not mine:
        raise UsageError(
            "Searching a network sends packets to every address in it; nothing was sent.",
            remedy="If it is yours to search, add --i-own-this-network.",
        )
    if not 0 < rate <= 1000 or not 0 < wait <= 60:
        raise UsageError("--rate is above 0 and at most 1000, --wait above 0 and at most 60.", remedy="Change them.")
    for place in (log, *([save] if save else [])):
        _writable(place)
    own = read_logins(*read_input(logins)) if logins else ()
    report = begin(references, organisation, as_of, settings)
    network = partial(Network, within, rate=rate, wait=wait, groups=groups)
    report.items = _found(within, report, Path(log), Path(save) if save else None, network, own)
    return report


def _writable(place: str | Path) -> None:
    try:
        Path(place).open("a", encoding="utf-8").close()
    except OSError as wrong:
        raise UsageError(f"'{place}' cannot be written: {wrong.strerror}.") from None


def _found(
    within: list[IPv4Network],
    report: EquipmentReport,
    log: Path,
    save: Path | None,
    network: Callable[..., Network],
    logins: Sequence[Login],
) -> Iterator[Device]:
    with ExitStack() as files:
        sent = files.enter_context(log.open("a", encoding="utf-8", buffering=1))
        kept = files.enter_context(save.open("w", encoding="utf-8")) if save else None
        count = 0

        def tell(packet: Sent) -> None:
            nonlocal count
            count += 1
            sent.write(json.dumps(_sent_row(packet)) + "\n")

        def keep(heard: Heard) -> None:
            if kept:
                _keep(heard, kept)

        asking = network(tell=tell)
        yield from devices_in(within, asking, keep, seen=report.law.day.isoformat(), logins=logins)
        where = f"inside {', '.join(map(str, within))}{' or to the groups' if asking.groups else ''}"
        report.notices.append(f"{count} packets and requests sent, all {where}: {log}")


def _sent_row(packet: Sent) -> dict[str, object]:
    return {
        "time": datetime.fromtimestamp(packet.time, UTC).isoformat(timespec="milliseconds"),
        "to": packet.address,
        "port": packet.port,
        "over": packet.over,
        "bytes": packet.size,
        "what": packet.what,
    }


def _keep(heard: Heard, kept: TextIO) -> None:
    payload = base64.b64encode(heard.payload).decode()
    told = {"address": heard.address, "port": heard.port, "payload": payload}
    kept.write(json.dumps(told | ({"mac": heard.mac} if heard.mac else {})) + "\n")
