"""FollowTheMoney entities: things, and the edges between them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.registers.reading import array, lines, read, spoiled, told

from ricochet.model.party import Note


def entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": key, "schema": schema, "properties": values, "datasets": ["register_x"]}


def owns(percentage: str | None = None, **more: Any) -> dict[str, Any]:
    return entity("o", "Ownership", owner="a", asset="b", **({"percentage": percentage} if percentage else {}), **more)


def test_a_company() -> None:
    company = entity(
        "a",
        "Company",
        name=["Firma AG", "Firma"],
        previousName="Alt AG",
        weakAlias="F",
        leiCode="001GPB6A9XPE8XJICC14",
        registrationNumber="1",
        jurisdiction="ch",
        address="Weg 1",
        topics="sanction",
    )
    (party,) = read(lines(company, owns("1"))).parties
    assert (party.id, party.kind, party.countries) == ("a", "company", ("CH",))
    assert [(name.text, name.role, name.weak) for name in party.names] == [
        ("Firma AG", "primary", False),
        ("Firma", "aka", False),
        ("Alt AG", "fka", False),
        ("F", "aka", True),
    ]
    assert [one.type for one in party.identifiers] == ["registrationNumber", "leiCode"]
    assert party.notes == (Note(label="topics", text="sanction"),)
    assert party.source.cite == "register_x"


@pytest.mark.parametrize(
    ("percentage", "share"),
    [
        ("51,3 %", "51.3"),
        ("51.3", "51.3"),
        (">50", ">50"),
        ("25-50", "25..50"),
        ("majority", ">50"),
        ("minority", "(0,50)"),
        ("significant", "?"),
        ("", "?"),
        (None, "?"),
    ],
)
def test_percentages_as_text(percentage: str | None, share: str) -> None:
    (holding,) = read(lines(owns(percentage))).holdings
    assert (str(holding.share), holding.stated) == (share, percentage or "")


def test_an_ownership_with_dates_class_and_two_sources() -> None:
    edge = owns(startDate="2019", endDate=["2020-05", "2021-01-31"], sharesType="preference", sharesCount="1000")
    (holding,) = read(lines(edge | {"last_seen": "2021-03-01T10:00:00", "datasets": ["x", "y"]})).holdings
    assert (str(holding.period.start), str(holding.period.end)) == ("2019-01-01", "2021-01-31")
    assert (holding.share_class, holding.stated, str(holding.seen)) == ("preference", "1000 shares", "2021-03-01")
    assert holding.source.cite == "x; y"
    both = entity("o", "Ownership", owner="a", asset="b", percentage=["48", "52"])
    assert told(read(lines(both)).holdings) == ["a -equity 48..52-> b"]


def test_other_edges() -> None:
    found = read(
        lines(
            entity("d", "Directorship", director="p", organization="b"),
            entity("c", "Control", controller="a", controlled="b"),
            entity("s", "Company", name="S", parent="a"),
            entity("u", "UnknownLink", subject="a", object="b", role="linked to"),
            entity("y", "Payment", payer="a", beneficiary="b", amount="1200.50", currency="usd", date="2020-05-01"),
            entity("z", "Debt", creditor="bank", debtor="a"),
            entity("k", "Sanction", entity="a"),
        )
    )
    assert told(found.holdings) == [
        "p -director ?-> b",
        "a -control ?-> b",
        "a -control ?-> s",
        "a -equity ?-> s",
    ]
    assert [(one.actor, one.kind, one.target) for one in found.dealings] == [
        ("a", "is linked to", "b"),
        ("a", "pays", "b"),
        ("bank", "finances", "a"),
    ]
    paid = found.dealings[1]
    assert (paid.value, paid.currency, str(paid.period.start)) == (Decimal("1200.50"), "USD", "2020-05-01")
    assert found.dealings[0].detail == "linked to"
    assert found.notices == ("register.json: 1 Sanction entities left out",)


def test_a_contract_awarded_is_a_dealing_with_its_authority_wherever_that_stands() -> None:
    award = entity("w", "ContractAward", supplier="a", contract="k", amount="10", currency="EUR")
    contract = entity("k", "Contract", title="Cameras", authority="city")
    for records in ((award, contract), (contract, award)):
        (dealing,) = read(lines(*records)).dealings
        assert (dealing.actor, dealing.kind, dealing.target, dealing.value) == ("a", "supplies", "city", Decimal(10))
    assert read(lines(award)).notices == ("register.json: 1 awards left out whose contract names no authority",)


def test_nested_entities() -> None:
    inner = {"id": "a", "schema": "Person", "properties": {"name": ["A"]}}
    stub = {"id": "b", "schema": "Company", "caption": "B"}
    found = read(lines(entity("o", "Ownership", owner=[inner], asset=[stub], percentage="60")))
    assert told(found.holdings) == ["a -equity 60-> b"]
    assert [party.id for party in found.parties] == ["a"]


@pytest.mark.parametrize(
    ("record", "column"),
    [
        (owns("130"), "properties.percentage"),
        (owns("-5"), "properties.percentage"),
        (entity("o", "Ownership", owner="a", percentage="5"), "properties.asset"),
        (owns(startDate="soon"), "properties.startDate"),
        (entity("u", "UnknownLink", subject="a"), "properties.object"),
        ({"schema": "Person", "properties": {}}, "id"),
    ],
)
def test_a_bad_entity_is_set_aside_and_the_rest_goes_on(record: dict[str, Any], column: str) -> None:
    found = read(lines(record, owns("60"), {"id": "x", "schema": "Person"}))
    assert told(found.holdings) == ["a -equity 60-> b"]
    (aside,) = found.quarantined
    assert (aside.row, aside.column, found.rows) == (1, column, 3)


@given(st.data())
def test_whatever_stands_in_an_entity_it_is_told_or_set_aside(data: st.DataObject) -> None:
    good = owns("60", startDate="2020", sharesType="x")
    nested = entity(
        "n", "Payment", payer=[{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}], beneficiary="b"
    )
    bad = [data.draw(spoiled(good)), data.draw(spoiled(nested)), data.draw(spoiled(entity("c", "Company", name="C")))]
    found = read(lines(good, *bad))
    assert found.rows == 4
    assert 1 not in {row.row for row in found.quarantined}
    assert told(read(array(good, *bad)).holdings) == told(found.holdings)
