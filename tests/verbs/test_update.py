"""update and lists, as a user's folder of official files sees them."""

from datetime import date
from pathlib import Path

import pytest

from ricochet.errors import UsageError
from ricochet.settings import Settings
from ricochet.snapshot.catalogue import catalogue
from ricochet.snapshot.store import open_snapshot
from ricochet.verbs.lists import lists
from ricochet.verbs.update import update


def sdn(count: int) -> bytes:
    rows = "".join(
        f'{n},"NAME {n}",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' for n in range(1, count + 1)
    )
    return rows.encode() + b"\x1a"


def add(count: int) -> bytes:
    return "".join(f"{n},{n},-0- ,-0- ,-0- ,-0- \r\n" for n in range(1, count + 1)).encode() + b"\x1a"


def alt(count: int) -> bytes:
    return "".join(f'{n},{n},"aka","ALIAS {n}",-0- \r\n' for n in range(1, count + 1)).encode() + b"\x1a"


def lay(folder: Path, day: str, count: int) -> Path:
    place = folder / day
    place.mkdir(parents=True)
    for name, data in (("sdn.csv", sdn(count)), ("add.csv", add(count)), ("alt.csv", alt(count))):
        (place / name).write_bytes(data)
    return folder


def test_a_folder_of_ofac_files_is_in_force_after_update(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    report = update(lay(tmp_path / "in", "2022-05-06", 40), settings)
    assert (report.exit_code, report.changed, report.skipped) == (0, True, 0)
    (row,) = lists(settings, date(2022, 5, 11))
    assert (row.list, row.title) == ("us-ofac-sdn", "US: Specially Designated Nationals")
    assert (row.version, row.published, row.age_days, row.too_old) == ("2022-05-06", date(2022, 5, 6), 5, False)
    assert (row.entries, row.in_force, row.withheld, row.why) == (40, True, False, "")
    names = "list title version published age_days max_age_days entries sha256 in_force withheld why"
    assert list(row.__dataclass_fields__) == names.split()


def test_a_list_past_its_age_or_not_yet_published_is_too_old(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    update(lay(tmp_path / "in", "2022-05-06", 40), settings)
    assert [lists(settings, day)[0].too_old for day in (date(2022, 6, 5), date(2022, 6, 6), date(2022, 5, 5))] == [
        False,
        True,
        True,
    ]
    assert lists(settings, date(2022, 5, 5))[0].age_days is None


def test_half_a_list_is_withheld_shown_and_exits_3(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    update(lay(tmp_path / "in", "2022-05-06", 40), settings)
    assert update(lay(tmp_path / "next", "2022-05-07", 20), settings).exit_code == 3
    held, force = lists(settings, date(2022, 5, 11))
    assert (held.version, held.withheld, held.in_force) == ("2022-05-07", True, False)
    assert "20 of 40 entries" in held.why
    assert (force.version, force.in_force) == ("2022-05-06", True)


def test_history_shows_every_version_in_force_last(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    folder = lay(lay(lay(tmp_path / "in", "2022-05-08", 42), "2022-05-06", 40), "2022-05-07", 41)
    update(folder, settings)
    assert [row.version for row in lists(settings, date(2022, 5, 11))] == ["2022-05-08"]
    rows = lists(settings, date(2022, 5, 11), history=True)
    assert [row.version for row in rows] == ["2022-05-06", "2022-05-07", "2022-05-08"]


def test_a_web_page_under_a_lists_name_is_refused_and_told(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", "2022-05-06", 40)
    (folder / "2022-05-07").mkdir()
    (folder / "2022-05-07" / "sdn.csv").write_bytes(b"<!DOCTYPE html><html>Just a moment</html>")
    report = update(folder, Settings(home=tmp_path / "home"))
    assert [one.label for one in report.refused] == ["2022-05-07/sdn.csv"]
    assert report.exit_code == 3


def test_a_real_cut_of_a_list_never_comes_into_force(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    update(lay(tmp_path / "in", "2022-05-06", 40), settings)
    whole = sdn(40)
    for cut in range(0, len(whole), 97):
        folder = tmp_path / f"cut{cut}" / "2022-05-07"
        folder.mkdir(parents=True)
        (folder / "sdn.csv").write_bytes(whole[:cut])
        (folder / "add.csv").write_bytes(add(40))
        (folder / "alt.csv").write_bytes(alt(40))
        update(folder.parent, settings)
        snapshot = open_snapshot(settings.home)
        assert snapshot is not None
        assert [one.version for one in snapshot.lists()] == ["2022-05-06"], cut


def test_a_folder_without_lists_files_nothing_and_says_what_it_skipped(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").write_text("hello")
    report = update(tmp_path / "in", Settings(home=tmp_path / "home"))
    assert (report.filed, report.refused, report.skipped) == ((), (), 1)
    assert lists(Settings(home=tmp_path / "home"), date(2022, 5, 11)) == ()


def test_no_such_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        update(tmp_path / "nowhere", Settings(home=tmp_path / "home"))


def test_every_list_of_the_catalogue_has_an_age_and_a_page() -> None:
    assert len(catalogue()) >= 24
    for name, one in catalogue().items():
        assert name == one.id
        assert one.max_age_days > 0
        assert one.page.startswith("https://")
