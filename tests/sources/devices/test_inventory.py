"""Tables of devices: which column is what, and what becomes of every row."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.devices.reading import read, traces

from ricochet.errors import DataError, RicochetError, UsageError

BOOK = """Asset Tag,Camera Name,IP Address,MAC,Make,Model,Firmware,Location,Qty,Colour
A-1,Front door,10.1.0.5,44:19:B6:01:02:03,Hikvision,DS-2CD2532F-IWS,V5.2.0 build 140721,Town hall,,white
A-2,Yard,,n/a,Lorex,-,,Depot,4,
"""


def test_headers_say_what_a_column_is() -> None:
    devices, aside, log = read(BOOK)
    assert not aside
    front, yard = devices
    assert (front.id, front.address, front.site, front.count) == ("A-1", "10.1.0.5", "Town hall", 1)
    assert traces(front) == [
        ("name", "Front door"),
        ("mac", "44:19:b6:01:02:03"),
        ("vendor", "Hikvision"),
        ("model", "DS-2CD2532F-IWS"),
        ("firmware", "V5.2.0 build 140721"),
    ]
    assert traces(yard) == [("name", "Yard"), ("vendor", "Lorex")]
    assert yard.count == 4
    assert dict(front.columns)["Colour"] == "white"
    assert any("not read: Colour" in note for note in log.notices("book.csv"))
    assert any("'Make' as vendor" in note for note in log.notices("book.csv"))


def test_what_stands_under_a_silent_header_is_looked_at() -> None:
    devices, _, log = read("A;B;Thing\n00-40-8C-00-00-01;10.0.0.1;x\n44:19:B6:01:02:03;10.0.0.2;y\n")
    assert log.mapping == {"A": "mac", "B": "address"}
    assert [device.address for device in devices] == ["10.0.0.1", "10.0.0.2"]


def test_the_users_mapping_goes_before_the_words() -> None:
    devices, _, _ = read("Kit,Model\nDS-2CD2032-I,left\n", Kit="model", Model="site")
    assert traces(devices[0]) == [("model", "DS-2CD2032-I")]
    assert devices[0].site == "left"
    with pytest.raises(UsageError, match="does not have"):
        read("Model\nx\n", Nowhere="model")
    with pytest.raises(UsageError, match="no field"):
        read("Model\nx\n", Model="colour")


def test_a_row_that_cannot_be_read_is_set_aside_with_its_place() -> None:
    devices, aside, log = read("id,model,quantity\n1,DS-2CD2032-I,a dozen\n2,P3245,1,2,3\n3,P3245,2\n")
    assert [device.id for device in devices] == ["3"]
    assert [(row.row, row.column) for row in aside] == [(2, "quantity"), (3, "")]
    assert log.rows == 3


def test_no_hardware_address_where_one_should_be_is_told() -> None:
    devices, _, log = read("mac,model\nport 7,P3245\n44:19:B6:01:02:03 44:19:B6:01:02:04,P3245\n")
    assert devices[0].all_of("mac") == ("port 7",)
    assert devices[1].all_of("mac") == ("44:19:b6:01:02:03", "44:19:b6:01:02:04")
    assert any("hardware address should be (first: row 2)" in note for note in log.notices("f"))


def test_a_workbook_with_a_sheet_that_tells_of_no_device() -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Prepared by", "On"])
    cover.append(["Estates", "Monday"])
    sheet = book.create_sheet("Cameras")
    sheet.append(["Manufacturer", "Model"])
    sheet.append(["Hikvision", "DS-2CD2032-I"])
    data = io.BytesIO()
    book.save(data)
    devices, _, log = read(data.getvalue())
    assert [device.source.sheet for device in devices] == ["Cameras"]
    assert any("was not read" in note for note in log.notes)


def test_a_table_that_tells_of_no_device_is_refused() -> None:
    with pytest.raises(DataError, match="no column that tells of a device"):
        read("Prepared by,On\nEstates,Monday\n")
    with pytest.raises(DataError, match="twice"):
        read("Model,model\na,b\n")
    with pytest.raises(DataError, match="0xFF at offset 13"):
        read(b"Model,Make\nab\xff,Axis\n")


def test_titles_above_the_header_are_passed_over() -> None:
    rows = [["CCTV asset register 2026"], [], ["Prepared by", "Estates"], ["Manufacturer", "Model", "Qty"],
            ["Hikvision", "DS-2CD2032-I", "2"], ["Axis", "P3245-V", "many"]]  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    for content in (data.getvalue(), "\n".join(",".join(row) for row in rows).encode()):
        devices, aside, log = read(content)
        assert [(device.source.row, device.count) for device in devices] == [(5, 2)]
        assert [row.row for row in aside] == [6]
        assert any("the header was read from row 4" in note for note in log.notes)


EXPORTS = {
    "Milestone": "Hardware Name,Hardware Address,Hardware Model,Hardware Serial Number,Hardware MAC,Hardware Firmware\n"
    "Yard,http://192.0.2.7/,DS-2CD2032-I,S1,4419B6000007,V5.4.0 build 160530\n",
    "Genetec": "Entity,Manufacturer,Product type,IP address,Physical address,Current firmware version\n"
    "Yard,Hikvision,DS-2CD2032-I,192.0.2.7,44:19:B6:00:00:07,V5.4.0 build 160530\n",
    "Lansweeper": "AssetName,AssetTypename,IPAddress,Mac,Manufacturer,Model,Serialnumber,Lastseen\n"
    "yard,Network device,192.0.2.7,44:19:B6:00:00:07,Hikvision,DS-2CD2032-I,S1,2026-09-01\n",
    "NetBox": "Name,Status,Site,Role,Manufacturer,Device type,Serial number,Asset tag,IP Address\n"
    "yard,Active,Depot,Camera,Hikvision,DS-2CD2032-I,S1,A-7,192.0.2.7/24\n",
    "Snipe-IT": "Asset Name,Asset Tag,Serial,Model,Model No.,Category,Manufacturer,Supplier,Location\n"
    "Yard,A-7,S1,Dome,DS-2CD2032-I,Camera,Hikvision,Dahua Sales Ltd,Depot\n",
    "runZero": "id,addresses,names,mac_vendors,macs,hw,hw_vendor,hw_product,type,last_seen\n"
    "r-7,192.0.2.7,YARD,Hangzhou Hikvision Digital Technology,44:19:b6:00:00:07,,Hikvision,DS-2CD2032-I,IP Camera,\n",
}


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_tables_that_tools_export(tool: str) -> None:
    (one,) = read(EXPORTS[tool])[0]
    told = traces(one)
    assert ("model", "DS-2CD2032-I") in told
    assert tool == "Milestone" or ("vendor", "Hikvision") in told
    assert one.all_of("mac") in {("44:19:b6:00:00:07",), ()}
    assert one.address == "192.0.2.7" or tool == "Snipe-IT"
    assert not any("Dahua" in value for _, value in told)


CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_no_row_is_lost(rows: list[tuple[str, str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("model", "vendor", "quantity"), *rows])
    devices, aside, log = read(text.getvalue())
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(devices) + len(aside) == log.rows == len(filled)


@given(st.binary(max_size=400))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    try:
        devices, aside, log = read(data)
    except RicochetError:
        return
    assert len(devices) + len(aside) <= log.rows
