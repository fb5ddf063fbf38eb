"""Words: shares, doubts, links and names as readers see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.cases import BLOCK, CONTROL, party, source

from ricochet.model.share import read_share
from ricochet.report.bibliography import linked
from ricochet.report.doubt import doubt, is_low
from ricochet.report.words import Directory, counted, joined, share_words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("60", "60 %"),
        ("?", "unknown share"),
        (">=33.11", "at least 33.11 %"),
        (">50", "more than 50 %"),
        ("25..50", "25 to 50 %"),
        ("(25,50]", "more than 25 to 50 %"),
        ("[25,50)", "from 25 to below 50 %"),
        ("1/3", "1/3 of the whole"),
    ],
)
def test_shares_read_as_words(share: str, words: str) -> None:
    assert share_words(str(read_share(share))) == words


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        ("verified", ""),
        ("verified (percent unknown)", ""),
        ("", ""),
        ("secondary", "confidence: secondary"),
        ("weak", "low confidence: weak"),
        ("UNVERIFIED: low confidence", "low confidence: unverified"),
        ("DERIVED: low confidence, check the annual report", "low confidence: derived, check the annual report"),
        ("status unverified", "low confidence: status unverified"),
        ("FALSE: contradicted by the files", "low confidence: false: contradicted by the files"),
    ],
)
def test_what_is_less_than_verified_is_said(confidence: str, words: str) -> None:
    assert doubt(source("a.csv", 2, confidence=confidence)) == words


def test_law_has_its_grade_too() -> None:
    assert doubt(BLOCK) == ""
    assert doubt(CONTROL) == "law, confidence: secondary"
    assert not is_low(CONTROL)


@given(st.text(max_size=60))
def test_no_confidence_is_lost_but_the_good(confidence: str) -> None:
    said = doubt(source("a.csv", 2, confidence=confidence))
    assert said or not confidence.strip() or "verified" in confidence.lower() or "in" in confidence.lower()


def test_only_web_addresses_become_links() -> None:
    html = str(linked('javascript:alert(1) see https://a.example/x?y=1&z="2" (2019)'))
    assert html.count("<a ") == 1
    assert 'href="https://a.example/x?y=1&amp;z="' in html
    assert "javascript:alert(1) see" in html


@given(st.text(max_size=80))
def test_a_linked_text_holds_no_markup_of_its_own(text: str) -> None:
    html = str(linked(f"<{text}>"))
    assert html.startswith("&lt;")
    assert html.count("<") == html.count("<a ") + html.count("</a>")


def test_short_names_lose_their_legal_form() -> None:
    names = Directory.of([party(2, "x", "Long Name Technology Co., Ltd.", "company", "CN", "海康威视", "海康威视股份")])
    assert names.short("x") == "Long Name Technology"
    assert names.native("x") == "海康威视股份"
    assert names.short("nobody") == names.full("nobody") == "nobody"
    assert names.country("nobody") == "?"


def test_lists_and_counts_in_sentences() -> None:
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined(["a"]) == "a"
    assert joined([]) == ""
    assert counted(1, "party", "parties") == "1 party"
    assert counted(1200, "finding") == "1,200 findings"
