"""Dictionary: the published facts that an expression may read, and the functions that ask about lists and the graph."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Type = Literal["truth", "number", "text"]
TYPES: tuple[Type, ...] = ("truth", "number", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact about a firm.

    `low` and `high` bound what a number can be at all. `years` is how long a claim speaks for later days: after that
    it is old, and the fact unknown; None is for ever, for what once happened. `harm` marks documented harm.
    """

    name: str
    type: Type
    meaning: str
    unit: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    years: int | None = None
    harm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A question with constant arguments, answered yes, no or unknown for each firm before any expression is read.

    `principle` tells that the first argument is another principle's id. `arguments` are least and most.
    """

    name: str
    arguments: tuple[int, int]
    meaning: str
    principle: bool = False


FUNCTIONS = {
    one.name: one
    for one in (
        Function(name="listed", arguments=(1, 2), meaning="is on this list on the day [with this word in the ground]"),
        Function(name="caught_by", arguments=(1, 1), meaning="is caught by this principle", principle=True),
        Function(name="owned_by", arguments=(2, 2), meaning="those it catches own it, by this regime", principle=True),
        Function(name="deals_with", arguments=(1, 2), meaning="has a dealing [of this kind] with them", principle=True),
        Function(name="devices_in", arguments=(1, 1), meaning="its devices were found in this country"),
    )
}


@cache
def shipped() -> dict[str, Fact]:
    """The facts of facts.csv, by name."""
    text = (resources.files("ricochet.principles") / "facts.csv").read_text("utf-8")
    return {row["fact"]: _fact(row) for row in csv.DictReader(io.StringIO(text))}


def _fact(row: dict[str, str]) -> Fact:
    return Fact(
        name=row["fact"],
        type=next(one for one in TYPES if one == row["type"]),
        meaning=row["meaning"],
        unit=row["unit"],
        low=float(row["low"] or "-inf"),
        high=float(row["high"] or "inf"),
        years=int(row["years"]) if row["years"] else None,
        harm=row["harm"] == "yes",
    )
