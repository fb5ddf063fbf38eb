"""Registers in place of tables: reach, what-if and rank recognise them by content."""

import json
from datetime import date
from pathlib import Path

from tests.sources.registers.test_bods import entity, relation, shares

from ricochet.verbs.rank import rank
from ricochet.verbs.reach import reach
from ricochet.verbs.what_if import what_if

DAY = date(2026, 11, 1)
STATEMENTS = (
    entity("a", jurisdiction={"code": "CN"}),
    entity("b", jurisdiction={"code": "US"}),
    relation("r1", "x", "a", shares(60)),
    relation("r2", "a", "b", shares(50)),
)


def written(folder: Path) -> tuple[str, str]:
    register, listed = folder / "owners.csv", folder / "listed.csv"  # its name decides nothing
    register.write_text(json.dumps(STATEMENTS))
    listed.write_text("party,list\nx,us-ofac-sdn\n")
    return str(register), str(listed)


def test_reach_reads_a_register(tmp_path: Path) -> None:
    register, listed = written(tmp_path)
    report = reach(register, listed, "us-ofac-50", as_of=DAY)
    assert [(one.party, one.status, one.share) for one in report.reached] == [
        ("a", "caught", "60"),
        ("b", "caught", "50"),
    ]
    assert not report.quarantined


def test_the_countries_it_tells_count(tmp_path: Path) -> None:
    register, listed = written(tmp_path)
    Path(listed).write_text("party,list\nx,us-bis-el\n")
    report = reach(register, listed, "us-bis-affiliates", as_of=date(2025, 10, 15))
    assert [one.party for one in report.reached] == ["a"]  # b is a US company
    (parties := tmp_path / "parties.csv").write_text("party,country\nb,DE\n")
    report = reach(register, listed, "us-bis-affiliates", as_of=date(2025, 10, 15), parties=parties)
    assert [one.party for one in report.reached] == ["a", "b"]  # the user's own table counts


def test_what_if_and_rank_read_it_too(tmp_path: Path) -> None:
    register, _ = written(tmp_path)
    table = rank(holdings=register, rule="us-ofac-50", as_of=DAY)
    assert (table.ranked[0].party, table.ranked[0].caught) == ("x", ("a", "b"))
    report = what_if(add=["x=us-ofac-sdn"], holdings=register, as_of=DAY)
    assert {party.id for party in report.tables.facts.parties} == {"a", "b"}
    assert report.tables.tables[0].rows == 4
