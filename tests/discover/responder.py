"""A simulated device: answers WS-Discovery, SADP, DHIP, HTTP and RTSP as its description (JSON on stdin) says.

Run in a network namespace of its own; ends when its standard input does.
"""

import hashlib
import json
import re
import selectors
import socket
import struct
import sys
from typing import Any

SCOPED = """<?xml version="1.0"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Body><d:ProbeMatches><d:ProbeMatch>
<d:Scopes>{}</d:Scopes></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>"""


GROUP = "239.255.255.250"


VIRTUAL = """<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Body><d:ProbeMatch>
<d:Scopes>onvif://www.onvif.org/name/IPyCam</d:Scopes>
<d:XAddrs>http://{}:8080/onvif/device_service</d:XAddrs></d:ProbeMatch></e:Body></e:Envelope>"""
"""What a virtual camera answers: not as the standard has it, and its pages are at another port."""
INFORMATION = """HTTP/1.0 200 OK\r\n\r\n<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
 xmlns:t="http://www.onvif.org/ver10/device/wsdl"><e:Body><t:GetDeviceInformationResponse>
<t:Manufacturer>{}</t:Manufacturer><t:Model>VirtualCam</t:Model></t:GetDeviceInformationResponse></e:Body></e:Envelope>"""


def datagram(port: int, told: dict[str, Any], question: bytes) -> bytes:
    if port == 3702 and b"Probe" in question and "virtual" in told:
        return VIRTUAL.format(told["virtual"]["address"]).encode()
    if port == 3702 and b"Probe" in question:
        return SCOPED.format(told["scopes"]).encode()
    if port == 37020 and b"inquiry" in question:
        fields = "".join(f"<{name}>{value}</{name}>" for name, value in told["sadp"].items())
        return f'<?xml version="1.0"?>\r\n<ProbeMatch><Types>inquiry</Types>{fields}</ProbeMatch>'.encode()
    if port == 37810 and question[4:8] == b"DHIP":
        body = json.dumps({"method": "client.notifyDevInfo", "params": {"deviceInfo": told["dhip"]}}).encode()
        return struct.pack("<I4s8xIIII", 0x20, b"DHIP", len(body), 0, len(body), 0) + body
    return b""


def private(path: str, http: dict[str, Any], question: bytes) -> bytes:
    """A page behind a log-in by digest, checked as RFC 7616 has it."""
    said = dict(re.findall(r'(\w+)="?([^",\s]+)', question.decode().partition("Digest ")[2].partition("\r\n")[0]))

    def digest(*parts: str) -> str:
        return hashlib.md5(":".join(parts).encode()).hexdigest()  # noqa: S324 - the protocol's own

    user, password = http["account"]
    secret, asked = digest(user, "DVR", password), digest("GET", path)
    proof = digest(secret, "n0", "00000001", said.get("cnonce", ""), "auth", asked)
    if said.get("response") == proof and said.get("username") == user:
        return f"HTTP/1.0 200 OK\r\n\r\n{http['pages'][path]}".encode()
    return b'HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm="DVR", nonce="n0", qop="auth"\r\n\r\n'


def request(port: int, told: dict[str, Any], question: bytes) -> bytes:
    if port == 554:
        return f"RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n{told['rtsp']}".encode()
    assert b"Authorization" not in question or "account" in told.get("http", {})
    if port == 8080:
        return INFORMATION.format(told["virtual"]["manufacturer"]).encode()
    path = question.split(b" ")[1].decode()
    if "account" in told["http"] and path.startswith("/ISAPI"):
        return private(path, told["http"], question)
    head = f"Server: {told['http']['server']}\r\n" if told["http"].get("server") else ""
    if body := told["http"].get("pages", {}).get(path):
        return f"HTTP/1.0 200 OK\r\n{head}Content-Type: text/xml\r\n\r\n{body}".encode()
    realm = told["http"].get("realm", "device")
    return f'HTTP/1.0 401 Unauthorized\r\n{head}WWW-Authenticate: Digest realm="{realm}"\r\n\r\n'.encode()


def shy(address: str) -> socket.socket:
    """What hears its group, and answers to its group."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind((GROUP, 37020))
    own = socket.inet_aton(address)
    line.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + own)
    line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
    line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 0)
    return line


def listen(told: dict[str, Any]) -> selectors.BaseSelector:
    ready = selectors.DefaultSelector()
    if told.get("shy"):
        ready.register(shy(told["shy"]), selectors.EVENT_READ, 37020)
    for name, port in (("scopes", 3702), ("virtual", 3702), ("sadp", 37020), ("dhip", 37810)):
        if name in told and not told.get("shy"):
            line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            line.bind(("", port))
            ready.register(line, selectors.EVENT_READ, port)
    for name, port in (("http", 80), ("rtsp", 554), ("virtual", 8080)):
        if name in told:
            ready.register(socket.create_server(("", port)), selectors.EVENT_READ, port)
    ready.register(sys.stdin, selectors.EVENT_READ, 0)
    return ready


def main() -> None:
    told = json.loads(sys.stdin.readline())
    ready = listen(told)
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    while True:
        for key, _ in ready.select():
            if key.data == 0:
                return
            line = key.fileobj
            assert isinstance(line, socket.socket)
            if line.type == socket.SOCK_DGRAM:
                question, sender = line.recvfrom(1 << 16)
                if answer := datagram(key.data, told, question):
                    line.sendto(answer, (GROUP, 37020) if told.get("shy") else sender)
            else:
                visitor, _ = line.accept()
                with visitor:
                    visitor.settimeout(2)
                    visitor.sendall(request(key.data, told, visitor.recv(1 << 16)))


if __name__ == "__main__":
    main()
