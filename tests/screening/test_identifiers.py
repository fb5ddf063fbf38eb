"""Identifiers: equal ones are equal however they are written; a number of another kind is not the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Identifier, Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entry
from ricochet.screening.identifiers import identifiers_of, kind_of_header, kind_of_type, numbers_in_name
from ricochet.screening.index import Index
from ricochet.screening.profile import profile_of_row


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("IMO", "imo"), ("imo_number", "imo"), ("Swift Code", "bic"), ("bankBic", "bic"), ("e-mail", "mail"),
        ("recipient_email", "mail"), ("Web site URL", "site"), ("tax_id", ""), ("Registration No", ""), ("INN", ""),
        ("passportNumber", "passport"), ("wallet address", "wallet"), ("name", None), ("id", None),
        ("passport_country", None), ("registration date", None), ("address", None),
    ],
)  # fmt: skip
def test_a_header_tells_the_kind(header: str, kind: str | None) -> None:
    assert kind_of_header(header) == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("SWIFT/BIC", "bic"), ("Vessel Registration Identification", "imo"),
        ("Digital Currency Address - XBT", "wallet"),
        ("Email Address", "mail"), ("Aircraft Tail Number", "tail"), ("Tax ID No.", ""), ("Vessel Call Sign", "call"),
    ],
)  # fmt: skip
def test_a_lists_own_word_tells_the_kind(word: str, kind: str) -> None:
    assert kind_of_type(word) == kind


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
        ("wallet", "0x7F367cC41522cE07553e823bf3be79A889DEbe1B", "0x7f367cc41522ce07553e823bf3be79a889debe1b"),
        ("iban", "DE89 3704 0044 0532 0130 00", "de89370400440532013000"),
    ],
)
def test_written_otherwise_it_is_the_same(kind: str, left: str, right: str) -> None:
    assert identifiers_of([(kind, left)]).keys() & identifiers_of([(kind, right)]).keys()


def test_check_digits_are_verified() -> None:
    told = {text: [one.valid for one in identifiers_of([(kind, text)]).values()] for kind, text in (
        ("imo", "9187629"), ("imo", "9187620"), ("lei", "5493001KJTIIGC8Y1R12"), ("lei", "5493001KJTIIGC8Y1R13"),
        ("", "20 letters and no LEI 9"),
    )}  # fmt: skip
    assert list(told.values()) == [[True], [False], [True], [False], [None]]


def test_everybodys_host_singles_nobody_out() -> None:
    assert list(identifiers_of([("mail", "someone@gmail.com"), ("site", "https://facebook.com/")])) == [
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


@given(st.sampled_from(["", "imo", "bic", "mail", "site", "phone", "wallet", "iban", "lei"]), st.text(max_size=60))
def test_any_text_is_read(kind: str, text: str) -> None:
    for key, one in identifiers_of([(kind, text)]).items():
        assert key
        assert one.written
