"""Tables: the makers, brands, model grammar and replies that come with the package, a source on every row."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of one packaged table, in its order."""
    text = resources.files("ricochet.makers").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def pairs(brand: str) -> tuple[Mapping[str, str], ...]:
    """What is known of who makes this brand: several makers may, each for a time and with its own confidence."""
    return tuple(row for row in table("brands.csv") if row["brand"] == brand)


def maker(name: str) -> Mapping[str, str]:
    """The row of a maker by its id."""
    return _makers()[name]


@cache
def _makers() -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in table("makers.csv")}
