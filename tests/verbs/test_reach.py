"""The 75 ownership cases again, as a user would bring them: plain CSV tables through the verb."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.ownership.notation import Graph, read_graph
from tests.ownership.test_cases import CASES, TODAY

from ricochet.verbs.reach import reach


def write(path: Path, header: list[str], rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def tables(graph: Graph, folder: Path) -> dict[str, Path]:
    holdings = [
        [
            row.owner,
            row.owned,
            "" if row.basis in {"control", "director"} else str(row.share),
            row.basis,
            str(row.period.start or ""),
            str(row.period.end or ""),
            row.joint,
            row.held_for,
        ]
        for row in graph.holdings
    ]
    listed = [
        [row.party, row.list, "; ".join(row.programmes), str(row.since or ""), str(row.until or "")]
        for row in graph.listings.values()
    ]
    parties = [[party, "yes"] for party in sorted(graph.complete)]
    header = ["owner", "owned", "share", "basis", "from", "to", "joint", "held_for"]
    return {
        "holdings": write(folder / "holdings.csv", header, holdings),
        "listed": write(folder / "listed.csv", ["party", "list", "programme", "from", "to"], listed),
        "parties": write(folder / "parties.csv", ["party", "register_complete"], parties),
    }


@pytest.mark.parametrize(("rule_id", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_case_as_tables(rule_id: str, case: dict[str, Any], tmp_path: Path) -> None:
    files = tables(read_graph(case["graph"]), tmp_path)
    report = reach(
        files["holdings"], files["listed"], rule_id, as_of=case.get("as_of", TODAY), parties=files["parties"]
    )
    assert not report.quarantined
    assert {one.party for one in report.reached if one.status == "caught"} == set(case["caught"])
    assert {one.party for one in report.reached if one.status == "possible"} == set(case["possible"])


def test_a_us_company_is_not_reached_by_a_rule_for_foreign_ones_but_passes_ownership_on(tmp_path: Path) -> None:
    files = tables(read_graph("X*[EL] -100-> USCO; USCO -60-> B"), tmp_path)
    (tmp_path / "parties.csv").write_text("party,country\nUSCO,US\n")
    report = reach(
        files["holdings"], files["listed"], "us-bis-affiliates", as_of=date(2025, 10, 15), parties=files["parties"]
    )
    assert [one.party for one in report.reached] == ["B"]


def test_an_owner_that_cannot_be_compared_in_full_is_told(tmp_path: Path) -> None:
    (tmp_path / "holdings.csv").write_text(f"owner,owned,share\n{'Petrov ' * 900},A,60\nMaria Lopez,B,60\n", "utf-8")
    (tmp_path / "listed.csv").write_text("party\nsdn-1\n", "utf-8")
    (tmp_path / "parties.csv").write_text("party,name\nsdn-1,Sergey Ivanovich Petrov\n", "utf-8")
    report = reach(
        tmp_path / "holdings.csv",
        tmp_path / "listed.csv",
        "us-ofac-50",
        parties=tmp_path / "parties.csv",
        match_names=True,
    )
    (told,) = [notice for notice in report.notices if "may be missed" in notice]
    assert told.startswith("owner 'Petrov Petrov")
