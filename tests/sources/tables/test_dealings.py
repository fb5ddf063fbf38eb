"""Dealings, listings and claims as users bring them."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.sources.tables.claims import read_claims
from ricochet.sources.tables.dealings import amount, read_dealings
from ricochet.sources.tables.holdings import read_holdings
from ricochet.sources.tables.listings import read_listings


def test_facts_come_from_columns_and_the_nexus_cell() -> None:
    text = (
        "from,to,kind,value,currency,from_date,to_date,us_person,nexus_us_bank,nexus,country_from,country_to,detail\n"
        'A,B,supplies,"1,234,567.50",usd,2019,2020-02,YES,no,us_origin; licence pending; usd=unknown,us,CN,chips\n'
    )
    (dealing,) = read_dealings("d.csv", text.encode()).records
    assert dealing.nexus == (
        ("country_from:US", "yes"),
        ("country_to:CN", "yes"),
        ("us_bank", "no"),
        ("us_origin", "yes"),
        ("us_person", "yes"),
        ("usd", "unknown"),
    )
    assert (dealing.value, dealing.value_text, dealing.currency) == (Decimal("1234567.50"), "1,234,567.50", "USD")
    assert (str(dealing.period.start), str(dealing.period.end)) == ("2019-01-01", "2020-02-29")
    assert dealing.detail == "chips; nexus: licence pending"


def test_dollars_alone_state_no_fact_and_blank_is_unknown() -> None:
    (dealing,) = read_dealings("d.csv", b"from,to,kind,currency,us_person\nA,B,buys,USD,\n").records
    assert dealing.nexus == ()
    assert dealing.fact("usd") == dealing.fact("us_person") == "unknown"


@pytest.mark.parametrize(
    ("header", "cell"), [("us_person", "maybe"), ("nexus_usd", "1"), ("nexus", "usd=perhaps"), ("nexus", "usd;usd=no")]
)
def test_another_answer_is_set_aside(header: str, cell: str) -> None:
    read = read_dealings("d.csv", f"from,to,kind,{header}\nA,B,buys,{cell}\n".encode())
    assert [q.column for q in read.quarantined] == [header]


@pytest.mark.parametrize("row", [",B,buys,", "A,,buys,", "A,B,,", "A,B,buys,11/05/2022"])
def test_a_dealing_without_its_ends_or_day_is_set_aside(row: str) -> None:
    read = read_dealings("d.csv", f"from,to,kind,from_date\n{row}\n".encode())
    assert (read.records, len(read.quarantined)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("490000", "490000"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1 234 567,89", "1234567.89"),
        ("0.125", "0.125"),
        ("1,234", None),
        ("1.234", None),
        ("more than 6 million", None),
        ("NaN", None),
        ("1e400", None),
        ("٥٠", None),
        ("", None),
    ],
)
def test_an_amount_has_one_reading_or_stays_text(text: str, value: str | None) -> None:
    assert amount(text) == (None if value is None else Decimal(value))


@given(st.text(max_size=40))
def test_any_text_is_a_finite_amount_or_none(text: str) -> None:
    found = amount(text)
    assert found is None or found.is_finite()


def test_a_listing_needs_its_party_only() -> None:
    read = read_listings("l.csv", b"party\nA\nB\n")
    assert [(one.party, one.list, one.since) for one in read.records] == [("A", "", None), ("B", "", None)]


def test_a_listing_with_everything() -> None:
    text = (
        "party,list,entry,programmes,from,to,effect,citation,hypothetical,name,source\n"
        "A,us-ofac-sdn,123,GLOMAG; CMIC,2022-05,2023,block,E.O. 13818,yes,Foo,memo\n"
    )
    read = read_listings("l.csv", text.encode())
    (one,) = read.records
    assert (one.list, one.entry, one.programmes, one.effect) == ("us-ofac-sdn", "123", ("GLOMAG", "CMIC"), "block")
    assert (str(one.since), str(one.until)) == ("2022-05-01", "2023-12-31")
    assert (one.citation, one.hypothetical, one.source.cite) == ("E.O. 13818", True, "memo")
    assert any("name" in notice for notice in read.notices)


def test_a_listing_that_ends_before_it_starts_is_set_aside() -> None:
    read = read_listings("l.csv", b"party,from,to\nA,2022,2021\n,,\nB,2022-01-01,2022-01-01\n")
    assert [one.party for one in read.records] == ["B"]
    assert read.quarantined[0].column == "to"


def test_a_claim_keeps_its_words() -> None:
    header = "subject,predicate,value,unit,as_of,scope,source,confidence\n"
    text = header + "A,networks,more than 6 million,n,2021-11,world,X,verified\nA,,1,,,,,\n"
    read = read_claims("c.csv", text.encode())
    (claim,) = read.records
    assert (claim.value, claim.as_of, claim.source.cite, claim.source.confidence) == (
        "more than 6 million",
        "2021-11",
        "X",
        "verified",
    )
    assert read.quarantined[0].column == "predicate"


@pytest.mark.real
def test_the_tables_of_the_case_are_read_whole(shared: Path) -> None:
    facts = shared / "data/facts"

    def data(name: str) -> tuple[str, bytes]:
        return name, (facts / name).read_bytes()

    counts = {
        (read.rows, len(read.records), len(read.quarantined))
        for read in (
            read_dealings(*data("hikvision_dealings.csv")),
            read_holdings(*data("hikvision_ownership.csv")),
            read_listings(*data("universe_listings.csv")),
            read_claims(*data("universe_claims.csv")),
            read_claims(*data("xinjiang_claims.csv")),
        )
    }
    assert counts == {(203, 203, 0), (27, 27, 0), (488, 488, 0), (945, 945, 0), (77, 77, 0)}
