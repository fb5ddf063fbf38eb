"""Canaries: the same ones whatever the order, from every list, asked for by what the list prints."""

from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Identifier, Name, Party
from ricochet.model.source import Source
from ricochet.screening.canaries import IN_A_BATCH, by_identifier, canaries, draw
from ricochet.screening.entry import Entry

SOURCE = Source(publisher="x", file="x.csv", sha256="0", row=1)


def entry(list_id: str, number: int, name: str = "Somebody", *identifiers: Identifier) -> Entry:
    party = Party(
        id=f"{list_id}:{number}",
        kind="company",
        names=(Name(text=f"{name} {number}"),) if name else (),
        identifiers=identifiers,
        source=SOURCE,
    )
    return Entry(list_id, str(number), party)


ENTRIES = [entry(name, number) for name, many in (("a", 50), ("b", 3), ("c", 9)) for number in range(many)]


@given(st.permutations(ENTRIES))
def test_the_same_entries_give_the_same_canaries_in_any_order(entries: list[Entry]) -> None:
    assert canaries(entries) == canaries(ENTRIES)


def test_every_list_is_asked_and_small_ones_are_made_up_for() -> None:
    found = canaries(ENTRIES)
    assert len(found) >= IN_A_BATCH
    assert len({(one.list, one.entry) for _, one in found}) == len(found)
    counts = {name: sum(one.list == name for _, one in found) for name in "abc"}
    assert counts == {"a": 10, "b": 3, "c": 7}


def test_a_row_knows_the_primary_name_and_nothing_else() -> None:
    assert canaries([entry("a", 1)]) == (({"name": "Somebody 1"}, entry("a", 1)),)


def test_few_entries_are_all_drawn_and_none_gives_none() -> None:
    assert len(canaries(ENTRIES[:3])) == 3
    assert canaries([]) == ()


def test_an_entry_without_a_name_is_not_drawn() -> None:
    assert draw([entry("a", 1, "")], 5) == ()


def test_an_identifier_is_one_that_singles_somebody_out() -> None:
    gazette = Identifier(type="Government Gazette Number", value="00139264")
    assert by_identifier(entry("a", 1, "Somebody", gazette, Identifier(type="License", value="100"))) is None
    passport = Identifier(type="Passport", value="RL0266714")
    assert by_identifier(entry("a", 1, "Somebody", gazette, passport)) == {"identifier": "RL0266714"}
