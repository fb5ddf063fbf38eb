"""compare: two names, pairs, whole records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import UsageError
from ricochet.verbs.compare import compare, compare_pairs, compare_records


def test_two_names_give_a_score_an_answer_and_reasons() -> None:
    got = compare("SIS DOO", "SIS d.o.o.", "company")
    assert got.match
    assert got.score > 0.95
    assert [reason.feature for reason in got.reasons] == ["start", "word", "letters", "first"]
    assert sum(reason.effect for reason in got.reasons) == pytest.approx(got.score, abs=1e-6)


def test_an_empty_name_is_no_match_and_says_that_nothing_was_compared() -> None:
    got = compare("", "SIS")
    assert (got.score, got.match) == (0.0, False)
    assert got.reasons[1].feature == "empty"


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="person, company"):
        compare("A", "B", "teapot")


def test_rows_pass_through_untouched_with_names_and_with_records() -> None:
    rows: list[dict[str, object]] = [
        {"name1": "AT&T Inc.", "name2": "AT and T Inc.", "schema": "Company", "note": "x"},
        {
            "query": {"firstName": "Hans", "lastName": "Friedrich"},
            "candidate": {"name": "FRIEDRICH, Hans"},
            "schema": "Person",
        },
    ]
    answers = list(compare_pairs(rows))
    assert [row for row, _ in answers] == rows
    assert all(found.match for _, found in answers)


def test_a_row_of_neither_shape_is_refused_by_its_number() -> None:
    with pytest.raises(UsageError, match="Row 1"):
        list(compare_pairs([{"left": "A"}]))


def test_records_are_compared_by_everything_they_hold() -> None:
    query = {"name": "Ivan Petrov", "birthDate": "1950-02-01", "schema": "Person"}
    assert compare_records(query, {**query, "birthDate": ["1950-02-01"]}).score > compare_records(query, {}).score
    same, apart = (compare_records(query, {**query, "birthDate": day}) for day in ("1950-02-01", "1985"))
    assert [reason.feature for reason in apart.reasons][-1] == "birth_date"
    assert apart.score < compare_records({"name": "Ivan Petrov"}, query).score < same.score


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_RECORDS = st.dictionaries(
    st.sampled_from(["name", "aliases", "schema", "dob", "country", "gender", "identifiers", "lastName", "x"]), _VALUES
)


@given(_RECORDS, _RECORDS)
def test_any_records_are_answered_the_same_both_ways(left: dict[str, object], right: dict[str, object]) -> None:
    one, other = compare_records(left, right), compare_records(right, left)
    assert 0 <= one.score <= 1
    assert one.score == other.score
