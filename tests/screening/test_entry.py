"""Entries packed in arrays, kept in files and opened again: what comes out is what went in, or nothing does."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.listing import Listing
from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entries, Entry, pack
from ricochet.screening.index import Index
from ricochet.screening.profile import profile_of_name
from ricochet.screening.shelf import KEPT, open_index
from ricochet.snapshot import arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

SOURCE = Source(publisher="own", file="own.csv", sha256="0" * 64, row=2)


def _entry(list_id: str, entry: str, name: str = "Argument", since: date | None = None) -> Entry:
    party = Party(id=f"{list_id}:{entry}", kind="company", names=(Name(text=name),), source=SOURCE)
    listing = Listing(party=party.id, list=list_id, entry=entry, since=since, source=SOURCE)
    return Entry(list_id, entry, party, ("SDGT",), listing, ("own:9",))


pairs = st.lists(st.tuples(st.sampled_from("abc"), st.text("123", min_size=1, max_size=3)), unique=True, max_size=12)


@given(pairs)
def test_packed_entries_are_the_same_in_order(keys: list[tuple[str, str]]) -> None:
    entries = [_entry(*key) for key in keys]
    packed = Entries(pack(entries))
    assert list(packed) == sorted(entries, key=lambda one: (one.list, one.entry))
    assert all(packed.of(*key) == _entry(*key) for key in keys)
    counts = packed.counts(packed.in_force(None))
    assert counts == {name: sum(key[0] == name for key in keys) for name in {key[0] for key in keys}}


def test_an_entry_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Entries(pack([_entry("a", "1")])).of("a", "2")


def test_only_entries_in_force_on_the_day_are_found_and_counted() -> None:
    index = Index([_entry("a", "1"), _entry("a", "2", since=date(2022, 5, 11))], date(2022, 5, 10))
    assert [hit.entry for hit in index.search(profile_of_name("Argument")).hits] == ["1"]
    assert index.counts() == {"a": 1}


@given(st.lists(st.integers(0, 255), max_size=50), st.lists(st.floats(width=32, allow_nan=False), max_size=50))
def test_arrays_come_back_from_their_file(
    tmp_path_factory: pytest.TempPathFactory, a: list[int], b: list[float]
) -> None:
    path = tmp_path_factory.mktemp("arrays") / "x"
    kept: dict[str, NDArray[Any]] = {"a": np.array(a, dtype=np.uint8), "b": np.array(b, dtype=np.float32)}
    arrays.save(path, kept)
    found = arrays.load(path)
    assert found is not None
    assert {name: one.tolist() for name, one in found.items()} == {name: one.tolist() for name, one in kept.items()}


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_damaged_file_is_never_read(tmp_path_factory: pytest.TempPathFactory, at: int, change: int) -> None:
    path = tmp_path_factory.mktemp("arrays") / "x"
    arrays.save(path, {"a": np.arange(60, dtype=np.int32)})
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= change
    path.write_bytes(raw)
    found = arrays.load(path)
    assert found is None or found.get("a", np.zeros(0)).tolist() == list(range(60))


def test_an_index_is_built_once_and_the_oldest_go(tmp_path: Path) -> None:
    def never() -> list[Entry]:
        raise AssertionError

    first = open_index(tmp_path, ["a"], lambda: [_entry("a", "1")])
    again = open_index(tmp_path, ["a"], never)
    asked = profile_of_name("Argument")
    assert again.search(asked) == first.search(asked)
    for number in range(KEPT + 3):
        open_index(tmp_path, [str(number)], lambda: [_entry("a", "1")])
    assert len(list(tmp_path.glob("index-*"))) == KEPT
