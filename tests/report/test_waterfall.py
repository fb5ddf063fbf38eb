"""The waterfall: bars that meet, a picture that says itself, nothing from outside, the same every time."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ricochet.model.hit import Reason
from ricochet.report.waterfall import bars, page, terminal, waterfall

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"


def reason(effect: float, text: str = "'mahan' stands in both", feature: str = "word") -> Reason:
    return Reason(feature=feature, left="mahan", right="mahan", effect=effect, text=text)


NEAR_MISS = [
    reason(0.404348, "'esperanza' stands in both"),
    reason(0.404348, "'maradiaga' stands in both"),
    reason(0.0, "'lopez caridad' stands only in the listed name", "left_over"),
    reason(-0.15, "The years of birth lie 41 years apart", "birth_date"),
]
PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
REASONS = st.lists(st.builds(reason, st.floats(-1, 1), PRINTED), max_size=8)


def test_the_waterfall_of_a_near_miss_looks_as_agreed() -> None:
    for name, now in {
        "waterfall.svg": waterfall(NEAR_MISS, 0.658696, threshold=0.82, title="Esperanza & Maradiaga"),
        "waterfall.txt": terminal(NEAR_MISS, 0.658696, threshold=0.82),
    }.items():
        path = GOLDEN / name
        if os.environ.get("RICOCHET_GOLDEN"):
            path.write_text(now, encoding="utf-8")
        assert now == path.read_text(encoding="utf-8"), f"{name} differs; RICOCHET_GOLDEN=1 writes it anew"


@given(REASONS)
def test_each_bar_begins_where_the_one_before_ends(reasons: list[Reason]) -> None:
    found = bars(reasons)
    assert [bar.reason for bar in found] == reasons
    assert [bar.start for bar in found] == [0.0, *(bar.end for bar in found)][: len(found)]
    assert all(abs(bar.end - bar.start - bar.reason.effect) < 1e-8 for bar in found)


@given(REASONS, PRINTED)
def test_any_reasons_give_a_picture_that_is_xml_lies_on_its_sheet_and_says_itself(
    reasons: list[Reason], title: str
) -> None:
    score = min(max(sum(one.effect for one in reasons), 0.0), 1.0)
    root = etree.fromstring(waterfall(reasons, score, threshold=0.82, title=title).encode())
    wide, tall = (float(root.get(name, "nan")) for name in ("width", "height"))
    for rect in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(rect.get(name, "nan")) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert w >= 0
        assert x + w <= wide
        assert y + h <= tall
    assert root.get("role") == "img"
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(root.get("aria-labelledby", "").split()) <= ids
    said = root.findtext(f"{SVG}desc", "")
    assert all(f"{one.effect:+.3f} {one.text}" in said for one in reasons)


@given(REASONS)
def test_text_has_a_line_for_each_reason_and_one_for_the_score(reasons: list[Reason]) -> None:
    score = min(max(sum(one.effect for one in reasons), 0.0), 1.0)
    lines = terminal(reasons, score, threshold=0.82).split("\n")
    assert len(lines) == len(reasons) + 2
    assert all("┃" in line for line in lines[:-1])


def test_what_speaks_against_is_hatched_and_what_speaks_for_is_filled() -> None:
    root = etree.fromstring(waterfall(NEAR_MISS, 0.658696, threshold=0.82).encode())
    kinds = [(one.get("class"), one.get("fill")) for one in root.iter(f"{SVG}rect")]
    assert kinds == [("for", None), ("for", None), ("against", "url(#w-hatch)"), ("sum", None)]


def test_a_total_beyond_one_is_cut_and_says_so() -> None:
    over = [reason(1.0), reason(0.05)]
    assert "1.050 cut to 1" in terminal(over, 1.0, threshold=0.82)
    assert "1.050 cut to 1" in waterfall(over, 1.0, threshold=0.82)


def test_pictures_on_one_page_share_no_id_and_the_page_escapes_what_it_is_given() -> None:
    pictures = [waterfall(NEAR_MISS, 0.658696, threshold=0.82, key=key) for key in ("a", "b")]
    html = page([("<b>one</b>", pictures[0], ["<script>"]), ("two", pictures[1], [])], "Why & how")
    assert "&lt;b&gt;one" in html
    assert "<script" not in html
    root = etree.fromstring(html.encode(), etree.HTMLParser())
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 6
