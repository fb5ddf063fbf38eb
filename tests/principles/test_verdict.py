"""Which criteria decided, and what would decide."""

import pytest
from tests.principles.examples import Fact, columns, principle

from ricochet.principles.evaluate import truth_table
from ricochet.principles.verdict import Judge, Open, reduced, verdicts

ALL = "{all: [c0, {at_least: 2, of: [c1, c2, c3]}], unless: [c4]}"

CASES: list[tuple[str, dict[str, Fact], str, tuple[str, ...], str]] = [
    ("all and 2 of 3", {"a": True, "b": True, "c": True, "d": None, "x": False}, "caught", ("c0", "c1", "c2", "c4"),
     "holds: c0, c1, c2; excepted by none of c4"),
    ("an exception", {"a": True, "b": True, "c": True, "d": None, "x": True}, "not", ("c4",), "excepted by c4"),
    ("each failing part", {"a": False, "b": False, "c": False, "d": None, "x": None}, "not", ("c0", "c1", "c2"),
     "fails: c0, c1, c2"),
    ("too few", {"a": True, "b": False, "c": False, "d": True, "x": None}, "not", ("c1", "c2"), "fails: c1, c2"),
    ("open", {"a": True, "b": True, "c": False, "d": None, "x": None}, "possible", ("c3", "c4"), "unknown: c3, c4"),
]  # fmt: skip
FACTS = dict(zip("abcdx", ("state_owned", "state_controlled", "surveillance_products", "ethnicity_analytics",
                           "us_listed"), strict=True))  # fmt: skip


@pytest.mark.parametrize(("name", "firm", "status", "deciding", "said"), CASES, ids=[case[0] for case in CASES])
def test_the_deciding_clause(
    name: str, firm: dict[str, Fact], status: str, deciding: tuple[str, ...], said: str
) -> None:
    asked = principle(list(FACTS.values()), ALL)
    table = truth_table(asked, columns([{FACTS[key]: value for key, value in firm.items()}]))
    verdict = Judge(asked).verdict(int(table.code[0]))
    assert (verdict.status, verdict.deciding, verdict.because) == (status, deciding, said), name


def test_what_is_open_says_what_it_would_decide() -> None:
    asked = principle(["state_owned", "state_controlled"], "{all: [c0], unless: [c1]}")
    table = truth_table(asked, columns([{"state_owned": None, "state_controlled": None}]))
    assert Judge(asked).verdict(int(table.code[0])).open == (
        Open(criterion="c0", if_yes="possible", if_no="not"),
        Open(criterion="c1", if_yes="not", if_no="possible"),
    )


@pytest.mark.parametrize(
    ("kept", "caught"),
    [({"c0", "c1"}, 1), ({"c0"}, 2), ({"c1"}, 2), (set(), 4)],
)
def test_a_rule_without_some_criteria(kept: set[str], caught: int) -> None:
    asked = principle(["state_owned", "state_controlled"], "{all: [c0, {at_least: 1, of: [c1]}]}")
    firms: list[dict[str, Fact]] = [
        {"state_owned": a, "state_controlled": b} for a in (True, False) for b in (True, False)
    ]
    table = truth_table(asked, columns(firms))
    assert sum(verdicts(asked, table, reduced(asked, frozenset(kept))) == 2) == caught
