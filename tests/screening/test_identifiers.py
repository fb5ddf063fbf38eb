"""Identifiers: equal ones are equal however they are written; a number of another kind is not the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Identifier, Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entry
from ricochet.screening.identifiers import Word, identifiers_of, kind_of_header, kind_of_type, numbers_in_name
from ricochet.screening.index import Index
from ricochet.screening.profile import profile_of_row


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("IMO", "imo"), ("imo_number", "imo"), ("Swift Code", "bic"), ("bankBic", "bic"), ("e-mail", "mail"),
        ("recipient_email", "mail"), ("Web site URL", "site"), ("tax_id", ""), ("Registration No", ""), ("INN", ""),
        ("passportNumber", "passport"), ("wallet address", "wallet"), ("identifier", "any"), ("Call sign", "call"),
        ("Folio Mercantil No.", ""), ("D.N.I.", ""), ("D-U-N-S Number", ""), ("Cédula", ""), ("ИНН", ""),
        ("Digital Currency Address - ETH", "wallet"), ("Trade License No.", ""), ("Identification Number", ""),
    ],
)  # fmt: skip
def test_a_header_tells_the_kind(header: str, kind: str) -> None:
    found = kind_of_header(header)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "header",
    ["name", "id", "passport_country", "registration date", "address", "customer number", "S. No.", "fiscal year",
     "tax rate", "driver", "citizenship"],
)  # fmt: skip
def test_other_columns_hold_no_identifiers(header: str) -> None:
    assert kind_of_header(header) is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("SWIFT/BIC", "bic"), ("Vessel Registration Identification", "imo"),
        ("Digital Currency Address - XBT", "wallet"),
        ("Email Address", "mail"), ("Aircraft Tail Number", "tail"), ("Tax ID No.", ""), ("Vessel Call Sign", "call"),
        ("Aircraft Construction Number (also called L/N or S/N or F/N)", "serial"), ("", "any"), ("Whatever", ""),
    ],
)  # fmt: skip
def test_a_lists_own_word_tells_the_kind(word: str, kind: str) -> None:
    assert kind_of_type(word).kind == kind


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("KRRIRU22", "SWIFT/BIC"), ("yaltaport.com.ua", "Website"), ("+31 10-4360037", "Telephone"),
        ("0xa0e1c89Ef1a489c9C7dE96311eD5Ce5D32c20E4B", "Digital Currency Address - ETH"),
        ("LaizKtS5DUhPuP1nTQcc83MS7HwK6vk85z", "Digital Currency Address - LTC"), ("YI-NAB", "Aircraft Tail Number"),
        ("EQKH", "Vessel Call Sign"), ("2257", "Aircraft Construction Number"), ("A-778812", "Passport"),
    ],
)  # fmt: skip
def test_a_column_that_says_nothing_holds_any_kind(written: str, kind: str) -> None:
    asked = profile_of_row({"identifier": written})
    assert _listed(kind, written).search(asked, least=0.7).hits
    assert _listed(kind, written).search(profile_of_row({kind: written}), least=0.7).hits


def test_a_short_number_is_for_review_alone_and_only_helps_a_name() -> None:
    listed = _listed("Registration Number", "7103")
    assert listed.search(profile_of_row({"registration_number": "7103"}), least=0.7).hits
    assert not listed.search(profile_of_row({"name": "Ocean Pearl", "registration_number": "7103"}), least=0.7).hits
    assert not listed.search(profile_of_row({"passport": "7103"}), least=0.1).hits
    near = listed.search(profile_of_row({"name": "Artvil", "registration_number": "7103"})).hits[0]
    assert near.score > listed.search(profile_of_row({"name": "Artvil"})).hits[0].score
    assert [one.text for one in near.reasons if one.feature == "identifier"] == [
        "Both carry the identifier 7103, too short to single anybody out"
    ]


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        ("imo", "9187629", "IMO No. 9187629"),
        ("imo", "IMO9187629", "imo: 9187629"),
        ("bic", "KRRIRU22", "krriru22xxx"),
        ("mail", "Mail@KIBANK.ru", "mail@kibank.ru"),
        ("site", "https://www.kibank.ru/about", "kibank.ru"),
        ("", "A-778812", "a 778812"),
        ("", "1023.43209", "102343209"),
        ("phone", "+98 21 8852 6300", "0098-21-88526300"),
        ("phone", "(04) 710043", "04-710043"),
        ("imo", "IMO 15411", "imo15411"),
        ("wallet", "0x7F367cC41522cE07553e823bf3be79A889DEbe1B", "0x7f367cc41522ce07553e823bf3be79a889debe1b"),
        ("iban", "DE89 3704 0044 0532 0130 00", "de89370400440532013000"),
    ],
)
def test_written_otherwise_it_is_the_same(kind: str, left: str, right: str) -> None:
    assert identifiers_of([(Word(kind), left)]).keys() & identifiers_of([(Word(kind), right)]).keys()


@pytest.mark.parametrize(
    ("header", "right", "wrong"),
    [
        ("IMO", "IMO 9187629", "IMO 9187620"), ("imo (company)", "5766343", "5766344"),
        ("LEI", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13"),
        ("IBAN", "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 01"),
        ("ISIN", "US1694261033", "US1694261034"), ("INN", "7707083893", "7707083894"),
        ("ogrn", "1027700132195", "1027700132196"), ("USCC", "9111000071093019X7", "9111000071093019X8"),
        ("CURP", "BOXW310820HNERXN09", "BOXW310820HNERXN08"), ("wallet", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
                                                               "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"),
    ],
)  # fmt: skip
def test_check_digits_are_verified(header: str, right: str, wrong: str) -> None:
    for text, valid in ((right, True), (wrong, False)):
        assert [one.valid for one in profile_of_row({header: text}).identifiers.values()] == [valid]


def test_a_number_that_is_not_of_the_standards_form_is_not_called_wrong() -> None:
    assert [one.valid for one in profile_of_row({"INN": "77-A"}).identifiers.values()] == [None]
    assert [one.valid for one in profile_of_row({"identifier": "20 letters, no LEI 9"}).identifiers.values()] == [None]


def test_what_the_check_digits_say_is_told() -> None:
    listed = _listed("Tax ID No.", "7707083893")
    (hit,) = listed.search(profile_of_row({"name": "Ocean Pearl", "inn": "7707083893"}), least=0.7).hits
    assert "Both carry the identifier 7707083893; its check digits are right" in [one.text for one in hit.reasons]


def test_everybodys_host_singles_nobody_out() -> None:
    assert list(identifiers_of([(Word("mail"), "someone@gmail.com"), (Word("site"), "https://facebook.com/")])) == [
        "someone@gmail.com"
    ]


def test_a_number_in_the_name_is_read() -> None:
    assert identifiers_of(numbers_in_name("M/V OCEAN PEARL, IMO 9187629")).keys() == {"9187629"}
    assert numbers_in_name("Simon Imo") == []


def _listed(kind: str, value: str) -> Index:
    source = Source(publisher="own", file="own.csv", sha256="0" * 64, row=2)
    party = Party(
        id="own:1",
        kind="any",
        names=(Name(text="Artavil"),),
        identifiers=(Identifier(type=kind, value=value),),
        source=source,
    )
    return Index([Entry("own", "1", party)])


def test_the_same_digits_of_another_kind_are_no_match() -> None:
    ship = _listed("Vessel Registration Identification", "IMO 9187629")
    assert ship.search(profile_of_row({"name": "Ocean Pearl", "imo": "9187629"}), least=0.7).hits
    assert ship.search(profile_of_row({"name": "Ocean Pearl", "registration_number": "9187629"}), least=0.7).hits
    assert not ship.search(profile_of_row({"name": "Ocean Pearl", "passport": "9187629"}), least=0.7).hits


def test_another_ships_number_counts_against_a_like_name() -> None:
    ship = _listed("Vessel Registration Identification", "IMO 9187629")
    same = ship.search(profile_of_row({"name": "Artavil"})).hits[0]
    other = ship.search(profile_of_row({"name": "Artavil", "imo": "9074729"})).hits[0]
    assert other.score < same.score
    assert [one.effect < 0 for one in other.reasons if one.feature == "identifier"] == [True]
    wrong = ship.search(profile_of_row({"name": "Artavil", "imo": "9187620"})).hits[0]
    assert [one.text for one in wrong.reasons if one.feature == "check_digit"] == [
        "The check digit of 9187620 is wrong"
    ]


@given(
    st.sampled_from(["", "imo", "bic", "mail", "site", "phone", "wallet", "iban", "lei", "any", "call", "serial"]),
    st.text(max_size=60),
)
def test_any_text_is_read(kind: str, text: str) -> None:
    for key, one in identifiers_of([(Word(kind, "imo" if kind == "imo" else ""), text)]).items():
        assert key
        assert one.written
        assert one.valid in {None, True, False}
