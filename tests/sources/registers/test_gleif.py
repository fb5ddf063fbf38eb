"""GLEIF's golden copies: who is who, who consolidates whom, why no parent is told; in XML, JSON and CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.registers.reading import array, read, spoiled, told

from ricochet.errors import DataError, ForeignFile, TruncatedFile
from ricochet.model.party import Note
from ricochet.sources.registers import gleif, json_in
from ricochet.sources.registers.facts import Origin, Tally

CHILD, PARENT, TOP = "001GPB6A9XPE8XJICC14", "5493001Z012YSB2A0K51", "C7J4FOV6ELAVE39B7M82"


def relation(kind: str, status: str = "ACTIVE", **more: Any) -> dict[str, Any]:
    periods = [
        {"StartDate": "2020-01-01T00:00:00.000Z", "EndDate": "2020-12-31T00:00:00Z", "PeriodType": "ACCOUNTING_PERIOD"},
        {"StartDate": "2012-11-29T00:00:00.000Z", "PeriodType": "RELATIONSHIP_PERIOD", **more},
    ]
    return {
        "Relationship": {
            "StartNode": {"NodeID": CHILD, "NodeIDType": "LEI"},
            "EndNode": {"NodeID": PARENT, "NodeIDType": "LEI"},
            "RelationshipType": kind,
            "RelationshipPeriods": {"RelationshipPeriod": periods},
            "RelationshipStatus": status,
        },
        "Registration": {"RegistrationStatus": "PUBLISHED", "LastUpdateDate": "2023-05-18T15:41:20.212Z"},
    }


ENTITY = {
    "LEI": CHILD,
    "Entity": {
        "LegalName": {"$": "Firma & Söhne AG", "@lang": "de"},
        "OtherEntityNames": {
            "OtherEntityName": [
                {"$": "Alte Firma AG", "@type": "PREVIOUS_LEGAL_NAME"},
                {"$": "The Firm", "@type": "TRADING_OR_OPERATING_NAME"},
            ]
        },
        "TransliteratedOtherEntityNames": {
            "TransliteratedOtherEntityName": {"$": "Firma Soehne", "@type": "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME"}
        },
        "LegalAddress": {
            "FirstAddressLine": "Weg 1",
            "AdditionalAddressLine": ["Haus 2", "Tor 3"],
            "City": "Bern",
            "Country": "CH",
            "PostalCode": "3000",
        },
        "RegistrationAuthority": {"RegistrationAuthorityID": "RA000585", "RegistrationAuthorityEntityID": "01234567"},
        "LegalJurisdiction": "CH-BE",
        "EntityCategory": "GENERAL",
        "EntityStatus": "INACTIVE",
        "SuccessorEntity": {"SuccessorLEI": PARENT},
    },
    "Registration": {"RegistrationStatus": "RETIRED"},
}
EXCEPTION = {
    "LEI": CHILD,
    "ExceptionCategory": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
    "ExceptionReason": "NO_KNOWN_PERSON",
}


def wrapped(value: Any) -> Any:
    """As GLEIF's JSON has it: every text in {"$": text}."""
    if isinstance(value, dict):
        return value if "$" in value else {key: wrapped(one) for key, one in value.items()}
    return [wrapped(one) for one in value] if isinstance(value, list) else {"$": value}


def xml(root: str, record: str, *records: Any) -> bytes:
    def element(name: str, value: Any) -> str:
        if isinstance(value, list):
            return "".join(element(name, one) for one in value)
        if not isinstance(value, dict):
            return f"<g:{name}>{escape(value)}</g:{name}>"
        marks = "".join(f' {key[1:]}="{text}"' for key, text in value.items() if key.startswith("@"))
        inner = escape(value["$"]) if "$" in value else "".join(element(key, one) for key, one in value.items())
        return f"<g:{name}{marks}>{inner}</g:{name}>"

    body = "".join(element(record, one) for one in records)
    return f'<?xml version="1.0" encoding="UTF-8"?><g:{root} xmlns:g="urn:g"><g:R>{body}</g:R></g:{root}>'.encode()


def table(**columns: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns.keys(), columns.values()])
    return text.getvalue().encode()


RELATION_CSV = {
    "Relationship.StartNode.NodeID": CHILD,
    "Relationship.StartNode.NodeIDType": "LEI",
    "Relationship.EndNode.NodeID": PARENT,
    "Relationship.RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY",
    "Relationship.RelationshipStatus": "ACTIVE",
    "Relationship.Period.1.startDate": "2020-01-01T00:00:00Z",
    "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
    "Relationship.Period.2.startDate": "2012-11-29T00:00:00Z",
    "Relationship.Period.2.periodType": "RELATIONSHIP_PERIOD",
}


@pytest.mark.parametrize(
    "data",
    [
        array(relation("IS_DIRECTLY_CONSOLIDATED_BY")),
        json.dumps({"relations": [{"RelationshipRecord": wrapped(relation("IS_DIRECTLY_CONSOLIDATED_BY"))}]}).encode(),
        xml("RelationshipData", "RelationshipRecord", relation("IS_DIRECTLY_CONSOLIDATED_BY")),
        table(**RELATION_CSV),
    ],
    ids=["plain", "json", "xml", "csv"],
)
def test_consolidation_is_control_and_a_stake_of_unknown_size(data: bytes) -> None:
    found = read(data)
    assert told(found.holdings) == [f"lei:{PARENT} -control ?-> lei:{CHILD}", f"lei:{PARENT} -equity ?-> lei:{CHILD}"]
    assert [str(row.period.start) for row in found.holdings] == ["2012-11-29"] * 2
    assert (found.rows, found.quarantined) == (1, ())


@pytest.mark.parametrize(
    ("kind", "reads"),
    [
        ("IS_ULTIMATELY_CONSOLIDATED_BY", [("control", "?"), ("equity", "?")]),
        ("IS_INTERNATIONAL_BRANCH_OF", [("control", "?"), ("equity", "100")]),
        ("IS_SUBFUND_OF", [("control", "?"), ("equity", "?")]),
    ],
)
def test_other_relations(kind: str, reads: list[tuple[str, str]]) -> None:
    found = read(array(relation(kind)))
    assert [(row.basis, str(row.share)) for row in found.holdings] == reads


def test_funds() -> None:
    managed = read(array(relation("IS_FUND-MANAGED_BY")))
    assert [(one.actor, one.kind, one.target) for one in managed.dealings] == [
        (f"lei:{PARENT}", "manages", f"lei:{CHILD}")
    ]
    assert told(read(array(relation("IS_FEEDER_TO"))).holdings) == [f"lei:{CHILD} -equity ?-> lei:{PARENT}"]


def test_a_stated_policy_reads_direct_consolidation_as_a_majority() -> None:
    data = array(relation("IS_DIRECTLY_CONSOLIDATED_BY"), relation("IS_ULTIMATELY_CONSOLIDATED_BY"))
    origin = Origin("user", "rr.json", "")
    found = gleif.read_relations(lambda: json_in.rows(io.BytesIO(data), origin), origin, Tally(), majority=True)
    assert [str(row.share) for row in found if hasattr(row, "share")] == ["?", ">50", "?", "?"]


def test_periods_and_states() -> None:
    assert {str(row.seen) for row in read(array(relation("IS_SUBFUND_OF"))).holdings} == {"2023-05-18"}
    ended = read(array(relation("IS_SUBFUND_OF", "INACTIVE", EndDate="2019-06-30T23:59:59Z")))
    assert {str(row.period.end) for row in ended.holdings} == {"2019-06-30"}
    unknown = read(array(relation("IS_SUBFUND_OF", "INACTIVE")))
    assert (unknown.holdings, unknown.notices) == (
        (),
        ("register.json: 1 relations left out that ended on no stated day",),
    )
    annulled = relation("IS_SUBFUND_OF")
    annulled["Registration"]["RegistrationStatus"] = "ANNULLED"
    assert read(array(annulled)).holdings == ()


ENTITY_CSV = {
    "LEI": CHILD,
    "Entity.LegalName": "Firma & Söhne AG",
    "Entity.LegalName.xmllang": "de",
    "Entity.OtherEntityNames.OtherEntityName.1": "Alte Firma AG",
    "Entity.OtherEntityNames.OtherEntityName.1.xmllang": "de",
    "Entity.OtherEntityNames.OtherEntityName.1.type": "PREVIOUS_LEGAL_NAME",
    "Entity.OtherEntityNames.OtherEntityName.2": "The Firm",
    "Entity.OtherEntityNames.OtherEntityName.2.type": "TRADING_OR_OPERATING_NAME",
    "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1": "Firma Soehne",
    "Entity.LegalAddress.FirstAddressLine": "Weg 1",
    "Entity.LegalAddress.AdditionalAddressLine.1": "Haus 2",
    "Entity.LegalAddress.AdditionalAddressLine.2": "Tor 3",
    "Entity.LegalAddress.City": "Bern",
    "Entity.LegalAddress.Country": "CH",
    "Entity.LegalAddress.PostalCode": "3000",
    "Entity.RegistrationAuthority.RegistrationAuthorityID": "RA000585",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID": "01234567",
    "Entity.LegalJurisdiction": "CH-BE",
    "Entity.EntityCategory": "GENERAL",
    "Entity.EntityStatus": "INACTIVE",
    "Entity.SuccessorEntity.1.SuccessorLEI": PARENT,
    "Registration.RegistrationStatus": "RETIRED",
}


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"records": [wrapped(ENTITY)]}).encode(),
        xml("LEIData", "LEIRecord", ENTITY),
        table(**ENTITY_CSV),
    ],
    ids=["json", "xml", "csv"],
)
def test_an_entity(data: bytes) -> None:
    (party,) = read(data).parties
    assert (party.id, party.kind, party.countries) == (f"lei:{CHILD}", "company", ("CH",))
    assert [(name.text, name.role) for name in party.names] == [
        ("Firma & Söhne AG", "primary"),
        ("Alte Firma AG", "fka"),
        ("The Firm", "aka"),
        ("Firma Soehne", "aka"),
    ]
    assert party.addresses[0].text == "Weg 1, Haus 2, Tor 3, Bern, 3000, CH"
    assert [(one.type, one.value) for one in party.identifiers] == [("LEI", CHILD), ("RA000585", "01234567")]
    assert party.notes == (
        Note(label="EntityStatus", text="INACTIVE"),
        Note(label="RegistrationStatus", text="RETIRED"),
        Note(label="SuccessorLEI", text=PARENT),
    )


@pytest.mark.parametrize(
    "data",
    [
        array(EXCEPTION),
        json.dumps({"exceptions": [wrapped(EXCEPTION)]}).encode(),
        xml("ReportingExceptionData", "Exception", EXCEPTION),
        table(
            **{
                "LEI": CHILD,
                "Exception.Category": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
                "Exception.Reason.1": "NO_KNOWN_PERSON",
            }
        ),
    ],
    ids=["plain", "json", "xml", "csv"],
)
def test_an_exception_is_a_fact_about_the_party(data: bytes) -> None:
    found = read(data)
    (party,) = found.parties
    assert party.notes == (Note(label="DIRECT_ACCOUNTING_CONSOLIDATION_PARENT", text="NO_KNOWN_PERSON"),)
    assert found.holdings == ()


@pytest.mark.parametrize(
    ("key", "value", "column"),
    [
        ("StartNode", {"NodeID": CHILD[:-1] + "5"}, "Relationship.StartNode.NodeID"),
        ("EndNode", {"NodeID": ""}, "Relationship.EndNode.NodeID"),
        ("RelationshipType", "IS_FRIEND_OF", "Relationship.RelationshipType"),
        ("RelationshipPeriods", [{"PeriodType": "RELATIONSHIP_PERIOD", "StartDate": "soon"}], None),
    ],
)
def test_a_bad_relation_is_set_aside_and_the_rest_goes_on(key: str, value: Any, column: str | None) -> None:
    bad = relation("IS_SUBFUND_OF")
    bad["Relationship"][key] = value
    found = read(array(bad, relation("IS_SUBFUND_OF")))
    assert len(found.holdings) == 2
    (aside,) = found.quarantined
    assert (aside.row, found.rows) == (1, 2)
    assert column is None or aside.column == column


def test_xml_that_is_cut_or_unsafe() -> None:
    data = xml("RelationshipData", "RelationshipRecord", relation("IS_SUBFUND_OF"))
    with pytest.raises(TruncatedFile):
        read(data[:-30])
    with pytest.raises(ForeignFile, match="DOCTYPE"):
        read(data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e "x">]>', 1))
    with pytest.raises(DataError):
        read(data.replace(b"</g:NodeID>", b"</g:Node>", 1))


@given(st.data())
def test_whatever_stands_in_a_record_it_is_told_or_set_aside(data: st.DataObject) -> None:
    for good in (relation("IS_SUBFUND_OF"), ENTITY, EXCEPTION):
        bad = data.draw(spoiled(good))
        found = read(array(good, bad))
        assert found.rows == 2
        assert {row.row for row in found.quarantined} <= {2}


@pytest.mark.real
def test_the_samples_read_whole(shared: Path) -> None:
    files = sorted(file for file in (shared / "data/ownership/gleif_samples").glob("*-*") if file.suffix != ".csv")
    assert len(files) == 16
    for file in files:
        found = read(file.read_bytes(), file.name)
        assert not found.quarantined, file.name
        assert found.rows >= 5
    folder = shared / "data/ownership/gleif_samples"
    in_xml, in_json = (read((folder / f"lei-data.{kind}").read_bytes()).parties for kind in ("xml", "json"))
    assert [party.names for party in in_xml] == [party.names for party in in_json]
