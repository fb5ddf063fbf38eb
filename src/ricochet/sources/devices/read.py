"""Read: any file that tells of devices -> devices, streamed. Nothing in it is changed, and nothing is lost."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from ricochet.errors import ForeignFile
from ricochet.sources.devices import (
    addresses,
    capture,
    censys,
    cyclonedx,
    exports,
    inventory,
    nessus,
    nmap,
    pcap,
    ports,
    reply,
    shodan,
)
from ricochet.sources.devices.facts import Fact, Log
from ricochet.sources.devices.inventory import RawRow
from ricochet.sources.devices.recognise import HEAD, recognise
from ricochet.sources.registers.facts import Origin
from ricochet.sources.registers.unpack import unpacked

CHUNK = 1 << 20
_FORMATS: dict[str, Callable[[BinaryIO, Origin, Log], Iterator[Fact]]] = {
    "nmap": nmap.read,
    "Nessus": nessus.read,
    "CycloneDX": cyclonedx.read_json,
    "CycloneDX XML": cyclonedx.read_xml,
    "Shodan": shodan.read,
    "Censys": censys.read,
    "ports": ports.read,
    "pcap": pcap.read,
    "addresses": addresses.read,
    "reply": reply.read,
    "capture": capture.read,
}


def stream(
    name: str, file: BinaryIO, log: Log, *, publisher: str = "user", mapping: Mapping[str, str] | None = None
) -> Iterator[Fact]:
    """Yield each device, and each row set aside; arguments and errors are those of `unread`."""
    for one in unread(name, file, log, publisher=publisher, mapping=mapping):
        yield one.read(log) if isinstance(one, RawRow) else one


def unread(
    name: str, file: BinaryIO, log: Log, *, publisher: str = "user", mapping: Mapping[str, str] | None = None
) -> Iterator[Fact | RawRow]:
    """The same, with a table's rows still to be read. The file must be seekable; `log` is filled on the way.

    `mapping` (column -> field) is for tables. Raises ForeignFile where nobody reads the format, DataError for a file
    that breaks; what came before has been handed on by then.
    """
    origin = Origin(publisher, name, _digest(file))
    with unpacked(name, file) as inner:
        log.form = recognise(inner.read(HEAD))
        inner.seek(0)
        if log.form == "table":
            yield from inventory.read(inner, origin, log, mapping or {})
        elif log.form == "export":
            yield from exports.read(inner, origin, log, mapping or {})
        elif reader := _FORMATS.get(log.form):
            yield from reader(inner, origin, log)
        else:
            raise ForeignFile(
                f"{name} is {log.form} of a kind that is not read.",
                remedy=f"Read are: tables (CSV, XLSX, JSONL, Parquet), {', '.join(_FORMATS)}.",
            )


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
