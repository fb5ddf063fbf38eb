"""The registry of hardware addresses, in both shapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError
from ricochet.sources.devices.oui import read_oui


def test_the_ieee_files() -> None:
    text = 'Registry,Assignment,Organization Name,Address\nMA-L,4419B6,"Cam, Inc.",Street\nMA-M,3446632,Other,\n'
    assert read_oui(text.encode(), "oui.csv") == {"4419B6": "Cam, Inc.", "3446632": "Other"}


def test_manuf_with_its_prefixes_of_several_lengths() -> None:
    text = "# made by\n44:19:B6\tCam\tCam, Inc.\n34:46:63:20:00:00/28\tOth\tOther\n70:B3:D5:00:10:00/36\tThird\n"
    assert read_oui(text.encode(), "manuf") == {"4419B6": "Cam, Inc.", "3446632": "Other", "70B3D5001": "Third"}


def test_anything_else_is_refused_with_what_to_do() -> None:
    with pytest.raises(DataError, match="no registry"):
        read_oui(b"id,name\n1,2\n", "book.csv")


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    try:
        found = read_oui(data, "file")
    except DataError:
        return
    assert all(len(prefix) in {6, 7, 9} for prefix in found)
