"""OFAC's CSV sets: siblings joined, ends checked, bad rows set aside, nothing lost."""

import contextlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError, ForeignFile, TruncatedFile
from ricochet.model.party import Address, Identifier, Name, Note
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.ofac_csv import parse


def read(**files: str | bytes) -> Edition:
    named = {role: (f"{role}.csv", text if isinstance(text, bytes) else text.encode()) for role, text in files.items()}
    return parse(named, sdn=True)[0]


def resaved(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip("\x1a")


def test_a_whole_set_is_joined(made: Mapping[str, str]) -> None:
    edition = read(main=made["main"], add=made["add"], alt=made["alt"])
    alpha, beta, ship, plane = edition.parties
    assert (edition.list, edition.rows, edition.lacks, edition.notices) == ("us-ofac-sdn", 4, (), ())
    assert alpha.id == "us-ofac-sdn:36"
    assert alpha.names == (
        Name(text="ALPHA TRADING CO."),
        Name(text="ALPHA", role="aka"),
        Name(text="OMEGA TRADING", role="fka"),
        Name(text="ATC", role="aka", weak=True),
    )
    assert alpha.addresses[0] == Address(
        text="1 Main Street, Testville 100, Iran", street="1 Main Street", city="Testville 100", country="Iran"
    )
    assert [party.kind for party in edition.parties] == ["organization", "person", "vessel", "aircraft"]
    assert beta.names[0] == Name(text="BETA, Anna", given="Anna", family="BETA")
    assert (beta.births, beta.gender, beta.countries) == (("circa 1962", "03 May 1963"), "Female", ("Iran",))
    assert Note(label="title", text="Director") in beta.notes
    assert Identifier(type="Vessel Call Sign", value="5IM1") in ship.identifiers
    assert Identifier(type="MMSI", value="572469210") in ship.identifiers
    assert Note(label="tonnage", text="99144") in ship.notes
    assert plane.identifiers == (Identifier(type="Aircraft Manufacturer's Serial Number (MSN)", value="1023"),)
    assert edition.listings[0].programmes == ("SDGT", "SYRIA")
    assert (alpha.source.row, beta.source.row) == (1, 2)


def test_linked_names_resolve_to_parties_where_one_bears_the_name(made: Mapping[str, str]) -> None:
    edition = read(main=made["main"])
    assert [(r.party, r.type, r.other, r.other_name) for r in edition.relations] == [
        ("us-ofac-sdn:36", "Linked To", "us-ofac-sdn:173", "BETA, Anna"),
        ("us-ofac-sdn:306", "Vessel Owner", "us-ofac-sdn:36", "ALPHA TRADING CO."),
    ]
    twice = made["main"].replace("EP-XXX", "BETA, Anna")
    assert read(main=twice).relations[0].other == ""


def test_missing_siblings_are_named(made: Mapping[str, str]) -> None:
    assert read(main=made["main"]).lacks == ("add: no addresses", "alt: no strong aliases")
    with pytest.raises(ForeignFile, match="main file"):
        read(alt=made["alt"])


@pytest.mark.parametrize(("ending", "mark"), [("del", "@"), ("pip", "|")])
def test_the_other_delimiters_read_the_same(ending: str, mark: str) -> None:
    text = '36,"A, B",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a'
    other = text.replace(",", mark).replace(f"A{mark} B", "A, B")
    (edition,) = parse({"main": (f"sdn.{ending}", other.encode())}, sdn=True)
    assert edition.parties[0].names == read(main=text).parties[0].names


def test_a_file_saved_again_without_its_end_mark_is_read_with_a_notice(made: Mapping[str, str]) -> None:
    edition = read(main=resaved(made["main"]), add=resaved(made["add"]).rstrip("\n").removesuffix("- "))
    assert edition.rows == 4
    assert "without OFAC's end mark" in edition.notices[0]


def test_every_cut_of_an_official_file_is_noticed(made: Mapping[str, str]) -> None:
    for role in ("main", "add", "alt"):
        whole = made[role]
        for end in range(whole.index("\r\n") + 2, len(whole)):
            with pytest.raises((TruncatedFile, ForeignFile)):
                read(**{"main": made["main"], role: whole[:end]})


def test_a_cut_in_the_last_line_of_a_saved_again_file_is_noticed(made: Mapping[str, str]) -> None:
    text = resaved(made["main"]).rstrip("\n")
    start = text.rindex("\n") + 1
    for end in range(start + 1, len(text)):
        with pytest.raises(TruncatedFile):
            read(main=text[:end])


def test_cut_remarks_continue_in_the_comments_file() -> None:
    cut = "x" * 993 + "; Passp"
    main = f'36,"X",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{cut}"\r\n\x1a'
    edition = read(main=main, comments='36,"ort A1 (Iran)."\r\n')
    assert edition.parties[0].identifiers == (Identifier(type="Passport", value="A1", country="Iran"),)
    assert edition.notices == ()
    alone = read(main=main)
    assert "remarks of entry 36 are cut" in alone.notices[0]
    assert any(part.startswith("comments") for part in alone.lacks)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('x,"N",-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ', "not an OFAC number"),
        ('9,-0- ,-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ', "without a name"),
        ('36,"OTHER",-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ', "second, different"),
        ('9,"N",-0- ', "3 cells"),
        ('9,"N\nM",-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ', "line break"),
    ],
)
def test_a_bad_row_is_set_aside_and_counted(made: Mapping[str, str], line: str, reason: str) -> None:
    first, rest = made["main"].split("\r\n", 1)
    edition = read(main=f"{first}\r\n{line}\r\n{rest}")
    (aside,) = edition.quarantined
    assert reason in aside.reason
    assert aside.row == 2
    assert edition.rows == len(edition.parties) + len(edition.quarantined) == 5


def test_an_identical_row_counts_once_with_a_notice(made: Mapping[str, str]) -> None:
    first, rest = made["main"].split("\r\n", 1)
    edition = read(main=f"{first}\r\n{first}\r\n{rest}")
    assert edition.rows == 4
    assert "printed twice" in edition.notices[0]


def test_a_sibling_row_for_an_unknown_entry_is_set_aside(made: Mapping[str, str]) -> None:
    edition = read(main=made["main"], alt='999,1,"aka","GHOST",-0- \r\n\x1a')
    assert edition.quarantined[0].value == "999"


def test_non_sdn_entries_go_to_the_lists_of_their_programmes() -> None:
    row = '{},"N{}",-0- ,"{}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{}"\r\n'
    text = row.format(
        1, 1, "UKRAINE-EO13662", "Executive Order 13662 Directive Determination - Subject to Directive 1."
    )
    text += row.format(2, 2, "CMIC-EO13959", "Listing Date (CMIC) 03 Jun 2021; Effective Date (CMIC) 02 Aug 2021.")
    text += row.format(3, 3, "RUSSIA-EO14024", "Listing Date (EO 14024 Directive 2): 24 Feb 2022.")
    text += row.format(4, 4, "IRAN", "x") + row.format(5, 5, "NS-PLC] [UKRAINE-EO13662", "x") + "\x1a"
    editions = {e.list: e for e in parse({"main": ("cons_prim.csv", text.encode())}, sdn=False)}
    assert {name: e.rows for name, e in editions.items()} == {
        "us-ofac-capta": 1,
        "us-ofac-cmic": 1,
        "us-ofac-cons": 1,
        "us-ofac-plc": 1,
        "us-ofac-ssi": 2,
    }
    assert editions["us-ofac-ssi"].listings[0].effect.endswith("Subject to Directive 1")
    assert str(editions["us-ofac-cmic"].listings[0].since) == "2021-06-03"
    assert editions["us-ofac-cmic"].listings[0].effect == "Effective Date (CMIC): 02 Aug 2021"
    assert "programmes IRAN" in editions["us-ofac-cons"].notices[0]
    assert editions["us-ofac-ssi"].relations[0].other == "us-ofac-plc:5"


def test_a_byte_that_is_not_utf8_is_named_by_its_offset(made: Mapping[str, str]) -> None:
    data = made["main"].encode().replace(b"ALPHA", b"ALPH\xc1", 1)
    with pytest.raises(DataError, match="offset 8"):
        read(main=data)
    assert read(main=b"\xef\xbb\xbf" + made["main"].encode()).rows == 4


@given(data=st.data())
def test_a_damaged_file_is_a_data_error_or_read_and_counted(made: Mapping[str, str], data: st.DataObject) -> None:
    role = data.draw(st.sampled_from(["main", "add", "alt", "comments"]))
    raw = bytearray(made.get(role, '36,"more"\r\n').encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        files: dict[str, str | bytes] = {"main": made["main"], role: bytes(raw)}
        edition = read(**files)
    except DataError:
        return
    assert edition.rows == len(edition.parties) + len(edition.quarantined)


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_never_more_than_a_data_error(data: bytes) -> None:
    with contextlib.suppress(DataError):
        read(main=data)
