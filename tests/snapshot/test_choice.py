"""What is searched on a day, and that a list nobody can search is said, never silently left out."""

from datetime import date
from pathlib import Path

import pytest
from tests.snapshot.test_filing import complete, current, toy, update

from ricochet.settings import Settings
from ricochet.snapshot.choice import choose
from ricochet.verbs.book import prepare

pytestmark = pytest.mark.usefixtures("_toy")
DAY = date(2022, 5, 10)


def test_the_version_in_force_is_chosen_and_its_age_told(tmp_path: Path) -> None:
    update(tmp_path, {**complete("2022-05-06", toy(0, 100)), **complete("2022-05-09", toy(0, 99))})
    fresh = choose(current(tmp_path), [], DAY, dated=False)
    assert ([one.version for one in fresh.versions], fresh.missing, fresh.stale) == (["2022-05-09"], (), ())
    dated = choose(current(tmp_path), [], date(2022, 5, 7), dated=True)
    assert [one.version for one in dated.versions] == ["2022-05-06"]
    old = choose(current(tmp_path), [], date(2024, 5, 10), dated=False)
    assert "days old" in old.stale[0]


def test_a_list_wholly_withheld_or_not_held_is_missing(tmp_path: Path) -> None:
    update(tmp_path, complete("2022-05-06", toy(0, 0)))
    assert "no version in force" in choose(current(tmp_path), [], DAY, dated=False).missing[0]
    assert choose(current(tmp_path), ["no-such"], DAY, dated=False).missing == ("no-such is not held",)


@pytest.mark.parametrize("allow_stale", [False, True])
def test_a_missing_list_leaves_no_row_clear_even_where_stale_ones_are_allowed(
    tmp_path: Path, allow_stale: bool
) -> None:
    update(tmp_path, complete("2022-05-06", toy(0, 100)))
    settings = Settings(home=tmp_path / "home")
    ready = prepare(["toy", "no-such"], settings=settings, as_of=DAY, allow_stale=allow_stale)
    assert ready.doubts == ("no-such is not held",)
    assert ready.screening.row({"name": "Somebody Else Entirely"}, 1).verdict == "undetermined"
