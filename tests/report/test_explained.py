"""An explanation as sentences and as a picture."""

from datetime import date
from xml.etree import ElementTree as ET

from tests.ownership.notation import read_graph

from ricochet.exposure.explain import explain
from ricochet.exposure.facts import Facts
from ricochet.model.explanation import Explanation
from ricochet.regimes import load_regimes, rule
from ricochet.report.explained import explanation_row, sentences
from ricochet.report.proof_picture import proof_picture

DAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


def explained(graph: str, party: str) -> Explanation:
    read, regime = read_graph(graph), rule(load_regimes(), "us-ofac-50", DAY)
    assert regime
    facts = Facts(holdings=tuple(read.holdings), listings=tuple(read.listings.values()))
    found = explain(facts, regime, DAY, party)
    assert found
    return found


def test_an_explanation_reads_as_sentences() -> None:
    assert list(sentences(explained("X* -60-> A; A -40-> B; Y* -10-> B; Z* -5-> B", "B"))) == [
        "B is caught under us-ofac-50: caught owners hold 55 %, 5 percentage points beyond the threshold.",
        "Because X is listed, Y is listed, X holds 60 % of A, A holds 40 % of B and Y holds 10 % of B.",
        "It is reached by cascading down: every link counts in full, though looking through leaves less than half.",
        "Multiplied along every path, listed parties own 39 % of it; that number decides nothing.",
        "Also contributing: Z holds 5 % of B.",
        "Without X or Y the answer would be another.",
    ]


def test_what_is_open_and_what_is_short_is_said() -> None:
    open_ = list(sentences(explained("X* -30-> A; Y* -?-> A", "A")))
    assert open_[0].startswith("A may be caught under us-ofac-50")
    assert open_[-1] == "What would decide it: Y's stake in A must be at least 20 per cent (known: ?)."
    short = next(sentences(explained("X* -36.8-> A", "A")))
    assert short.endswith("caught owners hold 36.8 %, 13.2 percentage points short of the threshold.")


def test_a_share_that_no_decimal_ends_is_rounded_and_says_so() -> None:
    words = list(sentences(explained("X* -1/3-> A; Y* -1/6-> A; A -50-> A2; A2 -10-> A", "A")))
    assert any("about " in text for text in words)


def test_the_picture_has_a_box_a_party_and_a_line_a_holding() -> None:
    found = explained("X* -60-> A; A -40-> B; Y* -10-> B; Z* -5-> B", "B")
    root = ET.fromstring(proof_picture(found))  # noqa: S314 - made here
    assert {title.text for title in root.iter(f"{SVG}title")} >= {"X", "Y", "Z", "A", "B"}
    assert [path.get("class") for path in root.iter(f"{SVG}path")].count("also") == 1
    assert len(list(root.iter(f"{SVG}path"))) == 4
    assert [rect.get("class") for rect in root.iter(f"{SVG}rect")].count("inner") == 2
    assert proof_picture(found) == proof_picture(explained("Z* -5-> B; A -40-> B; X* -60-> A; Y* -10-> B", "B"))


def test_the_row_holds_everything_once() -> None:
    row = explanation_row(explained("X* -50-> A; Y* -50-> A", "A"))
    assert (row["critical"], row["slack"], len(row["alternatives"])) == ([], "50", 1)
    assert row["sentences"][-1] == "It would also follow from Y is listed and Y holds 50 % of A."
