"""Two principles side by side, an edit in words, and who is set apart from whom by what."""

from dataclasses import replace

from tests.principles.examples import principle
from tests.principles.test_library import judged
from tests.principles.test_library import principle as shipped

from ricochet.principles.apart import Apart, apart
from ricochet.principles.compare import compare, edits, said


def test_both_only_one_and_open() -> None:
    rows = {one.firm: one for one in compare(judged("entity-list-2019"), judged("particular-threat"))}
    assert (rows["hikvision"].side, rows["uniview"].side, rows["dahua"].side) == ("both", "only the first", "open")
    assert rows["uniview"].why_second == "fails: vulnerable"
    assert rows["dahua"].why_second == "unknown: state"


def test_an_edit_in_words() -> None:
    old = principle(
        ["state_owned_pct >= x", "us_listed"], "{all: [c0, c1]}", "{x: {value: 25, unit: per cent, why: w}}"
    )
    new = principle(["state_owned_pct > x", "state_owned", "us_listed"], "{all: [c0], unless: [c1, c2]}", "{x: {value: 30, unit: per cent, why: w}, y: {value: 1, why: w}}")  # fmt: skip  # noqa: E501
    assert edits(old, new) == (
        "parameter 'x': 25 becomes 30 per cent",
        "parameter 'y' added",
        "criterion 'c0': state_owned_pct >= x becomes state_owned_pct > x",
        "criterion 'c1': us_listed becomes state_owned",
        "criterion 'c2' added",
        "rule: all of (c0; c1) becomes all of (c0) unless c1 or c2",
    )
    assert edits(old, replace(old, why="better words")) == ()


def test_the_rule_in_words() -> None:
    assert said(shipped("eo-14032").rule) == "all of (any of (operates; owned); traded)"


def test_who_is_set_apart_by_what() -> None:
    found = {one.criterion: one for one in apart(judged("particular-threat"), "hikvision")}
    assert "uniview" in found["vulnerable"].fails
    assert "dahua" in found["state"].unknown
    assert "huawei" in found["surveillance"].fails
    assert set(found["complicit"].alone) <= set(found["complicit"].fails)
    assert apart(judged("particular-threat"), "nobody") == ()
    assert isinstance(found["state"], Apart)
