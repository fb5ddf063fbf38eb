"""The what-if cases W01-W07 and the nexus cases, on the shipped law."""

from datetime import date
from decimal import Decimal

import pytest
from tests.ownership.notation import read_graph

from ricochet.errors import UsageError
from ricochet.exposure.assess import assess
from ricochet.exposure.dealings import exposures
from ricochet.exposure.facts import Facts
from ricochet.exposure.what_if import Marginal, WhatIf, what_if
from ricochet.model.dealing import Dealing, Known
from ricochet.model.finding import Exposure
from ricochet.model.listing import Listing
from ricochet.model.period import Period
from ricochet.model.scenario import Removal, Scenario
from ricochet.model.source import Source
from ricochet.regimes import load_regimes, regimes_on

REGIMES = load_regimes()
SOURCE = Source(publisher="test", file="test", sha256="", row=1)
DAY = date(2022, 5, 11)
TODAY = date(2026, 11, 22)


def listing(
    party: str, list_id: str, *programmes: str, since: date | None = None, until: date | None = None
) -> Listing:
    return Listing(
        party=party, list=list_id, entry=party, programmes=programmes, since=since, until=until, source=SOURCE
    )


def ask(facts: Facts, scenario: Scenario, day: date = DAY, subject: str = "H") -> WhatIf:
    before = regimes_on(REGIMES, day)
    return what_if(facts, scenario, before, regimes_on(REGIMES, day, scenario.overrides), day, subject)


def row(answer: WhatIf, regime: str) -> Marginal:
    return next(one for one in answer.marginal if one.regime.id == regime)


def graph(text: str) -> Facts:
    read = read_graph(text)
    return Facts(listings=tuple(read.listings.values()), holdings=tuple(read.holdings))


SDN = Scenario(name="SDN", add=(listing("H", "us-ofac-sdn", "GLOMAG"),))


def test_removing_what_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="not on us-ofac-sdn"):
        ask(Facts(), Scenario(name="off", remove=(Removal(party="X", list="us-ofac-sdn"),)))


def found(
    kind: str, list_id: str, facts: dict[str, Known], *, currency: str = "", day: date = DAY, programme: str = "GLOMAG"
) -> dict[str, Exposure]:
    dealing = Dealing(
        actor="D", target="T", kind=kind, value=Decimal(1), currency=currency, nexus=tuple(facts.items()), source=SOURCE
    )
    since = date(2021, 6, 3) if list_id == "us-ofac-cmic" else None
    listings = (listing("T", list_id, programme, since=since),)
    assessments = assess(Facts(listings=listings), regimes_on(REGIMES, day), day)
    return {one.code: one for one in exposures([dealing], assessments, day)}


def status(codes: dict[str, Exposure]) -> dict[str, str]:
    return {code: one.status for code, one in codes.items()}


def test_a_dealing_that_ended_before_the_day_yields_nothing() -> None:
    past = Dealing(actor="D", target="T", kind="buys", period=Period(None, date(2020, 1, 1)), source=SOURCE)
    assessments = assess(Facts(listings=(listing("T", "us-ofac-sdn"),)), regimes_on(REGIMES, DAY), DAY)
    assert exposures([past], assessments, DAY) == ()


def test_nobody_becomes_blocked_by_dealing() -> None:
    dealing = Dealing(actor="D", target="H", kind="supplies", source=SOURCE)
    answer = ask(Facts(dealings=(dealing,)), SDN)
    assert all(one.standing("D") == "not" for one in answer.after)
    assert answer.new_exposures


def test_a_programme_belongs_to_a_subsidiary_through_its_owners() -> None:
    facts: tuple[tuple[str, Known], ...] = (("foreign_bank", "yes"), ("us_person", "no"))
    dealing = Dealing(actor="D", target="A", kind="banks", nexus=facts, source=SOURCE)
    for programme, expected in (("RUSSIA-EO14024", True), ("GLOMAG", False)):
        listings = (listing("H", "us-ofac-sdn", programme),)
        world = Facts(listings=listings, holdings=graph("H -60-> A").holdings)
        codes = {one.code for one in exposures([dealing], assess(world, regimes_on(REGIMES, TODAY), TODAY), TODAY)}
        assert ("SECOND" in codes) is expected


def test_a_listing_without_its_programme_may_seed_a_rule_that_asks_for_one() -> None:
    answer = ask(graph("H -60-> A"), Scenario(name="SDN", add=(listing("H", "us-ofac-sdn"),)), TODAY)
    after = next(one for one in answer.after if one.regime.id == "us-bis-affiliates")
    assert (after.standing("H"), after.standing("A")) == ("possible", "possible")


def test_using_what_is_paid_for_is_no_dealing_with_the_blocked_party() -> None:
    assert status(found("uses", "us-ofac-sdn", {"us_person": "yes"})) == {"CAUTION": "applies"}


def test_a_dealing_seen_long_ago_may_have_ended() -> None:
    seen = Dealing(
        actor="D", target="T", kind="buys", nexus=(("us_person", "yes"),), seen=date(2019, 10, 31), source=SOURCE
    )
    for day, expected in ((date(2020, 5, 1), "applies"), (DAY, "possible"), (date(2018, 5, 1), "possible")):
        world = Facts(listings=(listing("T", "us-ofac-sdn", "GLOMAG"),))
        (one,) = exposures([seen], assess(world, regimes_on(REGIMES, day), day), day)
        assert one.status == expected
