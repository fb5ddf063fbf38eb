"""Firmware is read by its maker's grammar and ordered as Debian orders, builds by their dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from univers.versions import DebianVersion

from ricochet.equipment.firmware import compare, parse_firmware


@pytest.mark.parametrize(
    ("text", "grammar", "numbers", "built"),
    [
        ("V5.4.0 build 160530", "hikvision", (5, 4, 0), date(2016, 5, 30)),
        ("V4.30.096build221220", "hikvision", (4, 30, 96), date(2022, 12, 20)),
        ("1.4.0_build221212", "hikvision", (1, 4, 0), date(2022, 12, 12)),
        ("4.1.0_b130111", "hikvision", (4, 1, 0), date(2013, 1, 11)),
        ("Firmware__V5.8.110_260605_S3000732871.zip", "hikvision", (5, 8, 110), date(2026, 6, 5)),
        ("2.820.0000000.48.R.220614", "dahua", (2, 820, 0, 48), date(2022, 6, 14)),
        ("2.800.0000016.0.R,build:2020-06-05", "dahua", (2, 800, 16, 0), date(2020, 6, 5)),
        ("2.800.0000016.0.R build 200605", "dahua", (2, 800, 16, 0), date(2020, 6, 5)),
        ("dh_ipc-ack-themis_eng_p_v2.400.0000.14.r.20170713.bin", "dahua", (2, 400, 0, 14), date(2017, 7, 13)),
        ("2.520.ac00.18.r", "dahua", (2, 520, 0, 18), None),
        ("CIPC-B2303.2.8.230105", "uniview", (2, 8), date(2023, 1, 5)),
        ("4.02.r11.nat.onvifc.20170327", "xiongmai", (4, 2, 11), date(2017, 3, 27)),
        ("3.1.6.p-1.0.2.1-03", "tvt", (3, 1, 6), None),
        ("5.56.17.120", "plain", (5, 56, 17, 120), None),
        ("v200r001c01spc600", "huawei", (0x200, 1, 1, 0x600, -1), None),
        ("2018-05-18", "dated", (), date(2018, 5, 18)),
        ("9.1.0.162(c00e160r2p1)", "other", (9, 1, 0, 162, 0, 160, 2, 1), None),
    ],
)
def test_grammars(text: str, grammar: str, numbers: tuple[int, ...], built: date | None) -> None:
    read = parse_firmware(text)
    assert read is not None
    assert (read.grammar, read.numbers, read.built) == (grammar, numbers, built)


def test_the_mark_of_an_oem_is_read() -> None:
    amcrest = parse_firmware("2.520.00AC004.18.R")
    assert amcrest is not None
    assert (amcrest.oem, amcrest.numbers) == ("AC", (2, 520, 4, 18))


PAIRS = [
    ("2.820.0000000.9.R", "2.820.0000000.18.R"),
    ("2.820.0000000.9.R.220101", "2.820.0000000.48.R.220614"),
    ("V4.30.096 build 221220", "V4.30.100 build 230101"),
    ("V5.2.0 build 140720", "V5.2.0 build 140721"),
    ("V5.4.0 build 160530", "V5.4.5 build 170123"),
    ("V5.5.80 build 180911", "V5.5.800 build 210628"),
    ("V2.3.8-8", "V2.3.8-11"),
    ("5.56.9.120", "5.56.17.120"),
    ("V3.22.11P3", "V3.22.11P11"),
    ("NVR-B3801.20.9.240101", "NVR-B3801.20.17.240507"),
    ("4.02.r11.3070", "4.02.r11.7601"),
]


@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_real_pairs_are_ordered_as_debian_orders_them(older: str, newer: str) -> None:
    one, other = parse_firmware(older), parse_firmware(newer)
    assert one is not None
    assert other is not None
    assert (compare(one, other), compare(other, one), compare(one, one)) == (-1, 1, 0)
    debian = [
        DebianVersion(text.lower().lstrip("v").replace(" build ", "+").split("-b")[-1]) for text in (older, newer)
    ]
    assert debian[0] < debian[1]


VERSIONS = st.tuples(st.integers(0, 9), st.integers(0, 60), st.integers(0, 900))
DAYS = st.dates(date(2012, 1, 1), date(2026, 12, 31))


@given(VERSIONS, VERSIONS, DAYS, DAYS)
def test_hikvision_s_order_is_debian_s(
    left: tuple[int, int, int], right: tuple[int, int, int], one_day: date, other_day: date
) -> None:
    texts = [f"{a}.{b}.{c} build {day:%y%m%d}" for (a, b, c), day in ((left, one_day), (right, other_day))]
    one, other = parse_firmware("V" + texts[0]), parse_firmware("V" + texts[1])
    assert one is not None
    assert other is not None
    order = compare(one, other)
    debian = [DebianVersion(text.replace(" build ", "+")) for text in texts]
    if order is None:  # the version says one thing, the date another
        assert (left < right) != (one_day < other_day)
    else:
        assert order == (debian[0] > debian[1]) - (debian[0] < debian[1])


@given(st.integers(1, 4), st.integers(0, 999), st.integers(0, 99), st.integers(0, 99))
def test_dahua_s_revisions_are_numbers(major: int, minor: int, one: int, other: int) -> None:
    first, second = (parse_firmware(f"{major}.{minor:03}.0000000.{revision}.R") for revision in (one, other))
    assert first is not None
    assert second is not None
    assert compare(first, second) == (one > other) - (one < other)


TEXTS = st.from_regex(r"\AV?[0-9]{1,3}(\.[0-9R]{1,7}){1,4}( build [0-9]{6}|[.-][A-Z0-9]{1,6})?\Z") | st.text(
    max_size=40
)


@given(TEXTS, TEXTS)
def test_any_text_is_read_or_not_and_order_is_antisymmetric(left: str, right: str) -> None:
    one, other = parse_firmware(left), parse_firmware(right)
    if one and other:
        order, back = compare(one, other), compare(other, one)
        assert (order is None) == (back is None)
        assert order is None or order == -(back or 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("V5.4.0 build 160530", "2.820.0000000.48.R.220614"),
        ("CIPC-B2303.2.8.230105", "DIPC-B1213.6.5.230215"),
        ("2.520.AC00.18.R", "2.520.GV00.17.R"),
        ("V5.4.0", "V5.4.0 build 160530"),
        ("V5.4.1 build 150101", "V5.4.0 build 160530"),
    ],
)
def test_what_cannot_be_put_in_order(one: str, other: str) -> None:
    first, second = parse_firmware(one), parse_firmware(other)
    assert first is not None
    assert second is not None
    assert compare(first, second) is None
