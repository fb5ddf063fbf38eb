"""The compiled inner loops find what the arrays' own operations find, so that answers are the same with and without."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, JaroWinkler

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening import candidates, compiled
from ricochet.screening.bound import least_nats
from ricochet.screening.entry import Entry
from ricochet.screening.index import Found, Index
from ricochet.screening.lookup import Lookup, lookup_arrays
from ricochet.screening.profile import profile_of_name
from ricochet.screening.slips import closeness, slips
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


TEXTS = st.text("abc1", max_size=80) | st.text("abcdefgh", max_size=12)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=30))
def test_compiled_code_compares_letters_as_rapidfuzz_does(pairs: list[tuple[str, str]]) -> None:
    pytest.importorskip("numba")
    pairs = pairs * 64  # so many that the compiled code is used
    every, left, right = np.arange(len(pairs)), texts(one for one, _ in pairs), texts(other for _, other in pairs)
    assert slips(left, every, right, every).tolist() == [OSA.distance(*pair) for pair in pairs]
    assert closeness(left, every, right, every).tolist() == [JaroWinkler.similarity(*pair) for pair in pairs]


@given(st.lists(st.integers(0, 40), max_size=400), st.lists(st.integers(0, 45), min_size=64, max_size=200))
def test_compiled_code_looks_up_what_arrays_do(keys: list[int], sought: list[int]) -> None:
    pytest.importorskip("numba")
    arrays = lookup_arrays("near", np.array(keys, dtype=np.uint32), np.arange(len(keys)))
    lookup, wanted = Lookup(arrays["near_keys"], arrays["near_places"]), np.array(sought, dtype=np.uint32)
    found = [array.tolist() for array in lookup.each(wanted)]
    few = [lookup.each(wanted[at : at + 1])[0].tolist() for at in range(len(sought))]
    assert found == [
        [place for places in few for place in places],
        [at for at, places in enumerate(few) for _ in places],
    ]
