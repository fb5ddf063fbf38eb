"""Aligned: the words of two names set against each other, as a hit's reasons tell them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from ricochet.model.hit import Reason

HOW = {
    "word": "",
    "joined": "",
    "number_word": "the same number",
    "spelling": "spelling",
    "sound": "sound",
    "initial": "initial",
    "acronym": "acronym",
    "nickname": "forms of one name",
    "translation": "translation",
    "body": "a kind of body",
}
"""Features of words that agree, and how, where they are not the same."""
_FIRST_HAN = 0x2E80
_OF_THE_WHOLE = {"start", "letters", "first", "within", *HOW, "clash", "left_over"}
"""Features that a line of words need not name."""


WIDE = 88
"""Columns that a row of words may take in a terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A word of the name asked against one of the name listed; one of them is empty where the other stands alone."""

    asked: str
    sign: str
    listed: str
    how: str
    effect: float


def pairs(reasons: Sequence[Reason]) -> tuple[Pair, ...]:
    """Every word of both names, in the order of the reasons, with what it did to the score."""
    return tuple(
        Pair(asked=one.left, sign=sign(one), listed=one.right, how=HOW.get(one.feature, ""), effect=one.effect)
        for one in reasons
        if sign(one)
    )


def table(reasons: Sequence[Reason]) -> str:
    """The words in four rows: asked, how they compare, listed, and what that did to the score."""
    cells = [
        (one.asked or "·", f"{one.sign} {one.how}".rstrip(), one.listed or "·", f"{one.effect:+.3f}")
        for one in pairs(reasons)
    ]
    lines: list[str] = []
    while cells:
        fits = 1
        while fits < len(cells) and sum(map(_room, cells[: fits + 1])) <= WIDE:
            fits += 1
        for row, label in enumerate(("asked", "", "listed", "")):
            words = (one[row] + " " * (_room(one) - cell_len(one[row])) for one in cells[:fits])
            lines.append(f"  {label:<8}{''.join(words)}".rstrip())
        cells = cells[fits:]
    return "".join(f"{one}\n" for one in lines)


def _room(cell: Sequence[str]) -> int:
    return max(map(cell_len, cell)) + 2


def sign(reason: Reason) -> str:
    """What stands between two words: = the same, ≈ near, ≠ another; empty for what is no word's."""
    if reason.feature in HOW:
        return "=" if reason.left == reason.right else "≈"
    return {"clash": "≠", "left_over": "+"}.get(reason.feature, "")


def line(reasons: Sequence[Reason]) -> str:
    """One line: the words that agree, those that differ, those on one side only, then the rest of the record."""
    differ = [f"{one.left} ≠ {one.right}" for one in reasons if one.feature == "clash"]
    asked = [one.left for one in reasons if one.feature == "left_over" and one.left]
    listed = [one.right for one in reasons if one.feature == "left_over" and one.right]
    words = {
        "agrees": _words([_pair(one) for one in reasons if one.feature in HOW]),
        "differs": ", ".join(differ),
        "only asked": _words(asked),
        "only listed": _words(listed),
    }
    rest = [f"{one.text[:1].lower()}{one.text[1:]}" for one in reasons if one.feature not in _OF_THE_WHOLE]
    told = [*(f"{what}: {text}" for what, text in words.items() if text), *rest]
    if not words["agrees"] and not rest:
        told += [one.text for one in reasons if one.feature == "letters"]
    return "; ".join(told)


def _pair(reason: Reason) -> str:
    if sign(reason) == "=":
        return reason.left
    how = HOW[reason.feature]
    return f"{reason.left} ≈ {reason.right} ({how})" if how else f"{reason.left} ≈ {reason.right}"


def _words(words: Sequence[str]) -> str:
    """Words with commas between, Chinese characters without."""
    return ("" if all(len(word) == 1 and ord(word) >= _FIRST_HAN for word in words) else ", ").join(words)
