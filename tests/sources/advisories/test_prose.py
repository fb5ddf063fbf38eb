"""Vendors' sentences are read, or said not to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.advisory import Bound, Range
from ricochet.model.source import Source
from ricochet.sources.advisories.products import families, statements
from ricochet.sources.advisories.prose import bounds, read_prose

SOURCE = Source(publisher="cve", file="cve.json", sha256="", row=1)


def span(lower: tuple[str, bool | None] | None, upper: tuple[str, bool | None] | None) -> Range:
    low, high = (Bound(text=end[0], closed=end[1]) if end else None for end in (lower, upper))
    return Range(lower=low, upper=high)


def before(day: str) -> Range:
    return Range(by="built", upper=Bound(text=day, closed=False))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("V4.30.096build221220 and the versions prior to it", span(None, ("V4.30.096build221220", True))),
        (
            "Versions after V5.00.000 (including V5.00.000) and before V5.02.006（not including V5.02.006）",
            span(("V5.00.000", True), ("V5.02.006", False)),
        ),
        ("Versions below V2.5.1 (including V2.5.1)", span(None, ("V2.5.1", True))),
        ("Versions after V2.0.0 and before V2.5.1", span(("V2.0.0", None), ("V2.5.1", None))),
        ("Versions between V2.0.0 and V2.2.1", span(("V2.0.0", None), ("V2.2.1", None))),
        ("All versions up to V7.01.04P1_1104", span(None, ("V7.01.04P1_1104", True))),
        ("V4.00.10 and earlier", span(None, ("V4.00.10", True))),
        ("version 1.0.0.78 and the versions prior to it", span(None, ("1.0.0.78", True))),
        (
            ">=  5.3.1 build 150410 | <= 5.4.4  Build 161125",
            span(("5.3.1 build 150410", True), ("5.4.4 Build 161125", True)),
        ),
        ("<NVR-B3801.20.17.240507", span(None, ("NVR-B3801.20.17.240507", False))),
        ("5.2.7 Build 170628", span(("5.2.7 Build 170628", True), ("5.2.7 Build 170628", True))),
        ("Build date before 250807", before("2025-08-07")),
    ],
)
def test_sentences(text: str, read: Range) -> None:
    (told,) = read_prose(text)
    assert told.ranges == (read,)
    assert not told.doubt


@pytest.mark.parametrize("space", ["", " ", "  "])
def test_an_exception_is_kept_apart(space: str) -> None:
    (told,) = read_prose(f"Build date before 230821{space}(Version  before  V4.1.60  are not affected)")
    assert told.ranges == (before("2023-08-21"),)
    assert told.excepted == (span(None, ("V4.1.60", False)),)


def test_families_inside_a_sentence_keep_their_own_dates() -> None:
    cameras, recorders = read_prose(
        "Dahua IP Camera devices IPC-HX3XXX, and IPC-HUM7XXX Buildtime before May, 2020, Video Intercom devices "
        "VTO65XXX, NVR devices NVR1XXX, and NVR6XX, XVR devices XVR4xxx Buildtime before December, 2019."
    )
    assert cameras.families == ("IPC-HX3XXX", "IPC-HUM7XXX")
    assert cameras.ranges == (before("2020-05-01"),)
    assert recorders.families == ("VTO65XXX", "NVR1XXX", "NVR6XX", "XVR4xxx")
    assert recorders.ranges == (before("2019-12-01"),)


def test_certain_models_are_not_all_of_them() -> None:
    (told,) = read_prose("certain models from the IPC-1XXX series build time before April 16, 2025")
    assert told.families == ("IPC-1XXX",)
    assert not told.certain


def built(early: str, late: str) -> Range:
    ends = [Bound(text=day, closed=None) for day in (early, late)]
    return Range(by="built", lower=ends[0], upper=ends[1])


def test_firmware_made_between_two_days_and_families_left_over() -> None:
    intercoms, recorders = read_prose(
        "VTO2101E, and ASC2204C devices Buildtime between 2017/7 ~ 2021/7.  NVR devices NVR4XXX, and NVR5XXX"
    )
    assert (intercoms.families, intercoms.ranges) == (("VTO2101E", "ASC2204C"), (built("2017-07-01", "2021-07-31"),))
    assert (recorders.families, recorders.doubt) == (("NVR4XXX", "NVR5XXX"), "it names no versions")


def test_each_line_of_products_between_its_own_days() -> None:
    text = "Versions which Build time between IPC:2018/12/01 –2020/12/21 SDXX:2018/10/27 - 2021/05/08"
    cameras, domes = statements(
        "Dahua", "IPC-HX5XXX,SD5A,SD22", read_prose(text), said="affected", text=text, source=SOURCE
    )
    assert (cameras.products, cameras.ranges) == (("IPC-HX5XXX",), (built("2018-12-01", "2020-12-21"),))
    assert (domes.products, domes.ranges) == (("SD5A", "SD22"), (built("2018-10-27", "2021-05-08"),))


def test_series_without_a_digit() -> None:
    (told,) = read_prose(
        "certain models from the IPC-1XXX, IPC-WX, and IPC-ECXX series, build time before April 16, 2025."
    )
    assert told.families == ("IPC-1XXX", "IPC-WX", "IPC-ECXX")


@pytest.mark.parametrize("text", ["n/a", "-", "", "V10.1: AGZHM_1.3.1", "build date before 239999", "DH-IPC-HDW1XXX,"])
def test_what_cannot_be_decided_says_so(text: str) -> None:
    (told,) = read_prose(text)
    assert told.doubt
    assert not told.ranges


def test_every_version() -> None:
    assert read_prose("all firmware versions")[0].every
    assert bounds("0", "*", upper_closed=True).every


def test_a_bound_that_is_a_date_speaks_of_builds() -> None:
    assert bounds("0", "2024.2.2", upper_closed=False).ranges == (before("2024-02-02"),)
    assert bounds("", "2019-12", upper_closed=False).ranges == (before("2019-12-01"),)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("DS-A71024/48/72R,DS-A80624S", ("DS-A71024R", "DS-A71048R", "DS-A71072R", "DS-A80624S")),
        ("DS-7604NI-K1 / 4P(B)", ("DS-7604NI-K1 / 4P(B)",)),
        ("IPC-HX8XXX and NVR4XXX", ("IPC-HX8XXX", "NVR4XXX")),
        ("n/a", ()),
    ],
)
def test_products(text: str, named: tuple[str, ...]) -> None:
    assert families(text) == named


@given(st.text(max_size=120))
def test_no_text_breaks_it_and_none_is_silently_lost(text: str) -> None:
    for told in read_prose(text):
        assert told.ranges or told.every or told.doubt or told.excepted


@given(st.dates())
def test_a_build_date_is_read_as_written(day: object) -> None:
    (told,) = read_prose(f"Versions which Build time before {day:%Y/%m/%d}")
    assert told.ranges == (before(f"{day:%Y-%m-%d}"),) or told.doubt
