"""Texts by number: found again, and the first of many in alphabetical order without reading them all."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.holdings import NOBODY
from ricochet.sources.tables.intern import Texts, intern


def interned(words: list[str]) -> tuple[list[int], Texts]:
    parts = [word.encode() for word in words]
    size = np.array([len(part) for part in parts], np.int64)
    text = np.frombuffer(b"".join(parts) + bytes(16), np.uint8)
    found = intern(text, np.cumsum(size) - size, size)
    assert found is not None
    return found[0].tolist(), found[1]


@given(st.lists(st.text(max_size=20), min_size=1), st.integers(1, 5))
def test_equal_texts_have_one_number(words: list[str], count: int) -> None:
    numbers, texts = interned(words)
    assert [texts[number] for number in numbers] == words
    assert len(texts) == len(set(words))
    assert [texts.find(word) for word in words] == numbers
    assert texts.least(sorted(set(numbers)), count) == sorted(set(words))[:count]
    assert texts.find("not one of the words, surely") == NOBODY


def test_the_numbers_depend_on_which_texts_there_are_only() -> None:
    words = [f"party {one % 50}" for one in range(200)]
    _, texts = interned(words)
    _, again = interned([*reversed(words), "party 7"])
    assert [texts[number] for number in range(50)] == [again[number] for number in range(50)]
