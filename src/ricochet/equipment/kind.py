"""Kind: what sort of equipment a device is, as far as its records say, where its maker makes several sorts."""

import re

from ricochet.equipment.cover import Kind
from ricochet.makers.identify import Identified
from ricochet.makers.tables import maker
from ricochet.model.device import Device

_SORTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "video",
        re.compile(r"\b(?:ip ?cam|camera|cctv|ipc|nvr|dvr|xvr|ptz|dome|recorder|surveillance)s?\b", re.IGNORECASE),
    ),
    ("drone", re.compile(r"\b(?:drone|uas|uav|quadcopter)s?\b", re.IGNORECASE)),
    (
        "telecom",
        re.compile(
            r"\b(?:router|switch|gateway|modem|phone|handset|radio|base ?station|access point|olt|onu)(?:e?s)?\b",
            re.IGNORECASE,
        ),
    ),
)
"""Words of inventories and scanners, the surest sort first."""


def kind_of(device: Device, found: Identified) -> Kind:
    """The sort that the device's texts name; "" where none does, or where its maker makes one sort anyway."""
    makers = [found.maker] if found.maker else [name for name, _ in found.candidates]
    if not any(";" in maker(name)["makes"] for name in makers):
        return ""
    words = " ".join(trace.value for trace in device.traces if trace.kind != "mac").replace("_", " ")
    return next((kind for kind, pattern in _SORTS if pattern.search(words)), "")
