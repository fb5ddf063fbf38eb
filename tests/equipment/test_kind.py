"""What sort of equipment a device is, where its maker makes several."""

from datetime import date

import pytest

from ricochet.equipment import cover, kind_of, law_on
from ricochet.makers import identify
from ricochet.model.device import Device, Trace
from ricochet.model.source import Source

SOURCE = Source(publisher="user", file="devices.csv", sha256="", row=2)
LAW = law_on(date(2026, 11, 25))


def device(vendor: str, *texts: str) -> Device:
    traces = [Trace(kind="vendor", value=vendor, source=SOURCE)]
    traces += [Trace(kind="text", value=text, source=SOURCE) for text in texts]
    return Device(id="1", traces=tuple(traces), source=SOURCE)


@pytest.mark.parametrize(
    ("vendor", "text", "kind"),
    [
        ("Huawei", "IP camera, lobby", "video"),
        ("Huawei", "core switch", "telecom"),
        ("Huawei", "access point near the camera", "video"),
        ("Huawei", "asset 17", ""),
        ("Hikvision", "core switch", ""),
        ("Acme", "camera", ""),
    ],
)
def test_sorts(vendor: str, text: str, kind: str) -> None:
    one = device(vendor, text)
    assert kind_of(one, identify(one)) == kind


@pytest.mark.parametrize(
    ("text", "status"), [("IP camera", "possible"), ("core switch", "covered"), ("asset 17", "covered")]
)
def test_a_camera_of_a_maker_of_which_telecommunications_equipment_is_named(text: str, status: str) -> None:
    one = device("Huawei", text)
    found = identify(one)
    (rule,) = [rule for rule in cover(found, LAW, kind_of(one, found)) if rule.regime == "us-889-a1a"]
    assert rule.status == status
