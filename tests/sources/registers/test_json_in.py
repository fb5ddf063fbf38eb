"""JSON as registers print it: lines, arrays, arrays inside an object; broken, cut and hostile."""

import io
import json
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError, TruncatedFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.registers import json_in
from ricochet.sources.registers.facts import Origin

ORIGIN = Origin("user", "file.json", "")
OBJECTS = st.lists(
    st.dictionaries(
        st.text(max_size=4), st.text(max_size=20) | st.integers() | st.lists(st.text(max_size=3)), max_size=3
    ),
    max_size=8,
)


def rows(data: bytes) -> list[Any]:
    return list(json_in.rows(io.BytesIO(data), ORIGIN))


@given(OBJECTS, st.sampled_from([None, 2]), st.integers(1, 64))
def test_lines_and_arrays_read_the_same_at_any_window(objects: list[Any], indent: int | None, chunk: int) -> None:
    with patch.object(json_in, "CHUNK", chunk):
        places = list(enumerate(objects, start=1))
        assert rows(json.dumps(objects, indent=indent, ensure_ascii=False).encode()) == places
        assert rows(json.dumps({"records": objects, "more": [1]}, indent=indent).encode()) == places
    text = "".join(json.dumps(one) + "\n" for one in objects)
    assert rows(text.encode()) == places


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert rows(b"\xef\xbb\xbf" + b'{"a": 1}\n') == rows(b"\xef\xbb\xbf" + b'[{"a": 1}]') == [(1, {"a": 1})]


def test_numbers_keep_their_digits() -> None:
    assert str(rows(b'{"a": 33.10}')[0][1]["a"]) == "33.10"


@pytest.mark.parametrize(
    "line", [b"{", b'{"a": NaN}', b"\xff", b"[" * 100_000, b'{"a": 1e999999999}', b'{"a":1} {"b":2}']
)
def test_a_broken_line_is_set_aside(line: bytes) -> None:
    first, second, third = rows(b'{"a": 1}\n' + line + b'\n{"a": 2}\n')
    assert (first, third) == ((1, {"a": 1}), (3, {"a": 2}))
    assert isinstance(second, Quarantined)
    assert second.row == 2


@pytest.mark.parametrize("data", [b'[{"a": 1}, {"b": ', b'[{"a": "1', b'[{"a": 1}', b"["])
def test_an_array_cut_short_is_told(data: bytes) -> None:
    with pytest.raises(TruncatedFile):
        rows(data)


def test_a_broken_array_says_where() -> None:
    with pytest.raises(DataError, match="element 2 is no JSON"):
        rows(b'[{"a": 1}, {"b": x}, {"c": 1}]')
