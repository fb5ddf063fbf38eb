"""Reading, for tests: a file's bytes -> its devices, what was set aside, and the log."""

import io

from ricochet.model.device import Device
from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.read import stream


def read(data: bytes | str, name: str = "file", **mapping: str) -> tuple[list[Device], list[Quarantined], Log]:
    log = Log()
    content = data.encode() if isinstance(data, str) else data
    facts = list(stream(name, io.BytesIO(content), log, mapping=mapping))
    devices = [fact for fact in facts if isinstance(fact, Device)]
    return devices, [fact for fact in facts if isinstance(fact, Quarantined)], log


def traces(device: Device) -> list[tuple[str, str]]:
    return [(trace.kind, trace.value) for trace in device.traces]
