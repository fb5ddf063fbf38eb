"""A small case made by hand: a maker, its parent, three subsidiaries, a supplier and a town; asked on two days."""

from datetime import date
from fractions import Fraction

import pytest

from ricochet.errors import RicochetError
from ricochet.exposure.facts import Facts
from ricochet.exposure.what_if import what_if
from ricochet.model.claim import Claim
from ricochet.model.dealing import Dealing
from ricochet.model.holding import Basis, Holding
from ricochet.model.kind import Kind
from ricochet.model.listing import Listing
from ricochet.model.party import Name, Party
from ricochet.model.period import ALWAYS, Period
from ricochet.model.regime import DealingRule, Regime
from ricochet.model.regime import Test as Rule
from ricochet.model.scenario import Scenario
from ricochet.model.share import Share, read_share
from ricochet.model.source import Source
from ricochet.report.case import Answered, Case, Table

FIRST, LATER = date(2022, 5, 11), date(2026, 11, 10)
BLOCK = Regime(
    id="us-block",
    version="aggregate",
    name="Blocking, with a 50 percent rule",
    authority="The Treasury",
    forbids="Everything.",
    binds=("US persons",),
    citation="31 CFR 1",
    confidence="verified",
    since=date(2014, 8, 13),
    until=None,
    lists=("us-ofac-sdn",),
    tests=(Rule(basis="equity", threshold=Fraction(50)),),
    flow="Down only.",
    dealings=(
        DealingRule(code="PRIMARY", text="A US person may not deal.", citation="31 CFR 2", all_of=("us_person",)),
        DealingRule(
            code="CAUSING", text="It may cause a violation.", citation="50 USC 1705", any_of=("usd", "us_bank")
        ),
    ),
    acts=("*",),
    persons=("us-person",),
)
CONTROL = Regime(
    id="uk-freeze",
    version="1",
    name="Freeze: owned or controlled",
    authority="The UK",
    forbids="Dealing with funds.",
    binds=("UK persons",),
    citation="SI 1",
    confidence="secondary",
    since=date(2020, 12, 31),
    until=None,
    lists=("uk-sl",),
    tests=(Rule(basis="equity", threshold=Fraction(50), comparison="gt"), Rule(basis="control")),
    banner="Confirm the text of 10 November 2026.",
)
SHARES = Regime(
    id="us-shares",
    version="1",
    name="Securities of some companies",
    authority="The Treasury",
    forbids="Buying their shares.",
    binds=("US persons",),
    citation="E.O. 1",
    confidence="verified",
    since=date(2021, 6, 3),
    until=None,
    lists=("us-ofac-cmic",),
    acts=("securities",),
    persons=("us-person",),
)
REGIMES = (BLOCK, CONTROL, SHARES)


def source(file: str, row: int, cite: str = "", confidence: str = "verified") -> Source:
    """A row of the case's tables."""
    return Source(
        publisher="small", file=file, sha256="c0ffee" * 10 + "abcd", row=row, cite=cite, confidence=confidence
    )


def party(row: int, party_id: str, name: str, kind: Kind = "company", country: str = "CN", *also: str) -> Party:
    names = (Name(text=name), *(Name(text=one, role="aka") for one in also))
    return Party(id=party_id, kind=kind, names=names, countries=(country,), source=source("parties.csv", row))


def holding(
    row: int,
    owner: str,
    owned: str,
    share: str,
    confidence: str = "verified",
    basis: Basis = "equity",
    period: Period = ALWAYS,
) -> Holding:
    stake: Share = read_share(share)
    where = source("holdings.csv", row, f"annual report, page {row}", confidence)
    return Holding(owner=owner, owned=owned, share=stake, basis=basis, period=period, source=where)


def dealing(row: int, actor: str, target: str, kind: str, *nexus: str, period: Period = ALWAYS) -> Dealing:
    facts = tuple((name, "yes") for name in nexus)
    return Dealing(
        actor=actor,
        target=target,
        kind=kind,
        nexus=facts,  # type: ignore[arg-type]
        period=period,
        detail="[press] seen 2019-10",
        source=source("dealings.csv", row, "https://news.example/a?b=1&c=2 (2019-10)", "weak"),
    )


def claim(row: int, subject: str, predicate: str, value: str, unit: str = "", scope: str = "") -> Claim:
    where = source("claims.csv", row, "a survey", "secondary")
    return Claim(subject=subject, predicate=predicate, value=value, unit=unit, as_of="2021", scope=scope, source=where)


def facts(maker: str = "Hangzhou Maker Co., Ltd.") -> Facts:
    """The tables; `maker` is the printed name of the subject."""
    before, after = Period(None, date(2022, 12, 27)), Period(date(2022, 12, 28), None)
    return Facts(
        parties=(
            party(2, "maker", maker, "company", "CN", "造者股份有限公司"),
            party(3, "parent", "Parent Group Corporation"),
            party(4, "robot", "Robot Ltd."),
            party(5, "home", "Home Cameras Ltd."),
            party(6, "thermal", "Thermal Ltd."),
            party(7, "chips", "Chips Inc.", "company", "US"),
            party(8, "town", "Town of Springfield", "government", "US"),
            party(9, "rival", "Rival Ltd."),
        ),
        listings=(
            Listing(
                party="maker",
                list="us-ofac-cmic",
                entry="1",
                since=date(2021, 6, 3),
                source=source("listings.csv", 2, "86 FR 1"),
            ),
            Listing(
                party="rival",
                list="us-ofac-cmic",
                entry="2",
                since=date(2021, 6, 3),
                source=source("listings.csv", 3, "86 FR 1", "date conflict"),
            ),
        ),
        holdings=(
            holding(2, "parent", "maker", "40.46", "secondary"),
            holding(3, "maker", "robot", "60"),
            holding(4, "maker", "home", "60", "UNVERIFIED: low confidence", period=before),
            holding(5, "maker", "home", "48", "DERIVED: low confidence, check", period=after),
            holding(6, "maker", "home", "?", "derived", "control", after),
            holding(7, "maker", "thermal", "?", "control verified; percent unknown"),
        ),
        dealings=(
            dealing(2, "chips", "maker", "supplies", "us_person"),
            dealing(3, "town", "maker", "uses", "us_person"),
            dealing(4, "town", "robot", "buys", "us_person", period=Period(date(2019, 1, 1), date(2023, 1, 31))),
            dealing(5, "rival", "maker", "distributes"),
        ),
    )


def case(maker: str = "Hangzhou Maker Co., Ltd.") -> Case:
    """The case answered on both days."""
    given = facts(maker)
    asked = Source(publisher="scenario", file="case.yml", sha256="ca5e" * 16, row=1)

    def listed(who: str, on: str) -> Scenario:
        added = Listing(party=who, list=on, entry="", hypothetical=True, source=asked)
        return Scenario(name=f"{who} on {on} (hypothetical)", add=(added,))

    asks = (listed("maker", "us-ofac-sdn"), listed("parent", "us-ofac-sdn"), listed("maker", "uk-sl"))
    days = []
    for day, label in ((FIRST, "the question"), (LATER, "the data date")):
        main, *beside = (what_if(given, ask, REGIMES, REGIMES, day, ask.add[0].party) for ask in asks)
        days.append(Answered(day=day, label=label, main=main, beside=tuple(beside)))
    return Case(
        id="small",
        title="Should the Maker be listed?",
        question="On 4 May 2022 somebody asked: whom would that reach?",
        subject="maker",
        facts=given,
        claims=(
            claim(2, "maker", "installed base: cameras", "55455", "", "GB London"),
            claim(3, "maker", "installed base: cameras", "over 600000", "", "US"),
            claim(4, "maker", "installed base: cameras", "1.5 million", "", "VN"),
            claim(5, "maker", "share of councils", "73", "percent of councils", "UK"),
            claim(6, "maker", "security: CVE-2021-36260 in CISA's exploited list", "2022-01-10"),
            claim(7, "maker", "US: a list", "listed", "", 'called "a risk"'),
            claim(8, "maker", "state_owned_pct", "40"),
            claim(9, "maker", "state_owned_pct", "41"),
            claim(10, "rival", "said to be a peer", "yes"),
        ),
        regimes=REGIMES,
        days=tuple(days),
        tables=(Table(name="holdings.csv", sha256="c0ffee" * 10 + "abcd", rows=6, quarantined=0),),
        software="Ricochet 0",
    )


def built_in() -> Case:
    """The packaged case, answered; skips where it cannot be."""
    demo = pytest.importorskip("ricochet.verbs.demo")
    try:
        found: Case = demo.answer_case()
    except (FileNotFoundError, KeyError, RicochetError) as wrong:
        pytest.skip(f"the built-in case cannot be answered: {wrong}")
    return found
