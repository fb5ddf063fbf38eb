"""Senzing records, flat and with features, and the relations they disclose."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.registers.reading import array, lines, read, spoiled, told


def record(number: str, *features: dict[str, Any], source: str = "REG", **more: Any) -> dict[str, Any]:
    anchor = {"REL_ANCHOR_DOMAIN": "REG", "REL_ANCHOR_KEY": f"key-{number}"}
    return {"DATA_SOURCE": source, "RECORD_ID": number, "FEATURES": [anchor, *features], **more}


def pointer(role: str, to: str = "2", **more: str) -> dict[str, str]:
    return {"REL_POINTER_DOMAIN": "REG", "REL_POINTER_KEY": f"key-{to}", "REL_POINTER_ROLE": role, **more}


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("Owns 60%", "1 -equity 60-> 2"),
        ("OWNER_OF", "1 -equity ?-> 2"),
        ("OWNER_OF >25-50%", "1 -equity (25,50]-> 2"),
        ("shareholder 12,5 %", "1 -equity 12.5-> 2"),
        ("holds >50%", "1 -equity >50-> 2"),
        ("Owned by", "2 -equity ?-> 1"),
        ("owned / controlled by", "2 -equity ?-> 1"),
        ("SUBSIDIARY_OF", "2 -equity ?-> 1"),
        ("Controlled by", "2 -control ?-> 1"),
        ("Controls", "1 -control ?-> 2"),
        ("Director of", "1 -director ?-> 2"),
        ("PRESIDENT_OF", "1 -director ?-> 2"),
    ],
)
def test_roles_become_holdings(role: str, reads: str) -> None:
    found = read(lines(record("1", pointer(role)), record("2")))
    assert told(found.holdings) == [reads]
    assert found.holdings[0].stated == role


def test_other_roles_are_dealings() -> None:
    found = read(lines(record("1", pointer("SUPPLIER_OF", REL_POINTER_FROM_DATE="2020-01-02")), record("2")))
    (dealing,) = found.dealings
    assert (dealing.actor, dealing.kind, dealing.target, str(dealing.period.start)) == (
        "1",
        "supplier of",
        "2",
        "2020-01-02",
    )


def test_parties_flat_and_with_features() -> None:
    flat = {
        "DATA_SOURCE": "REG",
        "RECORD_ID": "1",
        "RECORD_TYPE": "PERSON",
        "PRIMARY_NAME_FIRST": "Wang",
        "PRIMARY_NAME_LAST": "Jie",
        "ALIAS_NAME_FULL": "W. Jie",
        "DATE_OF_BIRTH": "1993-09-14",
        "HOME_ADDR_LINE1": "1 Road",
        "HOME_ADDR_CITY": "Paris",
        "PASSPORT_NUMBER": "A1",
        "PASSPORT_COUNTRY": "CN",
    }
    (jie,) = read(lines(flat)).parties
    assert [(name.text, name.role) for name in jie.names] == [("Wang Jie", "primary"), ("W. Jie", "aka")]
    assert (jie.kind, jie.births, jie.addresses[0].text) == ("person", ("1993-09-14",), "1 Road, Paris")
    assert [(one.type, one.value, one.country) for one in jie.identifiers] == [("PASSPORT_NUMBER", "A1", "CN")]
    features = record(
        "2",
        {"RECORD_TYPE": "ORGANIZATION"},
        {"NAME_TYPE": "PRIOR", "NAME_ORG": "Old Co"},
        {"NAME_TYPE": "PRIMARY", "NAME_ORG": "New Co"},
        {"REGISTRATION_COUNTRY": "FR"},
        {"LEI_NUMBER": "X"},
    )
    (company,) = read(lines(features)).parties
    assert ([name.text for name in company.names], company.countries) == (["New Co", "Old Co"], ("FR",))
    assert [one.type for one in company.identifiers] == ["LEI"]


def test_numbers_of_several_sources_stay_apart() -> None:
    found = read(lines(record("1", pointer("Owns 60%", "2")), record("2", source="OTHER")))
    assert told(found.holdings) == ["REG:1 -equity 60-> OTHER:2"]
    bare = {"DATA_SOURCE": "A", "RECORD_ID": "9", "REL_POINTER_KEY": "8", "REL_POINTER_ROLE": "Owns 60%"}
    assert told(read(lines(bare)).holdings) == ["9 -equity 60-> 8"]


@pytest.mark.parametrize("role", ["Owns 160%", "OWNER_OF 60-50%"])
def test_a_bad_record_is_set_aside_and_the_rest_goes_on(role: str) -> None:
    found = read(lines(record("1", pointer(role)), record("2", pointer("Owns 5%", "1"))))
    assert told(found.holdings) == ["2 -equity 5-> 1"]
    assert [(row.row, row.column) for row in found.quarantined] == [(1, "FEATURES[1].REL_POINTER_ROLE")]


@given(st.data())
def test_whatever_stands_in_a_record_it_is_told_or_set_aside(data: st.DataObject) -> None:
    good = record("1", pointer("Owns 60%"), {"NAME_ORG": "A"}, {"ADDR_FULL": "x"})
    bad = data.draw(spoiled(good))
    found = read(lines(good, bad))
    assert found.rows == 2
    assert {row.row for row in found.quarantined} <= {2}
    assert told(read(array(good, bad)).holdings) == told(found.holdings)
