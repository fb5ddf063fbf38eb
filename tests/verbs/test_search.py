"""search: one party once, whatever lists name it; what was searched and why it is no clearance."""

import gzip
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ricochet.errors import UsageError
from ricochet.settings import Settings
from ricochet.verbs.search import CASE, search
from ricochet.verbs.update import update


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A snapshot of one small SDN set."""
    folder = tmp_path / "in" / "2022-05-06"
    folder.mkdir(parents=True)
    blank = "-0- ," * 7 + "-0- "
    rows = f'7,"MAHAN AIR",-0- ,"SDGT",{blank}\r\n8,"QUIET BAKERY",-0- ,"CUBA",{blank}\r\n'
    (folder / "sdn.csv").write_bytes(rows.encode() + b"\x1a")
    (folder / "add.csv").write_bytes(b"7,7,-0- ,-0- ,-0- ,-0- \r\n8,8,-0- ,-0- ,-0- ,-0- \r\n\x1a")
    (folder / "alt.csv").write_bytes(b'7,1,"aka","MAHAN AIRLINES",-0- \r\n\x1a')
    settings = Settings(home=tmp_path / "home")
    assert update(folder.parent, settings).exit_code == 0
    return settings


def test_a_listed_name_is_found_with_its_programme(settings: Settings) -> None:
    answer = search("Mahan Air", settings=settings, as_of=date(2022, 5, 10))
    assert [one.hit.party for one in answer.found] == ["us-ofac-sdn:7"]
    assert [one.programmes for one in answer.found[0].listings] == [("SDGT",)]
    assert str(answer.searched[0]) == "us-ofac-sdn: 2 entries, as of 2022-05-06"
    assert answer.doubts == ()


def test_an_old_list_answers_and_is_doubted_unless_allowed(settings: Settings) -> None:
    answer = search("Mahan Air", settings=settings, as_of=date(2023, 5, 10))
    assert answer.found
    assert answer.doubts == ("us-ofac-sdn is 369 days old (limit 30)",)
    assert search("Mahan Air", settings=settings, as_of=date(2023, 5, 10), allow_stale=True).doubts == ()


def test_a_list_that_is_not_held_is_a_doubt_not_an_error(settings: Settings) -> None:
    assert search("Mahan Air", settings=settings, lists=["uk-sl"]).doubts == ("uk-sl is not held",)


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_cache_missing_or_damaged_changes_no_answer(settings: Settings, damage: bytes | None) -> None:
    first = search("Mahan Air", settings=settings)
    cache = min((settings.home / "caches").glob("index-*"), key=lambda one: one.stat().st_size)
    cache.write_bytes(damage) if damage is not None else cache.unlink()
    assert search("Mahan Air", settings=settings) == first
    assert cache.stat().st_size > 100


def test_a_search_of_kept_names_reads_no_tables_and_no_list(settings: Settings) -> None:
    code = (
        "import sys; from pathlib import Path; from ricochet.settings import Settings; "
        "from ricochet.verbs.search import search; "
        "assert search('Mahan Air', settings=Settings(home=Path(sys.argv[1]))).found; "
        "print(*sorted(name for name in sys.modules if name.startswith(('ricochet.sources.', 'stdnum'))))"
    )
    first, again = (
        subprocess.run([sys.executable, "-c", code, str(settings.home)], capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert "ricochet.sources.tables.parties" in first.stdout
    assert "ricochet.sources.tables." not in again.stdout
    assert "ofac_csv" not in again.stdout
    assert "stdnum" not in again.stdout


def test_without_a_snapshot_the_built_in_case_answers_by_chinese_name(tmp_path: Path) -> None:
    answer = search("海康威视", settings=Settings(home=tmp_path / "none"))
    assert answer.found[0].hit.party == "hikvision"
    assert [(one.list, one.note) for one in answer.searched] == [(CASE, "not all of them listed")]
    assert answer.doubts[0].startswith("no official lists are held")


@pytest.mark.parametrize(("name", "kind"), [("", "any"), ("---", "any"), ("Mahan", "fish")])
def test_no_name_and_no_kind_are_usage_errors(tmp_path: Path, name: str, kind: str) -> None:
    with pytest.raises(UsageError):
        search(name, settings=Settings(home=tmp_path), kind=kind)


def test_an_embassy_is_found_by_its_name_and_a_place_by_the_address(settings: Settings) -> None:
    (embassy,) = search("Embassy of the Islamic Republic of Iran", settings=settings, case=False).found
    assert (embassy.hit.list, embassy.hit.entry, embassy.party, embassy.hit.score) == ("places", "ir", None, 1.0)
    (krim,) = search("Quiet Florist", settings=settings, address="Yalta, Krimea", case=False).found
    assert krim.hit.list == "places"
    assert search("Quiet Florist", settings=settings, address="5 Yalta Street, Bristol", case=False).found == ()


def test_a_party_and_the_place_it_stands_in_are_two_hits(settings: Settings) -> None:
    found = search("Mahan Air", settings=settings, countries=["Iran"], case=False).found
    assert [one.hit.list for one in found] == ["places", "us-ofac-sdn"]


def test_an_unclear_country_is_never_clear(settings: Settings) -> None:
    answer = search("Quiet Florist", settings=settings, countries=["Korea"], allow_stale=True)
    assert any("may be North Korea or South Korea" in one for one in answer.doubts)


def test_countries_and_birth_count_and_what_they_decide_is_told(settings: Settings) -> None:
    plain = search("Mahan Airlines", settings=settings, case=False, countries=["Iran"]).found[-1]
    person = search("Mahan Airlines", settings=settings, case=False, kind="person", near=3)
    assert plain.hit.score > max(one.hit.score for one in (*person.found, *person.near))


@pytest.mark.parametrize("written", ["IMO 9187629", "imo:9187629", "9187629"])
def test_a_number_alone_finds_its_carrier(tmp_path: Path, written: str) -> None:
    folder = tmp_path / "in" / "2022-05-06"
    folder.mkdir(parents=True)
    blank = "-0- ," * 7
    row = f'9,"QUIET STAR",-0- ,"SDGT",{blank}"Vessel Registration Identification IMO 9187629."\r\n'
    (folder / "sdn.csv").write_bytes(row.replace('-0- ,"SDGT"', '"vessel","SDGT"').encode() + b"\x1a")
    for name, line in (("add", b"9,9,-0- ,-0- ,-0- ,-0- \r\n\x1a"), ("alt", b'9,1,"aka","STILL STAR",-0- \r\n\x1a')):
        (folder / f"{name}.csv").write_bytes(line)
    settings = Settings(home=tmp_path / "home")
    update(folder.parent, settings)
    (found,) = search("", settings=settings, identifiers=[written], case=False).found
    assert found.hit.entry == "9"


def test_near_misses_are_told_apart_and_only_when_asked(settings: Settings) -> None:
    strict = replace(settings, threshold=0.999, threshold_reason="a test")
    assert search("Mahan Airs", settings=strict, case=False).near == ()
    answer = search("Mahan Airs", settings=strict, case=False, near=3)
    assert answer.found == ()
    assert [one.hit.entry for one in answer.near] == ["7"]
    assert all(one.hit.score < answer.threshold for one in answer.near)


def test_parties_beyond_the_limit_are_counted(settings: Settings) -> None:
    every = search("Hikvision", settings=settings)
    answer = search("Hikvision", settings=settings, limit=1)
    assert (len(answer.found), answer.more) == (1, len(every.found) - 1)
    assert every.more == 0


@pytest.mark.real
def test_hikvision_of_two_real_lists_is_one_party(shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "2022-04-22"
    folder.mkdir(parents=True)
    raw = gzip.decompress((shared / "data/csl/2022-04-22/consolidated.csv.gz").read_bytes())
    (folder / "consolidated.csv").write_bytes(raw)
    settings = Settings(home=tmp_path / "home")
    update(tmp_path / "in", settings)
    found = search("Hikvision", settings=settings, allow_stale=True, as_of=date(2022, 4, 23)).found[0]
    assert found.hit.party == "hikvision"
    assert {"us-bis-el", "us-ofac-cmic"} <= {one.list for one in found.listings}
    mahan = search("MAHAN AIR", settings=settings, as_of=date(2022, 4, 23)).found
    assert "us-ofac-sdn" in {one.list for one in mahan[0].listings}
