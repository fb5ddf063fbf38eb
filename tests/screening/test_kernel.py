"""The compiled inner loops find what the arrays' own operations find, so that answers are the same with and without."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening import candidates, compiled
from ricochet.screening.bound import least_nats
from ricochet.screening.entry import Entry
from ricochet.screening.index import Found, Index
from ricochet.screening.profile import profile_of_name
from ricochet.screening.slips import slips
from ricochet.screening.texts import texts

WORDS = ("Al", "Bank", "Zarkov", "Vladimir", "Ivan", "Mohammed", "Muhamad", "Trading", "Company", "Crimea", "Krimea")
NAMES = ("Hangzhou Hikvision", "杭州海康威视数字技术股份有限公司", "AERO-CARIBBEAN", "TTP", "Tehrik e Taliban Pakistan",
         "محمد علي", "V I Zarkov", "Владимир Жарков", "x" * 70 + "y")  # fmt: skip


def _names(number: int) -> list[str]:
    dice = random.Random(number)  # noqa: S311 - test data, not a secret
    made = [" ".join(dice.choices(WORDS, k=dice.randint(1, 5))) for _ in range(120)]
    return [*NAMES, *made, *(name.replace("a", "", 1) for name in made[:40])]


def _index() -> Index:
    source = Source(publisher="own", file="own.csv", sha256="0" * 64, row=2)
    party = Party(id="own:0", kind="company", names=(), source=source)
    return Index(
        Entry("own", str(at), replace(party, id=f"own:{at}", names=(Name(text=name),)))
        for at, name in enumerate(_names(1))
    )


def _found(least: float) -> list[Found]:
    return _index().search_many([profile_of_name(name) for name in _names(2)], least=least)


@pytest.mark.parametrize("least", [0.7, 0.0], ids=["for review", "nearest"])
def test_compiled_code_gives_the_same_answers(least: float, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    fast = _found(least)
    monkeypatch.setattr(compiled, "_kernel", lambda: None)
    assert _found(least) == fast
    assert sum(len(found.hits) for found in fast) > 100


def test_the_bound_rules_out_nothing_that_the_estimate_would_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded = _found(0.7)
    monkeypatch.setattr(candidates, "least_nats", lambda own, needed: 0 * least_nats(own, needed))
    assert _found(0.7) == bounded


@given(st.lists(st.tuples(*[st.text("abc1", max_size=80)] * 2), min_size=1, max_size=30))
def test_compiled_code_counts_slips_as_rapidfuzz_does(pairs: list[tuple[str, str]]) -> None:
    pytest.importorskip("numba")
    pairs = pairs * 64  # so many that the compiled code is used
    every = np.arange(len(pairs))
    found = slips(texts(one for one, _ in pairs), every, texts(other for _, other in pairs), every)
    assert found.tolist() == [OSA.distance(one, other) for one, other in pairs]
