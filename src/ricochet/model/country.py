"""Country: one code for the many ways records write a country.

Source of codes and names: ISO 3166-1, and `XK` and `EU`, used beside it. Other names are those of official lists.
"""

import csv
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources


def country_code(text: str) -> str:
    """The two-letter code of a country written as a code or in English ("IR", "irn", "Iran, Islamic Republic of").

    "" where the text names no country, or does not tell which ("Korea", "Congo").
    """
    return _codes().get(_plain(text), "")


def country_name(code: str) -> str:
    """A country for readers; what is no code stays as it is."""
    return _names().get(code, "country unknown" if code == "?" else code)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'").replace(".", "")
    words = "".join(one for one in letters if not unicodedata.combining(one)).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (resources.files("ricochet.model") / "countries.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in _rows()}


@cache
def _codes() -> Mapping[str, str]:
    return {
        _plain(text): row["code"]
        for row in _rows()
        for text in (row["code"], row["three"], row["name"], *row["also"].split("|"))
        if text
    }
