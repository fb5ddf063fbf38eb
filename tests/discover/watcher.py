"""Every frame that passes the namespace's interface, one a line: sent or heard, its type, and where it goes."""

import ipaddress
import socket
import sys

IP, ARP, OUTGOING = 0x0800, 0x0806, 4


def main() -> None:
    line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    line.bind((sys.argv[1], 0))
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    while True:
        frame, sender = line.recvfrom(1 << 16)
        kind = int.from_bytes(frame[12:14], "big")
        way = "sent" if sender[2] == OUTGOING else "heard"
        where = {IP: frame[30:34], ARP: frame[38:42]}.get(kind, b"")
        print(way, hex(kind), ipaddress.IPv4Address(where) if len(where) == 4 else "-", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
