"""Golden files: what the small case looks like. Regenerate with RICOCHET_GOLDEN=1 and read the difference."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.report.cases import case

from ricochet.report.case import Case
from ricochet.report.map import draw
from ricochet.report.memo import memo
from ricochet.report.result import result
from ricochet.report.summary import WIDTH, summary

GOLDEN = Path(__file__).parent / "golden"


def as_json(answered: Case) -> str:
    return json.dumps(result(answered), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(
    ("name", "render"), [("memo.html", memo), ("map.svg", draw), ("result.json", as_json), ("summary.txt", summary)]
)
def test_the_small_case_looks_as_agreed(name: str, render: Callable[[Case], str]) -> None:
    path, now = GOLDEN / name, render(case())
    if os.environ.get("RICOCHET_GOLDEN"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8"), f"{name} differs; RICOCHET_GOLDEN=1 writes it anew"


def test_a_summary_fits_a_terminal_and_uses_words() -> None:
    lines = summary(case()).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)
    text = "\n".join(lines)
    assert "CAUGHT     Home Cameras: 60 % (low confidence: unverified)" in text
    assert "not caught Home Cameras: 48 %; 2 percentage points short of the threshold" in text
    assert "POSSIBLE   1, shares unknown: Thermal" in text
    assert "Nobody becomes blocked by dealing" in " ".join(text.split())
    assert "Not legal advice" in text


def test_a_result_holds_both_days_the_marginal_effect_and_proofs() -> None:
    found = json.loads(as_json(case()))
    assert [day["day"] for day in found["days"]] == ["2022-05-11", "2026-11-10"]
    rows = {row["regime"]: row for row in found["days"][0]["main"]["marginal"]}
    assert rows["us-block"]["effect"] == "new"
    subsumed = rows["us-shares"]
    assert {name: subsumed[name] for name in ("before", "after", "effect", "by", "changes")} == {
        "before": "listed",
        "after": "listed",
        "effect": "subsumed",
        "by": "us-block",
        "changes": [],
    }
    after = {one["regime"]: one for one in found["days"][0]["main"]["after"]}
    home = next(one for one in after["us-block"]["reached"] if one["party"] == "home")
    assert home["proof"][-1]["sources"][0]["confidence"] == "UNVERIFIED: low confidence"
    later = {one["regime"]: one for one in found["days"][1]["main"]["after"]}
    assert [one["party"] for one in later["us-block"]["near"]] == ["home"]
