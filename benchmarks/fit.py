"""Fit the scorecard's weights: what src/ricochet/screening/score.py holds under W and BIAS. Needs numpy and scipy.

    python benchmarks/fit.py

It sees: the labelled name pairs (data/names/pairs, nomenklatura, MIT); primary names of an SDN list misspelt by rule
(slips, other transliterations, a word less, more or joined); against them companies of GLEIF and persons put together
from common given and family names. It sees no alias and no name in its original script. Signs are fixed beforehand.
Prints the weights, and F1 and area under the curve on the pairs by five-fold cross-validation, grouped by name.
"""

import csv
import gzip
import hashlib
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from scipy.optimize import minimize

from ricochet.model.kind import kind_of
from ricochet.screening import score
from ricochet.screening.align import align
from ricochet.screening.forms import Forms, forms
from ricochet.screening.profile import NATURAL
from ricochet.screening.sound import consonants

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAIRS_WEIGHT = 20.0
"""Weight of one labelled pair against one made-up pair."""
BY_HAND = {"number": -2.5, "little": -0.2, "lone": -0.5, "within": 0.3, "crossed": -2.5}
SIGNS = {"agreed": 1, "agreed_first": 1, "unlike": -1, "clash": -1, "clash_close": 1, "left_short": -1, "left_long": -1,
         "letters": 1, "letters_high": 1, "first": 1, "family": -1}  # fmt: skip
FITTED = list(SIGNS)
SOUNDS = (
    "kh h|kh k|ou u|oo u|ee i|y i|i y|u o|o u|e i|i e|a e|q k|k q|c k|sh ch|w v|v w|j dj|yy y|"
    "mm m|ss s|s ss|m mm|ks x|x ks|f ph|ph f|iy y|ev yev|ye e|ya ia|yu iu|ts tz|g gh|gh g|t th|th t|ey ei|ai ei"
)
GIVEN = (
    "james mary john linda robert patricia michael jennifer david elizabeth william richard susan joseph "
    "thomas karen hans anna pierre marie jean claire luca giulia pablo lucia carlos sofia juan maria jose "
    "antonio luis ahmed mohamed fatima omar ali hassan aisha ivan olga sergey elena dmitry natalia wei "
    "ming yuki hiroshi priya raj nguyen minh emeka chidi amina kwame"
)
FAMILY = (
    "smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin lee "
    "thompson white harris clark walker hall young king muller schmidt schneider dubois moreau rossi "
    "ferrari garcia rodriguez martinez lopez gonzalez hernandez perez sanchez ramirez torres hassan "
    "ibrahim khan ali ahmed hussein ivanov petrov kuznetsov smirnov volkov wang li zhang liu chen tanaka "
    "suzuki sato kumar singh sharma patel tran kim park choi okafor adeyemi mensah diallo"
)
HAN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹",
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉华建国志海红玉梅",
)
HANGUL = ("김이박최정강조윤장임한오서신권황안송류홍", "민서지우현준영수진호성재은하상광경철미선")


def values(left: Forms, right: Forms) -> list[float]:
    """Value of every feature that is fitted: the points that each would give at a weight of one."""
    found = []
    mine, theirs = left.by_words, right.by_words
    if (len(mine.words), mine.words) > (len(theirs.words), theirs.words):
        mine, theirs = theirs, mine
    if not mine.words or not theirs.words:
        return [0.0] * (len(FITTED) + 1)
    alignment = align(mine.words, theirs.words)
    for feature in FITTED:
        score.W = dict.fromkeys(score.W, 0.0) | {feature: 1.0}
        found.append(sum(size for _, _, size in score._points(mine, theirs, alignment)))  # noqa: SLF001 - its own fit
    score.W = dict.fromkeys(score.W, 0.0) | BY_HAND
    rest = score._homophones(left, right) + score.LEGAL_FORM * score._other_legal(left, right)  # noqa: SLF001
    return [*found, rest + sum(size for _, _, size in score._points(mine, theirs, alignment))]  # noqa: SLF001


def labelled() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The name pairs: values, labels, folds."""
    with (SHARED / "data/names/pairs/name_pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = []
    for row in rows:
        company = kind_of(row["schema"]) not in NATURAL
        found.append(values(forms(row["name1"], company=company), forms(row["name2"], company=company)))
    folds = [hashlib.sha256(row["name2"].encode()).digest()[0] % 5 for row in rows]
    return np.array(found), np.array([row["is_match"] == "true" for row in rows], float), np.array(folds)


def made_up(rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """Primary names misspelt, and names of others, each against the listed names nearest to it: values, labels."""
    listed: list[tuple[str, str, Forms]] = []
    with (SHARED / "suites/sdn_one_typo/list.jsonl").open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            kind = kind_of(entry["kind"]) or "any"
            listed.append((kind, entry["names"][0], forms(entry["names"][0], company=kind not in NATURAL)))
    asked = [(place, *_misspelt(listed[place], rng)) for place in rng.sample(range(len(listed)), 5000)]
    asked += [(-1, *other) for other in _others(listed, rng)]
    near = _near([form for _, _, form in asked], [form for _, _, form in listed])
    same = defaultdict(set)
    for place, (_, _, form) in enumerate(listed):
        same[tuple(sorted(form.words))].add(place)
    found, labels = [], []
    for (place, kind, form), places in zip(asked, near, strict=True):
        fair = {one for one in places if listed[one][0] == kind or not {listed[one][0], kind} & NATURAL}
        fair -= same[tuple(sorted(form.words))] if place < 0 else set()
        ranked = sorted(fair, key=lambda one: (-score.compare_forms(form, listed[one][2]).odds, one))[:4]
        for one in dict.fromkeys([*ranked, place]) if place >= 0 else ranked:
            found.append(values(form, listed[one][2]))
            labels.append(place >= 0 and one in same[tuple(sorted(listed[place][2].words))])
    return np.array(found), np.array(labels, float)


def _misspelt(entry: tuple[str, str, Forms], rng: random.Random) -> tuple[str, Forms]:
    kind, _, form = entry
    words, luck = list(form.words) or ["x"], rng.random()
    if luck < 0.4:
        place = max(range(len(words)), key=lambda i: len(words[i]) * rng.random())
        words[place] = _slip(words[place], rng) or words[place]
    elif luck < 0.87:
        words = [_respelt(word, rng) if rng.random() < 0.6 else word for word in words]
        if luck > 0.75 and len(words) > 2:
            words.pop(rng.randrange(len(words)))
    elif luck < 0.94:
        words.insert(
            rng.randrange(len(words) + 1), rng.choice(("general", "trading", "ahmed", "new", "group", "maria"))
        )
    elif len(words) > 1:
        place = rng.randrange(1, len(words))
        words[place - 1 : place + 1] = [words[place - 1] + words[place]]
    return kind, forms(" ".join(words), company=False)


def _slip(word: str, rng: random.Random) -> str:
    at, letter, luck = rng.randrange(len(word)), rng.choice("abcdefghijklmnopqrstuvwxyz"), rng.randrange(4)
    return (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :])[luck]  # fmt: skip


def _respelt(word: str, rng: random.Random) -> str:
    for _ in range(rng.choice((1, 1, 2, 3))):
        fitting = [pair for pair in (one.split() for one in SOUNDS.split("|")) if pair[0] in word]
        if fitting:
            word = word.replace(*rng.choice(fitting), 1)
    return word


def _others(listed: list[tuple[str, str, Forms]], rng: random.Random) -> list[tuple[str, Forms]]:
    persons = [name for kind, name, _ in listed if kind == "person"]
    texts = []
    for _ in range(2500):
        family, given = rng.choice(persons).partition(",")[0], rng.choice(persons).partition(",")[2]
        texts.append(f"{given} {family}")
        middle = [rng.choice(GIVEN.split())] if rng.random() < 0.3 else []
        texts.append(" ".join([rng.choice(GIVEN.split()), *middle, rng.choice(FAMILY.split())]))
    for (families, given), count in ((HAN, 500), (HANGUL, 300)):
        texts += [rng.choice(families) + "".join(rng.choices(given, k=rng.choice((1, 2, 2, 3)))) for _ in range(count)]
    with gzip.open(SHARED / "data/names/gleif/gleif_legal_names_399k.csv.gz", "rt", encoding="utf-8") as lines:
        companies = [row["Entity.LegalName"] for place, row in enumerate(csv.DictReader(lines)) if place % 100 == 7]
    found = [("person", forms(text, company=False)) for text in texts]
    return found + [("organization", forms(text)) for text in rng.sample(companies, 2500)]


def _near(asked: list[Forms], listed: list[Forms]) -> list[set[int]]:
    near: list[set[int]] = [set() for _ in asked]

    def letters(form: Forms) -> str:
        return " ".join(sorted(form.words))

    def bones(form: Forms) -> str:
        return " ".join(sorted(filter(None, map(consonants, form.words))))

    for text, scorer in (
        (letters, fuzz.token_set_ratio),
        (letters, fuzz.token_sort_ratio),
        (bones, fuzz.token_set_ratio),
    ):
        choices = [text(form) for form in listed]
        for start in range(0, len(asked), 512):
            batch = [text(form) for form in asked[start : start + 512]]
            likeness = process.cdist(batch, choices, scorer=scorer, workers=2, dtype=np.float32)
            for at, row in enumerate(np.argpartition(-likeness, 20, axis=1)[:, :20]):
                near[start + at].update(map(int, row))
    return near


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float = 2.0) -> tuple[np.ndarray, float]:
    """Weights with the signs asked for, by logistic regression; the last column of x is an offset."""
    scale, offset = x[:, :-1].std(0) + 1e-9, x[:, -1]
    z = x[:, :-1] / scale

    def loss(b: Any) -> tuple[float, Any]:
        odds = z @ b[:-1] + b[-1] + offset
        apart = weight * (1 / (1 + np.exp(-odds)) - y)
        total = (weight * (np.logaddexp(0, odds) - y * odds)).sum() + ridge * (b[:-1] ** 2).sum() / 2
        return total, np.r_[z.T @ apart + ridge * b[:-1], apart.sum()]

    bounds = [(0, None) if SIGNS[feature] > 0 else (None, 0) for feature in FITTED]
    best = minimize(loss, np.zeros(len(FITTED) + 1), jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B")
    return best.x[:-1] / scale, float(best.x[-1])


def f1_and_area(odds: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    """Best F1, its threshold, area under the curve."""
    best = max((2 * ((odds >= t) & (y == 1)).sum() / ((odds >= t).sum() + y.sum()), t) for t in np.unique(odds))
    ranks = np.array([(odds < value).sum() + ((odds == value).sum() + 1) / 2 for value in odds])
    yes, no = y.sum(), len(y) - y.sum()
    return float(best[0]), float(best[1]), float((ranks[y == 1].sum() - yes * (yes + 1) / 2) / (yes * no))


def main() -> None:
    """Fit and print."""
    more, labels = made_up(random.Random(7))  # noqa: S311 - the same names every time is what is wanted
    pairs, answers, folds = labelled()
    odds = np.zeros(len(answers))
    for fold in range(6):
        seen = folds != fold
        weight = np.r_[np.ones(len(labels)), np.full(seen.sum(), PAIRS_WEIGHT)]
        weights, bias = fit(np.r_[more, pairs[seen]], np.r_[labels, answers[seen]], weight)
        if fold < 5:
            odds[~seen] = pairs[~seen] @ np.r_[weights, 1] + bias
    print("cross-validated F1 {:.3f} at {:.2f}, area {:.3f}".format(*f1_and_area(odds, answers)))
    for feature, value in zip(FITTED, weights, strict=True):
        print(f'    "{feature}": {value:.3g},')
    print(f"BIAS = {bias:.3g}")


if __name__ == "__main__":
    main()
