"""The memo: every fact has its source, nothing escapes, nothing is fetched."""

import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from tests.report.cases import built_in, case
from tests.report.page import BLOCKS, Element, read

from ricochet.report.memo import memo
from ricochet.report.statement import Remark, Sentence, needs_source

NASTY = "<script>alert(\"50 % on 2022-05-11\")</script> & 'Sons'"


def facts_without_source(page: Element) -> Iterator[str]:
    for one in page.all():
        if one.tag not in BLOCKS or one.inside(id="sources"):
            continue
        own = "".join(_own(one))
        if needs_source(own) and not any(a.attributes.get("href", "").startswith("#src-") for a in one.all()):
            yield f"<{one.tag}> {own[:120]}"


def _own(one: Element) -> Iterator[str]:
    """Text of a block without that of blocks inside it, or of drawings."""
    for child in one.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in BLOCKS and child.tag != "svg":
            yield from _own(child)


def check(html: str) -> Element:
    page = read(html)
    everything = page.all()
    ids = [one.attributes["id"] for one in everything if "id" in one.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    assert list(facts_without_source(page)) == []
    links = [one.attributes["href"] for one in everything if one.tag == "a"]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    cited = {link[1:] for link in links if link.startswith("#src-")}
    listed = [name for name in ids if name.startswith("src-")]
    assert cited == set(listed), "a source that nobody cites, or a citation of none"
    assert listed == [f"src-{number}" for number in range(1, len(listed) + 1)]
    return page


def test_every_percentage_date_and_quotation_has_a_source_that_exists() -> None:
    check(memo(case()))


def test_the_built_in_case_too_and_fast_and_small() -> None:
    answered = built_in()
    memo(case())  # the templates are compiled once
    start = time.process_time()
    html = memo(answered)
    took = time.process_time() - start
    check(html)
    assert len(html.encode()) < 1_500_000
    assert took < 3, "a second on a machine of its own"


def test_the_check_itself_finds_a_bare_fact() -> None:
    html = memo(case()).replace('<p class="kicker">', '<p class="kicker">About 60 % of it. ')
    assert list(facts_without_source(read(html)))


@pytest.mark.parametrize(
    "text",
    ["60 %", "60 per cent", "50 percent", "since 2019-10-09", "in 2019-10", "11 May 2022", "he said “no”", "a 'risk'"],
)
def test_no_fact_can_be_said_without_a_source(text: str) -> None:
    with pytest.raises(ValueError, match="source"):
        Remark(text)
    with pytest.raises(ValueError, match="source"):
        Sentence(text, ())


@pytest.mark.parametrize("text", ["CVE-2021-36260", "84 FR 54002", "the maker's stake", "10 companies", "s.889(a)"])
def test_a_number_or_an_apostrophe_is_no_fact_in_this_sense(text: str) -> None:
    assert not needs_source(text)


def test_names_are_text_never_markup() -> None:
    html = memo(case(NASTY))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    check(html)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = read(memo(case()))
    for one in page.all():
        assert one.tag not in {"script", "img", "iframe", "object", "embed", "base", "audio", "video"}
        assert not any(key.startswith("on") or key == "src" for key in one.attributes)
        if one.tag == "link":
            assert one.attributes["href"] == "data:,"
        if one.tag == "a" and not one.attributes["href"].startswith("#"):
            assert one.attributes["href"].startswith(("https://", "http://"))
    html = memo(case())
    assert "url(" not in html
    assert "@import" not in html


def test_low_confidence_stands_beside_the_statement_in_words() -> None:
    cells = [one.text() for one in read(memo(case())).all() if one.tag == "td"]
    home = [text for text in cells if "low confidence: unverified" in text]
    assert home
    assert any("60" in text and "caught" in text for text in home)


def test_both_days_stand_side_by_side_and_say_what_changed() -> None:
    rows = [" ".join(one.text().split()) for one in read(memo(case())).all() if one.tag == "tr"]
    row = next(text for text in rows if text.startswith("Home Cameras"))
    assert re.search(r"■ caught 60\s?%.*○ not 48\s?%; 2 percentage points short of the threshold", row)


def test_what_would_decide_a_possible_party_is_said() -> None:
    text = " ".join(read(memo(case())).text().split())
    assert re.search(r"Thermal: Hangzhou Maker's stake must be at least 50\s?%; nothing is known of its size", text)


def test_the_parent_is_not_reached_and_its_own_listing_falls_short() -> None:
    text = " ".join(read(memo(case())).text().split())
    assert "does not reach those who own it" in text
    assert re.search(r"Listing Parent Group alone would not catch .* 40\.46\s?%; 9\.54 percentage points short", text)


def test_the_control_test_differs_from_the_ownership_test_on_the_later_day() -> None:
    rows = [" ".join(one.text().split()) for one in read(memo(case())).all() if one.tag == "tr"]
    assert any(text.startswith("Home Cameras") and "by control" in text for text in rows)


def test_structure_for_readers_who_listen() -> None:
    page = read(memo(case()))
    everything = page.all()
    tags = [one.tag for one in everything]
    assert (
        tags.count("main") == tags.count("h1") == tags.count("nav") == tags.count("header") == tags.count("footer") == 1
    )
    assert next(one for one in everything if one.tag == "html").attributes["lang"] == "en"
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for one in everything:
        if one.tag == "table":
            assert any(inner.tag == "caption" for inner in one.all())
        if one.tag == "th":
            assert one.attributes.get("scope") in {"col", "row"}
    first = next(one for one in everything if one.tag == "a")
    assert first.attributes["href"] == "#main"


def test_the_law_shows_its_warning_and_its_grade() -> None:
    text = " ".join(read(memo(case())).text().split())
    assert "Attention, Freeze: owned or controlled: Confirm the text of 10 November 2026." in text
    assert "law, confidence: secondary" in text


def test_it_says_what_it_is_not() -> None:
    html = memo(case())
    assert "not legal advice" in html
    assert "Nobody becomes blocked by dealing" in html


def test_the_same_case_gives_the_same_bytes() -> None:
    assert memo(case()) == memo(case())


def test_the_style_names_a_chinese_face(request: pytest.FixtureRequest) -> None:
    css = Path(request.config.rootpath, "src/ricochet/report/templates/memo.css").read_text(encoding="utf-8")
    assert "Noto Sans CJK SC" in css
    assert "prefers-color-scheme: dark" in css
    assert "@media print" in css


def test_the_line_is_told_clause_by_clause_and_whom_it_spares() -> None:
    section = next(one for one in read(memo(built_in())).all() if one.attributes.get("id") == "line")
    text = " ".join(section.text().split())
    for criterion in ("complicit", "state", "surveillance", "reach", "vulnerable"):
        row = next(one for one in section.all() if one.tag == "tr" and one.text().strip().startswith(criterion))
        assert sum(a.attributes.get("href", "").startswith("#src-") for a in row.all()) >= 3, criterion
    assert "state sets 1 firm apart from hikvision; nothing else does so surely for dahua" in text
