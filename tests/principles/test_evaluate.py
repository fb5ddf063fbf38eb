"""Three values: against every completion of the unknowns, and against SQL's own logic on the same text."""

import itertools
from collections.abc import Iterator, Mapping

import duckdb
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.principles.examples import TRUTHS, Fact, Firm, atoms, columns, expressions, principle, rules

from ricochet.principles.columns import Column, Numbers, numbers, truths
from ricochet.principles.dictionary import shipped
from ricochet.principles.evaluate import encode, evaluate, truth_at, truth_table
from ricochet.principles.figure import Interval
from ricochet.principles.verdict import STATUSES, WORDS, verdicts

KNOWN: dict[str, list[Fact]] = {
    **{name: [True, False] for name in TRUTHS},
    # every threshold in examples.py, the ends of the fact's range, and a figure between each two
    "state_owned_pct": [0.0, 10.0, 25.0, 30.0, 50.0, 70.0, 100.0],
    "export_countries": [0.0, 10.0, 25.0, 30.0, 50.0, 70.0, 100.0, 250.0],
    "sector": ["AI", "drone", "other"],
}
FIRMS = st.fixed_dictionaries({name: st.sampled_from([None, None, *values]) for name, values in KNOWN.items()})


def completions(firm: Firm, facts: set[str]) -> Iterator[Firm]:
    unknown = sorted(name for name in facts if firm[name] is None)
    for values in itertools.product(*(KNOWN[name] for name in unknown)):
        yield {**firm, **dict(zip(unknown, values, strict=True))}


def test_brute_force_agrees_where_every_fact_is_read_once() -> None:
    seen = {"caught": 0, "possible": 0, "not": 0}

    @given(st.lists(atoms(), min_size=1, max_size=4), st.data(), FIRMS)
    def check(criteria: list[str], data: st.DataObject, firm: dict[str, Fact]) -> None:
        rule = data.draw(rules([f"c{n}" for n in range(len(criteria))]))
        asked = principle(criteria, rule)
        assume(not asked.read_twice())
        ours = STATUSES[verdicts(asked, truth_table(asked, columns([firm])))[0]]
        facts = {key for one in asked.criteria for key in one.parsed.reads}
        all_known = list(completions(firm, facts))
        found = {STATUSES[n] for n in verdicts(asked, truth_table(asked, columns(all_known)))}
        assert "possible" not in found
        seen[ours] += 1
        assert ours == (found.pop() if len(found) == 1 else "possible")

    check()
    assert all(seen.values()), seen


@given(st.lists(expressions(), min_size=1, max_size=3), st.data(), FIRMS)
def test_a_settled_verdict_holds_in_every_completion(
    criteria: list[str], data: st.DataObject, firm: dict[str, Fact]
) -> None:
    asked = principle(criteria, data.draw(rules([f"c{n}" for n in range(len(criteria))])))
    ours = STATUSES[verdicts(asked, truth_table(asked, columns([firm])))[0]]
    facts = {key for one in asked.criteria for key in one.parsed.reads}
    found = {STATUSES[n] for n in verdicts(asked, truth_table(asked, columns(list(completions(firm, facts)))))}
    assert ours == "possible" or found == {ours}


def test_where_a_fact_is_read_twice_possible_may_stand_though_all_completions_agree() -> None:
    asked = principle(["state_owned or not state_owned"], "c0")
    assert asked.read_twice() == ("state_owned",)
    assert STATUSES[verdicts(asked, truth_table(asked, columns([{"state_owned": None}])))[0]] == "possible"


@given(expressions(), st.lists(FIRMS, min_size=1, max_size=5))
def test_sql_says_the_same_of_the_same_text(text: str, firms: list[dict[str, Fact]]) -> None:
    """An expression is SQL: DuckDB, with NULL for unknown, gives the same three values."""
    asked = principle([text], "c0")
    # a figure's range is knowledge that SQL does not have: leave out what it alone decides
    wide = {key: _unbounded(column) for key, column in columns(firms).items()}
    ours = evaluate(asked.criteria[0], wide, {})
    table = duckdb.connect(":memory:")
    kinds = {"truth": "BOOLEAN", "number": "DOUBLE", "text": "VARCHAR"}
    table.execute(f"CREATE TABLE firms ({', '.join(f'{name} {kinds[shipped()[name].type]}' for name in KNOWN)})")
    for firm in firms:
        cells = ", ".join("?" * len(KNOWN))
        table.execute(f"INSERT INTO firms VALUES ({cells})", [firm[name] for name in KNOWN])  # noqa: S608 - the same
    theirs = [row[0] for row in table.execute(f"SELECT {text} FROM firms").fetchall()]  # noqa: S608 - our own text
    codes = encode([ours])
    assert [{0: False, 1: None, 2: True}[int(code)] for code in codes] == theirs


def _unbounded(column: Column) -> Column:
    if not isinstance(column, Numbers):
        return column
    known = column.low == column.high
    whole = Interval(float("-inf"), float("inf"))
    return numbers(
        [Interval(low, high) if k else whole for low, high, k in zip(column.low, column.high, known, strict=True)]
    )


MORE = "state_owned_pct > foreign_revenue_pct"
CASES: list[tuple[str, dict[str, Fact | Interval], str]] = [
    ("state_owned_pct >= 25", {"state_owned_pct": Interval(30, 60)}, "yes"),
    ("state_owned_pct >= 25", {"state_owned_pct": Interval(20, 60)}, "unknown"),
    ("state_owned_pct < 20", {"state_owned_pct": Interval(20, 60)}, "no"),
    ("state_owned_pct between 25 and 60", {"state_owned_pct": Interval(30, 60)}, "yes"),
    ("state_owned_pct = 30", {"state_owned_pct": Interval(30, 30)}, "yes"),
    ("state_owned_pct = 30", {"state_owned_pct": Interval(20, 40)}, "unknown"),
    ("state_owned_pct >= 0", {"state_owned_pct": None}, "yes"),
    (MORE, {"state_owned_pct": Interval(40, 60), "foreign_revenue_pct": Interval(10, 39)}, "yes"),
    (MORE, {"state_owned_pct": Interval(40, 60), "foreign_revenue_pct": Interval(10, 41)}, "unknown"),
    ("state_owned_pct = foreign_revenue_pct", {"state_owned_pct": 40.0, "foreign_revenue_pct": 40.0}, "yes"),
    ("state_owned_pct in (40, 50)", {"state_owned_pct": 40.0}, "yes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "firm", "word"), CASES)
def test_intervals(text: str, firm: Mapping[str, Fact | Interval], word: str) -> None:
    asked = principle([text], "c0")
    found = {}
    for key, value in firm.items():
        found[key] = numbers([value]) if isinstance(value, Interval) else columns([{key: value}])[key]
    assert WORDS[int(truth_at(truth_table(asked, found).code, 0)[0])] == word


@given(st.lists(st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_code_holds_the_truth_of_every_criterion(rows: list[list[bool | None]]) -> None:
    code = encode([truths([row[place] for row in rows]) for place in range(3)])
    said = {0: False, 1: None, 2: True}
    assert [[said[int(truth_at(code, place)[n])] for place in range(3)] for n in range(len(rows))] == rows
