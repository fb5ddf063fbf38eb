"""Compare the whole-record pairs of entity_checks.yml (nomenklatura, MIT) and name every one that comes out wrong.

    .venv/bin/python benchmarks/entity_checks.py

Some labels contradict the labelled name pairs, or each other: a hundred per cent is not to be had.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ricochet.screening.match import THRESHOLD
from ricochet.verbs.compare import Comparison, compare_pairs

FILE = Path(__file__).resolve().parents[2] / "shared/data/names/pairs/entity_checks.yml"


def entity_checks() -> list[tuple[Mapping[str, Any], Comparison]]:
    """Every check with what comparing the two records says."""
    checks = yaml.safe_load(FILE.read_text("utf-8"))["checks"]
    return list(zip(checks, (compared for _, compared in compare_pairs(checks)), strict=True))


def main() -> None:
    """How many are right, and the wrong ones, false matches first."""
    answers = entity_checks()
    wrong = [(check, said) for check, said in answers if said.match != check["match"]]
    print(f"entity_checks: {1 - len(wrong) / len(answers):.1%} of {len(answers)} right at {THRESHOLD}")
    for check, said in sorted(wrong, key=lambda one: (one[0]["match"], -one[1].score)):
        records = (json.dumps(check[side], ensure_ascii=False, default=str) for side in ("query", "candidate"))
        print(f"{'missed' if check['match'] else 'false match'} {said.score:.3f} {check['schema']}:", *records)


if __name__ == "__main__":
    main()
