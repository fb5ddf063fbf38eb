"""BODS statements, of each version."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.registers.reading import array, lines, read, spoiled, told

from ricochet.model.party import Note
from ricochet.model.share import Share


def entity(record: str, **details: Any) -> dict[str, Any]:
    return {
        "statementId": f"s-{record}",
        "recordId": record,
        "recordType": "entity",
        "recordStatus": "new",
        "recordDetails": {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": record, **details},
    }


def relation(
    record: str, owner: Any, owned: Any, *interests: dict[str, Any], status: str = "new", **details: Any
) -> dict[str, Any]:
    return {
        "statementId": f"s-{record}-{status}",
        "recordId": record,
        "recordType": "relationship",
        "recordStatus": status,
        "statementDate": "2022-03-04",
        "publicationDetails": {"publisher": {"name": "Register of X"}},
        "recordDetails": {"subject": owned, "interestedParty": owner, "interests": list(interests), **details},
    }


def shares(exact: float, **more: Any) -> dict[str, Any]:
    return {"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": exact}, **more}


def old_relation(statement: str, owner: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A statement of version 0.2 or 0.3."""
    return {
        "statementID": statement,
        "statementType": "ownershipOrControlStatement",
        "subject": {"describedByEntityStatement": "e-1"},
        "interestedParty": owner,
        "interests": [{"type": "voting-rights", "interestLevel": "direct", "share": {"minimum": 25, "maximum": 50}}],
        **more,
    }


def test_parties_holdings_and_where_they_were_read() -> None:
    person = {
        "statementId": "s",
        "recordId": "jane",
        "recordType": "person",
        "recordDetails": {
            "personType": "knownPerson",
            "names": [{"type": "legal", "fullName": "Jane Smith", "givenName": "Jane", "familyName": "Smith"}],
            "nationalities": [{"code": "GB"}],
            "birthDate": "1975-06",
            "addresses": [{"address": "1 High Street", "postCode": "N1", "country": {"code": "GB"}}],
        },
    }
    company = entity("acme", identifiers=[{"scheme": "GB-COH", "id": "10000001"}], jurisdiction={"code": "GB"})
    found = read(lines(company, person, relation("r", "jane", "acme", shares(33.1, startDate="2010-01-01"))))
    acme, jane = found.parties
    assert (acme.kind, acme.name, acme.countries) == ("company", "acme", ("GB",))
    assert [(one.type, one.value) for one in acme.identifiers] == [("GB-COH", "10000001")]
    assert (jane.kind, jane.names[0].family, jane.births) == ("person", "Smith", ("1975-06",))
    assert (jane.addresses[0].postal, jane.addresses[0].country) == ("N1", "GB")
    (holding,) = found.holdings
    assert holding.share == Share(Fraction(331, 10), Fraction(331, 10))
    assert (str(holding.period.start), holding.period.end) == ("2010-01-01", None)
    assert str(holding.seen) == "2022-03-04"
    assert (holding.source.row, holding.source.cite, len(holding.source.sha256)) == (3, "Register of X", 64)
    assert (found.rows, found.quarantined, found.notices) == (3, (), ())


@pytest.mark.parametrize(
    ("share", "reads"),
    [
        ({"exact": 50}, "50"),
        ({"minimum": 25, "maximum": 50}, "25..50"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "(25,50]"),
        ({"minimum": 75, "exclusiveMaximum": 100}, "[75,100)"),
        ({"exclusiveMinimum": 50}, ">50"),
        ({"minimum": 25, "exclusiveMinimum": True, "maximum": 50, "exclusiveMaximum": False}, "(25,50]"),
        ({}, "?"),
    ],
)
def test_shares_of_every_version(share: dict[str, Any], reads: str) -> None:
    (holding,) = read(lines(relation("r", "a", "b", {"type": "shareholding", "share": share}))).holdings
    assert str(holding.share) == reads


@pytest.mark.parametrize(
    ("kind", "basis"),
    [
        ("shareholding", "equity"),
        ("votingRights", "votes"),
        ("voting-rights", "votes"),
        ("appointment-of-board", "control"),
        ("otherInfluenceOrControl", "control"),
        ("boardMember", "director"),
        ("settlor-of-trust", "interest"),
        ("beneficiaryOfLegalArrangement", "interest"),
        ("unknownInterest", "equity"),
        ("unknown-interest", "equity"),
    ],
)
def test_interests_become_bases(kind: str, basis: str) -> None:
    (holding,) = read(lines(relation("r", "a", "b", {"type": kind}))).holdings
    assert (holding.basis, str(holding.share)) == (basis, "?")


def test_an_indirect_interest_is_not_counted_beside_its_parts() -> None:
    indirect = shares(30, directOrIndirect="indirect")
    parts = (
        relation("p1", "mid", "low", shares(60), isComponent=True),
        relation("p2", "top", "mid", shares(50), isComponent=True),
    )
    found = read(lines(*parts, relation("whole", "top", "low", indirect, componentRecords=["p1", "p2"])))
    assert told(found.holdings) == ["mid -equity 60-> low", "top -equity 50-> mid"]
    assert found.notices == ("register.json: 1 indirect interests left out, their parts being there",)


def test_an_indirect_interest_without_its_parts_is_a_stake_of_unknown_size() -> None:
    indirect = shares(30, directOrIndirect="indirect")
    found = read(lines(relation("whole", "top", "low", indirect, componentRecords=["p1"])))
    assert told(found.holdings) == ["top -equity ?-> low"]
    whole = read(lines(relation("whole", "top", "low", shares(100, directOrIndirect="indirect"))))
    assert told(whole.holdings) == ["top -equity 100-> low"]


def test_the_newest_statement_of_a_record_stands_and_a_closed_one_ends() -> None:
    found = read(
        lines(
            relation("r", "a", "b", shares(60)),
            relation("r", "a", "b", shares(40), status="updated"),
            relation("r", "a", "b", shares(30, startDate="2020-01-01"), status="closed"),
        )
    )
    (holding,) = found.holdings
    assert (str(holding.share), str(holding.period.start), str(holding.period.end)) == (
        "30",
        "2020-01-01",
        "2022-03-04",
    )
    assert found.notices == ("register.json: 2 superseded statements left out",)


def test_replaced_statements_of_old_versions() -> None:
    found = read(
        array(
            {"statementID": "e-1", "statementType": "entityStatement", "entityType": "registeredEntity", "name": "Old"},
            {
                "statementID": "e-2",
                "statementType": "entityStatement",
                "entityType": "registeredEntity",
                "name": "New",
                "incorporatedInJurisdiction": {"code": "DK"},
                "replacesStatements": ["e-1"],
            },
            old_relation("r-1", {"describedByPersonStatement": "p"}),
            old_relation("r-2", {"describedByPersonStatement": "p"}, replacesStatements=["r-1"], source={"url": "u"}),
        )
    )
    assert told(found.holdings) == ["p -votes 25..50-> e-2"]
    (party,) = found.parties
    assert ([name.text for name in party.names], party.countries) == (["Old", "New"], ("DK",))


def test_an_owner_nobody_specifies() -> None:
    nobody = {"reason": "noBeneficialOwners", "description": "listed"}
    found = read(lines(relation("r", nobody, "b")))
    assert found.holdings == ()
    assert found.parties[0].notes == (Note(label="owner unspecified", text="noBeneficialOwners: listed"),)
    hidden = read(lines(old_relation("r", {"unspecified": {"reason": "unknown"}})))
    assert told(hidden.holdings) == ["unknown:r -votes 25..50-> e-1"]
    assert hidden.parties[0].notes == (Note(label="unspecified", text="unknown"),)


def test_one_company_under_two_ids_is_one() -> None:
    number = [{"scheme": "GB-COH", "id": "1"}]
    found = read(
        lines(
            entity("a", identifiers=number),
            entity("a2", identifiers=number),
            relation("r", "x", "a", shares(30)),
            relation("r2", "x", "a2", shares(30)),
        )
    )
    assert told(found.holdings) == ["x -equity 30-> a", "x -equity 30-> a"]
    assert (found.same, len(found.parties)) == ((("a2", "a"),), 1)


@pytest.mark.parametrize(
    ("interest", "column"),
    [
        (shares(130), "recordDetails.interests[0].share"),
        (shares(-5), "recordDetails.interests[0].share"),
        ({"type": "shareholding", "share": {"exact": "30"}}, "recordDetails.interests[0].share.exact"),
        ({"type": "shareholding", "share": {"minimum": 60, "maximum": 50}}, "recordDetails.interests[0].share"),
        ({"type": "friendship"}, "recordDetails.interests[0].type"),
        (shares(30, startDate="soon"), "recordDetails.interests[0].startDate"),
        (shares(30, startDate="2021", endDate="2020"), "recordDetails.interests[0].endDate"),
    ],
)
def test_a_bad_statement_is_set_aside_and_the_rest_goes_on(interest: dict[str, Any], column: str) -> None:
    found = read(lines(relation("r", "a", "b", interest), relation("s", "c", "d", shares(60))))
    assert told(found.holdings) == ["c -equity 60-> d"]
    (aside,) = found.quarantined
    assert (aside.row, aside.column, found.rows) == (1, column, 2)
    assert aside.remedy


SAMPLE = (
    entity("a", identifiers=[{"scheme": "XI-LEI", "id": "x"}], addresses=[{"address": "1 Road"}]),
    relation("r", "a", "b", shares(60, startDate="2020-01-01", endDate="2021-01-01"), componentRecords=["q"]),
    old_relation("o", {"describedByEntityStatement": "e-3"}, replacesStatements=["n"]),
)


@given(st.data())
def test_whatever_stands_in_a_statement_it_is_told_or_set_aside(data: st.DataObject) -> None:
    keep = frozenset({"statementId", "statementID", "recordType", "statementType"})
    statements = [data.draw(spoiled(one, keep)) for one in SAMPLE]
    found = read(lines(*statements))
    assert found.rows == 3
    told_of = {row.source.row for row in found.holdings} | {party.source.row for party in found.parties}
    rows = told_of | {row.row for row in found.quarantined}
    assert rows == {1, 2, 3} or found.notices or found.same
    assert told(read(array(*statements)).holdings) == told(found.holdings)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.booleans(), st.booleans())
def test_bounds_are_exact(low: int, high: int, low_open: bool, high_open: bool) -> None:
    low, high = sorted((low, high))
    share: dict[str, Any] = {
        "exclusiveMinimum" if low_open else "minimum": low / 10**4,
        "exclusiveMaximum" if high_open else "maximum": high / 10**4,
    }
    found = read(lines(relation("r", "a", "b", {"type": "shareholding", "share": share})))
    if low == high and (low_open or high_open):
        assert len(found.quarantined) == 1
    else:
        (holding,) = found.holdings
        assert holding.share == Share(Fraction(low, 10**4), Fraction(high, 10**4), low_open, high_open)


@pytest.mark.real
def test_the_published_fixtures_import_whole(shared: Path) -> None:
    files = sorted((shared / "data/ownership").glob("bods_*/**/*.json"))
    files = [file for file in files if "schema" not in file.parts]
    assert len(files) == 22
    for file in files:
        found = read(file.read_bytes(), file.name)
        assert not found.quarantined, file.name
        known = {party.id for party in found.parties}
        assert {row.owned for row in found.holdings} <= known, file.name
        assert {row.owner for row in found.holdings} <= known, file.name
