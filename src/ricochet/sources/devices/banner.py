"""Banner: what a web or stream server says of itself in its reply's head, and what its page is called."""

import re
from typing import Literal

from ricochet.sources.devices.facts import Marks

_SERVER = re.compile(r"^Server:[ \t]*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_REALM = re.compile(r'\brealm\s*=\s*(?:"([^"\r\n]*)"|([^\s,"]+))', re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>\s*([^<]{1,200}?)\s*</title", re.IGNORECASE)
_FIRST = re.compile(r"\s*(HTTP|RTSP)/\d")


def said(marks: Marks, text: str, protocol: Literal["http", "rtsp"] | None = None) -> None:
    """Take server, log-in realm and title from a reply; its first line says which protocol, unless that is known."""
    first = _FIRST.match(text)
    if first is None and protocol is None:
        return
    rtsp = (first[1] == "RTSP") if first else protocol == "rtsp"
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    for found in _SERVER.findall(head):
        marks.add("rtsp_server" if rtsp else "http_server", found)
    for quoted, bare in _REALM.findall(head):
        marks.add("rtsp_realm" if rtsp else "http_realm", quoted or bare)
    if title := _TITLE.search(body or head):
        marks.add("http_title", title[1])


def realms(text: str) -> tuple[str, ...]:
    """The log-in realms named in a text."""
    return tuple(quoted or bare for quoted, bare in _REALM.findall(text))


def subject(names: dict[str, str]) -> str:
    """A certificate's subject as one line, in the short names of its parts ("CN=…, O=…")."""
    long = {"commonName": "CN", "organizationName": "O", "organizationalUnitName": "OU", "localityName": "L",
            "stateOrProvinceName": "ST", "countryName": "C"}  # fmt: skip
    return ", ".join(f"{long.get(name, name)}={value}" for name, value in names.items() if value)
