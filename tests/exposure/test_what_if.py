"""The what-if cases W01-W07 and the nexus cases, on the shipped law."""

from datetime import date
from decimal import Decimal

import pytest
from tests.ownership.notation import read_graph

from ricochet.errors import UsageError
from ricochet.exposure.assess import assess
from ricochet.exposure.dealings import exposures
from ricochet.exposure.facts import Facts, compose
from ricochet.exposure.what_if import Marginal, WhatIf, what_if
from ricochet.model.dealing import Dealing, Known
from ricochet.model.finding import Exposure
from ricochet.model.listing import Listing
from ricochet.model.period import Period
from ricochet.model.scenario import Override, Scenario
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


def test_w01_a_second_support_changes_nothing_and_is_said() -> None:
    found = row(ask(graph("Y* -60-> K; H -60-> K; H -5-> Z"), SDN), "us-ofac-50")
    assert [change.party for change in found.changes] == ["H"]
    assert found.second_support == ("K",)


def test_w02_the_marginal_effect_of_an_sdn_listing() -> None:
    lists = ("us-bis-el", "us-ofac-cmic", "us-ndaa-889", "us-fcc-covered")
    answer = ask(Facts(listings=tuple(listing("H", one) for one in lists)), SDN)
    effects = {one.regime.id: (one.effect, one.by) for one in answer.marginal}
    assert effects["us-ofac-50"] == ("new", "")
    assert effects["us-ns-cmic"] == ("subsumed", "us-ofac-50")
    assert effects["us-bis-el"] == ("unchanged", "")
    assert effects["us-889-a1a"] == ("unchanged", "")
    assert effects["us-fcc-covered"] == ("unchanged", "")
    assert effects["uk"] == ("none", "")


def test_w03_a_parent_below_the_threshold_does_not_catch() -> None:
    answer = ask(graph("P -36.8-> H; P -60-> S; S -1.96-> H"), Scenario(name="P", add=(listing("P", "us-ofac-sdn"),)))
    assert [change.party for change in row(answer, "us-ofac-50").changes] == ["P", "S"]
    (near,) = next(one for one in answer.after if one.regime.id == "us-ofac-50").answer.near
    assert (near.party, near.share) == ("H", "38.76")
    assert near.flags == ("11.24 per cent short of the threshold",)


def test_w04_designations_add_up() -> None:
    facts = graph("P -38.8-> H; Q -10.3-> H; R -4-> H")
    stack = [Scenario(name=name, add=(listing(name, "us-ofac-sdn"),)) for name in "PQR"]
    answer = ask(facts, compose(stack))
    assert answer.scenario.name == "P + Q + R"
    assert "H" in {change.party for change in row(answer, "us-ofac-50").changes}


def test_w05_removing_one_of_two_supports_changes_only_the_removed() -> None:
    facts = graph("X* -50-> A; Y* -50-> A")
    answer = ask(facts, Scenario(name="X off", remove=(("X", "us-ofac-sdn"),)), subject="X")
    assert [(one.party, one.before, one.after) for one in row(answer, "us-ofac-50").changes] == [("X", "listed", "not")]
    assert row(answer, "us-ofac-50").effect == "lifted"


def test_w07_a_rule_can_be_switched_off_against_its_dates() -> None:
    facts = graph("X*[EL] -100-> A")
    banner = next(one for one in regimes_on(REGIMES, TODAY) if one.id == "us-bis-affiliates")
    assert banner.banner
    off = Override(regime=banner.id, version=banner.version, in_force=False, why="suspended again")
    answer = ask(facts, Scenario(name="off", overrides=(off,)), TODAY, "A")
    assert [(one.party, one.before, one.after) for one in row(answer, "us-bis-affiliates").changes] == [
        ("A", "caught", "not"),
        ("X", "listed", "not"),
    ]


def test_removing_what_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="not on us-ofac-sdn"):
        ask(Facts(), Scenario(name="off", remove=(("X", "us-ofac-sdn"),)))


def test_blocking_a_programme_that_switches_the_rule_off_reaches_nobody_else() -> None:
    ethiopia = Scenario(name="E", add=(listing("H", "us-ofac-sdn", "ETHIOPIA-EO14046"),))
    both = Scenario(name="E", add=(listing("H", "us-ofac-sdn", "ETHIOPIA-EO14046", "SDGT"),))
    facts = graph("H -100-> A")
    assert [one.party for one in row(ask(facts, ethiopia), "us-ofac-50").changes] == ["H"]
    assert [one.party for one in row(ask(facts, both), "us-ofac-50").changes] == ["A", "H"]


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


def test_n01_a_us_company_that_buys_from_a_blocked_party() -> None:
    assert status(found("buys", "us-ofac-sdn", {"us_person": "yes"})) == {"PRIMARY": "applies"}


def test_n04_dollars_cleared_in_new_york_cause_a_violation() -> None:
    codes = found("supplies", "us-ofac-sdn", {"us_person": "no", "us_bank": "yes"}, currency="USD")
    assert status(codes)["CAUSING"] == "applies"
    assert "PRIMARY" not in codes


def test_n05_euros_without_any_us_link_leave_only_the_risk_of_being_listed() -> None:
    facts: dict[str, Known] = {"us_person": "no", "us_bank": "no", "us_origin": "no"}
    assert status(found("supplies", "us-ofac-sdn", facts, currency="EUR")) == {"DESIG": "applies"}


def test_n06_n07_secondary_sanctions_belong_to_the_programme() -> None:
    facts: dict[str, Known] = {"us_person": "no", "us_bank": "no", "us_origin": "no", "foreign_bank": "yes"}
    russia = found("banks", "us-ofac-sdn", facts, currency="EUR", day=TODAY, programme="RUSSIA-EO14024")
    magnitsky = found("banks", "us-ofac-sdn", facts, currency="EUR", day=TODAY)
    assert "SECOND" in russia
    assert "SECOND" not in magnitsky


def test_n10_a_us_origin_chip_needs_a_licence() -> None:
    assert status(found("supplies", "us-bis-el", {"us_origin": "yes"}))["EXPORT"] == "applies"


def test_n24_an_unknown_nexus_is_possible_never_clear() -> None:
    codes = found("buys", "us-ofac-sdn", {"us_person": "no"})
    assert codes["CAUSING"].status == "possible"
    assert codes["CAUSING"].missing == ("usd or us_bank or us_origin",)


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


def test_n03_a_parent_that_approves_facilitates() -> None:
    facts: dict[str, Known] = {"us_person": "no", "us_bank": "no", "us_origin": "no", "us_approval": "yes"}
    assert set(found("supplies", "us-ofac-sdn", facts, currency="EUR")) == {"DESIG", "FACIL"}
