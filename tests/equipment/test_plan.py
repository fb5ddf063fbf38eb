"""What to see to first, what to do, what it may cost."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.equipment import Assessment, Vulnerability, cover, law_on
from ricochet.equipment.organisation import organisation
from ricochet.equipment.plan import STEPS, Line, Looked, plan
from ricochet.equipment.stated import Outcome
from ricochet.makers import identify
from ricochet.model.cost import Cost
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source

DAY = date(2026, 11, 25)
SOURCE = Source(publisher="user", file="devices.csv", sha256="", row=2)
CITY = law_on(DAY, organisation("us-local", "CA"))
GRANTEE = law_on(DAY, organisation("us-local,us-grantee", "CA"))
HIKVISION: tuple[tuple[TraceKind, str], ...] = (("model", "DS-2CD2032-I"), ("sadp", "x"))
AXIS: tuple[tuple[TraceKind, str], ...] = (("vendor", "Axis Communications"), ("model", "AXIS P3245"))


def flaw(status: Outcome, exploited: date | None = None) -> Vulnerability:
    return Vulnerability(
        cve="CVE-2017-7921",
        title="",
        status=status,
        why="V5.3.0 lies inside.",
        statement="",
        remedy="",
        exploited=exploited,
        due=None,
        chance=None,
        cvss=None,
        dated=(),
        sources=(),
    )


def looked(
    traces: tuple[tuple[TraceKind, str], ...] = HIKVISION,
    *flaws: Vulnerability,
    exposed: bool | None = None,
    bound: bool = False,
    ended: date | None = None,
    behind: bool | None = None,
    site: str = "Town Hall",
    count: int = 1,
) -> Looked:
    read = tuple(Trace(kind=kind, value=value, source=SOURCE) for kind, value in traces)
    device = Device(id="cam-1", traces=read, exposed=exposed, site=site, count=count, source=SOURCE)
    found = identify(device)
    return Looked(
        device=device,
        identified=found,
        covered=cover(found, GRANTEE if bound else CITY),
        assessment=Assessment(vulnerabilities=flaws, ended=ended, behind=behind),
    )


def line(one: Looked, *costs: Cost) -> Line:
    (only,) = plan([one], DAY, costs).lines
    return only


@pytest.mark.parametrize(
    ("one", "step", "acts"),
    [
        (looked(HIKVISION, flaw("affected", DAY)), "at once", ("update its firmware",)),
        (
            looked(HIKVISION, flaw("possible", DAY), exposed=True),
            "at once",
            ("take it off the Internet", "update its firmware"),
        ),
        (looked(HIKVISION, flaw("possible", DAY)), "next", ("update its firmware",)),
        (looked(bound=True), "next", ("replace it",)),
        (looked(), "plan", ("keep watch",)),
        (looked(AXIS, ended=date(2020, 1, 1)), "plan", ("replace it",)),
        (looked(AXIS, ended=date(2030, 1, 1)), "keep", ("keep watch",)),
        (looked(AXIS, flaw("affected"), behind=False), "plan", ("replace it",)),
        (looked(AXIS, flaw("fixed", DAY)), "keep", ("keep watch",)),
        (looked((("vendor", "Acme"),)), "find out", ("find out what it is",)),
    ],
)
def test_step_and_acts(one: Looked, step: str, acts: tuple[str, ...]) -> None:
    told = line(one)
    assert (told.step, told.acts) == (step, acts)
    assert told.why
    assert not any(re.search(r"\bsafe\b", reason.text) for reason in told.why)


def test_the_strongest_reason_comes_first() -> None:
    told = line(looked(HIKVISION, flaw("affected", DAY), exposed=True, bound=True))
    assert told.why[0].text.startswith("CVE-2017-7921 is exploited since 2026-11-25 and affects it")
    assert told.why[1].text == "It is reached from the Internet."
    assert "What binds you and takes it in: NDAA FY2019 s.889(b), grants and loans." in told.why[2].text


def test_exploited_before_exposed_before_covered() -> None:
    ones = [looked(), looked(bound=True), looked(exposed=True), looked(HIKVISION, flaw("affected", DAY))]
    assert [one.step for one in plan(ones, DAY).lines] == ["at once", "next", "next", "plan"]
    assert [one.exposed for one in plan(ones, DAY).lines][:2] == [None, True]


def cost(what: str, low: int, high: int, currency: str = "USD") -> Cost:
    return Cost(what=what, low=Decimal(low), high=Decimal(high), currency=currency, source=SOURCE)


def test_the_longest_model_gives_the_figure_and_sites_add_up() -> None:
    costs = [cost("*", 1, 2), cost("hikvision", 10, 20), cost("DS-2CD", 100, 200), cost("DS-2", 50, 60)]
    made = plan([looked(bound=True, count=3), looked(bound=True, site="Library"), looked(AXIS)], DAY, costs)
    assert [(site.name, site.devices, site.replace) for site in made.sites] == [("Library", 1, 1), ("Town Hall", 4, 3)]
    (money,) = made.total.cost
    assert (money.low, money.high, money.currency) == (Decimal(400), Decimal(800), "USD")
    assert made.total.covered == 4


def test_what_has_no_figure_is_counted() -> None:
    made = plan([looked(bound=True)], DAY, [cost("dahua", 1, 2)])
    assert (made.total.cost, made.total.uncosted) == ((), 1)


def test_currencies_are_not_added() -> None:
    costs = [cost("DS-", 1, 2, "EUR"), cost("axis", 3, 4, "USD")]
    made = plan([looked(bound=True), looked(AXIS, ended=date(2020, 1, 1))], DAY, costs)
    assert [money.currency for money in made.total.cost] == ["EUR", "USD"]


@given(
    st.lists(
        st.builds(
            looked,
            st.sampled_from([HIKVISION, AXIS]),
            exposed=st.sampled_from([None, True, False]),
            bound=st.booleans(),
            site=st.sampled_from(["", "A", "B"]),
            count=st.integers(1, 5),
        ),
        max_size=8,
    )
)
def test_every_device_is_in_one_line_and_one_site(ones: list[Looked]) -> None:
    made = plan(ones, DAY)
    assert len(made.lines) == len(ones)
    assert sum(site.devices for site in made.sites) == made.total.devices == sum(one.device.count for one in ones)
    assert sum(count for _, count in made.total.steps) == made.total.devices
    order = [STEPS.index(one.step) for one in made.lines]
    assert order == sorted(order)
