"""Cantonese: characters of personal names to their usual spelling in Hong Kong, as its government writes them.

cantonese_names.csv gives one spelling of about 550 frequent simplified characters, written by hand from general
knowledge; no list was read for it. Other spellings of family names (Ip, Law, Chau) are in nicknames.csv.
"""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


def cantonese(characters: str) -> tuple[str, ...]:
    """A spelling of every character: 李家超 is lee ka chiu; empty where one is not in the table."""
    table = _table()
    found = tuple(table.get(one, "") for one in characters)
    return found if all(found) else ()


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    text = files(__package__).joinpath("cantonese_names.csv").read_text(encoding="utf-8")
    return {one: row["latin"] for row in csv.DictReader(text.splitlines()) for one in row["characters"]}
