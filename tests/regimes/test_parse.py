"""A regime file is read strictly: whatever is wrong is named with its place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ricochet.errors import DataError
from ricochet.regimes import load_regimes
from ricochet.regimes.parse import parse_regime

GOOD = """\
name: A law
authority: The authority
forbids: Everything
binds: [everybody]
citation: Act 1
confidence: verified
lists: [my-list]
acts: ["*"]
persons: [anyone]
tests:
  - {basis: equity, threshold: 50}
dealings:
  - {code: PRIMARY, text: No., citation: Act 2, all_of: ["!us_person"], kinds: [buys]}
versions:
  - version: first
    since: 2020-01-01
"""


def read(text: str) -> object:
    return parse_regime("my-law.yml", text.encode())


def refusal(data: bytes) -> str:
    """Message with which the file is refused, empty where it is read."""
    try:
        parse_regime("my-law.yml", data)
    except DataError as refused:
        return str(refused)
    return ""


def test_the_sample_is_read() -> None:
    [regime] = parse_regime("my-law.yml", GOOD.encode())
    assert (regime.id, regime.version, regime.since, regime.until) == ("my-law", "first", date(2020, 1, 1), None)
    assert regime.dealings[0].all_of == ("!us_person",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: A law", "nmae: A law", "my-law.yml: the key 'nmae' means nothing here. Did you mean 'name'"),
        ("    since: 2020", "    sinse: 2020", "a version: the key 'sinse'"),
        ("threshold: 50", "treshold: 50", "tests 1: the key 'treshold' means nothing here. Did you mean 'threshold'"),
        ("all_of", "al_of", "dealings 1: the key 'al_of'"),
        ("threshold: 50", "threshold: 50.5", "whole number of per cent"),
        ("threshold: 50", "threshold: 101", "whole number of per cent"),
        ("threshold: 50", "threshold: true", "whole number of per cent"),
        ("equity, threshold: 50", "control, threshold: 50", "never with control"),
        ("equity, threshold: 50", "equity", "goes with equity"),
        ("basis: equity", "basis: equty", "'basis' is 'equty'. Write one of: equity, votes, control, interest"),
        ("code: PRIMARY", "code: PRIMERY", "Write one of: PRIMARY"),
        ("!us_person", "us_persn", "unknown word. Did you mean 'us_person'"),
        ("kinds: [buys]", "kinds: [bus]", "'kinds' names 'bus'"),
        ("persons: [anyone]", "persons: [noone]", "'persons' names 'noone'"),
        ("persons: [anyone]", "persons: anyone", "'persons' is not a list"),
        ("verified", "certain", "Write one of: verified, secondary, from memory"),
        ("verified", "from memory", "shipped without a citation"),
        ("citation: Act 1", "citation: ''", "'citation' is missing"),
        ("name: A law\n", "", "'name' is missing"),
        ("name: A law", "name: 7", "'name' is 7, not a text"),
        ("2020-01-01", "2020", "not a day"),
        ("2020-01-01", "2020-13", "'since': '2020-13' is not a day"),
        ("2020-01-01", "2020-02-30", "cannot be read"),
        ("2020-01-01", "2020-01-01\n    until: 2019-01-01", "lies after"),
        ("2020-01-01", "2020-01-01\n    date_precision: week", "day, month, unknown"),
        ("2020-01-01", "2020-01-01\n  - {version: second, since: 2021-01-01}", "'first' and 'second' overlap"),
        ("2020-01-01", "2020-01-01\n    until: 2020-02-01\n  - {version: first, since: 2021-01-01}", "one name"),
        ("  - version: first\n    since: 2020-01-01\n", "", "states no version"),
        ("authority:", "name:", "line 2: the key 'name' stands twice"),
        ("lists: [my-list]", "list_programmes: {other: [X]}", "the key 'other' means nothing here"),
        ("name: A law", "name: [", "is not YAML"),
        (GOOD, "- a list", "is not a mapping"),
        (GOOD, "", "is not a mapping"),
    ],
)
def test_a_wrong_file_is_refused_with_file_place_and_key(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError) as refused:
        read(GOOD.replace(old, new, 1))
    assert str(refused.value).startswith("my-law.yml")
    assert message in str(refused.value)


def test_from_memory_stands_without_a_citation() -> None:
    text = GOOD.replace("citation: Act 1\n", "").replace("verified", "from memory")
    assert parse_regime("my-law.yml", text.encode())[0].citation == ""


def test_a_month_is_its_first_day_as_start_and_its_last_as_end() -> None:
    text = GOOD.replace("2020-01-01", "2026-02\n    until: 2026-02")
    [regime] = parse_regime("my-law.yml", text.encode())
    assert (regime.since, regime.until, regime.date_precision) == (date(2026, 2, 1), date(2026, 2, 28), "month")


def test_a_version_overrides_what_the_file_says_for_all() -> None:
    text = GOOD + "    until: 2020-12-31\n  - {version: second, since: 2021-01-01, tests: [], name: Later}\n"
    first, second = parse_regime("my-law.yml", text.encode())
    assert (first.name, len(first.tests), second.name, second.tests) == ("A law", 1, "Later", ())


@pytest.mark.parametrize("name", ["My law.yml", "law.yaml.txt", "../law.yml", "law"])
def test_a_file_name_that_cannot_be_an_id_is_refused(name: str) -> None:
    with pytest.raises(DataError, match="no name for a regime file"):
        parse_regime(name, GOOD.encode())


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"[" * 5000)
@example(b"&a [*a]")
@example(b"\xff\xfe")
@example(b"? [1]\n: 2")
@example(b"versions: [{version: &x {a: *x}}]")
def test_any_bytes_are_read_or_refused_never_a_traceback(data: bytes) -> None:
    message = refusal(data)
    assert message == "" or message.startswith("my-law.yml")


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="utf-8"))
def test_one_wrong_character_is_read_or_refused_never_a_traceback(place: int, character: str) -> None:
    message = refusal((GOOD[:place] + character + GOOD[place + 1 :]).encode())
    assert message == "" or message.startswith("my-law.yml")


def test_a_users_directory_replaces_and_adds(tmp_path: Path) -> None:
    packaged = load_regimes()
    (tmp_path / "my-law.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "uk.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a regime", encoding="utf-8")
    mine = load_regimes(tmp_path)
    assert [r.name for r in mine if r.id in {"uk", "my-law"}] == ["A law", "A law"]
    assert {r.id for r in mine} == {r.id for r in packaged} | {"my-law"}


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_regimes(tmp_path / "absent")
