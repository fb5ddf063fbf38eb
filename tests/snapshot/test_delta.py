"""Deltas restore byte for byte, whatever the bytes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.snapshot.delta import decode, encode

LINES = st.lists(
    st.sampled_from([b"a\r\n", b"b\n", b'36,"X"\r\n', b"\n", b"\r", b"\x1a", b"c", b"\xff\x00\n"]), max_size=30
)
FILES = st.one_of(st.binary(max_size=200), LINES.map(b"".join))


@given(FILES, FILES)
def test_any_two_files_round_trip(base: bytes, target: bytes) -> None:
    assert decode(base, encode(base, target)) == target


@given(st.data(), LINES)
def test_a_few_changed_rows_round_trip(data: st.DataObject, lines: list[bytes]) -> None:
    changed = [line for line in lines if data.draw(st.booleans())] + data.draw(LINES)
    base, target = b"".join(lines), b"".join(changed)
    assert decode(base, encode(base, target)) == target


@pytest.mark.parametrize(
    "target",
    [b"", b"1,A\r\n2,B\r\n\x1a", b"1,A\r\n2,B\r\n\x1a\r\n", b"1,A\r\n2,B", b"1,A\r2,B\r", b"\r\n\r\n"],
    ids=["empty", "0x1A without newline", "0x1A with CRLF", "no final newline", "lone CR", "blank lines"],
)
def test_endings_come_back_as_they_were(target: bytes) -> None:
    base = b"1,A\r\n2,B\r\n\x1a\r\n"
    assert decode(base, encode(base, target)) == target
    assert decode(target, encode(target, base)) == base


def test_one_changed_row_of_ten_thousand_costs_a_few_bytes() -> None:
    rows = [b"%d,NAME %d\r\n" % (n, n) for n in range(10_000)]
    changed = [*rows[:5000], b"5000,OTHER\r\n", *rows[5001:]]
    assert len(encode(b"".join(rows), b"".join(changed))) < 30


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_a_damaged_delta_is_a_value_error_and_nothing_else(base: bytes, delta: bytes) -> None:
    with suppress(ValueError):
        decode(base, delta)


def test_a_delta_against_another_base_is_refused() -> None:
    delta = encode(b"a\nb\nc\n", b"a\nb\nc\n")
    with pytest.raises(ValueError, match="asked of a base of 1"):
        decode(b"a\n", delta)
