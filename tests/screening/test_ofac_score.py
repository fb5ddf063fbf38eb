import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.screening.ofac_score import ofac_score


@pytest.mark.parametrize(
    ("query", "name", "score"),
    [
        ("VLADIMIR PUTIN", "PUTIN, Vladimir", 100),
        ("VLADIMIR PUTIN", "PUTIN, Vladimir Vladimirovich", 100),
        ("VLADIMIR PUTIN", "VLADIMIR BILIY", 90),
        ("O'BRIEN", "ORION", 84),
        ("", "ORION", 0),
    ],
)
def test_scores_like_the_page(query: str, name: str, score: int) -> None:
    assert abs(ofac_score(query, name) - score) <= 2


def test_the_best_name_of_an_entry_counts() -> None:
    assert ofac_score("Usama bin Ladin", "SOMEBODY ELSE", "BIN LADIN, Usama") == 100


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_scores_between_0_and_100(query: str, name: str) -> None:
    assert 0 <= ofac_score(query, name) <= 100


@pytest.mark.real
def test_differs_from_the_page_by_less_than_a_point_and_a_half_on_average(shared: Path) -> None:
    file = shared / "data" / "names" / "pairs" / "ofac_parity.csv"
    lines = file.read_text("utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if int(row["ofac_score"]) >= 0]
    gaps = [abs(ofac_score(row["query_name"], row["result_name"]) - int(row["ofac_score"])) for row in rows]
    assert len(gaps) == 164
    assert sum(gaps) / len(gaps) <= 1.4
