"""Two inventories: removed, appeared, changed, replaced."""

from hypothesis import given
from hypothesis import strategies as st

from ricochet.equipment.compare import compare
from ricochet.model.device import Device, Trace
from ricochet.model.source import Source


def device(
    name: str = "",
    *,
    mac: str = "",
    serial: str = "",
    address: str = "",
    firmware: str = "",
    row: int = 2,
    site: str = "",
) -> Device:
    source = Source(publisher="user", file="devices.csv", sha256="", row=row)
    told = {"mac": mac, "serial": serial, "firmware": firmware}
    traces = tuple(Trace(kind=kind, value=text, source=source) for kind, text in told.items() if text)  # type: ignore[arg-type]
    return Device(id=name or str(row), traces=traces, address=address, site=site, source=source)


MAC, OTHER = "44:19:b6:00:00:01", "44:19:b6:00:00:02"


def test_known_again_by_its_hardware_address_however_written() -> None:
    found = compare([device(mac=MAC, address="10.0.0.1")], [device(mac="4419.B600.0001", address="10.0.0.9", row=7)])
    (one,) = found.changed
    assert one.by == "hardware address"
    assert [(change.what, change.before, change.after) for change in one.changes] == [
        ("address", "10.0.0.1", "10.0.0.9")
    ]


def test_new_firmware_is_a_change() -> None:
    found = compare([device("cam", firmware="V5.2.0")], [device("cam", firmware="V5.4.5")])
    assert found.changed[0].changes[0].what == "firmware"
    assert compare([device("cam")], [device("cam")]).unchanged


def test_another_device_at_the_same_address_took_its_place() -> None:
    found = compare([device(mac=MAC, address="10.0.0.1")], [device(mac=OTHER, address="10.0.0.1")])
    assert len(found.replaced) == 1
    assert not found.removed
    assert not found.appeared


def test_removed_and_appeared() -> None:
    found = compare([device("a"), device("b")], [device("b"), device("c")])
    assert [one.id for one in found.removed] == ["a"]
    assert [one.id for one in found.appeared] == ["c"]


def test_a_row_number_is_no_id() -> None:
    found = compare([device(row=2)], [device(row=2)])
    assert (len(found.removed), len(found.appeared)) == (1, 1)


def test_an_address_that_several_share_tells_nobody_apart() -> None:
    twins = [device("", address="10.0.0.1", row=2), device("", address="10.0.0.1", row=3)]
    found = compare(twins, [device("", address="10.0.0.1", row=5)])
    assert found.doubtful == ("address 10.0.0.1",)
    assert len(found.removed) == 2


DEVICES = st.lists(
    st.builds(
        device,
        st.sampled_from(["", "a", "b", "c"]),
        mac=st.sampled_from(["", MAC, OTHER]),
        serial=st.sampled_from(["", "S1", "S2"]),
        address=st.sampled_from(["", "10.0.0.1", "10.0.0.2"]),
        row=st.integers(2, 9),
    ),
    max_size=6,
)


@given(DEVICES, DEVICES)
def test_every_device_is_told_of_once(before: list[Device], after: list[Device]) -> None:
    found = compare(before, after)
    kept = len(found.changed) + len(found.unchanged) + len(found.replaced)
    assert len(found.removed) + kept == len(before)
    assert len(found.appeared) + kept == len(after)
