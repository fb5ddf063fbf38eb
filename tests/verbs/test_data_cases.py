"""V01-V18: data as it comes, through the verb; and what a list itself says of owners."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from ricochet.verbs.reach import ReachReport, reach

CASES = yaml.safe_load((Path(__file__).parent / "data_cases.yml").read_text("utf-8"))
DAY = date(2026, 11, 22)


def asked(case: dict[str, Any], folder: Path) -> ReachReport:
    def written(name: str, text: str | None) -> Path | None:
        if text is None:
            return None
        (path := folder / name).write_text(text, encoding="utf-8")
        return path

    listed = "".join(f"{party}\n" for party in ["party", *case["listed"]])
    return reach(
        written("holdings", case["holdings"]) or "",
        written("listed", case.get("listed_table", listed)) or "",
        case.get("rule", "us-ofac-50"),
        as_of=DAY,
        parties=written("parties", case.get("parties")),
        share_unit=case.get("share_unit"),
        max_age=timedelta(days=case["max_age"]) if "max_age" in case else None,
        majority=case.get("majority", False),
        match_names=case.get("match_names", False),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    report = asked(case, tmp_path)
    for status in ("caught", "possible"):
        found = sorted(one.party for one in report.reached if one.status == status)
        assert found == sorted(case.get(status, [])), status
    assert len(report.quarantined) == case.get("quarantined", 0)
    shares = {one.party: one.share for one in report.reached}
    assert case.get("shares", {}).items() <= shares.items()
    assert case.get("told", "") in "\n".join(report.notices)
    proofs = " ".join(str(one.proof) for one in report.reached)
    assert all(words in proofs for words in case.get("proof", []))


def test_v14_a_chain_of_500_wholes(tmp_path: Path) -> None:
    rows = "".join(f"c{tier},c{tier + 1},100\n" for tier in range(500))
    report = asked({"holdings": f"owner,owned,share\n{rows}", "listed": ["c0"]}, tmp_path)
    assert [one.status for one in report.reached] == ["caught"] * 500
    deepest = next(one for one in report.reached if one.party == "c500")
    assert len(deepest.proof.steps) == 501  # the listing and each tier


def test_v15_an_owner_of_50_000(tmp_path: Path) -> None:
    rows = "".join(f"x,c{child},50\n" for child in range(50_000))
    report = asked({"holdings": f"owner,owned,share\n{rows}", "listed": ["x"]}, tmp_path)
    assert len(report.reached) == 50_000
