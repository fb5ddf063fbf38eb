"""Universes: the built-in one, and a user's own; lists and the graph asked of each firm."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest

from ricochet.errors import DataError
from ricochet.principles.answers import listed
from ricochet.principles.dictionary import shipped
from ricochet.principles.evidence import COUNTED, grade
from ricochet.principles.judge import Judged, judge
from ricochet.principles.parse import Refused, parse_principle
from ricochet.principles.principle import Principle
from ricochet.principles.universe import Universe, built_in, kind_of_table, read_universe
from ricochet.regimes import load_regimes, rule
from ricochet.verbs.facts import built_in as case

DAY = date(2022, 5, 11)
NOW = date(2026, 8, 18)


@cache
def shipped_universe() -> Universe:
    return built_in(case()[0].facts)


def ask(
    text: str, universe: Universe | None = None, day: date = DAY, others: Mapping[str, Principle] | None = None
) -> Judged:
    """The verdict on each firm of one criterion."""
    source = f'id: p\ntitle: T\nwhy: W\nsources: [S]\ncriteria:\n  c: {{when: "{text}", why: w, source: s}}\nrule: c\n'
    regimes = load_regimes()
    return judge(
        parse_principle("p.yml", source.encode()),
        universe or shipped_universe(),
        day,
        find=(others or {}).get,
        rule=lambda name, on: rule(regimes, name, on),
    )


def principle(name: str, text: str) -> Principle:
    source = (
        f'id: {name}\ntitle: T\nwhy: W\nsources: [S]\ncriteria:\n  c: {{when: "{text}", why: w, source: s}}\nrule: c\n'
    )
    return parse_principle(f"{name}.yml", source.encode())


def test_the_built_in_universe_is_whole() -> None:
    universe = shipped_universe()
    assert (len(universe.firms), universe.quarantined, universe.day) == (339, (), NOW)
    ids = {firm.id for firm in universe.firms}
    assert {subject for subject, _ in universe.claims} <= ids
    assert set(universe.listings) <= ids
    assert len({claim.predicate for rows in universe.claims.values() for claim in rows}) > 30
    for rows in universe.claims.values():
        for claim in rows:
            assert claim.source.cite, claim
            assert grade(claim) in COUNTED | {"weak", "derived", "unverified", "contradicted"}, claim


def test_every_number_and_truth_claimed_can_be_read() -> None:
    for (firm, predicate), rows in shipped_universe().claims.items():
        fact = shipped().get(predicate)
        for claim in rows:
            if fact and fact.type == "truth":
                assert claim.value in {"yes", "no", "unknown", "denied", "alleged", "suspended", "disputed"}, (
                    firm,
                    claim,
                )


@pytest.mark.parametrize(
    ("firm", "arguments", "day", "value"),
    [
        ("hikvision", ("us-bis-el",), DAY, True),
        ("hikvision", ("us-bis-el",), date(2019, 10, 8), False),
        ("hikvision", ("us-bis-el", "Xinjiang"), DAY, True),
        ("hikvision", ("us-bis-el", "quantum"), DAY, False),
        ("hikvision", ("us-ofac-sdn",), DAY, False),
        ("hikvision", ("us-ofac-sdn",), date(2025, 1, 1), None),
        ("byd", ("us-bis-el",), DAY, False),
        ("byd", ("eu-fsf",), DAY, None),
        ("byd", ("us-dod-1260h",), NOW, True),
        ("acm-shanghai", ("us-bis-el",), NOW, True),
        ("acm-shanghai", ("us-bis-el",), date(2025, 1, 1), None),
        ("acm-shanghai", ("us-bis-el",), DAY, None),
    ],
)
def test_lists(firm: str, arguments: tuple[str, ...], day: date, value: object) -> None:
    universe = shipped_universe()
    found = universe.firm(firm)
    assert found is not None
    assert listed(universe, found, arguments, day).value is value


def test_those_owned_by_whom_another_principle_catches() -> None:
    others = {
        "maker": principle("maker", "known_exploited_vulns >= 1 and sector = 'surveillance' and state_owned_pct >= 25")
    }
    answer = ask("owned_by('maker', 'us-ofac-50')", others=others).statuses()
    assert answer["hikrobot"] == "caught"
    assert answer["hik-moyu"] == "possible"
    assert answer["huawei"] == "possible", "no register says who owns it"
    assert "not" not in {answer["cethik"], answer["dahua"]}


def test_dealings_with_whom_another_principle_catches() -> None:
    others = {
        "maker": principle("maker", "known_exploited_vulns >= 1 and sector = 'surveillance' and state_owned_pct >= 25")
    }
    answer = ask("deals_with('maker')", others=others)
    assert set(answer.statuses().values()) <= {"caught", "possible"}


def test_devices_in_a_country() -> None:
    answer = ask("devices_in('GB')").statuses()
    assert (answer["hikvision"], answer["smic"]) == ("caught", "possible")


def test_principles_rest_on_each_other_in_strata() -> None:
    others = {"a": principle("a", "caught_by('b')"), "b": principle("b", "sector = 'drone'")}
    answer = ask("not caught_by('a')", others=others).statuses()
    assert (answer["dji"], answer["hikvision"]) == ("not", "caught")


def test_a_circle_is_refused_where_it_closes() -> None:
    others = {"a": principle("a", "caught_by('b')"), "b": principle("b", "caught_by('a')")}
    with pytest.raises(Refused, match=r"b\.yml:6:3: 'b' rests on itself: p > a > b > a"):
        ask("caught_by('a')", others=others)


def test_an_unknown_principle_is_refused() -> None:
    with pytest.raises(Refused, match=r"p\.yml:6:3: there is no principle 'nobody'"):
        ask("caught_by('nobody')")


FIRMS = b"""\
id,name,state_owned_pct,state_controlled,sector,as_of
a,A,about 30,yes,AI,2022
b,B,,,drone,2022
c,C,10,no,,2010
"""


def test_a_users_table_has_one_column_a_fact() -> None:
    universe = read_universe("own", {"firms": ("own.csv", FIRMS)})
    assert kind_of_table("own.csv", FIRMS) == "firms"
    assert ask("state_owned_pct >= 25", universe).statuses() == {"a": "caught", "b": "possible", "c": "possible"}
    assert ask("state_controlled", universe).statuses() == {"a": "caught", "b": "possible", "c": "possible"}
    assert ask("sector = 'AI'", universe).statuses() == {"a": "caught", "b": "not", "c": "possible"}


def test_a_users_table_of_claims_is_a_universe_too() -> None:
    rows = (b"subject,predicate,value,as_of,confidence", b"a,state_controlled,yes,2022,verified")
    data = b"\n".join((*rows, b"b,state_controlled,yes,2022,weak"))
    assert kind_of_table("claims.csv", data) == "claims"
    universe = read_universe("own", {"claims": ("claims.csv", data)})
    assert ask("state_controlled", universe).statuses() == {"a": "caught", "b": "possible"}


def test_two_rows_of_one_firm_are_refused() -> None:
    with pytest.raises(DataError, match="two rows have the id 'a'"):
        read_universe("own", {"firms": ("own.csv", b"id,name\na,A\na,B\n")})
