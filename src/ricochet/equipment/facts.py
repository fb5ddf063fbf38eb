"""Facts: which models and firmware a device's traces tell of it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from ricochet.model.device import Device

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
    models, texts, built = dict[str, None](), list[str](), ""
    for trace in device.traces:
        kind, field, value = trace.kind, trace.field.lower(), trace.value.strip()
        if kind == "onvif_scope":
            if found := _HARDWARE.search(value):
                models[unquote(found[1])] = None
        elif value and (kind == "model" or field in _MODEL):
            models[value] = None
        elif value and (kind == "firmware" or field in _FIRMWARE):
            texts.append(value)
        elif field in _BUILT:
            built = built or value
    firmware = max(texts, key=len, default="")
    if firmware and (found := _BUILD.search(built)) and "build" not in firmware.lower():
        digits = found[5] or f"{found[2]}{found[3]}{found[4]}"
        firmware = f"{firmware} build {digits}" if not firmware.endswith(digits) else firmware
    return Facts(tuple(models), firmware)
