"""Decisions: a cleared hit stays shown with its reason, and comes back as soon as either side changes."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ricochet.model.decision import Decision
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.decided import Register, read_decided
from ricochet.verbs.screen import Screening, ScreenResult, entries_of

LIST = b"id,kind,names,country\nw1,company,QUILLFEATHER MARINE,IR\nw2,company,QUILLFEATHER MARINE LTD,\n"
CHANGED = LIST.replace(b"QUILLFEATHER MARINE,IR", b"QUILLFEATHER MARINE;QUILL SHIPPING,IR")
ROW = {"id": "v1", "name": "Quillfeather Marine"}


def screening(listed: bytes = LIST, *decisions: Decision) -> Screening:
    ready = Screening(entries_of(read_watchlist(listed, "own.csv", "own").records, list_id="own"))
    return ready.deciding(Register(decisions).of) if decisions else ready


def cleared(result: ScreenResult, **other: str) -> list[Decision]:
    return [
        Decision(
            decision="no match",
            reason="another register number",
            by="A. Reviewer",
            date="2026-11-20",
            list=hit.list,
            entry=hit.entry,
            party=other.get("party", "v1"),
            name=other.get("name", ""),
            seal=hit.seal,
        )
        for hit in result.hits
    ]


FIRST, SECOND = cleared(screening().row(ROW, 1))


def test_a_cleared_hit_is_shown_with_its_reason_and_the_verdict_says_who_decided() -> None:
    before, after = screening().row(ROW, 1), screening(LIST, FIRST, SECOND).row(ROW, 1)
    assert (before.verdict, after.verdict) == ("review", "clear")
    assert after.why == "; ".join(
        f"decided: {name} is not the party, another register number (A. Reviewer, 2026-11-20)"
        for name in ("QUILLFEATHER MARINE", "QUILLFEATHER MARINE LTD")
    )
    assert [replace(hit, decided=None) for hit in after.hits] == list(before.hits)
    assert all(hit.decided and hit.decided.clears for hit in after.hits)


def test_one_open_hit_keeps_the_row_for_review_even_when_it_is_not_shown() -> None:
    ready = screening(LIST, FIRST)
    assert ready.row(ROW, 1).verdict == "review"
    assert ready.row(ROW, 1, limit=0).verdict == "review"


@pytest.mark.parametrize(
    ("listed", "row"),
    [(CHANGED, ROW), (LIST, ROW | {"country": "DE"}), (LIST, ROW | {"name": "Quillfeather Marine Co"})],
)
def test_a_change_of_either_side_opens_it_again_and_still_shows_it(listed: bytes, row: dict[str, object]) -> None:
    result = screening(listed, FIRST, SECOND).row(row, 1)
    assert result.verdict == "review"
    (first,) = [hit for hit in result.hits if hit.entry == "w1"]
    assert first.decided is not None
    assert not first.decided.stands


def test_a_new_edition_in_the_same_words_and_other_headers_change_nothing() -> None:
    again = LIST.replace(b"w1,", b"w0,company,SOMEBODY ELSE,\nw1,")
    assert screening(again, FIRST, SECOND).row({"Vendor Name": ROW["name"], "id": "v1"}, 7).verdict == "clear"


def test_it_is_about_this_party_only() -> None:
    assert screening(LIST, FIRST, SECOND).row(ROW | {"id": "v2"}, 1).verdict == "review"
    by_name = cleared(screening().row(ROW, 1), party="", name="QUILLFEATHER marine")
    assert screening(LIST, *by_name).row(ROW | {"id": "v2"}, 1).verdict == "clear"
    assert screening(LIST, *(replace(one, decision="match") for one in (FIRST, SECOND))).row(ROW, 1).verdict == "review"


def test_a_decision_makes_no_doubt_clear() -> None:
    entries = entries_of(read_watchlist(LIST, "own.csv", "own").records, list_id="own")
    ready = Screening(entries, doubt="a list is too old").deciding(Register([FIRST, SECOND]).of)
    assert ready.row(ROW, 1).verdict == "undetermined"


def test_at_the_door_from_the_hits_of_an_earlier_run(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(LIST)
    (tmp_path / "book.csv").write_text("id,name\nv1,Quillfeather Marine\n")
    words = [str(Path(sys.executable).parent / "ricochet"), "screen", "book.csv", "--against", "own.csv"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    hits = json.loads(done.stdout)["hits"]
    lines = [f"v1,own,{hit['entry']},False positive,other owner,A. Reviewer,2026-11-20,{hit['seal']}" for hit in hits]
    table = "party,list,entry,decision,reason,by,date,seal\n" + "\n".join(lines)
    (tmp_path / "decided.csv").write_text(f"{table}\nv1,own,w1,no match,,,2026-11-21,{hits[0]['seal']}\n")
    done = subprocess.run(
        [*words, "--decided", "decided.csv"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    row = json.loads(done.stdout)
    assert (done.returncode, row["verdict"]) == (3, "clear")
    assert "a decision without reason, by" in done.stderr
    told = {"decision": "no match", "reason": "other owner", "by": "A. Reviewer", "date": "2026-11-20", "stands": True}
    assert [hit["decided"] for hit in row["hits"]] == [told, told]
    assert len(read_decided(str(tmp_path / "decided.csv")).decisions) == 2


def test_the_latest_decision_counts_wherever_it_stands() -> None:
    hit = next(one for one in screening().row(ROW, 1).hits if one.entry == FIRST.entry)
    old, confirmed = replace(FIRST, date="2024-01-01"), replace(FIRST, decision="match", date="2026-11-01")
    for rows in ([confirmed, old], [old, confirmed], [replace(confirmed, date=old.date), old]):
        found = Register(rows).of(hit, "v1", [])
        assert found is not None
        assert found.decision == "match"


def test_a_decision_of_no_day_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "decided.csv"
    path.write_text("party,list,entry,decision,reason,by,date,seal\nv1,own,w1,no match,other,A.,sometime 2199,abc\n")
    read = read_decided(str(path))
    assert not read.decisions
    assert [(one.column, one.value) for one in read.quarantined] == [("date", "sometime 2199")]
