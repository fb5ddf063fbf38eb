"""Fit the scorecard's weights: what src/ricochet/screening/score.py holds under W and BIAS. Needs numpy and scipy.

    python benchmarks/fit.py

It sees the labelled name pairs, and the queries of fit_queries.py with the listed names nearest to each: the right
entry is to stand before every other and before none at all (softmax over the candidates and none). It is fitted on no
alias of the SDN list and no name in its original script. Signs are fixed beforehand. Prints the weights, and F1 and
area under the curve on the pairs by five-fold cross-validation, grouped by name.
"""

import csv
import hashlib
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from fit_queries import SHARED, Listed, Query, listed, queries
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.optimize import minimize

from ricochet.model.kind import Kind, kind_of
from ricochet.screening import score
from ricochet.screening.align import align
from ricochet.screening.forms import Forms, forms
from ricochet.screening.match import OTHER_KIND
from ricochet.screening.profile import NATURAL
from ricochet.screening.sound import consonants

Floats = NDArray[np.float64]
PAIRS_WEIGHT = 3.0
"""Weight of one labelled pair against one query."""
RIDGE = 2.0
UNLIKE = 0.03
"""Share of aliases that are another name altogether, so that the fit does not bend to them."""
BY_HAND = {"agreed_more": 0.02, "unwritten": -1.5, "skeleton": 5.0, "crossed": -4.0, "number": -2.5, "single": -1.2}
SIGNS = {"agreed": 1, "rarest": 1, "alone": -1, "alone_unwritten": 1, "clash_close": 1, "common": -1, "left_long": -1,
         "letters": 1, "first": 1, "within": 1, "family": -1}  # fmt: skip
FITTED = list(SIGNS)
NEAREST = 10
"""Listed names compared with a query for each of three likenesses."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidates of every query, one query after the other.

    Features (the last column is an offset), whether each is right, and where those of a query start.
    """

    x: Floats
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]


def values(left: Forms, right: Forms) -> list[float]:
    """Value of every feature that is fitted, then what the rest comes to: the points at a weight of one."""
    mine, theirs = score._sides(left, right)  # noqa: SLF001 - its own fit
    if not mine.words or not theirs.words:
        return [0.0] * len(FITTED) + [score.NOTHING]
    if (len(mine.words), mine.words) > (len(theirs.words), theirs.words):
        left, right, mine, theirs = right, left, theirs, mine
    alignment = align(mine.words, theirs.words)
    found = []
    for weights in (*({feature: 1.0} for feature in FITTED), BY_HAND):
        score.W = dict.fromkeys(score.W, 0.0) | weights
        found.append(sum(size for _, _, size in score._points(mine, theirs, alignment)))  # noqa: SLF001
    found[-1] += score._homophones(left, right)  # noqa: SLF001
    found[-1] += score.LEGAL_FORM * score._other_legal(left, right)  # noqa: SLF001
    found[-1] += score.REGISTERED * score._registered(left, right, alignment)  # noqa: SLF001
    return found


def labelled() -> tuple[Floats, Floats, NDArray[np.int64]]:
    """The name pairs: values, labels, folds."""
    with (SHARED / "data/names/pairs/name_pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = [
        values(*(_forms(row[side], kind_of(row["schema"]) or "any") for side in ("name1", "name2"))) for row in rows
    ]
    folds = [hashlib.sha256(row["name2"].encode()).digest()[0] % 5 for row in rows]
    return np.array(found), np.array([row["is_match"] == "true" for row in rows], float), np.array(folds)


def candidates(names: list[Listed], asked: list[Query]) -> Lists:
    """Every query compared with the listed names nearest to it, and with all names of the entry that it is."""
    mine = [_forms(query.name, query.kind) for query in asked]
    theirs = [_forms(one.name, one.kind) for one in names]
    own = defaultdict[str, list[int]](list)
    for place, one in enumerate(names):
        own[one.entry].append(place)
    x, right, starts = list[list[float]](), list[bool](), list[int]()
    for query, form, near in zip(asked, mine, _near(mine, theirs), strict=True):
        starts.append(len(x))
        for place in sorted(near.union(own.get(query.entry, ()))):
            one = names[place]
            found = values(form, theirs[place])
            found[-1] = max(found[-1] + OTHER_KIND * (_sort(query.kind) != _sort(one.kind)), -30.0)
            x.append(found)
            right.append(one.entry == query.entry)
    return Lists(np.array(x), np.array(right), np.array(starts))


def _forms(name: str, kind: Kind) -> Forms:
    return forms(name, company=kind not in NATURAL)


def _sort(kind: Kind) -> str:
    return kind if kind in NATURAL else "organization"


def _near(asked: list[Forms], names: list[Forms]) -> list[set[int]]:
    near: list[set[int]] = [set() for _ in asked]

    def letters(form: Forms) -> str:
        return " ".join(sorted(form.words))

    def bones(form: Forms) -> str:
        return " ".join(sorted(filter(None, map(consonants, form.words))))

    ways = ((letters, fuzz.token_set_ratio), (letters, fuzz.token_sort_ratio), (bones, fuzz.token_set_ratio))
    for text, scorer in ways:
        choices = [text(form) for form in names]
        for start in range(0, len(asked), 512):
            batch = [text(form) for form in asked[start : start + 512]]
            likeness = process.cdist(batch, choices, scorer=scorer, dtype=np.float32)
            for at, row in enumerate(np.argpartition(-likeness, NEAREST, axis=1)[:, :NEAREST]):
                near[start + at].update(map(int, row))
    return near


def fit(lists: Lists, pairs: Floats, answers: Floats) -> tuple[Floats, float]:
    """Weights with the signs asked for, and the bias."""
    scale = lists.x[:, :-1].std(0) + 1e-9
    z, zp = lists.x[:, :-1] / scale, pairs[:, :-1] / scale
    query = np.repeat(np.arange(lists.starts.size), np.diff(np.append(lists.starts, len(z))))
    positive = np.add.reduceat(lists.right, lists.starts) > 0

    def loss(b: Any) -> tuple[float, Any]:
        odds = np.clip(z @ b[:-1] + b[-1] + lists.x[:, -1], -60, 60)
        e = np.exp(odds)
        whole = 1 + np.add.reduceat(e, lists.starts)  # none at all has the odds 1
        right = np.add.reduceat(e * lists.right, lists.starts)
        said = np.where(positive, (1 - UNLIKE) * right + UNLIKE, 1.0)
        pulls = np.where(positive, (1 - UNLIKE) / said, 0.0)[query] * e * lists.right - (e / whole[query])
        apart = zp @ b[:-1] + b[-1] + pairs[:, -1]
        total = -np.log(said / whole).sum() + RIDGE * (b[:-1] ** 2).sum() / 2
        total += PAIRS_WEIGHT * (np.logaddexp(0, apart) - answers * apart).sum()
        wrong = PAIRS_WEIGHT * (1 / (1 + np.exp(-apart)) - answers)
        return total, np.append(zp.T @ wrong - z.T @ pulls + RIDGE * b[:-1], wrong.sum() - pulls.sum())

    bounds = [(0, None) if SIGNS[feature] > 0 else (None, 0) for feature in FITTED]
    best = minimize(loss, np.zeros(len(FITTED) + 1), jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B")
    return best.x[:-1] / scale, float(best.x[-1])


def f1_and_area(odds: Floats, y: Floats) -> tuple[float, float, float]:
    """Best F1, its threshold, area under the curve."""
    best = max((2 * ((odds >= t) & (y == 1)).sum() / ((odds >= t).sum() + y.sum()), t) for t in np.unique(odds))
    ranks = np.array([(odds < value).sum() + ((odds == value).sum() + 1) / 2 for value in odds])
    yes, no = y.sum(), len(y) - y.sum()
    return float(best[0]), float(best[1]), float((ranks[y == 1].sum() - yes * (yes + 1) / 2) / (yes * no))


def main() -> None:
    """Fit and print."""
    rng = random.Random(7)  # noqa: S311 - the same names every time is what is wanted
    names, aliases = listed(rng)
    lists = candidates(names, aliases + queries(names, rng))
    pairs, answers, folds = labelled()
    odds = np.zeros(len(answers))
    for fold in range(6):
        seen = folds != fold
        weights, bias = fit(lists, pairs[seen], answers[seen])
        if fold < 5:
            odds[~seen] = pairs[~seen] @ np.append(weights, 1) + bias
    print("cross-validated F1 {:.3f} at {:.2f}, area {:.3f}".format(*f1_and_area(odds, answers)))
    for feature, value in zip(FITTED, weights, strict=True):
        print(f'    "{feature}": {value:.3g},')
    print(f"BIAS = {bias:.3g}")


if __name__ == "__main__":
    main()
