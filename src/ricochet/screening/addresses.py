"""Addresses: whether two printed addresses are of one place. They corroborate a name; alone they say nothing."""

import re
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

Alike = Literal["", "town", "whole"]
_WORD = re.compile(r"[a-z]+|\d+")
_LEAST = 4
"""Letters of a word that may name a street or a town."""
# Words of addresses that name no place, in the languages lists are written in.
_COMMON = frozenset({
    "street", "strasse", "avenue", "road", "boulevard", "lane", "drive", "square", "place", "building", "bldg",
    "floor", "suite", "room", "office", "apartment", "house", "block", "unit", "tower", "centre", "center",
    "district", "region", "province", "state", "city", "town", "village", "county", "area", "zone", "industrial",
    "free", "trade", "park", "north", "south", "east", "west", "central", "upper", "lower", "near", "opposite",
    "behind", "next", "postal", "code", "calle", "carrera", "avenida", "plaza", "edificio", "piso", "ulitsa",
    "prospekt", "shosse", "oblast", "kray", "rayon", "gorod", "dom", "stroenie", "korpus", "rue", "allee", "platz",
    "via", "viale", "corso", "piazza", "quartier", "sharia", "shari", "al-sharia", "tariq", "mantiqa", "jalan",
    "lorong", "gang", "kota", "box", "republic", "federation", "islamic", "democratic", "people", "peoples",
    "united", "kingdom", "arab", "emirates", "iran", "russia", "china", "syria", "cuba", "mexico", "colombia",
    "panama", "iraq", "lebanon", "turkey", "germany", "france", "italy", "spain", "ukraine", "belarus", "venezuela",
    "korea", "pakistan", "afghanistan", "yemen", "libya", "sudan", "cyprus", "malta", "singapore", "hong", "kong",
})  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Numbers and names of an address, in any script."""
    words = _WORD.findall(anyascii(text[:1_000]).lower())
    names = frozenset(word for word in words if len(word) >= _LEAST and word not in _COMMON)
    return frozenset(word.lstrip("0") for word in words if word.isdigit()), names


def address_likeness(left: str, right: str) -> Alike:
    """The whole where a number and two names agree, or two numbers and a name; the town where a name agrees."""
    (numbers, names), (others, called) = _words(left), _words(right)
    same, town = len(numbers & others), len(names & called)
    if same and town and same + town > 2:
        return "whole"
    return "town" if town else ""
