"""The page for a council: every fact has its source, nothing escapes, and it says what it does not know."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.report.test_equipment_exports import looked
from tests.report.test_memo import check

from ricochet.equipment import Assessment, cover, law_on
from ricochet.equipment.organisation import organisation
from ricochet.equipment.plan import Looked, plan
from ricochet.makers import identify
from ricochet.model.cost import Cost
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source
from ricochet.report.council import Council, council

DAY = date(2026, 11, 25)
LAW = law_on(DAY, organisation("us-local,us-grantee", "LA"))
SOURCE = Source(publisher="user", file="devices.csv", sha256="0" * 64, row=7)


def bare(name: str, *traces: tuple[TraceKind, str], site: str = "") -> Looked:
    read = tuple(Trace(kind=kind, value=value, source=SOURCE) for kind, value in traces)
    device = Device(id=name, traces=read, site=site, count=2, source=SOURCE)
    found = identify(device)
    return Looked(device=device, identified=found, covered=cover(found, LAW), assessment=Assessment())


def page(*more: Looked, dates: tuple[str, ...] = ("CSAF advisories of 2026-11-25",)) -> str:
    flawed = looked("V5.3.0", "V5.2.0 build 140720", "")
    ones = [
        *(
            Looked(device=x.device, identified=x.identified, covered=cover(x.identified, LAW), assessment=x.assessment)
            for x in flawed
        ),
        bare("axis", ("vendor", "Axis Communications"), ("model", "AXIS P3245"), site="Town Hall"),
        bare("annke", ("vendor", "Annke"), site="Town Hall"),
        bare("odd", ("vendor", "Acme")),
        *more,
    ]
    cost = Cost(what="*", low=Decimal(300), high=Decimal(450), currency="USD", source=SOURCE)
    return council(
        Council(
            title="Equipment of the City of Example",
            day=DAY,
            looked=tuple(ones),
            plan=plan(ones, DAY, [cost]),
            law=LAW,
            dates=dates,
            software="Ricochet 0",
        )
    )


def test_every_fact_has_its_source_and_the_page_is_stable() -> None:
    check(page())
    assert page() == page()


def test_it_says_what_is_there_and_what_is_not_known() -> None:
    text = re.sub(r"\s+", " ", check(page()).text())
    assert "9 devices at 2 sites were looked at. None is called safe here." in text
    assert "2: nothing tells who made it; never to be read as not covered." in text
    assert "5 are taken in by a rule that binds this organisation." in text
    assert "CVE-2017-7921 is exploited since 2026-03-05 and affects it" in text
    assert "La. R.S. 39:1753.1" in text
    assert "1,500 to 2,250 USD by your own figures" in text


def test_without_references_it_says_that_nothing_was_asked() -> None:
    text = re.sub(r"\s+", " ", check(page(dates=())).text())
    assert "of vulnerabilities nothing is said" in text


@pytest.mark.parametrize("nasty", ["<script>alert(\"50 % on 2022-05-11\")</script> & 'Sons'", '\u200b"', "\u202ex"])
def test_nothing_in_the_inventory_escapes(nasty: str) -> None:
    html = page(bare(nasty, ("vendor", nasty), ("model", "DS-2CD2032-I"), site=nasty))
    check(html)
    assert "<script" not in html


def test_nothing_is_fetched(tmp_path: Path) -> None:
    html = page()
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?!#|data:|https?://)', html)
    assert "url(" not in html
