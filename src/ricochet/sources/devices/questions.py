"""Questions: what a device may be asked without logging in: read-only, as the makers' own search tools ask it."""

import json
import struct
import uuid

WS_DISCOVERY, SADP, DHIP, HTTP, RTSP = 3702, 37020, 37810, 80, 554
_ONVIF = "http://www.onvif.org/ver10/device/wsdl"
_PROBE = """<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header>
<w:MessageID>uuid:{id}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>
<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>
<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>"""
_INQUIRY = '<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>{id}</Uuid><Types>inquiry</Types></Probe>'
_INFORMATION = (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>'
    f'<GetDeviceInformation xmlns="{_ONVIF}"/></s:Body></s:Envelope>'
)


def ws_discovery() -> bytes:
    """Who is an ONVIF camera?"""
    return _PROBE.format(id=uuid.uuid4()).encode()


def sadp() -> bytes:
    """Hikvision's search: who runs its firmware?"""
    return _INQUIRY.format(id=str(uuid.uuid4()).upper()).encode()


def dhip() -> bytes:
    """Dahua's search: who runs its firmware?"""
    body = json.dumps({"method": "DHDiscover.search", "params": {"mac": "", "uni": 1}}).encode() + b"\n"
    return struct.pack("<I4s8xIIII", 0x20, b"DHIP", len(body), 0, len(body), 0) + body


def page(address: str, path: str = "/", header: str = "") -> bytes:
    """One page by HTTP/1.0 (no chunks); without credentials, unless a header brings them."""
    head = f"GET {path} HTTP/1.0\r\nHost: {address}\r\nUser-Agent: ricochet\r\n"
    return f"{head}{header}Connection: close\r\n\r\n".encode()


def device_information(address: str) -> bytes:
    """ONVIF GetDeviceInformation, without credentials."""
    head = f"POST /onvif/device_service HTTP/1.0\r\nHost: {address}\r\nUser-Agent: ricochet\r\n"
    kind = "Content-Type: application/soap+xml; charset=utf-8\r\n"
    return f"{head}{kind}Content-Length: {len(_INFORMATION)}\r\nConnection: close\r\n\r\n{_INFORMATION}".encode()


def stream(address: str) -> bytes:
    """RTSP OPTIONS and DESCRIBE: server, and the realm it would have one log in to."""
    url = f"rtsp://{address}:{RTSP}/"
    options = f"OPTIONS {url} RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: ricochet\r\n\r\n"
    return f"{options}DESCRIBE {url} RTSP/1.0\r\nCSeq: 2\r\nUser-Agent: ricochet\r\nConnection: close\r\n\r\n".encode()
