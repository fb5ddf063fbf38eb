"""The official files in ../shared, all of them, in one update."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from ricochet.settings import Settings
from ricochet.snapshot.blobs import Blobs
from ricochet.snapshot.filing import UpdateReport, file_versions
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.store import Snapshot, open_snapshot
from ricochet.snapshot.walk import File, walk
from ricochet.verbs.lists import lists

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UpdateReport]:
    place = tmp_path_factory.mktemp("home")
    return place, file_versions(place, shared / "data")


@pytest.fixture(scope="module")
def snapshot(home: tuple[Path, UpdateReport]) -> Snapshot:
    found = open_snapshot(home[0])
    assert found is not None
    return found


def told(snapshot: Snapshot, path: str, home: tuple[Path, UpdateReport]) -> list[Version]:
    labels = {(one.version.list, one.version.version) for one in home[1].filed if one.path == path}
    return [one for one in snapshot.versions() if (one.list, one.version) in labels]


@pytest.mark.parametrize(
    ("path", "entries"),
    [
        ("ofac/sdn_csv/2019-01-04/sdn.csv", 7379),
        ("ofac/sdn_csv/2021-07-07/sdn.csv", 8976),
        ("ofac/sdn_csv/2022-05-06/sdn.csv.gz", 10026),
    ],
)
def test_sdn_counts_are_those_of_the_files(
    snapshot: Snapshot, home: tuple[Path, UpdateReport], path: str, entries: int
) -> None:
    (version,) = told(snapshot, path, home)
    assert (version.list, version.loaded, version.quarantined) == ("us-ofac-sdn", entries, 0)


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("ofac/consolidated_xml/2024-05-06/consolidated.xml", 443),
        ("ofac/consolidated_xml/2025-03-28/consolidated.xml", 443),
        ("ofac/consolidated_enhanced/2025-01-10/CONS_ENHANCED.ZIP/CONS_ENHANCED.XML", 443),
    ],
)
def test_a_file_of_several_lists_loses_no_entry(
    snapshot: Snapshot, home: tuple[Path, UpdateReport], path: str, rows: int
) -> None:
    entries = {
        listing.entry
        for version in told(snapshot, path, home)
        for listing in snapshot.edition(version.list, version.version).listings
    }
    quarantined = sum(version.quarantined for version in told(snapshot, path, home))
    assert len(entries) + quarantined == rows


def test_csl_rows_are_loaded_or_named_as_printed_twice(snapshot: Snapshot, home: tuple[Path, UpdateReport]) -> None:
    versions = told(snapshot, "csl/2022-04-22/consolidated.csv.gz", home)
    editions = [snapshot.edition(one.list, one.version) for one in versions]
    twice = {notice for edition in editions for notice in edition.notices if "printed twice" in notice}
    assert len(versions) == 13
    assert sum(len(edition.listings) for edition in editions) + len(twice) == 14160


def test_rows_in_are_loaded_or_quarantined_in_every_version(snapshot: Snapshot) -> None:
    assert all(one.rows == one.loaded + one.quarantined for one in snapshot.versions())
    assert len(snapshot.versions("us-ofac-sdn")) >= 136


def test_every_file_taken_restores_byte_for_byte(shared: Path, home: tuple[Path, UpdateReport]) -> None:
    blobs = Blobs(home[0] / "blobs")
    count = 0
    for item in walk(shared / "data" / "ofac"):
        name = sha256(item.data).hexdigest() if isinstance(item, File) else ""
        if name in blobs:
            count += 1
            assert isinstance(item, File)
            assert blobs.get(name) == item.data
    assert count > 150


def test_a_filtered_file_says_what_it_lacks_and_the_whole_list_stays_in_force(snapshot: Snapshot) -> None:
    subset = snapshot.version("us-ofac-sdn", "2024-08-28")
    assert (subset.loaded, subset.in_force, bool(subset.lacks)) == (293, False, True)
    assert snapshot.version("us-ofac-sdn").loaded == 10026


def test_what_was_in_force_in_the_week_of_the_question(snapshot: Snapshot) -> None:
    found = {one: snapshot.as_of(one, date(2022, 5, 11)) for one in ("us-ofac-sdn", "us-ofac-cmic", "us-bis-el")}
    assert {name: one and str(one.published) for name, one in found.items()} == dict.fromkeys(found, "2022-04-22")


def test_an_update_run_twice_is_the_same_snapshot(shared: Path, home: tuple[Path, UpdateReport]) -> None:
    again = file_versions(home[0], shared / "data" / "ofac" / "sdn_csv")
    assert (again.snapshot, again.changed) == (home[1].snapshot, False)


def test_the_store_stays_small(home: tuple[Path, UpdateReport]) -> None:
    size = sum(path.stat().st_size for path in (home[0] / "blobs").rglob("*") if path.is_file())
    assert size < 20_000_000


def test_every_list_has_a_title(home: tuple[Path, UpdateReport]) -> None:
    rows = lists(Settings(home=home[0]), date(2026, 11, 22), history=True)
    assert {row.list for row in rows if row.title == row.list} == set()
