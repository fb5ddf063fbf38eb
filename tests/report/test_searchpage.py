"""The page of a search: golden files for every kind of answer, and what holds at every width."""

import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.hit import Hit, Reason
from ricochet.model.kind import Kind
from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.report.searchpage import Page, Shown, page

GOLDEN = Path(__file__).parent / "golden"
SOURCE = Source(publisher="test", file="list.csv", sha256="", row=1)


def reason(feature: str, left: str, right: str, effect: float, text: str) -> Reason:
    return Reason(feature=feature, left=left, right=right, effect=effect, text=text)


START = reason("start", "", "", 0.234, "Before anything is compared")


def shown(*reasons: Reason, names: tuple[Name, ...], at: int = 0, kind: Kind = "person", ofac: int = 88) -> Shown:
    """A party whose name number `at` matched."""
    party = Party(id="test:1", kind=kind, names=names, countries=("IR",), source=SOURCE)
    hit = Hit(
        score=sum(one.effect for one in (START, *reasons)),
        list="test-list",
        entry="1",
        party=party.id,
        name=names[at].text,
        listed=party.name,
        programs=("TEST",),
        reasons=(START, *reasons),
        ofac_score=ofac,
    )
    return Shown(hit=hit, party=party, listings=("test-list 1 [TEST] since 2022-01-03",))


FOUND = shown(
    reason("word", "ambrose", "ambrose", 0.3, "'ambrose' stands in both"),
    reason("sound", "thistlewod", "thistlewood", 0.2, "'thistlewod' and 'thistlewood' sound alike"),
    reason("letters", "A", "B", 0.3, "All letters of the names compared"),
    reason("weak_alias", "A", "B", -0.08, "The list marks this alias as weak"),
    names=(Name(text="THISTLEWOOD, Augustus Ambrose"), Name(text="THISTLEWOOD, Ambrose", role="aka", weak=True)),
    at=1,
)
HAN = replace(
    shown(
        *(reason("word", char, char, 0.18, f"'{char}' stands in both") for char in "金鹿运输"),
        reason("left_over", "", "港", -0.03, "'港' stands in one name only"),
        names=(Name(text="Golden Deer Transport"), Name(text="金鹿运输港有限公司", role="fka")),
        at=1,
        kind="company",
        ofac=100,
    ),
    listings=(),
)
NEAR = replace(
    shown(
        reason("word", "thistlewood", "thistlewood", 0.3, "'thistlewood' stands in both"),
        reason("clash", "ambrose", "bartholomew", -0.03, "'ambrose' and 'bartholomew' stand in the same place"),
        names=(Name(text="THISTLEWOOD, Bartholomew"),),
    ),
    needed=("with the same day of birth it would be 0.760",),
)
PAGE = Page(
    asked="Ambrose Thistlewod",
    found=(),
    near=(),
    threshold=0.7,
    lists=3,
    entries=12_345,
    days=("2022-04-22", "2021-03-01"),
    case=364,
    doubts="",
)
OLD = "test-list is 90 days old (limit 30); other-list is 91 days old (limit 30); and 1 more"
PAGES = {
    "found": replace(PAGE, found=(FOUND, HAN), near=(NEAR,), doubts=OLD, remedy="'ricochet lists' tells every age."),
    "nobody": PAGE,
    "undetermined": replace(PAGE, doubts=OLD, near=(NEAR,)),
    "explained": replace(PAGE, found=(FOUND,), explain=True, more=2),
    "unlisted": replace(PAGE, found=(HAN,), lists=0, days=(), entries=0, doubts="no official lists are held"),
}


@pytest.mark.parametrize(
    ("name", "width", "colour"),
    [*((name, 88, False) for name in PAGES), ("found", 44, False), ("found", 88, True)],
)
def test_a_page_looks_as_agreed(name: str, width: int, colour: bool) -> None:
    path = GOLDEN / f"search-{name}-{width}{'-colour' if colour else ''}.txt"
    now = page(PAGES[name], width=width, colour=colour)
    if os.environ.get("RICOCHET_GOLDEN"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8"), f"{path.name} differs; RICOCHET_GOLDEN=1 writes it anew"


def wide(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


@given(st.sampled_from(sorted(set(PAGES) - {"explained"})), st.integers(30, 160))
def test_no_line_is_wider_than_the_window_or_than_is_good_to_read(name: str, width: int) -> None:
    lines = page(PAGES[name], width=width, colour=False).splitlines()
    assert max(map(wide, lines)) <= min(width, 100)
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)


@pytest.mark.parametrize("name", PAGES)
def test_colour_adds_nothing_but_colour(name: str) -> None:
    plain, coloured = (page(PAGES[name], width=88, colour=colour) for colour in (False, True))
    assert "\x1b[1" in coloured
    assert re.sub(r" +\n", "\n", re.sub(r"\x1b\[[\d;]*m", "", coloured)) == plain


def test_the_answer_comes_first_and_never_claims_more_than_was_searched() -> None:
    first = {name: page(one, width=88, colour=False).splitlines()[0] for name, one in PAGES.items()}
    assert first["found"].startswith("POSSIBLE MATCH  'Ambrose Thistlewod' may be 1 listed party and 1 of the built-in")
    assert first["nobody"].startswith("NOBODY FOUND")
    assert "This is no clearance." in " ".join(page(PAGES["nobody"], width=88, colour=False).split())
    assert first["undetermined"].startswith("UNDETERMINED")
    assert first["unlisted"].startswith("KNOWN, LISTING UNDETERMINED")  # no official lists were held
    sure = page(replace(PAGES["unlisted"], doubts=""), width=88, colour=False)
    assert sure.startswith("KNOWN, NOT LISTED")
    assert "2 more are not shown (--limit)" in " ".join(page(PAGES["explained"], width=88, colour=False).split())
