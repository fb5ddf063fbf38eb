"""Recognise: which format a file of devices is in, by its first bytes, never by its name."""

import re

from ricochet.sources.devices.addresses import is_addresses
from ricochet.sources.devices.pcap import is_pcap
from ricochet.sources.devices.reply import is_reply

HEAD = 1 << 15
"""Bytes looked at."""
_ROOTS = (
    ("nmap", rb"<nmaprun[\s>]"),
    ("Nessus", rb"<NessusClientData_v2[\s>]"),
    ("CycloneDX XML", rb"<(?:\w+:)?bom\s[^>]*cyclonedx"),
    ("reply", rb"<(?:\w+:)?(?:ProbeMatch|Envelope|DeviceInfo|InputProxyChannelList|root)[\s>]"),
)
"""XML: the root element."""
_KEYS = (
    ("CycloneDX", (rb"bomFormat",)),
    ("capture", (rb"address", rb"port", rb"payload")),
    ("Shodan", (rb"ip_str", rb"port|ports|data")),
    ("Censys", (rb"ip", rb"services", rb"service_name|transport_protocol|protocol")),
    ("ports", (rb"ip|host", rb"ports?", rb"proto|timestamp|protocol|tls")),
)
"""JSON: keys that tell the format; | where one of two will do."""


def recognise(head: bytes) -> str:
    """Name the format of a file that begins with these bytes; a table where nothing else is told."""
    head = head[:HEAD].removeprefix(b"\xef\xbb\xbf")
    start = head.lstrip()
    if is_pcap(head):
        return "pcap"
    if is_reply(head):
        return "reply"
    if start.startswith(b"<"):
        return next((form for form, root in _ROOTS if re.search(root, head)), "XML")
    if start.startswith((b"{", b"[")):
        return next((form for form, keys in _KEYS if all(_has(key, head) for key in keys)), "export")
    if is_addresses(head.decode("utf-8", errors="ignore")) or re.search(rb"^lease \S+ \{", head, re.MULTILINE):
        return "addresses"
    return "table"


def _has(key: bytes, head: bytes) -> bool:
    return re.search(rb'"(?:%s)"\s*:' % key, head) is not None
