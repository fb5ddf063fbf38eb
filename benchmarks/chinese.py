"""Chinese names in simplified, traditional, romanised, short and full forms: recall at 1 % false alarms.

    .venv/bin/python benchmarks/chinese.py

chinese_names.csv was written by hand for this measure and nothing was fitted on it. Positives: the simplified name
against each other form of its row. Negatives: near misses, and the forms of every other row.
"""

import csv
from collections import defaultdict
from pathlib import Path

from ricochet.screening.match import THRESHOLD
from ricochet.verbs.compare import compare

FORMS = ("short", "traditional", "pinyin", "joined", "other")


def main() -> None:
    """Score every pair and print recall by form."""
    with Path(__file__).with_name("chinese_names.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found: defaultdict[str, list[tuple[float, str, str]]] = defaultdict(list)
    alarms: list[tuple[float, str, str]] = []
    for row in rows:
        name = row["simplified"]
        for form in FORMS:
            if row[form] and row[form] != name:
                found[form].append((compare(name, row[form], row["kind"]).score, name, row[form]))
        against = [row["near_miss"], *(other[form] for other in rows for form in FORMS if other is not row)]
        alarms += [(compare(name, text, row["kind"]).score, name, text) for text in against if text]
    alarms.sort(reverse=True)
    bar = alarms[len(alarms) // 100][0]
    scores = [one for form in FORMS for one in found[form]]
    print(f"{len(scores)} positives, {len(alarms)} negatives; threshold at 1 %: {bar:.3f}")
    for form in FORMS:
        over = sum(score > bar for score, _, _ in found[form])
        at = sum(score >= THRESHOLD for score, _, _ in found[form])
        print(
            f"{form:12} n={len(found[form]):3} recall at 1 %: {over / len(found[form]):.3f}"
            f"  at {THRESHOLD}: {at / len(found[form]):.3f}"
        )
    print(f"all          recall at 1 %: {sum(score > bar for score, _, _ in scores) / len(scores):.3f}")
    for score, name, text in sorted(one for one in scores if one[0] <= bar)[:15]:
        print(f"  missed {score:.3f} {name} / {text}")
    for score, name, text in alarms[:8]:
        print(f"  alarm  {score:.3f} {name} / {text}")


if __name__ == "__main__":
    main()
