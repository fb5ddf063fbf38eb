"""rapidfuzz over every name of the list, two threads: no index, nothing can be missed by a candidate step.

    brute.py SCORER screen|pairs …      SCORER: token_sort, token_set or wratio; the rest as contest.py says

Names are prepared by anyascii and lower case; a party's best name counts.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import contest
import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz, process

SCORERS = {"token_sort": fuzz.token_sort_ratio, "token_set": fuzz.token_set_ratio, "wratio": fuzz.WRatio}
THREADS = 2
AT_ONCE = 512


def _plain(name: str) -> str:
    return anyascii(name).lower()


def opened(listed: Path) -> contest.Ask:
    """Every name of the list in one array, and whose it is."""
    parties = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
    names = [(at, _plain(name)) for at, party in enumerate(parties) for name in party["names"]]
    owner = np.array([at for at, _ in names])
    texts = [text for _, text in names]
    scorer = SCORERS[sys.argv[1]]

    def ask(rows: Sequence[contest.Row], least: float) -> list[contest.Hits]:
        found: list[contest.Hits] = []
        asked = [_plain(row["name"]) for row in rows]
        for start in range(0, len(asked), AT_ONCE):
            part = asked[start : start + AT_ONCE]
            scores = process.cdist(
                part, texts, scorer=scorer, workers=THREADS, dtype=np.float32, score_cutoff=100 * least
            )
            found += [_best(row, owner, parties, 100 * least) for row in scores]
        return found

    return ask


def _best(scores: np.ndarray, owner: np.ndarray, parties: Sequence[dict[str, Any]], least: float) -> contest.Hits:
    """The ten best entries, by their best names."""
    kept = (scores >= max(least, 1e-9)).nonzero()[0]
    if kept.size > 200:
        kept = kept[np.argpartition(-scores[kept], 199)[:200]]
    found: dict[int, float] = {}
    for at in kept[np.argsort(-scores[kept], kind="stable")].tolist():
        found.setdefault(int(owner[at]), float(scores[at]) / 100)
    return [(parties[at]["id"], score) for at, score in found.items()][: contest.SHOWN]


def pairs(wanted: Sequence[dict[str, Any]]) -> list[float]:
    """The best score of any two names."""
    scorer = SCORERS[sys.argv[1]]

    def names(record: dict[str, Any]) -> list[str]:
        named = record.get("name") or " ".join(
            str(record[part]) for part in ("firstName", "middleName", "fatherName", "lastName") if record.get(part)
        )
        return [_plain(str(name)) for name in (named if isinstance(named, list) else [named])]

    return [
        max(scorer(one, other) / 100 for one in names(pair["query"]) for other in names(pair["candidate"]))
        for pair in wanted
    ]


if __name__ == "__main__":
    contest.main(opened, pairs)
