from datetime import date
from decimal import Decimal

from tests.ownership.notation import read_graph

from ricochet.exposure.facts import Facts
from ricochet.exposure.rank import Ricochet, rank
from ricochet.exposure.smallest import BUDGET, Smallest, smallest
from ricochet.model.dealing import Dealing
from ricochet.model.party import Name, Party
from ricochet.model.period import ALWAYS, Period
from ricochet.model.source import Source
from ricochet.regimes import load_regimes, rule
from ricochet.verbs.rank import rank as verb

DAY = date(2024, 6, 1)
REGIMES = load_regimes()
SOURCE = Source(publisher="test", file="test", sha256="", row=1)


def ranked(facts: Facts) -> dict[str, Ricochet]:
    regime = rule(REGIMES, "us-ofac-50", DAY)
    assert regime is not None
    return {one.party: one for one in rank(facts, regime, DAY).ranked}


def test_each_owner_alone_catches_what_it_alone_would() -> None:
    found = ranked(
        Facts(holdings=tuple(read_graph("X -60-> A; A -50-> B; Y -50-> B; Y -?-> C; X -30-> D; Y -30-> D").holdings))
    )
    assert found["X"].caught == ("A", "B")
    assert (found["Y"].caught, found["Y"].possible) == (("B",), ("C",))
    assert found["A"].caught == ("B",)


def test_who_deals_with_the_caught_is_exposed() -> None:
    def dealing(actor: str, target: str, value: int, period: Period = ALWAYS) -> Dealing:
        return Dealing(
            actor=actor, target=target, kind="buys", value=Decimal(value), currency="USD", period=period, source=SOURCE
        )

    buyer = Party(id="D", kind="company", names=(Name(text="D"),), countries=("DE",), source=SOURCE)
    facts = Facts(
        parties=(buyer,),
        holdings=tuple(read_graph("X -60-> A").holdings),
        dealings=(
            dealing("D", "A", 5),
            dealing("E", "X", 7),
            dealing("F", "X", 9, Period(None, date(2020, 1, 1))),
            dealing("X", "A", 1),
        ),
    )
    found = ranked(facts)["X"]
    assert (found.exposed, found.countries) == (("D", "E"), ("DE",))
    assert dict(found.values)["USD"] == 13


def test_the_first_of_a_league_are_the_first_of_all() -> None:
    """Ties go by id, also where they reach across the end of what is told."""
    graph = read_graph("X -60-> A; Y -60-> B; W -60-> C; W -60-> D; V -60-> A; T -?-> E; U -10-> F")
    facts, regime = Facts(holdings=tuple(graph.holdings)), rule(REGIMES, "us-ofac-50", DAY)
    assert regime is not None
    whole = rank(facts, regime, DAY)
    assert [one.party for one in whole.ranked] == ["W", "V", "X", "Y", "T", "U"]
    for most in range(8):
        league = rank(facts, regime, DAY, most=most)
        assert (league.ranked, league.asked) == (whole.ranked[:most], 6)


def test_the_case_has_a_league_table() -> None:
    report = verb(by="exposed", as_of=date(2022, 5, 11))
    assert report.ranked[0].party == "hikvision"
    assert [len(one.caught) for one in verb(as_of=date(2022, 5, 11)).ranked[:2]] == sorted(
        (len(one.caught) for one in report.ranked), reverse=True
    )[:2]


def fewest(text: str, party: str, rule_id: str = "us-ofac-50", budget: int = BUDGET) -> Smallest:
    graph, regime = read_graph(text), rule(REGIMES, rule_id, DAY)
    assert regime
    facts = Facts(holdings=tuple(graph.holdings), listings=tuple(graph.listings.values()))
    return smallest(facts, regime, DAY, party, budget=budget)


def test_the_fewest_listings_that_reach_a_party() -> None:
    one = fewest("X -60-> A; A -50-> B; Y -50-> B", "B")
    assert one.sets == (("A",), ("X",), ("Y",))
    two = fewest("P -36.8-> H; P -60-> S; S -1.96-> H; Q -10.3-> H; R -4-> H", "H")
    assert (two.at_least, two.at_most, two.sets) == (3, 3, (("P", "Q", "R"),))
    assert fewest("X* -60-> A", "A").at_most == 0
    assert fewest("X -30-> A; Y -10-> A", "A").at_most is None


def test_what_is_listed_already_counts() -> None:
    assert fewest("X* -30-> A; Y -10-> A; Z -20-> A", "A").sets == (("Z",),)


def test_where_persons_are_not_added_no_set_of_several_helps() -> None:
    assert fewest("X -30-> A; Y -30-> A", "A", "uk").at_most is None
    assert fewest("X -51-> A; Y -30-> A", "A", "uk").sets == (("X",),)


def test_a_search_too_large_is_bounded_from_both_sides() -> None:
    text = "; ".join(f"N{n} -6-> A" for n in range(16))
    found = fewest(text, "A", budget=200)
    assert (found.at_least, found.at_most) == (3, 9)
    assert len(found.sets[0]) == 9
