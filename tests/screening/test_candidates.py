"""Candidates: no answer depends on what is asked together, on what was asked before, or on what is left out early."""

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening import vocabulary
from ricochet.screening.entry import Entry
from ricochet.screening.index import Index, arrays_of
from ricochet.screening.match import THRESHOLD
from ricochet.screening.profile import profile_of_name
from ricochet.screening.slips import slips
from ricochet.screening.texts import texts
from ricochet.screening.traits import estimate, possible, traits
from ricochet.sources.tables.watchlist import read_watchlist
from ricochet.verbs.screen import entries_of

WORDS = "hikvision hangzhou digital tehrik taliban pakistan ttp bank crimea krimea aero caribbean salim ahmad v 5 ii"
NAMES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=4).map(" ".join)
WORD = st.text("abcdeghiklmnoprstuvz", min_size=1, max_size=10)


def _entry(ident: str, name: str) -> Entry:
    source = Source(publisher="own", file="own.csv", sha256="0" * 64, row=2)
    return Entry("own", ident, Party(id=f"own:{ident}", kind="company", names=(Name(text=name),), source=source))


@given(st.lists(NAMES, min_size=1, max_size=8), st.lists(NAMES, min_size=1, max_size=8))
def test_names_asked_together_are_answered_as_each_alone(listed: list[str], asked: list[str]) -> None:
    entries = [_entry(str(at), name) for at, name in enumerate(listed)]
    profiles = [profile_of_name(name) for name in asked]
    for least in (0.0, THRESHOLD):
        together = Index(entries).search_many(profiles, least=least)
        assert together == [Index(entries).search(profile, least=least) for profile in profiles]
        assert together[::-1] == Index(reversed(entries)).search_many(profiles[::-1], least=least)


def test_words_forgotten_are_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [_entry("1", "Hangzhou Hikvision"), _entry("2", "Crimea Bank")]
    profiles = [profile_of_name(name) for name in ("Hikvison", "Krimea Bank", "Bank of Hangzhou", "Hikvison")]
    kept = [Index(entries).search(profile) for profile in profiles]
    monkeypatch.setattr(vocabulary, "REMEMBERED", 2)
    index = Index(entries)
    assert [index.search(profile) for profile in profiles] == kept


@given(st.lists(st.tuples(WORD, WORD), min_size=1))
def test_words_left_out_before_their_slips_are_counted_are_not_alike(pairs: list[tuple[str, str]]) -> None:
    mine, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    every = np.arange(len(pairs))
    apart = slips(texts(mine), every, texts(theirs), every)
    sides = traits(mine, sound=True), traits(theirs, sound=True)
    nats = estimate(*sides, apart, np.zeros(len(pairs), dtype=np.bool_))
    assert not (nats[~possible(*sides, (texts(mine).masks(), texts(theirs).masks()))]).any()


def test_an_entry_changed_under_its_id_changes_the_answer() -> None:
    asked = profile_of_name("Hangzhou Hikvision")
    before, after = (Index([_entry("1", name)]) for name in ("Hangzhou Hikvision", "Crimea Bank"))
    assert [hit.entry for hit in before.search(asked, least=THRESHOLD).hits] == ["1"]
    assert after.search(asked, least=THRESHOLD).hits == ()
    assert [hit.name for hit in after.search(profile_of_name("Krimea Bank"), least=THRESHOLD).hits] == ["Crimea Bank"]


@pytest.mark.real
def test_real_names_are_answered_the_same_in_any_order_and_company(shared: Path) -> None:
    suite = shared / "suites/sdn_one_typo"
    entries = entries_of(
        read_watchlist((suite / "list.jsonl").read_bytes(), "list.jsonl", "sdn").records, list_id="sdn"
    )
    with (suite / "queries.csv").open(encoding="utf-8", newline="") as lines:
        names = [row["name"] for row in csv.DictReader(lines)][::8]
    arrays = arrays_of(entries)
    index = Index(arrays)
    whole = dict(zip(names, index.search_many(list(map(profile_of_name, names)), least=THRESHOLD), strict=True))
    random.Random(7).shuffle(names)  # noqa: S311 - the same order every time
    fresh = Index(arrays)
    for start in range(0, len(names), 17):
        part = names[start : start + 17]
        assert fresh.search_many(list(map(profile_of_name, part)), least=THRESHOLD) == [whole[name] for name in part]
