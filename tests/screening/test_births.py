"""Dates of birth at any precision, and genders in many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.screening.births import Birth, Relation, births_in, relation
from ricochet.screening.genders import gender_of


@pytest.mark.parametrize(
    "text",
    [
        "1939-07-02", "02 Jul 1939", "2 July 1939", "July 2, 1939", "02-JUL-1939", "19390702", "1939.07.02", "2.7.1939",
        "1939年7月2日", "2 de julio de 1939", "2. Juli 1939", "2 июля 1939 г.", "2 juillet 1939", "１９３９-07-02",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_printed(text: str) -> None:
    assert Birth(1939, 7, 2) in births_in(text)


@pytest.mark.parametrize(
    ("text", "births"),
    [
        ("Jul 1939", (Birth(1939, 7),)),
        ("1939-07", (Birth(1939, 7),)),
        ("circa 1962", (Birth(1962, circa=True),)),
        ("03/04/1960", (Birth(1960, 4, 3), Birth(1960, 3, 4))),
        ("1958 to 1960", (Birth(1958), Birth(1959), Birth(1960))),
        ("1958; 1960", (Birth(1958), Birth(1960))),
        ("1960-13-45", (Birth(1960),)),
        ("unknown", ()),
    ],
)
def test_what_is_not_printed_is_not_known(text: str, births: tuple[Birth, ...]) -> None:
    assert births_in(text) == births


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("1939-07-02", "02 Jul 1939", "day"),
        ("1939-07-02", "Jul 1939", "month"),
        ("1939-07-02", "1939", "year"),
        ("1939-07-02", "1939-02-07", "turned"),
        ("1939-07-02", "1939-07-03", "other day"),
        ("1939-07-02", "1940", "next year"),
        ("1939-07-02", "1941", "other year"),
        ("1939-07-02", "circa 1941", ""),
        ("1939-07-02", "circa 1950", "other year"),
        ("1962", "01 Jan 1960 to 31 Dec 1965", "year"),
        ("1939-07-02", "", ""),
        ("1939-07-02", "not given", ""),
    ],
)
def test_what_two_dates_say_of_each_other(left: str, right: str, said: Relation) -> None:
    assert relation([left], [right])[0] == said
    assert relation([right], [left])[0] == said


def test_the_nearest_of_several_dates_counts() -> None:
    assert relation(["1939-07-02"], ["1950", "02 Jul 1939"]) == ("day", 0)


@given(st.text(max_size=80))
def test_any_text_is_read_and_is_near_itself(text: str) -> None:
    assert relation([text], [text])[0] in {"", "day", "month", "year"}


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("M", "male"),
        ("Female", "female"),
        ("w", "female"),
        ("mujer", "female"),
        ("man", "male"),
        ("муж.", "male"),
        ("X", ""),
        ("", ""),
    ],
)
def test_genders(text: str, gender: str) -> None:
    assert gender_of(text) == gender
