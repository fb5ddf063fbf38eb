"""screen: verdicts, what is shown, what was searched."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ricochet.model.listing import Listing
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.screen import Screening, entries_of, screen

LIST = b"id,kind,names\nh1,company,Hangzhou Hikvision Digital Technology;Hikvision\nc1,company,Crimea Bank\n"
PARTIES = read_watchlist(LIST, "own.csv", "own").records
ENTRIES = entries_of(PARTIES, list_id="own")


def test_a_row_near_a_listed_party_is_for_review_and_a_far_one_is_clear() -> None:
    rows = [
        {"id": "v1", "Vendor Name": "Hikvision Co., Ltd.", "spend": "12"},
        {"id": "v2", "Vendor Name": "Quiet Bakery"},
    ]
    near, far = screen(rows, ENTRIES)
    assert (near.row, near.id, near.verdict, near.input) == (1, "v1", "review", rows[0])
    assert [(hit.list, hit.entry, hit.party, hit.name) for hit in near.hits] == [("own", "h1", "own:h1", "Hikvision")]
    assert (far.row, far.verdict, far.hits, far.why) == (2, "clear", (), "")


@pytest.mark.parametrize("row", [{"name": ""}, {"name": "---"}, {"name": "\u200b"}, {"spend": "12"}, {}])
def test_a_row_without_a_name_is_undetermined_and_says_why(row: dict[str, object]) -> None:
    (result,) = screen([row], ENTRIES)
    assert result.verdict == "undetermined"
    assert result.why == "The row has no name and no identifier that can be compared"


def test_a_name_too_long_to_be_compared_in_full_is_never_clear() -> None:
    (result,) = screen([{"name": "Bakery " * 1_000}], ENTRIES)
    assert result.verdict == "undetermined"
    assert "too long" in result.why


def test_a_search_cut_short_is_never_clear() -> None:
    # All bear the name, so all promise much; they are of another kind, sex and age, so none is a match.
    listed = "id,kind,names,birth_date,gender\n" + "".join(f"{n},person,Alpha Omega,1990,male\n" for n in range(900))
    entries = entries_of(read_watchlist(listed.encode(), "own.csv", "own").records, list_id="own")
    (result,) = screen([{"name": "Alpha Omega", "kind": "vessel", "birth_date": "1950", "gender": "female"}], entries)
    assert result.verdict == "undetermined"
    assert result.why.startswith("truncated: ")


def test_no_list_at_all_is_never_clear() -> None:
    (result,) = screen([{"name": "Quiet Bakery"}], [])
    assert (result.verdict, result.why) == ("undetermined", "No list was searched")


def test_a_list_of_which_nothing_was_read_is_never_clear_beside_a_full_one() -> None:
    entries = entries_of(read_watchlist(b"id,names\n1,Alpha Omega\n", "own.csv", "own").records, list_id="own")
    screening = Screening(entries, versions={"own": "", "us-ofac-sdn": "2026-11-20"})
    result = screening.row({"name": "Quiet Bakery"}, 1)
    assert (result.verdict, result.why) == ("undetermined", "No entry was read of us-ofac-sdn")


def test_a_doubtful_list_is_never_clear_but_its_hits_count() -> None:
    ready = Screening(ENTRIES, doubt="own is 90 days old (limit 30)")
    near, far = screen([{"name": "Hikvision"}, {"name": "Quiet Bakery"}], ready)
    assert (near.verdict, far.verdict, far.why) == ("review", "undetermined", "own is 90 days old (limit 30)")


@pytest.mark.parametrize(("limit", "least", "shown"), [(0, 0.0, 0), (1, 0.0, 1), (10, 1.1, 0), (10, 0.0, 2)])
def test_limit_and_least_score_change_what_is_shown_never_the_verdict(limit: int, least: float, shown: int) -> None:
    (result,) = screen([{"name": "Hikvision Crimea Bank"}], ENTRIES, limit=limit, min_score=least)
    assert result.verdict == next(screen([{"name": "Hikvision Crimea Bank"}], ENTRIES)).verdict
    assert len(result.hits) == shown


def test_what_was_searched_is_told_with_its_version_even_an_empty_list() -> None:
    ready = Screening(ENTRIES, versions={"own": "2026-11-01", "void": "2026-10-01"})
    assert [str(one) for one in ready.searched] == [
        "own: 2 entries, as of 2026-11-01",
        "void: 0 entries, as of 2026-10-01",
    ]


def test_entries_of_listings_carry_the_publishers_id_and_programmes() -> None:
    listing = Listing(
        party="own:h1", list="us-x", entry="77", programmes=("A", "B"), since=date(2022, 5, 1), source=PARTIES[0].source
    )
    (hit,) = next(screen([{"name": "Hikvision"}], entries_of(PARTIES, [listing]))).hits
    assert (hit.list, hit.entry, hit.party, hit.programs) == ("us-x", "77", "own:h1", ("A", "B"))


def test_the_same_rows_give_the_same_answers() -> None:
    rows = [{"name": "Hikvision"}, {"name": "Krimea"}]
    assert list(screen(rows, ENTRIES, min_score=0)) == list(screen(rows, reversed(ENTRIES), min_score=0))


@pytest.mark.real
def test_real_names_with_a_typing_error_are_found_and_few_strangers_alarm(shared: Path) -> None:
    folder = shared / "suites" / "un_cross_script"
    parties = read_watchlist((folder / "list.jsonl").read_bytes(), "list.jsonl", "un").records
    with (folder / "queries.csv").open(encoding="utf-8", newline="") as lines:
        queries = list(csv.DictReader(lines))[:300]
    results = list(screen(queries, entries_of(parties, list_id="un"), min_score=0))
    asked = [(q["expected"], r) for q, r in zip(queries, results, strict=True) if q["expected"]]
    strangers = [r for q, r in zip(queries, results, strict=True) if not q["expected"]]
    assert sum(r.hits[:1] != () and r.hits[0].entry in want.split("|") for want, r in asked) >= 0.55 * len(asked)
    assert sum(r.verdict == "review" for r in strangers) <= 0.02 * len(strangers)
    assert len(results) == len(queries)


@pytest.mark.real
def test_names_of_the_un_list_find_their_own_entry(shared: Path) -> None:
    parties = read_watchlist((shared / "suites/un_cross_script/list.jsonl").read_bytes(), "list.jsonl", "un").records
    every = [(party.id, name.text) for party in parties for name in party.names if not name.weak]
    ready = Screening(entries_of(parties, list_id="un"))
    missed = []
    for ident, text in every[::8]:  # a part, for time
        result = ready.row({"name": text}, 1, limit=1_000)
        if ident not in {hit.party for hit in result.hits} and not result.why:
            missed.append((ident, text))
    assert missed == []


def test_the_room_loads_without_a_snapshot() -> None:
    code = "import sys, ricochet.verbs.screen; sys.exit('ricochet.snapshot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
