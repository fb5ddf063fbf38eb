"""Exports of an answer: what others' readers find in them, and ours."""

import io
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.finding import Reached
from ricochet.model.party import Identifier, Name, Party
from ricochet.model.proof import Proof, Step
from ricochet.model.share import Share
from ricochet.model.source import Source
from ricochet.report.bods import statements
from ricochet.report.chart import chart
from ricochet.report.ftm import entities
from ricochet.sources.registers.extract import Extract
from ricochet.sources.registers.read import read_extract
from ricochet.verbs.export import bods, ftm
from ricochet.verbs.reach import reach

DAY = date(2026, 11, 22)
SOURCE = Source(publisher="user", file="h.csv", sha256="", row=2)


def back(text: str) -> Extract:
    return read_extract("export", io.BytesIO(text.encode()))


def exported(folder: Path) -> tuple[Extract, Extract]:
    (holdings := folder / "h.csv").write_text(
        "owner,owned,share,basis\nX,A,60,\nA,B,1/3,\nY,B,20..30,\nY,E,?,\nX,B,25..50,votes\nX,C,,control\nA,D,50.5,\n"
    )
    (listed := folder / "l.csv").write_text("party,list\nX,us-ofac-sdn\nY,us-ofac-sdn\n")
    (parties := folder / "p.csv").write_text(
        "party,name,kind,country,lei\nX,Ivan Petrov,person,RU,\nA,A Ltd,company,GB,001\n"
    )
    report = reach(holdings, listed, "us-ofac-50", as_of=DAY, parties=parties)
    return back(bods(report)), back(ftm(report))


def test_an_answer_comes_back(tmp_path: Path) -> None:
    in_bods, in_ftm = exported(tmp_path)
    assert not in_bods.quarantined
    assert not in_ftm.quarantined
    ids = {party.id: party.identifiers[0].value for party in in_bods.parties}
    stakes = sorted((ids[row.owner], row.basis, str(row.share), ids[row.owned]) for row in in_bods.holdings)
    assert stakes == [
        ("A", "equity", "33.33333333..33.33333334", "B"),
        ("A", "equity", "50.5", "D"),
        ("X", "equity", "60", "A"),
        ("Y", "equity", "20..30", "B"),
        ("Y", "equity", "?", "E"),
    ]
    assert sorted((row.owner, row.basis, str(row.share), row.owned) for row in in_ftm.holdings) == [
        ("A", "equity", "1/3", "B"),
        ("A", "equity", "50.5", "D"),
        ("X", "equity", "60", "A"),
        ("Y", "equity", "20..30", "B"),
        ("Y", "equity", "?", "E"),
    ]
    kinds = {party.id: party.kind for party in in_ftm.parties}
    assert (kinds["X"], kinds["A"], kinds["Y"]) == ("person", "company", "any")
    assert {note.text for party in in_ftm.parties for note in party.notes} == {"sanction", "sanction.control"}


def test_the_same_answer_gives_the_same_bytes_and_says_what_the_rule_says(tmp_path: Path) -> None:
    (holdings := tmp_path / "h.csv").write_text("owner,owned,share\nX,A,60\n")
    (listed := tmp_path / "l.csv").write_text("party\nX\n")
    report = reach(holdings, listed, "us-ofac-50", as_of=DAY)
    assert bods(report) == bods(report)
    said = [note["description"] for one in json.loads(bods(report)) for note in one.get("annotations", ())]
    assert said == ["us-ofac-50 on 2026-11-22: caught by equity, 60 per cent held by listed or reached owners"]
    lines = [json.loads(line) for line in ftm(report).splitlines()]
    assert {line["schema"] for line in lines} == {"Company", "LegalEntity", "Ownership", "Sanction"}


@given(st.integers(0, 3000), st.integers(0, 3000), st.booleans(), st.booleans(), st.sampled_from(["equity", "votes"]))
def test_a_share_comes_back_no_narrower(low: int, high: int, low_open: bool, high_open: bool, basis: str) -> None:
    low, high = sorted((low, high))
    share = Share(Fraction(low, 30), Fraction(high, 30), low_open and low < high, high_open and low < high)
    step = Step(kind="holding", owner="X", owned="A", share=str(share), basis=basis, sources=(SOURCE,))
    reached = Reached(party="A", regime="r", status="possible", share="?", by=basis, proof=Proof((step,)))
    party = Party(
        id="A", kind="company", names=(Name(text="A"),), identifiers=(Identifier(type="LEI", value="x"),), source=SOURCE
    )
    drawn = chart("r", DAY, [reached], [party])
    (holding,) = back(json.dumps(statements(drawn))).holdings
    assert holding.basis == basis
    assert holding.share.hull(share) == holding.share
    assert share.low - holding.share.low < Fraction(1, 10**8)
    assert holding.share.high - share.high < Fraction(1, 10**8)
    (again,) = back("".join(json.dumps(one) + "\n" for one in entities(drawn))).holdings
    assert again.share == share
