"""Facts: which models and firmware a device's traces tell of it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from ricochet.model.device import Device

_MODEL = frozenset({"model", "devicedescription", "devicetype", "updateserial", "hardware"})
_FIRMWARE = frozenset({"firmware", "firmwareversion", "softwareversion", "version"})
_BUILT = frozenset({"firmwarereleaseddate", "builddate", "build"})
_HARDWARE = re.compile(r"onvif://www\.onvif\.org/hardware/(\S+)", re.IGNORECASE)
_CPE = re.compile(r"cpe:(?:2\.3:|/)(?:h:[^:]*:([^:]+)|o:[^:]*:([^:]+)_firmware)")
"""Hardware, or the firmware of it; other parts of a CPE are programs."""
_BUILD = re.compile(r"(\d{2})(\d{2})-?(\d{2})-?(\d{2})\b|(\d{6})\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """Models as the device and its record name them; its firmware, with the build where another field has it."""

    models: tuple[str, ...]
    firmware: str


def facts_of(device: Device) -> Facts:
    """Read the traces; of several firmware texts the most telling, the longest, counts.

    A number alone is no model but a maker's own code for a type.
    """
    models, texts, built = dict[str, None](), list[str](), ""
    for trace in device.traces:
        kind, field, value = trace.kind, trace.field.lower(), trace.value.strip(" ,;\t\n\r")
        if kind in {"onvif_scope", "cpe"}:
            value = _inside(kind, value)
        elif kind == "firmware" or field in _FIRMWARE:
            texts.append(value)
            continue
        elif field in _BUILT:
            built = built or value
            continue
        elif kind != "model" and field not in _MODEL and (kind, field) != ("dhip", "device"):
            continue
        if any(sign.isalpha() for sign in value):
            models[value] = None
    firmware = max(texts, key=len, default="")
    if firmware and (found := _BUILD.search(built)) and "build" not in firmware.lower():
        digits = found[5] or f"{found[2]}{found[3]}{found[4]}"
        firmware = f"{firmware} build {digits}" if not firmware.endswith(digits) else firmware
    return Facts(tuple(models), firmware)


def _inside(kind: str, value: str) -> str:
    """The model inside a scope or a CPE, "" where it has none."""
    if kind == "onvif_scope":
        found = _HARDWARE.search(value)
        return unquote(found[1]) if found else ""
    found = _CPE.match(value)
    product = (found[1] or found[2]).replace("\\", "") if found else ""
    return product if any(sign.isdigit() for sign in product) else ""
