"""The rule by which claims become known, or stay unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.claim import Claim
from ricochet.model.source import Source
from ricochet.principles.dictionary import Fact, shipped
from ricochet.principles.evidence import weigh
from ricochet.principles.figure import Interval

DAY = date(2022, 5, 11)
CONTROL = shipped()["state_controlled"]
SHARE = shipped()["state_owned_pct"]
CAMPS = shipped()["detention_site_supply"]


def claim(value: str, as_of: str = "2022", confidence: str = "verified") -> Claim:
    source = Source(publisher="p", file="claims.csv", sha256="", row=2, confidence=confidence)
    return Claim(subject="f", predicate="x", value=value, as_of=as_of, source=source)


CASES: list[tuple[str, Fact, list[Claim], object, str]] = [
    ("one claim", CONTROL, [claim("yes")], True, "known"),
    ("none", CONTROL, [], None, "missing"),
    ("weak alone", CONTROL, [claim("yes", confidence="weak: hearsay")], None, "uncounted"),
    ("weak beside", CONTROL, [claim("yes"), claim("no", confidence="weak")], True, "known"),
    ("disagree", CONTROL, [claim("yes", "2022-01"), claim("no", "2021-09")], None, "conflict"),
    ("the newer of two times", CONTROL, [claim("yes", "2022-01"), claim("no", "2019")], True, "known"),
    ("too old", CONTROL, [claim("yes", "2016-12")], None, "old"),
    ("later", CONTROL, [claim("yes", "2022-05-12")], None, "later"),
    ("the month asked for", CONTROL, [claim("yes", "2022-05")], True, "known"),
    ("undated, and it changes", CONTROL, [claim("yes", "")], None, "old"),
    ("the user's own table", CONTROL, [claim("yes", "", "")], True, "known"),
    ("a denial settles nothing", CAMPS, [claim("denied")], None, "uncounted"),
    ("nor unsettles", CAMPS, [claim("denied"), claim("yes", "2018")], True, "known"),
    ("an allegation", CAMPS, [claim("alleged")], None, "uncounted"),
    ("what happened stays", CAMPS, [claim("yes", "1999")], True, "known"),
    ("undated but lasting", CAMPS, [claim("yes", "")], True, "known"),
    ("a yes and a no of what lasts", CAMPS, [claim("yes", "1999"), claim("no", "2021")], None, "conflict"),
    ("figures agree", SHARE, [claim("40.46"), claim("at least 38.88")], Interval(40.46, 40.46), "known"),
    ("figures disagree", SHARE, [claim("36"), claim("41")], Interval(36, 41), "conflict"),
    ("bounded by the fact", SHARE, [claim("more than 90")], Interval(90.00000000000001, 100), "known"),
    ("not a figure", SHARE, [claim("most of it")], Interval(0, 100), "uncounted"),
]


@pytest.mark.parametrize(("name", "fact", "claims", "value", "standing"), CASES, ids=[case[0] for case in CASES])
def test_the_rule(name: str, fact: Fact, claims: list[Claim], value: object, standing: str) -> None:
    found = weigh(fact, claims, DAY)
    assert (found.value, found.standing) == (value, standing), name
    assert len(found.pieces) == len(claims)
    assert found.why or found.standing == "known"


CLAIMS = st.builds(
    claim,
    st.sampled_from(["yes", "no", "denied", "12", "30..40", "?"]),
    st.sampled_from(["", "2016", "2019-05", "2021-09-01", "2022-05-11", "2023", "sometime"]),
    st.sampled_from(["verified", "secondary", "weak", "derived", ""]),
)


@given(st.sampled_from([CONTROL, SHARE, CAMPS]), st.lists(CLAIMS, max_size=5), st.randoms())
def test_order_does_not_matter_and_every_claim_stays_visible(fact: Fact, claims: list[Claim], random: object) -> None:
    found = weigh(fact, claims, DAY)
    mixed = sorted(claims, key=lambda _: random.random())  # type: ignore[attr-defined]
    again = weigh(fact, mixed, DAY)
    assert (found.value, found.standing) == (again.value, again.standing)
    assert len(found.pieces) == len(claims)


@given(st.sampled_from([CONTROL, CAMPS]), st.lists(CLAIMS, max_size=4))
def test_weaker_claims_change_nothing(fact: Fact, claims: list[Claim]) -> None:
    found = weigh(fact, claims, DAY)
    more = weigh(fact, [*claims, claim("no", confidence="unverified"), claim("denied")], DAY)
    assert found.value == more.value
