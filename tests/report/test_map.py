"""The map: legible, complete, told in sentences, the same every time."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.report.cases import built_in, case

from ricochet.report.layers import ROOM, SLIM, placed, ranks
from ricochet.report.map import draw
from ricochet.report.textwidth import cut, width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
NODES = st.sampled_from(["subject", "a", "b", "c", "d", "e"])
EDGES = st.lists(st.tuples(NODES, NODES).filter(lambda pair: pair[0] != pair[1]), max_size=12, unique=True)


@pytest.fixture(params=["small", "built-in"])
def root(request: pytest.FixtureRequest) -> etree._Element:
    answered = case() if request.param == "small" else built_in()
    return etree.fromstring(draw(answered).encode())


def boxes(root: etree._Element) -> list[tuple[float, float, float, float]]:
    return [
        tuple(float(rect.get(name, "nan")) for name in ("x", "y", "width", "height"))  # type: ignore[misc]
        for rect in root.iter(f"{SVG}rect")
    ]


def test_no_box_lies_on_another_and_all_lie_on_the_sheet(root: etree._Element) -> None:
    found = boxes(root)
    assert len(found) > 5
    for (x, y, w, h), (x2, y2, w2, h2) in itertools.combinations(found, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    _, _, wide, tall = (float(one) for one in root.get("viewBox", "").split())
    assert all(x >= 0 and y >= 0 and x + w <= wide and y + h <= tall for x, y, w, h in found)


def test_words_stay_inside_their_box_and_apart_from_other_words(root: etree._Element) -> None:
    spans = []
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        for text in group.findall(f"{SVG}text"):
            x, y, words = float(text.get("x", "nan")), float(text.get("y", "nan")), text.text or ""
            if rect is not None:
                left, top = float(rect.get("x", "nan")), float(rect.get("y", "nan"))
                assert left <= x
                assert x + width(words, 13) <= left + float(rect.get("width", "nan")) + 1
                assert top + 10 < y < top + float(rect.get("height", "nan"))
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x", "nan")), float(text.get("y", "nan"))
        spans.append((x, y - 11, x + width(text.text or "", 13) * 0.9, y + 2, text.text))
    for (x, y, x2, y2, one), (u, v, u2, v2, other) in itertools.combinations(spans, 2):
        assert x2 <= u or u2 <= x or y2 <= v or v2 <= y, f"'{one}' lies on '{other}'"


def test_every_box_can_be_reached_by_keyboard_and_says_itself(root: etree._Element) -> None:
    for group in root.iter(f"{SVG}g"):
        if group.find(f"{SVG}rect") is None:
            continue
        assert group.get("tabindex") == "0"
        assert group.get("role") == "img"
        sentence = group.get("aria-label", "")
        assert sentence.endswith(".")
        assert group.findtext(f"{SVG}title") == sentence


def test_the_family_is_drawn_with_status_share_and_the_later_day() -> None:
    text = draw(case())
    for label in ("■ caught", "◆ possible", "○ not", "★ listed (supposed)", "40.46 %", "60 %", "2026-11-10: ○ not"):
        assert label in text, label
    assert (
        "Home Cameras: caught on 11 May 2022, held by Maker 60 % (low confidence); not on 10 November 2026"
        in text.replace("Hangzhou Maker", "Maker")
    )


def test_dealings_are_grouped_and_counted_on_the_day_of_the_question() -> None:
    text = draw(case())
    assert "Suppliers · 1" in text
    assert "United States · 1" in text
    assert "1 use, 1 buy" in text


def test_it_is_titled_described_and_needs_nothing_from_outside(root: etree._Element) -> None:
    assert root.get("aria-labelledby") == "rmap-title rmap-desc"
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    text = draw(case())
    assert not re.search(r"href|url\(|<script|<image", text)


def test_names_are_text_never_markup() -> None:
    assert "<script" not in draw(case('<script>"&</script>'))
    etree.fromstring(draw(case('<script>"&</script>')).encode())


def test_the_same_case_gives_the_same_bytes() -> None:
    assert draw(case()) == draw(case())


@given(EDGES)
def test_rows_of_any_register_end_and_rise_from_the_subject(edges: list[tuple[str, str]]) -> None:
    rows = ranks("subject", edges)
    assert rows["subject"] == 0
    assert set(rows.values()) == set(range(len(set(rows.values()))))


@given(EDGES)
def test_no_two_places_of_a_row_touch(edges: list[tuple[str, str]]) -> None:
    found = placed(ranks("subject", edges), edges, 0)
    assert len({one.key for one in found}) == len(found)
    for one, other in itertools.combinations(found, 2):
        if one.row == other.row:
            room = sum((ROOM if len(place.key) == 1 else SLIM) / 2 for place in (one, other))
            assert abs(one.x - other.x) >= room


@given(st.text(max_size=80), st.floats(min_value=20, max_value=300))
def test_cut_text_fits(text: str, room: float) -> None:
    assert width(cut(text, 13, room), 13) <= room
    lines = wrapped(text, 13, room, 2)
    assert len(lines) <= 2
    assert all(width(line, 13) <= room for line in lines)
