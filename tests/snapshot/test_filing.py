"""A folder becomes a snapshot: all or nothing, once, and no list shrinks unseen."""

import fcntl
import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ricochet.errors import DataError, ListError
from ricochet.snapshot import atomic
from ricochet.snapshot.filing import UpdateReport, file_versions
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.store import Snapshot, open_named, open_snapshot
from ricochet.sources.lists import parse

pytestmark = pytest.mark.usefixtures("_toy")


def toy(first: int, last: int, *, day: str = "", kind: str = "company") -> bytes:
    rows = "".join(f"{n};{kind};NAME {n}\r\n" for n in range(first, last))
    return ((f"#{day}\r\n" if day else "") + rows + "end\r\n").encode()


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def complete(day: str, data: bytes) -> dict[str, bytes]:
    return {f"{day}/toy.csv": data, f"{day}/toy_alt.csv": b""}


def update(tmp_path: Path, files: dict[str, bytes], name: str = "in") -> UpdateReport:
    return file_versions(tmp_path / "home", lay(tmp_path / name, files))


def current(tmp_path: Path) -> Snapshot:
    found = open_snapshot(tmp_path / "home")
    assert found is not None
    return found


def in_force(tmp_path: Path) -> Version:
    (version,) = current(tmp_path).lists()
    return version


def test_nothing_filed_is_no_snapshot(tmp_path: Path) -> None:
    assert open_snapshot(tmp_path) is None


def test_versions_are_filed_in_date_order_and_the_newest_complete_one_is_in_force(tmp_path: Path) -> None:
    files = {
        **complete("2022-05-06", toy(0, 100)),
        **complete("2021-07-07", toy(0, 99)),
        "2022-12-01/toy.csv": toy(0, 102),
        "PROVENANCE.md": b"where from",
    }
    report = update(tmp_path, files)
    versions = current(tmp_path).versions("toy")
    assert [one.version for one in versions] == ["2021-07-07", "2022-05-06", "2022-12-01"]
    assert [one.in_force for one in versions] == [False, True, False]
    assert versions[2].why == "incomplete, lacks toy_alt.csv: no aliases"
    assert not versions[2].withheld
    assert (report.skipped, report.refused, report.exit_code) == (1, (), 0)


def test_an_incomplete_version_is_in_force_only_where_no_complete_one_is_and_says_so(tmp_path: Path) -> None:
    update(tmp_path, {"2022-12-01/toy.csv": toy(0, 9)})
    assert in_force(tmp_path).why == "no complete version is held; this one lacks toy_alt.csv: no aliases"
    update(tmp_path, complete("2021-01-01", toy(0, 9)), "other")
    assert in_force(tmp_path).version == "2021-01-01"


def test_the_files_own_date_wins_over_the_paths(tmp_path: Path) -> None:
    update(tmp_path, complete("2022-12-01", toy(0, 9, day="2022-11-30")))
    assert (in_force(tmp_path).published, in_force(tmp_path).own_date) == (date(2022, 11, 30), True)


def test_a_month_is_its_first_day_and_no_date_is_said(tmp_path: Path) -> None:
    update(tmp_path, complete("2025-05", toy(0, 9)))
    assert (in_force(tmp_path).version, in_force(tmp_path).published) == ("2025-05", date(2025, 5, 1))
    assert "only the month" in in_force(tmp_path).why
    update(tmp_path, {"x/toy.csv": toy(0, 8), "x/toy_alt.csv": b""}, "undated")
    undated = current(tmp_path).versions()[0]
    assert (undated.version, undated.in_force) == ("undated", False)
    assert "gives a date" in undated.why


def test_update_twice_gives_the_same_snapshot_and_parses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {**complete("2022-05-06", toy(0, 100)), **complete("2022-05-07", toy(0, 101))}
    first = update(tmp_path, files)

    def refuse(_: object) -> None:
        raise AssertionError("parsed twice")

    monkeypatch.setattr(parse, "parse", refuse)
    second = update(tmp_path, files)
    assert (second.snapshot, second.changed) == (first.snapshot, False)
    assert [one.new for one in second.filed] == [False, False]
    assert len(list((tmp_path / "home" / "snapshots").glob("*.json"))) == 1


def test_the_same_files_give_the_same_snapshot_in_every_store_at_every_hour(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", complete("2022-05-06", toy(0, 100)))
    one = file_versions(tmp_path / "one", folder, now=datetime(2022, 1, 1, tzinfo=UTC))
    moved = Path(shutil.copytree(folder, tmp_path / "moved" / "deep"))
    two = file_versions(tmp_path / "two", moved, now=datetime(2026, 1, 1, tzinfo=UTC))
    assert one.snapshot == two.snapshot
    assert (tmp_path / "one" / "snapshots" / f"{one.snapshot}.filed").read_text() == "2022-01-01T00:00:00+00:00\n"


def test_a_second_update_keeps_every_earlier_version_and_snapshot(tmp_path: Path) -> None:
    first = update(tmp_path, complete("2022-05-06", toy(0, 100)))
    update(tmp_path, complete("2022-05-07", toy(0, 101)), "other")
    assert [one.version for one in current(tmp_path).versions()] == ["2022-05-06", "2022-05-07"]
    assert [one.version for one in open_named(tmp_path / "home", first.snapshot).lists()] == ["2022-05-06"]


def test_older_files_after_newer_ones_are_history_not_a_roll_back(tmp_path: Path) -> None:
    update(tmp_path, complete("2022-05-06", toy(0, 100)))
    update(tmp_path, complete("2021-01-01", toy(0, 40)), "older")
    assert in_force(tmp_path).version == "2022-05-06"
    assert not current(tmp_path).versions()[0].withheld


def test_as_of_a_day_the_newest_complete_version_published_by_then(tmp_path: Path) -> None:
    update(
        tmp_path,
        {**complete("2021-07-07", toy(0, 99)), "2022-01-01/toy.csv": toy(0, 99), **complete("2022-05-06", toy(0, 99))},
    )
    found = [current(tmp_path).as_of("toy", date(2021, 7, day)) for day in (6, 7)]
    assert [one and one.version for one in found] == [None, "2021-07-07"]
    later = current(tmp_path).as_of("toy", date(2022, 5, 5))
    assert later
    assert later.version == "2021-07-07"


def test_b01_b03_a_foreign_or_cut_file_is_refused_and_all_others_are_filed(tmp_path: Path) -> None:
    files = {
        **complete("2022-05-06", toy(0, 100)),
        "2022-05-07/toy.csv": b"<html>captcha",
        **complete("2022-05-08", toy(0, 101)[:-4]),
    }
    report = update(tmp_path, files)
    assert [(one.label, one.reason) for one in report.refused] == [
        ("2022-05-07/toy.csv", "toy.csv is a web page."),
        ("2022-05-08/toy.csv", "toy.csv ends early."),
    ]
    assert report.exit_code == 3
    assert in_force(tmp_path).version == "2022-05-06"


def test_b02_an_empty_list_is_withheld_and_the_last_good_one_stays(tmp_path: Path) -> None:
    report = update(tmp_path, {**complete("2022-05-06", toy(0, 100)), **complete("2022-05-07", b"end\r\n")})
    assert in_force(tmp_path).version == "2022-05-06"
    empty = current(tmp_path).versions()[1]
    assert (empty.withheld, "no entry" in empty.why, report.exit_code) == (True, True, 3)


def test_b02_where_all_is_empty_nothing_is_in_force(tmp_path: Path) -> None:
    update(tmp_path, complete("2022-05-07", b"end\r\n"))
    assert current(tmp_path).lists() == ()
    with pytest.raises(ListError, match="is withheld"):
        current(tmp_path).edition("toy")


@pytest.mark.parametrize(("left", "withheld"), [(100, False), (95, False), (94, True), (50, True)])
def test_b05_more_than_five_per_cent_removed_in_a_day_is_withheld(tmp_path: Path, left: int, withheld: bool) -> None:
    update(tmp_path, complete("2022-05-06", toy(0, 100)))
    report = update(tmp_path, complete("2022-05-07", toy(0, left)), "next")
    newest = current(tmp_path).versions()[1]
    assert (newest.withheld, newest.removed, newest.against) == (withheld, 100 - left, "2022-05-06")
    assert in_force(tmp_path).version == ("2022-05-06" if withheld else "2022-05-07")
    assert report.exit_code == (3 if withheld else 0)
    if withheld:
        assert f"{100 - left} of 100 entries of 2022-05-06 are gone" in newest.why


def test_b05_entries_exchanged_for_others_count_as_removed(tmp_path: Path) -> None:
    update(tmp_path, {**complete("2022-05-06", toy(0, 100)), **complete("2022-05-07", toy(50, 150))})
    assert in_force(tmp_path).version == "2022-05-06"


def test_b05_more_than_500_entries_are_withheld_whatever_the_share(tmp_path: Path) -> None:
    update(tmp_path, {**complete("2022-05-06", toy(0, 20_000)), **complete("2022-05-07", toy(510, 20_000))})
    assert current(tmp_path).versions()[1].withheld


def test_b05_a_kind_wholly_gone_is_withheld(tmp_path: Path) -> None:
    mixed = toy(0, 1000)[:-5] + toy(1000, 1020, kind="vessel")
    gone = toy(0, 1020)
    update(tmp_path, {**complete("2022-05-06", mixed), **complete("2022-05-07", gone)})
    assert "all 20 of kind vessel" in current(tmp_path).versions()[1].why


def test_b05_years_between_two_versions_widen_the_allowance(tmp_path: Path) -> None:
    update(tmp_path, {**complete("2019-01-04", toy(0, 100)), **complete("2021-07-07", toy(20, 110))})
    assert in_force(tmp_path).version == "2021-07-07"


def test_a_withheld_version_is_no_measure_for_the_next(tmp_path: Path) -> None:
    days = {
        **complete("2022-05-06", toy(0, 100)),
        **complete("2022-05-07", toy(0, 50)),
        **complete("2022-05-08", toy(0, 99)),
    }
    update(tmp_path, days)
    assert [one.withheld for one in current(tmp_path).versions()] == [False, True, False]
    assert in_force(tmp_path).against == "2022-05-06"


def test_b06_one_day_published_twice_with_other_bytes_keeps_both_and_says_so(tmp_path: Path) -> None:
    update(tmp_path, complete("2022-05-06", toy(0, 100)))
    update(tmp_path, complete("2022-05-06", toy(0, 101)), "again")
    one, two = current(tmp_path).versions()
    assert (one.version, two.version) == ("2022-05-06", f"2022-05-06~{two.sha256[:8]}")
    assert "published again with other bytes; 2022-05-06 of the same day is kept too" in two.why
    assert len(current(tmp_path).edition("toy", "2022-05-06").parties) == 100


def test_the_same_bytes_in_two_places_are_one_version_and_on_two_days_two(tmp_path: Path) -> None:
    same = toy(0, 100)
    update(
        tmp_path, {**complete("a/2022-05-06", same), **complete("b/2022-05-06", same), **complete("2022-05-07", same)}
    )
    assert [one.version for one in current(tmp_path).versions()] == ["2022-05-06", "2022-05-07"]
    update(tmp_path, complete("2022-05-09", same), "later")
    assert in_force(tmp_path).version == "2022-05-09"


def test_quarantined_rows_are_counted_and_told(tmp_path: Path) -> None:
    report = update(tmp_path, complete("2022-05-06", b"7;gremlin;X\r\n" + toy(0, 9)))
    assert (in_force(tmp_path).rows, in_force(tmp_path).loaded, in_force(tmp_path).quarantined) == (10, 9, 1)
    assert [row.value for row in report.problems] == ["gremlin"]
    assert report.exit_code == 3


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_f03_stopped_at_any_write_the_old_snapshot_stands_and_a_second_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    update(tmp_path, complete("2022-05-06", toy(0, 100)))
    before = current(tmp_path)
    folder = lay(tmp_path / "next", complete("2022-05-07", toy(0, 101)))
    real = getattr(os, step)
    for turn in range(1, 100):
        store = Path(shutil.copytree(tmp_path / "home", tmp_path / f"home{turn}"))
        left = [turn]

        def fail(*args: object, left: list[int] = left) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt
            return real(*args)

        with monkeypatch.context() as patch:
            patch.setattr(os, step, fail)
            try:
                file_versions(store, folder)
            except KeyboardInterrupt:
                stopped = True
            else:
                stopped = False
        found = open_snapshot(store)
        assert found is not None
        assert found.edition("toy").rows in {100, 101}
        if stopped and found.id == before.id:
            assert found.manifest == before.manifest
        assert file_versions(store, folder).snapshot == file_versions(store, folder).snapshot
        again = open_snapshot(store)
        assert again is not None
        assert [one.version for one in again.lists()] == ["2022-05-07"]
        if not stopped:
            assert turn > 4
            return
    pytest.fail("the update never ran to its end")


def test_a_full_disk_is_a_message_and_the_old_snapshot_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = update(tmp_path, complete("2022-05-06", toy(0, 100)))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ListError, match="No space left") as caught:
            update(tmp_path, complete("2022-05-07", toy(0, 101)), "next")
    assert "Make room" in caught.value.remedy
    assert current(tmp_path).id == before.snapshot


def test_f11_a_second_update_at_the_same_time_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with atomic.lock(tmp_path / "home"), pytest.raises(ListError, match=f"process {os.getpid()}"):
        update(tmp_path, complete("2022-05-06", toy(0, 100)))
    update(tmp_path, complete("2022-05-06", toy(0, 100)))


def test_a_lock_left_by_a_dead_process_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "lock").write_text("999999\n")
    update(tmp_path, complete("2022-05-06", toy(0, 100)))
    with (tmp_path / "home" / "lock").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_f13_a_damaged_manifest_or_pointer_is_named_and_never_read(tmp_path: Path) -> None:
    report = update(tmp_path, complete("2022-05-06", toy(0, 100)))
    path = tmp_path / "home" / "snapshots" / f"{report.snapshot}.json"
    good = path.read_bytes()
    for place in range(0, len(good), 37):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(DataError, match=report.snapshot):
            open_snapshot(tmp_path / "home")
    path.unlink()
    with pytest.raises(DataError, match="missing"):
        open_snapshot(tmp_path / "home")
    (tmp_path / "home" / "current").write_bytes(b"\xff\x00")
    with pytest.raises(DataError, match="'current'"):
        open_snapshot(tmp_path / "home")


def test_caches_may_be_deleted_or_damaged_and_nothing_changes(tmp_path: Path) -> None:
    update(tmp_path, complete("2022-05-06", toy(0, 100)))
    snapshot = current(tmp_path)
    edition = snapshot.edition("toy")
    (path,) = (tmp_path / "home" / "caches").iterdir()
    good = path.read_bytes()
    for bad in (b"", good[:-1], good[:40] + b"\x00" + good[41:], b"x" * 100):
        path.write_bytes(bad)
        assert snapshot.edition("toy") == edition
        assert path.read_bytes() == good
    shutil.rmtree(tmp_path / "home" / "caches")
    assert snapshot.edition("toy") == edition


def test_a_damaged_blob_is_an_error_and_filing_it_again_mends_it(tmp_path: Path) -> None:
    files = complete("2022-05-06", toy(0, 100))
    update(tmp_path, files)
    snapshot = current(tmp_path)
    edition = snapshot.edition("toy")
    shutil.rmtree(tmp_path / "home" / "caches")
    name = snapshot.lists()[0].sha256
    (tmp_path / "home" / "blobs" / name[:2] / name).write_bytes(b"junk")
    with pytest.raises(DataError, match=name):
        snapshot.edition("toy")
    update(tmp_path, files)
    assert snapshot.edition("toy") == edition


def test_a_version_of_an_older_parser_is_read_again_and_keeps_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(tmp_path, {**complete("2022-05-06", toy(0, 100)), **complete("2022-05-07", toy(0, 50))})
    old = current(tmp_path).versions()
    for module in ("filing", "store"):
        monkeypatch.setattr(f"ricochet.snapshot.{module}.parser_version", lambda: "newer")
    report = update(tmp_path, {"README.md": b"no list"}, "nothing")
    assert (report.changed, report.filed) == (True, ())
    assert {one.parser for one in current(tmp_path).versions()} == {"newer"}
    assert [(one.version, one.withheld, one.filed) for one in current(tmp_path).versions()] == [
        (one.version, one.withheld, one.filed) for one in old
    ]


def test_what_was_known_on_a_day_can_be_asked(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, second = datetime(2024, 1, 5, 9, tzinfo=UTC), datetime(2024, 3, 5, 9, tzinfo=UTC)
    file_versions(home, lay(tmp_path / "one", complete("2022-05-06", toy(0, 100))), now=first)
    file_versions(home, lay(tmp_path / "two", complete("2022-05-07", toy(0, 99))), now=second)
    known = {day: open_snapshot(home, day) for day in (date(2024, 1, 4), date(2024, 1, 5), date(2024, 3, 5))}
    assert [found and found.lists()[0].version for found in known.values()] == [None, "2022-05-06", "2022-05-07"]
