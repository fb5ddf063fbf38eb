"""Facts: which models and firmware a device's traces tell of it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from ricochet.model.device import Device, Trace

_MODEL = frozenset({"model", "devicedescription", "devicetype", "updateserial", "hardware"})
_FIRMWARE = frozenset({"firmware", "firmwareversion", "softwareversion", "version"})
_BUILT = frozenset({"firmwarereleaseddate", "builddate", "build"})
_HARDWARE = re.compile(r"onvif://www\.onvif\.org/hardware/(\S+)", re.IGNORECASE)
_BUILD = re.compile(r"(\d{2})(\d{2})-?(\d{2})-?(\d{2})\b|(\d{6})\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """Models as the device and its record name them; its firmware, with the build where another field has it."""

    models: tuple[str, ...]
    firmware: str


def facts_of(device: Device) -> Facts:
    """Read the traces; of several firmware texts the most telling, the longest, counts."""
    models = dict.fromkeys(model for trace in device.traces if (model := _model(trace)))
    texts = [
        trace.value.strip() for trace in device.traces if _is(trace, "firmware", _FIRMWARE) and trace.value.strip()
    ]
    firmware = max(texts, key=len, default="")
    built = next((trace.value for trace in device.traces if trace.field.lower() in _BUILT), "")
    if firmware and (found := _BUILD.search(built)) and "build" not in firmware.lower():
        digits = found[5] or f"{found[2]}{found[3]}{found[4]}"
        firmware = f"{firmware} build {digits}" if not firmware.endswith(digits) else firmware
    return Facts(tuple(models), firmware)


def _model(trace: Trace) -> str:
    if trace.kind == "onvif_scope":
        found = _HARDWARE.search(trace.value)
        return unquote(found[1]) if found else ""
    return trace.value.strip() if _is(trace, "model", _MODEL) else ""


def _is(trace: Trace, kind: str, fields: frozenset[str]) -> bool:
    return trace.kind == kind or trace.field.lower() in fields
