"""Device: a piece of equipment as an inventory, a scan or its own reply tells of it, every trace with its source."""

from dataclasses import dataclass
from typing import Literal

from ricochet.model.source import Source

TraceKind = Literal[
    "mac", "vendor", "model", "firmware", "serial", "name", "onvif_scope", "onvif_info", "sadp", "dhip", "isapi",
    "magicbox", "http_server", "http_title", "http_realm", "http_path", "favicon", "tls_subject", "rtsp_server",
    "rtsp_realm", "rtsp_path", "telnet", "port", "snmp", "ssdp", "mdns", "lldp", "cpe", "text",
]  # fmt: skip
"""What a device may leave behind. `vendor`, `model`, `firmware` and `serial` are what a record says of it, whoever
wrote that; the protocols' own replies stand under their names, and each field of a reply is a trace of its own.
A `vendor` of field "oui" was looked up by a tool from the hardware address; a `text` of field "product" is what a
scanner takes a service for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One trace of who made a device. `field` names the part of a reply ("DeviceDescription"); `value` as read."""

    kind: TraceKind
    value: str
    field: str = ""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device, or `count` of them that a row does not tell apart.

    `id` is unique in its file: what the file calls it, else its row. `behind` is the id of the recorder it hangs on.
    `exposed`: reached from the Internet; None where nobody says. Dates as written. `columns` is the row as its table
    has it, column and text, to be passed through.
    """

    id: str
    traces: tuple[Trace, ...]
    address: str = ""
    site: str = ""
    behind: str = ""
    count: int = 1
    exposed: bool | None = None
    seen: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    source: Source

    def all_of(self, *kinds: TraceKind) -> tuple[str, ...]:
        """Values of these kinds of traces, in the order they were read."""
        return tuple(trace.value for trace in self.traces if trace.kind in kinds)
