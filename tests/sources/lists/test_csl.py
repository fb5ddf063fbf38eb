"""The Consolidated Screening List: one edition a list, both orders of ids, rows accounted for to the last one."""

import contextlib
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError, ForeignFile, SchemaDrift, TruncatedFile
from ricochet.model.party import Identifier, Name
from ricochet.sources.lists.csl import parse
from ricochet.sources.lists.edition import Edition


def read(text: str) -> dict[str, Edition]:
    return {edition.list: edition for edition in parse("consolidated.csv", text.encode())}


def test_each_source_is_an_edition(made: Mapping[str, str]) -> None:
    found = read(made["csl"])
    assert {name: edition.rows for name, edition in found.items()} == {
        "us-bis-dpl": 1,
        "us-bis-el": 1,
        "us-ofac-sdn": 2,
        "us-ofac-ssi": 1,
    }


def test_an_entity_list_row_carries_its_licence_terms_and_notice(made: Mapping[str, str]) -> None:
    edition = read(made["csl"])["us-bis-el"]
    (party,), (listing,) = edition.parties, edition.listings
    assert party.id == "us-bis-el:aaaa"
    assert [name.text for name in party.names] == ["Alpha Cameras", "Alpha", "A.C."]
    assert [(address.text, address.country) for address in party.addresses] == [
        ("1 Main Street, Testville, CN", "CN"),
        ("Urumqi, CN", "CN"),
    ]
    assert (listing.since, listing.until) == (date(2019, 10, 9), None)
    assert listing.effect == "License requirement: All items. License policy: Presumption of denial."
    assert listing.citation == "84 FR 54002"
    assert party.source.row == 2


def test_the_end_date_is_the_last_day_in_force(made: Mapping[str, str]) -> None:
    (listing,) = read(made["csl"])["us-bis-dpl"].listings
    assert listing.in_force(date(2026, 6, 29))
    assert not listing.in_force(date(2026, 6, 30))


def test_ids_of_2022_end_in_their_type(made: Mapping[str, str]) -> None:
    beta = read(made["csl"])["us-ofac-sdn"].parties[0]
    assert beta.identifiers == (
        Identifier(type="Passport", value="K475336", country="JO", issued="2009-08-31", expires="2014-08-30"),
    )
    assert beta.gender == "Female"
    assert [(note.label, note.text) for note in beta.notes if "risk" in note.label] == [
        ("Secondary sanctions risk", "Rules, sections 1; 2 and 3")
    ]
    assert beta.births == ("1962", "1963-05-03")


def test_ids_of_2023_begin_with_their_type(made: Mapping[str, str]) -> None:
    text = made["csl"].replace(
        "JO, 2014-08-30, 2009-08-31, K475336, Passport; Female, Gender; Rules, sections 1; 2 and 3, "
        "Secondary sanctions risk:",
        "Passport, K475336, 2009-08-31, 2014-08-30, JO; Gender, Female; Secondary sanctions risk:, Rules, sections 1; "
        "2 and 3",
    )
    assert text != made["csl"]
    old, new = (read(each)["us-ofac-sdn"].parties[0] for each in (made["csl"], text))
    assert (new.identifiers, new.gender, new.notes) == (old.identifiers, old.gender, old.notes)


def test_one_number_on_two_lists_is_tied_together(made: Mapping[str, str]) -> None:
    found = read(made["csl"])
    assert [(r.type, r.other) for r in found["us-ofac-ssi"].relations] == [("same as", "us-ofac-sdn:36")]
    assert [(r.type, r.other) for r in found["us-ofac-sdn"].relations] == [("Linked To", "us-ofac-sdn:77")]


def test_the_header_repeated_is_a_notice_and_not_an_entry(made: Mapping[str, str]) -> None:
    header, rest = made["csl"].split("\n", 1)
    quoted = ",".join(f'"{column}"' for column in header.split(","))
    found = read(f"{quoted}\n{quoted}\n{rest}")
    assert sum(edition.rows for edition in found.values()) == 5
    assert "header again" in found["us-bis-el"].notices[0]


def test_duplicates_are_named_or_set_aside(made: Mapping[str, str]) -> None:
    row = made["csl"].split("\n")[1]
    same = row.replace("http://list", "")
    other = row.replace("Presumption", "Assumption")
    edition = read(f"{made['csl']}{same}\n{other}\n")["us-bis-el"]
    assert "aaaa is printed twice" in edition.notices[0]
    assert "second, different row" in edition.quarantined[0].reason
    assert edition.rows == 2


def test_a_file_without_ids_gets_stable_ones(made: Mapping[str, str]) -> None:
    lines = [line.partition(",")[2] for line in made["csl"].splitlines()]
    first = read("\n".join(lines) + "\n")
    again = read("\n".join([lines[0], *reversed(lines[1:])]) + "\n")
    assert {p.id for e in first.values() for p in e.parties} == {p.id for e in again.values() for p in e.parties}
    assert first["us-ofac-sdn"].parties[0].id == "us-ofac-sdn:36"


def test_a_bad_row_is_set_aside_on_its_own_list(made: Mapping[str, str]) -> None:
    edition = read(made["csl"].replace("Alpha Cameras", "", 1) + "x,y\n" + made["csl"].split("\n")[2] + "\n")
    assert "us-bis-el" in edition
    assert edition["us-bis-el"].quarantined[0].column == "name"
    assert edition["us-ofac-sdn"].quarantined[0].row == 7
    assert all(e.rows == len(e.parties) + len(e.quarantined) for e in edition.values())


def test_a_day_that_is_none_stays_text_and_the_listing_open(made: Mapping[str, str]) -> None:
    edition = read(made["csl"].replace("2026-06-29", "2026-02-31"))["us-bis-dpl"]
    assert edition.listings[0].until is None
    assert any(note.text == "2026-02-31" for note in edition.parties[0].notes)


def test_an_unparted_name_keeps_its_role(made: Mapping[str, str]) -> None:
    beta = read(made["csl"])["us-ofac-sdn"].parties[0]
    assert beta.names[0] == Name(text="BETA, Anna", given="Anna", family="BETA")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("end_date", "end_day", SchemaDrift),
        ("(EL) - Bureau of Industry", "(XYZ) - Bureau of Industry", SchemaDrift),
        ("source,", "sauce,", ForeignFile),
    ],
)
def test_a_new_column_or_source_is_schema_drift(
    made: Mapping[str, str], old: str, new: str, error: type[DataError]
) -> None:
    with pytest.raises(error):
        read(made["csl"].replace(old, new, 1))


def test_a_treasury_list_we_do_not_know_is_kept(made: Mapping[str, str]) -> None:
    found = read(made["csl"].replace("Sectoral Sanctions Identifications List (SSI)", "New List (NEW)"))
    assert found["us-ofac-cons"].rows == 1


def test_every_cut_in_a_row_is_noticed(made: Mapping[str, str]) -> None:
    text = made["csl"]
    for end in range(text.index("\n") + 2, len(text)):
        if text[end - 1] != "\n":
            with pytest.raises((TruncatedFile, ForeignFile)):
                read(text[:end])


@given(st.data())
def test_a_damaged_file_is_a_data_error_or_read_and_counted(made: Mapping[str, str], data: st.DataObject) -> None:
    raw = bytearray(made["csl"].encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    with contextlib.suppress(DataError):
        for edition in parse("csl.csv", bytes(raw)):
            assert edition.rows == len(edition.parties) + len(edition.quarantined)
