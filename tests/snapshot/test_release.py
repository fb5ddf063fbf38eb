"""A withheld version comes into force only by a person's reason, which stays."""

from pathlib import Path

import pytest
from tests.snapshot.test_filing import complete, current, in_force, toy, update

from ricochet.errors import ListError, UsageError
from ricochet.settings import Settings
from ricochet.verbs.publish import publish

pytestmark = pytest.mark.usefixtures("_toy")


@pytest.fixture
def shrunk(tmp_path: Path) -> Path:
    update(tmp_path, {**complete("2022-05-06", toy(0, 100)), **complete("2022-05-07", toy(0, 50))})
    return tmp_path


def test_a_released_version_is_in_force_and_says_why(shrunk: Path) -> None:
    before = current(shrunk)
    released = publish("toy", "2022-05-07", "the programme ended", Settings(home=shrunk / "home"))
    assert (released.in_force, released.withheld) == (True, False)
    assert released.why.startswith("released: the programme ended (it was withheld: 50 of 100 entries")
    assert in_force(shrunk).version == "2022-05-07"
    assert current(shrunk).id != before.id


def test_a_release_survives_the_next_update(shrunk: Path) -> None:
    publish("toy", "2022-05-07", "the programme ended", Settings(home=shrunk / "home"))
    update(shrunk, complete("2022-05-08", toy(0, 49)), "next")
    assert in_force(shrunk).version == "2022-05-08"


def test_only_what_is_withheld_can_be_released_and_only_with_a_reason(shrunk: Path) -> None:
    settings = Settings(home=shrunk / "home")
    with pytest.raises(UsageError, match="not withheld"):
        publish("toy", "2022-05-06", "why not", settings)
    with pytest.raises(UsageError, match="reason"):
        publish("toy", "2022-05-07", " ", settings)
    with pytest.raises(ListError, match="has no version"):
        publish("toy", "2030-01-01", "why not", settings)
    with pytest.raises(ListError, match="No official lists"):
        publish("toy", "2022-05-07", "why not", Settings(home=shrunk / "empty"))


def test_an_empty_list_is_never_released(tmp_path: Path) -> None:
    update(tmp_path, {**complete("2022-05-06", toy(0, 100)), **complete("2022-05-07", toy(0, 0))})
    with pytest.raises(UsageError, match="holds no entry"):
        publish("toy", "2022-05-07", "why not", Settings(home=tmp_path / "home"))
