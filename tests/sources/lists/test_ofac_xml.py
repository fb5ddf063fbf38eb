"""OFAC's plain XML: weak and strong aliases, main entries, safety, and nothing left unread."""

import contextlib
import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError, ForeignFile, SchemaDrift, TruncatedFile
from ricochet.model.party import Address, Identifier, Name
from ricochet.sources.lists.ofac_xml import parse


def test_an_entry_is_read_whole(made: Mapping[str, str]) -> None:
    (edition,) = parse("sdn.xml", made["xml"].encode(), sdn=True)
    beta, _ = edition.parties
    assert (edition.list, str(edition.published), edition.rows) == ("us-ofac-sdn", "2022-05-06", 2)
    assert beta.names == (
        Name(text="BETA, Anna", given="Anna", family="BETA"),
        Name(text="BEE", role="aka", weak=True),
        Name(text="ALEF, Anna", role="fka", given="Anna", family="ALEF"),
    )
    assert beta.births == ("circa 1962", "1963"), "the main entry first"
    assert beta.identifiers == (
        Identifier(type="Passport", value="A1", country="Iran", issued="14 Dec 2005", expires="2010"),
    )
    assert beta.gender == "Female"
    assert beta.addresses == (
        Address(
            text="1 Main Street, Testville, 100, Iran",
            street="1 Main Street",
            city="Testville",
            postal="100",
            country="Iran",
        ),
    )
    assert edition.relations[0].other == "us-ofac-sdn:173"
    assert beta.source.row == 1


def test_the_new_namespace_and_a_zip_read_the_same(made: Mapping[str, str]) -> None:
    old = made["xml"].encode()
    new = old.replace(b"http://tempuri.org/sdnList.xsd", b"https://sanctionslistservice.ofac.treas.gov/x")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("SDN.XML", old)
    parties = [
        [(p.names, p.identifiers, p.notes) for p in parse("sdn.xml", data, sdn=True)[0].parties]
        for data in (old, new, packed.getvalue())
    ]
    assert parties[0] == parties[1] == parties[2]


def test_an_entry_on_two_lists_stands_in_two_editions(made: Mapping[str, str]) -> None:
    plc, ssi = parse("consolidated.xml", made["xml"].encode(), sdn=False)
    assert (plc.list, plc.rows, ssi.list, ssi.rows) == ("us-ofac-plc", 2, "us-ofac-ssi", 1)
    assert ssi.listings[0].effect == "Executive Order 13662 Directive Determination: Subject to Directive 4"
    assert [(r.party, r.type, r.other) for r in plc.relations if r.type == "same as"] == [
        ("us-ofac-plc:173", "same as", "us-ofac-ssi:173")
    ]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("<title>", "<rank>1</rank><title>", SchemaDrift),
        ("<uid>3</uid>", '<uid new="1">3</uid>', SchemaDrift),
        ("<publshInformation>", "<surprise/><publshInformation>", SchemaDrift),
        ("<Record_Count>2<", "<Record_Count>3<", TruncatedFile),
        ("<sdnList ", "<!DOCTYPE sdnList [<!ENTITY a 'b'>]><sdnList ", ForeignFile),
        ('version="1.0"', 'version="1.0" encoding="ISO-8859-1"', ForeignFile),
        ("<title>Director</title>", "<title>&unknown;</title>", DataError),
        ("<title>Director</title>", "<title>" * 70 + "</title>" * 70, ForeignFile),
    ],
)
def test_what_nobody_reads_or_should_not_be_there_is_refused(
    made: Mapping[str, str], old: str, new: str, error: type[DataError]
) -> None:
    with pytest.raises(error):
        parse("sdn.xml", made["xml"].replace(old, new, 1).encode(), sdn=True)


def test_bad_and_repeated_entries_are_named(made: Mapping[str, str]) -> None:
    head, tail = made["xml"].replace("<Record_Count>2", "<Record_Count>5").split("</sdnList>")
    last = head[head.rindex("<sdnEntry>") :]
    more = last + last.replace("ALPHA", "OTHER") + last.replace("<uid>173<", "<uid>x<")
    (edition,) = parse("sdn.xml", f"{head}{more}</sdnList>{tail}".encode(), sdn=True)
    assert [row.reason for row in edition.quarantined] == [
        "a second, different entry under the same number",
        "not an OFAC number",
    ]
    assert edition.rows == 4
    assert "printed twice" in edition.notices[0]


def test_every_cut_is_an_error(made: Mapping[str, str]) -> None:
    data = made["xml"].encode().rstrip()
    for end in range(0, len(data), 7):
        with pytest.raises(DataError):
            parse("sdn.xml", data[:end], sdn=True)


@given(st.data())
def test_a_damaged_file_is_a_data_error_or_read_and_counted(made: Mapping[str, str], data: st.DataObject) -> None:
    raw = bytearray(made["xml"].encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    with contextlib.suppress(DataError):
        (edition,) = parse("sdn.xml", bytes(raw), sdn=True)
        assert edition.rows == len(edition.parties) + len(edition.quarantined)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_never_more_than_a_data_error(data: bytes) -> None:
    for content in (data, b"PK\x03\x04" + data, b"<sdnList>" + data):
        with contextlib.suppress(DataError):
            parse("sdn.xml", content, sdn=True)


def test_a_zip_that_unpacks_too_far_is_refused(made: Mapping[str, str]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SDN.XML", made["xml"] + " " * 5_000_000)
    with pytest.raises(ForeignFile, match="unpacks to"):
        parse("sdn_xml.zip", packed.getvalue(), sdn=True)
