"""Roles and addresses: who else stands in a row, and whether two addresses are of one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.addresses import address_likeness
from ricochet.screening.entry import Entry
from ricochet.screening.profile import roles_of_row
from ricochet.screening.roles import is_role, named_in
from ricochet.verbs.screen import Screening

PARTY = Party(
    id="own:1", kind="person", names=(Name(text="STJEPANOVIC, Savo"),),
    source=Source(publisher="own", file="own.csv", sha256="0" * 64, row=2),
)  # fmt: skip


@pytest.mark.parametrize(
    "header",
    ["payee", "Account Administrator", "beneficialOwner", "ultimate_consignee", "Notify party", "UBO 1", "股东"],
)
def test_a_column_that_names_somebody_is_a_role(header: str) -> None:
    assert is_role(header)


@pytest.mark.parametrize(
    "header",
    [
        "name",
        "payee_country",
        "owner email",
        "Director since",
        "share",
        "contact phone",
        "Bank account number",
        "notes",
    ],
)
def test_a_column_about_somebody_is_none(header: str) -> None:
    assert not is_role(header)


def test_a_party_in_a_role_is_found_and_its_column_told() -> None:
    ready = Screening([Entry("own", "1", PARTY)])
    result = ready.row({"name": "Blue Meadow Apps", "owners": "Ann Smith; Savo Stjepanovic"}, 1)
    assert result.verdict == "review"
    assert result.hits[0].reasons[-1].text == "Named in the column owners"
    assert ready.row({"sender": "Ann Smith", "recipient": "Savo Stjepanovic"}, 1).verdict == "review"
    assert ready.row({"sender": "Ann Smith"}, 1).verdict == "clear"
    assert ready.row({"sender": ""}, 1).verdict == "undetermined"


def test_the_rows_own_name_in_a_role_is_not_searched_twice() -> None:
    assert roles_of_row({"name": "Savo Stjepanovic", "owner": "Savo Stjepanovic"}) == []


def test_numbers_and_mails_are_no_names() -> None:
    assert named_in("51; a@b.com | Ann Smith") == ["Ann Smith"]


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("Spruha 19, 1236 Trzin", "19 Spruha, Trzin 1236, Slovenia", "whole"),
        ("ул. Ленина 5, Симферополь", "5 Lenina Str., Simferopol", "whole"),
        ("Trzin, Slovenia", "19 Spruha, Trzin 1236", "town"),
        ("19 Main Street, Leeds", "19 Main Street, York", "town"),
        ("Tehran, Iran", "Isfahan, Iran", ""),
        ("", "19 Spruha", ""),
    ],
)
def test_addresses_of_one_place(left: str, right: str, alike: str) -> None:
    assert address_likeness(left, right) == alike == address_likeness(right, left)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_are_compared(left: str, right: str) -> None:
    assert address_likeness(left, right) == address_likeness(right, left)
