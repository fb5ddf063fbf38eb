"""Aligned words: every word of both names stands once, and the columns are straight in every script."""

import re

from rich.cells import cell_len

from ricochet.model.hit import Reason
from ricochet.report.aligned import WIDE, line, pairs, table
from ricochet.screening.match import Match, match
from ricochet.screening.profile import profile_of_name


def compared(left: str, right: str) -> Match:
    return match(profile_of_name(left, "person"), profile_of_name(right, "person"))


def test_words_of_both_sides_stand_once_with_what_they_did() -> None:
    found = compared("Ambrose Thistlewod Quill", "Quillfeather Thistlewood Ambrose")
    told = pairs(found.reasons)
    assert sorted(one.asked for one in told if one.asked) == ["ambrose", "quill", "thistlewod"]
    assert sorted(one.listed for one in told if one.listed) == ["ambrose", "quillfeather", "thistlewood"]
    assert {(one.asked, one.sign) for one in told} >= {("ambrose", "="), ("thistlewod", "≈")}
    effects = {(one.left, one.right): one.effect for one in found.reasons}
    assert all(one.effect == effects[one.asked, one.listed] for one in told)


def reason(feature: str, left: str, right: str, text: str = "") -> Reason:
    return Reason(feature=feature, left=left, right=right, effect=0.125, text=text)


def test_a_line_names_what_agrees_differs_and_stands_alone() -> None:
    told = (
        reason("start", "", ""),
        reason("word", "ambrose", "ambrose"),
        reason("nickname", "bill", "william"),
        reason("clash", "quill", "quire"),
        reason("left_over", "ann", ""),
        reason("left_over", "", "bob"),
        reason("letters", "x", "y", "All letters of the names compared"),
        reason("birth_date", "1951", "1952", "The years of birth lie one year apart"),
    )
    assert line(told) == (
        "agrees: ambrose, bill ≈ william (forms of one name); differs: quill ≠ quire; only asked: ann; "
        "only listed: bob; the years of birth lie one year apart"
    )
    assert line([reason("word", char, char) for char in "金鹿"]) == "agrees: 金鹿"
    assert line(told[6:7]) == "All letters of the names compared"


def test_columns_are_straight_and_fit_whatever_the_words() -> None:
    text = table([reason("spelling", left, "quillfeather") for left in ("金鹿运输", "quill", "ambrose") * 4])
    rows = text.splitlines()
    assert len(rows) % 4 == 0
    assert len(rows) > 4
    assert max(map(cell_len, rows)) <= WIDE + 10
    for block in (rows[at : at + 4] for at in range(0, len(rows), 4)):
        assert block[0].startswith("  asked   ")
        assert block[2].startswith("  listed  ")
        starts = [cell_len(block[3][: found.start()]) for found in re.finditer(r"\+0\.125", block[3])]
        assert [cell_len(block[2][: found.start()]) for found in re.finditer("quillfeather", block[2])] == starts
