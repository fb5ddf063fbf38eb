"""Dealings: unknown kinds, what a licence leaves out, and from which listing a finding counts."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from ricochet.exposure.assess import assess
from ricochet.exposure.dealings import exposures
from ricochet.exposure.facts import Facts
from ricochet.model.dealing import Dealing
from ricochet.model.finding import Exposure
from ricochet.model.holding import Holding
from ricochet.model.listing import Listing
from ricochet.model.regime import Licence, Regime
from ricochet.model.share import Share
from ricochet.model.source import Source
from ricochet.regimes import load_regimes, rule
from ricochet.sources.tables.dealings import read_dealings

SOURCE = Source(publisher="case", file="case", sha256="", row=1)
DAY = date(2026, 11, 22)


def law(name: str) -> Regime:
    found = rule(load_regimes(), name, DAY)
    assert found is not None
    return found


def dealing(target: str, kind: str, *facts: str) -> Dealing:
    return Dealing(actor="us", target=target, kind=kind, nexus=tuple((fact, "yes") for fact in facts), source=SOURCE)


def listing(regime: Regime, *programmes: str, since: date = date(2021, 8, 2)) -> Listing:
    entry = Listing(party="hik", list=regime.lists[0], entry="1", source=SOURCE)
    return replace(entry, programmes=programmes, since=since)


def found(regime: Regime, facts: Facts) -> list[Exposure]:
    return list(exposures(facts.dealings, assess(facts, [regime], DAY), DAY))


def test_a_kind_that_nobody_knows_is_possible_never_clear() -> None:
    regime = law("us-ns-cmic")
    for kind, status in (("invests", ["applies"]), ("investment", ["possible"]), ("buys", [])):
        facts = Facts(listings=(listing(regime),), dealings=(dealing("hik", kind, "us_person", "securities"),))
        assert [one.status for one in found(regime, facts) if one.code == "SECUR"] == status, kind
    unknown = Facts(listings=(listing(regime),), dealings=(dealing("hik", "investment", "us_person", "securities"),))
    assert any("'investment'" in gap for one in found(regime, unknown) for gap in one.missing)


def test_kinds_are_read_in_any_case() -> None:
    read = read_dealings("d.csv", b"from,to,kind\nus,hik,Invests\n")
    assert [one.kind for one in read.records] == ["invests"]


def test_whom_a_licence_leaves_out_stays_out_with_what_it_owns() -> None:
    terms = Licence(id="GL 1", text="t", citation="c", parties=("hik",), except_parties=("sub",), codes=("PRIMARY",))
    regime = replace(law("us-ofac-50"), licences=(terms,))
    sixty = Share(Fraction(60), Fraction(60))
    facts = Facts(
        listings=(listing(regime, "GLOMAG"),),
        holdings=tuple(
            Holding(owner=owner, owned=owned, share=sixty, source=SOURCE)
            for owner, owned in (("hik", "sub"), ("sub", "subsub"), ("hik", "sister"))
        ),
        dealings=tuple(dealing(target, "buys", "us_person") for target in ("hik", "sister", "sub", "subsub")),
    )
    primary = {one.target: one.status for one in found(regime, facts) if one.code == "PRIMARY"}
    assert primary == {"hik": "authorised", "sister": "authorised", "sub": "applies", "subsub": "applies"}


def test_a_finding_counts_from_the_listing_that_binds() -> None:
    regime = law("us-ofac-50")
    primary = next(one for one in regime.dealings if one.code == "PRIMARY")
    regime = replace(regime, dealings=(replace(primary, programmes=("X",)),))
    listings = (listing(regime, "Y", since=date(2010, 1, 1)), listing(regime, "X", since=date(2022, 1, 1)))
    [one] = found(regime, Facts(listings=listings, dealings=(dealing("hik", "buys", "us_person"),)))
    assert one.since == date(2022, 1, 1)
