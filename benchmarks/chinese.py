"""Chinese names in simplified, traditional, romanised, short and full forms: recall at 1 % false alarms.

    .venv/bin/python benchmarks/chinese.py

chinese_names.csv was written by hand for this measure and nothing was fitted on it. Positives: the simplified name
against each other form of its row. Negatives, pair by pair: near misses, and the forms of every other row.

The same as a screening run: each column of forms is a list, and is asked for every simplified name. Strangers are
what a book holds: made-up persons and companies (native_strangers.csv) and the suites' strangers, in Chinese
characters. One in a hundred of them may have any hit. The near misses were written to be hit, half of them share
most characters with a row; as many as these in a book there never are, so they are counted beside and not among the
strangers.
"""

import csv
from collections import defaultdict
from pathlib import Path

from errors import script
from measures import cut
from native_names import negatives

from ricochet.model.kind import kind_of
from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entry
from ricochet.screening.match import THRESHOLD
from ricochet.verbs.compare import compare
from ricochet.verbs.screen import Screening, screen

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
    as_lists(rows)


def as_lists(rows: list[dict[str, str]]) -> None:
    """Ask each column of forms, as a list, for every simplified name, near miss and stranger; print recall over all."""
    others = [one for one in negatives() if script(one["name"]) == "cjk"]
    asked = [
        {"name": row[which], "kind": row["kind"]} for which in ("simplified", "near_miss") for row in rows
    ] + others
    right: list[float] = []
    near: list[float] = []
    wrong: list[float] = []
    for form in FORMS:
        ready = Screening(_entry(row[form], row["kind"], place) for place, row in enumerate(rows) if row[form])
        for at, result in enumerate(screen(asked, ready, limit=len(rows), min_score=0)):
            scores = {hit.entry: hit.score for hit in result.hits}
            if at >= 2 * len(rows):
                wrong.append(max(scores.values(), default=0.0))
            elif at >= len(rows):
                near.append(max(scores.values(), default=0.0))
            elif rows[at][form] and rows[at][form] != rows[at]["simplified"]:
                right.append(scores.get(str(at), 0.0))
    bar = cut(wrong, 0.01)
    print(f"as lists: {len(right)} positives, {len(wrong)} strangers; threshold at 1 %: {bar:.3f}")
    for title, scores_of in (("recall", right), ("near misses for review", near), ("strangers", wrong)):
        shares = (sum(score >= least for score in scores_of) / len(scores_of) for least in (bar, THRESHOLD))
        print("as lists     {}: {:.3f} at 1 %, {:.3f} at {}".format(title, *shares, THRESHOLD))


def _entry(name: str, kind: str, place: int) -> Entry:
    source = Source(publisher="forms", file="chinese_names.csv", sha256="", row=place)
    party = Party(id=f"forms:{place}", kind=kind_of(kind) or "any", names=(Name(text=name),), source=source)
    return Entry("forms", str(place), party)


if __name__ == "__main__":
    main()
