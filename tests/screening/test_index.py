"""Candidates: who is found, in which order, and that a search cut short says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Identifier, Name, Party
from ricochet.model.source import Source
from ricochet.screening import index as room
from ricochet.screening.entry import Entry
from ricochet.screening.index import Index
from ricochet.screening.match import THRESHOLD, match
from ricochet.screening.profile import profile_of_name, profile_of_party, profile_of_row


def _entry(ident: str, *names: str, list_id: str = "own", identifiers: tuple[str, ...] = ()) -> Entry:
    party = Party(
        id=f"{list_id}:{ident}",
        kind="company",
        names=tuple(Name(text=name) for name in names),
        identifiers=tuple(Identifier(type="", value=value) for value in identifiers),
        source=Source(publisher=list_id, file="own.csv", sha256="0" * 64, row=2),
    )
    return Entry(list_id, ident, party, ("SDGT",))


LISTED = (
    _entry("1", "Hangzhou Hikvision Digital Technology Co., Ltd.", "Hikvision", "杭州海康威视数字技术股份有限公司"),
    _entry("2", "Crimea Bank"),
    _entry("3", "JSC Argument"),
    _entry("4", "Musa Abu Marzuk", identifiers=("A-778812",)),
    _entry("5", "AERO-CARIBBEAN"),
    _entry("6", "Florez Hermanos Ltda."),
    _entry("7", "Zarkov Vladimir Ivanovich"),
    _entry("8", "Quillon Salim Ahmad Salim"),
)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("海康威视", "1"),
        ("Hikvisoin", "1"),
        ("Krimea Bank", "2"),
        ("Bank Crimea", "2"),
        ("JSCARGUMENT", "3"),
        ("Marzouq Mousa", "4"),
        ("AEROCARIBBEAN", "5"),
        ("AEROCARIBEAN", "5"),
        ("Ηikvision", "1"),
        ("FLOREZHERMANOSLTDA", "6"),
        ("Florezhermanos Ltda.", "6"),
        ("Zarkov V I", "7"),
        ("Zarkov V. Ivanovich", "7"),
        ("Salim Ahmad Salim", "8"),
    ],
)
def test_a_name_written_otherwise_finds_its_entry_first(name: str, entry: str) -> None:
    found = Index(LISTED).search(profile_of_name(name))
    assert found.hits[0].entry == entry
    matches = Index(LISTED).search(profile_of_name(name), least=THRESHOLD).hits
    assert [hit.entry for hit in matches][:1] == [entry][: found.hits[0].score >= THRESHOLD]
    assert found.hits[0].programs == ("SDGT",)
    assert found.hits[0].reasons
    assert found.truncated == ""


def test_an_identifier_finds_an_entry_whose_name_says_nothing() -> None:
    found = Index(LISTED).search(profile_of_row({"name": "Unrelated", "passport": "a778812"}))
    assert [hit.entry for hit in found.hits] == ["4"]


def test_equal_scores_stand_in_order_of_list_and_entry_whatever_the_order_of_entries() -> None:
    same = [_entry(ident, "Argument", list_id=name) for name in ("b", "a") for ident in ("2", "1", "10")]
    hits = Index(same).search(profile_of_name("Argument")).hits
    assert [(hit.list, hit.entry) for hit in hits] == [
        ("a", "1"), ("a", "10"), ("a", "2"), ("b", "1"), ("b", "10"), ("b", "2"),
    ]  # fmt: skip
    assert Index(reversed(same)).search(profile_of_name("Argument")).hits == hits


def test_more_promising_names_than_are_compared_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_COMPARED", 3)
    found = Index(_entry(str(n), f"Argument {n}") for n in range(9)).search(profile_of_name("Argument"))
    assert found.truncated == "truncated: 3 of 9 promising names were compared"


def test_a_search_for_matches_only_gives_the_same_matches_as_one_that_shows_more() -> None:
    index = Index(LISTED)
    for entry in LISTED:
        asked = profile_of_name(entry.party.name)
        every = index.search(asked).hits
        assert index.search(asked, least=THRESHOLD).hits == tuple(hit for hit in every if hit.score >= THRESHOLD)


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_answered(text: str) -> None:
    Index(LISTED).search(profile_of_name(text))


@given(st.sampled_from(LISTED), st.integers(0, 20), st.sampled_from("abcyz "))
def test_what_comparing_calls_a_match_the_search_finds_with_the_same_score(entry: Entry, at: int, letter: str) -> None:
    name = entry.party.name
    wrong = profile_of_name(name[:at] + letter + name[at + 1 :])
    asked = match(wrong, profile_of_party(entry.party))
    if asked.matched:
        found = {hit.entry: hit.score for hit in Index(LISTED).search(wrong).hits}
        assert found[entry.entry] == asked.score
