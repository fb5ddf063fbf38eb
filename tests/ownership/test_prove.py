"""Explanations: minimal, never leaning on themselves, and saying what would decide what is open."""

import random
from dataclasses import replace
from fractions import Fraction

from tests.ownership.notation import read_graph
from tests.ownership.test_oracle import DAY, SOURCE, bare, regime, world

from ricochet.model.finding import Reached
from ricochet.model.holding import Holding
from ricochet.model.listing import Listing
from ricochet.model.regime import Regime, Test
from ricochet.ownership.quality import quality
from ricochet.ownership.reach import Answer, reach
from ricochet.ownership.stakes import stakes_on

OFAC = bare(
    Test(basis="equity", threshold=Fraction(50)),
    Test(basis="interest", yields="possible"),
    lists=("us-ofac-sdn",),
)


def ask(text: str, rule: Regime = OFAC) -> Answer:
    graph = read_graph(text)
    return reach(stakes_on(graph.holdings, DAY), graph.listings.values(), rule, DAY, complete=graph.complete)


def of(answer: Answer, party: str) -> Reached:
    return next(one for one in answer.reached if one.party == party)


def edges(answer: Answer, party: str) -> list[str]:
    return [f"{s.owner}->{s.owned} {s.share}" for s in of(answer, party).proof.steps if s.kind == "holding"]


def test_p01_diamond_cites_its_four_edges() -> None:
    answer = ask("X* -50-> A; X* -50-> B; A -25-> C; B -25-> C")
    assert edges(answer, "C") == ["X->A 50", "X->B 50", "A->C 25", "B->C 25"]


def test_p02_a_cycle_is_never_cited_for_itself() -> None:
    answer = ask("X* -50-> A; A -60-> B; B -40-> A")
    assert edges(answer, "A") == ["X->A 50"]
    assert of(answer, "A").share == "90"


def test_p03_a_sufficient_stake_stands_alone() -> None:
    assert edges(ask("X* -60-> A; Y* -30-> A; Z* -10-> A"), "A") == ["X->A 60"]


def test_p04_both_of_49_and_2_are_needed() -> None:
    assert edges(ask("X* -49-> A; Y* -2-> A"), "A") == ["X->A 49", "Y->A 2"]


def test_p06_a_possible_answer_says_what_would_decide_it() -> None:
    answer = ask("X* -30-> A; Y* -?-> A; A -100-> B")
    (unknown,) = of(answer, "A").unknowns
    assert (unknown.owner, unknown.needed) == ("Y", ">=20")
    assert of(answer, "A").share == ">=30"
    (above,) = of(answer, "B").unknowns
    assert above.text.startswith("A itself must be caught")


def test_a_trust_interest_is_possible_and_passes_on() -> None:
    graph = read_graph("X* -?-> T; T -100-> A")
    rows = [replace(row, basis="interest") if row.owned == "T" else row for row in graph.holdings]
    answer = reach(stakes_on(rows, DAY), graph.listings.values(), OFAC, DAY)
    assert [(one.party, one.status) for one in answer.reached] == [("A", "possible"), ("T", "possible")]


def test_near_tells_the_distance() -> None:
    (near,) = ask("X* -40.46-> A").near
    assert (near.party, near.status, near.share, near.flags) == (
        "A",
        "not",
        "40.46",
        ("9.54 per cent short of the threshold",),
    )


def test_a_chain_of_500_is_proved_without_recursion() -> None:
    chain = "; ".join(f"p{number}{'*' if number == 0 else ''} -100-> p{number + 1}" for number in range(500))
    assert len(edges(ask(chain), "p500")) == 500


def test_a_proof_beyond_all_reading_says_where_the_rest_stands() -> None:
    chain = "; ".join(f"p{number}{'*' if number == 0 else ''} -100-> p{number + 1}" for number in range(1200))
    answer = ask(chain)
    steps = of(answer, "p1200").proof.steps
    assert (steps[0].kind, steps[0].owner, len(steps)) == ("rule", "p200", 1001)
    assert len(edges(answer, "p900")) == 900


def test_a_complete_register_is_cited() -> None:
    steps = of(ask("X* -?-> A; Q -30-> A; complete(A)"), "A").proof.steps
    assert [step.kind for step in steps] == ["listing", "holding", "complete"]


def test_flags_name_what_is_odd() -> None:
    graph = read_graph("X* -50-> A; P -40-> A; Q -30-> A; A -20-> A; A -10-> B; B -10-> A")
    assert list(quality(stakes_on(graph.holdings, DAY))) == [
        "'A' holds 20 per cent of itself; its own shares count for nobody",
        "'A' is held by more than the whole: the register adds up to 130 per cent",
        "a ring of owners, each owned by the others, directly or through them: A, B",
    ]


def test_parents_and_sisters_are_reached_only_where_the_rule_says_so() -> None:
    graph = "P -60-> X*; P -60-> S; G -5-> P"
    assert ask(graph).reached == ()
    up = replace(OFAC, direction="affiliates")
    assert [(one.party, one.status) for one in ask(graph, up).reached] == [("P", "caught"), ("S", "caught")]
    assert edges(ask(graph, up), "S") == ["P->X 60", "P->S 60"]


def test_an_excepted_country_passes_ownership_on() -> None:
    graph = read_graph("X* -100-> USCO; USCO -100-> B")
    rule = replace(OFAC, except_countries=("US",))
    answer = reach(stakes_on(graph.holdings, DAY), graph.listings.values(), rule, DAY, countries={"USCO": ["us"]})
    assert [one.party for one in answer.reached] == ["B"]
    mixed = {"USCO": ["US", "CN"]}
    answer = reach(stakes_on(graph.holdings, DAY), graph.listings.values(), rule, DAY, countries=mixed)
    assert [one.party for one in answer.reached] == ["B", "USCO"]


def test_proofs_of_random_registers_are_sound_minimal_and_independent_of_order() -> None:
    proofs = 0
    for number in range(1000):
        dice = random.Random(number)  # noqa: S311 - test data, not a secret
        case = world(dice)
        listings = [Listing(party=seed, list="", entry=seed, source=SOURCE) for seed in case.seeds]
        rule = regime(case, "all")
        found = reach(stakes_on(case.holdings, DAY), listings, rule, DAY)
        shuffled = dice.sample(case.holdings, len(case.holdings))
        assert reach(stakes_on(shuffled, DAY), listings[::-1], rule, DAY) == found
        for one in found.reached:
            if one.status != "caught":
                continue
            used = {(s.owner, s.owned, s.basis) for s in one.proof.steps if s.kind == "holding"}
            now = [row for row in case.holdings if row.period.covers(DAY)]
            kept = [row for row in now if (row.owner, row.owned, row.basis) in used]
            assert one.party in caught(kept, listings, rule), number
            for row in kept:
                assert one.party not in caught([other for other in kept if other is not row], listings, rule), number
            proofs += 1
    assert proofs > 100


def test_adding_a_listing_releases_nobody() -> None:
    for number in range(200):
        dice = random.Random(number)  # noqa: S311 - test data, not a secret
        case = world(dice)
        rule = regime(case, "all")
        listings = [Listing(party=seed, list="", entry=seed, source=SOURCE) for seed in case.seeds]
        more = [*listings, Listing(party="p0", list="", entry="p0", source=SOURCE)]
        assert caught(case.holdings, listings, rule) - {"p0"} <= caught(case.holdings, more, rule)


def caught(rows: list[Holding], listings: list[Listing], rule: Regime) -> set[str]:
    return {one.party for one in reach(stakes_on(rows, DAY), listings, rule, DAY).reached if one.status == "caught"}


def test_votes_of_two_listed_persons_are_possible_where_the_rule_asks_for_one_alone() -> None:
    votes = Test(basis="votes", threshold=Fraction(50), comparison="gt", pooling="person")
    rule = replace(OFAC, tests=(*OFAC.tests, votes))
    assert [(one.party, one.status) for one in ask("X* -v30-> A; Y* -v30-> A; X -v60-> B", rule).reached] == [
        ("A", "possible"),
        ("B", "caught"),
    ]
