"""explain: from what was saved alone; near misses tell what they lacked; damaged lines are set aside."""

import json
from pathlib import Path

import pytest

from ricochet.app.shapes import screened_row
from ricochet.errors import ForeignFile, UsageError
from ricochet.model.hit import Reason
from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.verbs.explain import explain, why_not
from ricochet.verbs.screen import THRESHOLD, Screening, entries_of

SOURCE = Source(publisher="mine", file="mine.csv", sha256="0", row=2)
LISTED = Party(
    id="mine:1",
    kind="person",
    names=(Name(text="MARADIAGA LOPEZ, Esperanza Caridad"),),
    births=("1950-09-30",),
    source=SOURCE,
)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    screening = Screening(entries_of([LISTED], list_id="mine"))
    rows = [
        {"id": "a", "name": "Esperanza Caridad Maradiaga Lopez"},
        {"id": "b", "name": "Esperanza Maradiaga", "kind": "person", "birth_date": "1991-04-03"},
        {"id": "c", "name": "Quiet Bakery"},
    ]
    results = (screening.row(row, number, min_score=0.0) for number, row in enumerate(rows, start=1))
    file = tmp_path / "saved.jsonl"
    file.write_text("".join(json.dumps(screened_row(one)) + "\n" for one in results))
    return file


def test_a_saved_hit_is_explained_with_the_reasons_that_were_saved(saved: Path) -> None:
    found = explain(str(saved))
    first = found.hits[0]
    assert (first.row, first.id, first.name, first.hit.party) == (1, "a", "Esperanza Caridad Maradiaga Lopez", "mine:1")
    assert first.why_not == ()
    assert len(first.sentences) == len(first.hit.reasons)
    assert first.sentences[0].startswith("+")


def test_a_near_miss_says_how_far_off_what_spoke_against_it_and_what_stands_alone(saved: Path) -> None:
    (near,) = explain(str(saved), row=2).hits
    assert near.verdict == "clear"
    assert near.hit.score < THRESHOLD
    assert f"short of the threshold {THRESHOLD:g}" in near.why_not[0]
    assert any(text.startswith("against it: ") and "birth" in text for text in near.why_not)


def test_the_worst_is_told_first_and_only_what_stands_on_one_side_is_unmatched() -> None:
    def made(effect: float, left: str, right: str, text: str) -> Reason:
        return Reason(feature="f", left=left, right=right, effect=effect, text=text)

    reasons = [
        made(0.6, "a", "a", "agrees"),
        made(-0.03, "DE", "FR", "countries"),
        made(-0.15, "1991", "1950", "births"),
        made(0.0, "", "lopez", "lopez alone"),
    ]
    assert why_not(reasons, 0.42, 0.82) == (
        "0.400 short of the threshold 0.82",
        "against it: births (-0.150)",
        "against it: countries (-0.030)",
        "unmatched: lopez alone",
    )
    assert why_not(reasons, 0.82, 0.82) == ()


def test_a_row_saved_without_hits_is_named(saved: Path) -> None:
    found = explain(str(saved), row=3)
    assert (found.hits, found.bare) == ((), (3,))


def test_a_row_that_is_not_there_is_a_usage_error(saved: Path) -> None:
    with pytest.raises(UsageError, match="no row 9"):
        explain(str(saved), row=9)


@pytest.mark.parametrize("text", ["id,name\n1,Somebody\n", '{"id": 1}\n'])
def test_a_file_without_saved_hits_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "book"
    file.write_text(text)
    with pytest.raises(ForeignFile, match="no saved hits"):
        explain(str(file))


def test_a_damaged_line_is_set_aside_and_the_rest_explained(saved: Path) -> None:
    saved.write_text('{"row": 7, "hits": [{"score": "high"}]}\n{"row": \n' + saved.read_text())
    found = explain(str(saved))
    assert len(found.quarantined) == 2
    assert [one.row for one in found.hits] == [one.row for one in explain(str(saved)).hits]
    assert found.hits


def test_saved_hits_of_a_search_are_explained_too(saved: Path, tmp_path: Path) -> None:
    hit = json.loads(saved.read_text().splitlines()[0])["hits"][0]
    file = tmp_path / "search.jsonl"
    file.write_text(json.dumps({**hit, "listings": ["mine"]}) + "\n")
    (one,) = explain(str(file)).hits
    assert one.hit.party == "mine:1"
