"""Every ownership case, rule by rule, and the one graph that every rule answers differently."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.ownership.notation import read_graph

from ricochet.ownership.reach import Answer, reach
from ricochet.ownership.stakes import stakes_on
from ricochet.regimes import load_regimes, rule

TODAY = date(2026, 11, 22)
FILES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
CASES = [(file.stem, case) for file in FILES for case in yaml.safe_load(file.read_text("utf-8"))]
REGIMES = load_regimes()


def answer(rule_id: str, graph_text: str, day: date) -> Answer | None:
    graph = read_graph(graph_text)
    regime = rule(REGIMES, rule_id, day)
    if regime is None:
        return None
    return reach(stakes_on(graph.holdings, day), graph.listings.values(), regime, day, complete=graph.complete)


def names(answer: Answer | None, status: str) -> set[str]:
    return {reached.party for reached in answer.reached if reached.status == status} if answer else set()


def test_there_are_75_rows() -> None:
    assert len(CASES) == 75


@pytest.mark.parametrize(("rule_id", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_case(rule_id: str, case: dict[str, Any]) -> None:
    found = answer(rule_id, case["graph"], case.get("as_of", TODAY))
    assert names(found, "caught") == set(case["caught"]), case["why"]
    assert names(found, "possible") == set(case["possible"]), case["why"]


MATRIX = "X*[{0}] -50-> A; Y*[{0}] -30-> B; Z*[{0}] -25-> B; X*[{0}] -ctl-> D; X*[{0}] -40-> D; X*[{0}] -(25,50]-> F"


@pytest.mark.parametrize(
    ("rule_id", "tag", "day", "caught", "possible"),
    [
        ("us-ofac-50", "SDN", TODAY, "AB", "F"),
        ("us-bis-affiliates", "EL", date(2025, 10, 15), "AB", "F"),
        ("eu", "EU", TODAY, "ABD", "F"),
        ("eu", "EU", date(2023, 1, 1), "BD", ""),
        ("uk", "UK", TODAY, "D", ""),
        ("ch", "CH", TODAY, "BD", ""),
        ("ca", "CA", TODAY, "AD", "F"),
    ],
)
def test_matrix_one_graph_seven_answers(rule_id: str, tag: str, day: date, caught: str, possible: str) -> None:
    found = answer(rule_id, MATRIX.format(tag), day)
    assert (names(found, "caught"), names(found, "possible")) == (set(caught), set(possible))
