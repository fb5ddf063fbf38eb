"""Which version is the law on a day, and what a scenario may change about it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import UsageError
from ricochet.model.scenario import Override
from ricochet.regimes import load_regimes, regimes_on, rule
from ricochet.regimes.parse import parse_regime

REGIMES = load_regimes()
TEXT = b"""
name: N
authority: A
forbids: F
binds: []
citation: C
confidence: verified
versions:
  - {version: old, until: 2019-12-31}
  - {version: mid, since: 2020-01-01, until: 2020-06-30}
  - {version: new, since: 2021-01-01}
"""
LAW = parse_regime("law.yml", TEXT)


def override(version: str, *, on: bool) -> Override:
    return Override(regime="law", version=version, in_force=on, why="the minister said so")


def version(day: date, *overrides: Override) -> str | None:
    found = rule(LAW, "law", day, overrides)
    return found.version if found else None


def test_a_day_between_two_versions_has_none() -> None:
    assert version(date(2020, 6, 30)) == "mid"
    assert version(date(2020, 7, 1)) is None
    assert version(date(2021, 1, 1)) == "new"
    assert version(date(1900, 1, 1)) == "old"


def test_switching_off_leaves_the_day_without_a_version() -> None:
    assert version(date(2022, 1, 1), override("new", on=False)) is None
    assert version(date(2020, 2, 1), override("new", on=False)) == "mid"


@pytest.mark.parametrize("name", ["old", "mid"])
def test_switching_on_takes_the_place_of_the_version_in_force_and_says_why(name: str) -> None:
    found = rule(LAW, "law", date(2022, 1, 1), [override(name, on=True)])
    assert found is not None
    assert found.version == name
    assert found.banner == "Assumed to be in force: the minister said so"


def test_switching_one_on_holds_against_a_later_version_in_force() -> None:
    assert version(date(2022, 1, 1), override("new", on=False), override("old", on=True)) == "old"


def test_two_versions_cannot_both_be_switched_on() -> None:
    with pytest.raises(UsageError, match="switched on"):
        rule(LAW, "law", date(2022, 1, 1), [override("old", on=True), override("mid", on=True)])


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'us-ofac-5' is no rule\. Did you mean 'us-ofac-50'"):
        rule(REGIMES, "us-ofac-5", date(2022, 1, 1))


def test_an_override_of_something_unknown_is_refused() -> None:
    with pytest.raises(UsageError, match="Did you mean 'mid'"):
        regimes_on(LAW, date(2022, 1, 1), [override("midd", on=True)])
    with pytest.raises(UsageError, match="is no rule"):
        regimes_on(LAW, date(2022, 1, 1), [replace(override("mid", on=True), regime="lav")])


@given(st.integers(0, 366 * 70).map(lambda n: date(1970, 1, 1) + timedelta(days=n)), st.randoms())
def test_each_day_has_at_most_one_version_of_each_regime_in_one_order(day: date, shuffle: object) -> None:
    mixed = list(REGIMES)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    found = regimes_on(mixed, day)
    assert found == regimes_on(REGIMES, day)
    ids = [regime.id for regime in found]
    assert ids == sorted(set(ids))
    assert all(regime.in_force(day) for regime in found)
