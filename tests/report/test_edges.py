"""Cases out of the ordinary: one day, a listing lifted, a regime switched off, a cycle, names that look like facts."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.cases import FIRST, LATER, REGIMES, case, holding
from tests.report.test_memo import check

from ricochet.exposure.facts import Facts
from ricochet.exposure.what_if import what_if
from ricochet.model.scenario import Removal, Scenario
from ricochet.report.case import Answered, Case
from ricochet.report.map import draw
from ricochet.report.memo import memo
from ricochet.report.result import result
from ricochet.report.summary import summary


def one_day() -> Case:
    whole = case()
    return replace(whole, days=(replace(whole.days[0], beside=()),))


def lifted() -> Case:
    whole = case()
    scenario = Scenario(name="lift it", remove=(Removal(party="maker", list="us-ofac-cmic"),))
    answer = what_if(whole.facts, scenario, REGIMES, REGIMES, LATER, "maker")
    return replace(whole, days=(Answered(day=LATER, label="later", main=answer),))


def switched_off_and_bare() -> Case:
    whole = case()
    bare = Facts(listings=whole.facts.listings)
    answer = what_if(bare, whole.days[0].main.scenario, REGIMES, (), FIRST, "maker")
    return replace(whole, facts=bare, claims=(), tables=(), days=(Answered(day=FIRST, label="at 50 %", main=answer),))


def in_a_circle() -> Case:
    whole = case()
    rows = (
        holding(20, "robot", "parent", "51"),
        holding(21, "maker", "maker", "1"),
        holding(22, "robot", 'deep "x" 2019-01-01', "80"),
    )
    facts = replace(whole.facts, holdings=(*whole.facts.holdings, *rows))
    answer = what_if(facts, whole.days[0].main.scenario, REGIMES, REGIMES, FIRST, "maker")
    return replace(whole, facts=facts, days=(Answered(day=FIRST, label="circle", main=answer),))


@pytest.mark.parametrize("answered", [one_day(), lifted(), switched_off_and_bare(), in_a_circle()])
def test_every_report_of_an_odd_case_holds(answered: Case) -> None:
    check(memo(answered))
    assert draw(answered).startswith("<svg")
    assert summary(answered).endswith("\n")
    assert result(answered)["case"] == "small"


def _brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_meets_the_contrast_of_wcag_aa(request: pytest.FixtureRequest) -> None:
    css = Path(request.config.rootpath, "src/ricochet/report/templates/memo.css").read_text(encoding="utf-8")
    themes = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    assert len(themes) == 3, "light, dark and print"
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6}|#[0-9a-f]{3});", theme))
        whole = {name: c if len(c) == 7 else "#" + "".join(x * 2 for x in c[1:]) for name, c in colours.items()}
        for ground in ("paper", "band"):
            for ink in ("ink", "soft", "link", "listed", "caught", "possible", "not", "applies"):
                dark, light = sorted((_brightness(whole[ink]), _brightness(whole[ground])))
                assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{ink} on {ground}"
