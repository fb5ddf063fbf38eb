"""Which model and firmware a device's traces tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.equipment.facts import Facts, facts_of
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source

SOURCE = Source(publisher="user", file="reply.xml", sha256="", row=1)


def told(*traces: tuple[TraceKind, str, str]) -> Facts:
    read = tuple(Trace(kind=kind, field=field, value=value, source=SOURCE) for kind, field, value in traces)
    return facts_of(Device(id="1", traces=read, source=SOURCE))


@pytest.mark.parametrize(
    ("trace", "models"),
    [
        (("model", "", " DS-2CD2032-I "), ("DS-2CD2032-I",)),
        (("sadp", "DeviceDescription", "DS-2CD2032-I"), ("DS-2CD2032-I",)),
        (("sadp", "DeviceType", "123456"), ()),
        (("dhip", "DeviceType", "IPC-HDW2431"), ("IPC-HDW2431",)),
        (("dhip", "Device", "IPC-HDW2431"), ("IPC-HDW2431",)),
        (("magicbox", "updateSerial", "DHI-NVR4108HS-8P-4KS2"), ("DHI-NVR4108HS-8P-4KS2",)),
        (("onvif_scope", "", "onvif://www.onvif.org/hardware/DS-2CD2385G1-I%20x"), ("DS-2CD2385G1-I x",)),
        (("onvif_scope", "", "onvif://www.onvif.org/name/Camera"), ()),
        (("cpe", "", "cpe:/h:hikvision:ds-2cd2032-i"), ("ds-2cd2032-i",)),
        (("cpe", "", r"cpe:2.3:o:hikvision:ds-7604ni-k1\/4p_firmware:-:*"), ("ds-7604ni-k1/4p",)),
        (("cpe", "", "cpe:/a:f5:nginx:1.18"), ()),
        (("vendor", "", "Hikvision"), ()),
    ],
)
def test_models(trace: tuple[TraceKind, str, str], models: tuple[str, ...]) -> None:
    assert told(trace).models == models


def test_firmware_and_its_build_from_another_field() -> None:
    isapi: tuple[tuple[TraceKind, str, str], ...] = (
        ("isapi", "firmwareVersion", "V5.7.17"),
        ("isapi", "firmwareReleasedDate", "build 240606"),
    )
    assert told(*isapi).firmware == "V5.7.17 build 240606"
    assert told(("firmware", "", "V5.2.0"), ("sadp", "SoftwareVersion", "V5.2.0build 140721")).firmware == (
        "V5.2.0build 140721"
    )
    assert told(("dhip", "Version", "2.800.0000016.0.R,"), ("magicbox", "buildDate", "2020-06-05")).firmware == (
        "2.800.0000016.0.R build 200605"
    )


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    for kind, field in (("cpe", ""), ("onvif_scope", ""), ("model", ""), ("isapi", "firmwareReleasedDate")):
        told((kind, field, text))  # type: ignore[arg-type]
