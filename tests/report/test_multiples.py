"""Small multiples: one picture that says itself, on its sheet, the same every time."""

import os
from pathlib import Path

import pytest
from lxml import etree
from tests.principles.test_library import judged

from ricochet.principles.apart import apart
from ricochet.principles.library import shipped_ids
from ricochet.principles.sensitivity import sensitivity
from ricochet.report.multiples import draw, page

GOLDEN = Path(__file__).parent / "golden" / "principle.svg"
SVG = "{http://www.w3.org/2000/svg}"


def picture(name: str) -> str:
    found = judged(name)
    return draw(found, sensitivity(found.principle, found.columns, found.table, found.harm))


def test_the_picture_of_the_particular_threat_looks_as_agreed() -> None:
    now = picture("particular-threat")
    if os.environ.get("RICOCHET_GOLDEN"):
        GOLDEN.write_text(now, encoding="utf-8")
    assert now == GOLDEN.read_text(encoding="utf-8"), "principle.svg differs; RICOCHET_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("name", shipped_ids())
def test_every_picture_is_xml_on_its_sheet_and_says_itself(name: str) -> None:
    root = etree.fromstring(picture(name).encode())
    said = [root.findtext(f"{SVG}{tag}") or "" for tag in ("title", "desc")]
    assert all(said)
    assert len(root.findall(f"{SVG}g")) >= 1 + len(judged(name).principle.criteria)
    for bar in root.iter(f"{SVG}rect"):
        assert float(bar.get("width", "-1")) >= 0
        assert float(bar.get("x", "-1")) + float(bar.get("width", "0")) <= 292


def test_the_page_holds_no_script_and_every_source() -> None:
    found = judged("particular-threat")
    text = page(
        found,
        sensitivity(found.principle, found.columns, found.table, found.harm),
        apart(found, "hikvision"),
    )
    assert "<script" not in text
    assert "washingtonpost.com" in text
    assert "sets 300 firms apart from hikvision" in text
