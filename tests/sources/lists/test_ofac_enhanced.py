"""OFAC's Enhanced XML: lists with their days, typed relationships, scripts, and the filter the file was made with."""

import contextlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError, SchemaDrift
from ricochet.model.party import Identifier, Name, Note
from ricochet.sources.lists.ofac_enhanced import parse


def test_an_entity_is_read_whole(made: Mapping[str, str]) -> None:
    (edition,) = parse("CONS_ENHANCED.XML", made["enhanced"].encode())
    (party,), (listing,) = edition.parties, edition.listings
    assert (edition.list, str(edition.published), edition.lacks) == ("us-ofac-cmic", "2025-01-10", ())
    assert party.names == (
        Name(text="ALPHA CAMERAS"),
        Name(text="阿尔法"),
        Name(text="AC", role="fka", weak=True),
    )
    assert party.identifiers == (
        Identifier(type="ISIN", value="CNE000000001"),
        Identifier(type="Unified Social Credit Code (USCC)", value="9133", country="China"),
    )
    assert Note(label="ISIN reliability", text="CNE000000001: Reported") in party.notes
    assert Note(label="sanctions type", text="CMIC Executive Order") in party.notes
    assert party.addresses[0].city == "Hangzhou"
    assert str(listing.since) == "2021-06-03", "the day published on this list, not on the umbrella list"
    assert listing.citation == "Executive Order 14032 (CMIC)"
    assert listing.effect == "Effective Date (CMIC): 02 Aug 2021"


def test_relationships_and_lists_outside_the_filter_become_relations(made: Mapping[str, str]) -> None:
    (edition,) = parse("CONS_ENHANCED.XML", made["enhanced"].encode())
    assert [(r.party, r.type, r.other, r.other_name) for r in edition.relations] == [
        ("us-ofac-cmic:36", "same as", "us-ofac-sdn:36", "ALPHA CAMERAS"),
        ("us-ofac-cmic:36", "Owned or Controlled By", "us-ofac-sdn:99", "BETA GROUP"),
    ]


def test_a_file_filtered_by_programme_holds_no_list_whole(made: Mapping[str, str]) -> None:
    text = made["enhanced"].replace(
        "</filters>",
        "<sanctionsPrograms><sanctionsProgram>IRGC</sanctionsProgram></sanctionsPrograms></filters>",
    )
    assert parse("x.xml", text.encode())[0].lacks == ("entries: only those of programme IRGC",)


def test_a_file_of_the_sdn_list_makes_no_edition_of_another_list(made: Mapping[str, str]) -> None:
    text = made["enhanced"].replace(
        'refId="1">Consolidated List</sanctionsList></sanc', 'refId="1">SDN List</sanctionsList></sanc'
    )
    (edition,) = parse("SDN_ENHANCED.XML", text.encode())
    assert (edition.list, str(edition.listings[0].since)) == ("us-ofac-sdn", "2019-01-02")


def test_a_list_we_do_not_know_is_kept_with_a_notice(made: Mapping[str, str]) -> None:
    text = made["enhanced"].replace("Non-SDN CMIC List", "Brand New List")
    (edition,) = parse("CONS_ENHANCED.XML", text.encode())
    assert edition.list == "us-ofac-cons"
    assert "Brand New List" in edition.notices[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<isValid>", "<surprise/><isValid>"),
        ('<feature id="1"', '<feature id="1" surprise="1"'),
        ("<entities>", "<surprise/><entities>"),
        ("<dataAsOf>", "<surprise/><dataAsOf>"),
    ],
)
def test_an_element_or_attribute_nobody_reads_is_schema_drift(made: Mapping[str, str], old: str, new: str) -> None:
    with pytest.raises(SchemaDrift, match="surprise"):
        parse("x.xml", made["enhanced"].replace(old, new, 1).encode())


@given(st.data())
def test_a_damaged_file_is_a_data_error_or_read_and_counted(made: Mapping[str, str], data: st.DataObject) -> None:
    raw = bytearray(made["enhanced"].encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    with contextlib.suppress(DataError):
        for edition in parse("x.xml", bytes(raw)):
            assert edition.rows == len(edition.parties) + len(edition.quarantined)
