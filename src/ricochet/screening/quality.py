"""Quality: what is amiss with a row's data. Told beside the verdict and never part of it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from ricochet.screening.countries import doubtful_countries
from ricochet.screening.profile import Profile

SHORT_NAME = 7
"""Letters of a name up to which it singles nobody out, where nothing else is known (case E06)."""
_CITIZENSHIP = re.compile(r"nationality|citizenship", re.IGNORECASE)
_PASSPORT = re.compile(r"passport", re.IGNORECASE)


def flags_of(row: Mapping[str, object], profile: Profile) -> tuple[str, ...]:
    """Sentences about a row: a short name, wrong check digits, a blank citizenship, a country that may be several."""
    return (
        *_weak_identifier(profile),
        *_wrong_digits(profile),
        *_blank_citizenship(row, profile),
        *doubtful_countries(row),
    )


def _weak_identifier(profile: Profile) -> list[str]:
    letters = max((sum(map(str.isalnum, name.text)) for name in profile.names), default=0)
    known = profile.births or profile.countries or profile.addresses or profile.identifiers
    if not 0 < letters <= SHORT_NAME or known:
        return []
    return [f"Weak identifier: a name of {letters} letters, and nothing else is known"]


def _wrong_digits(profile: Profile) -> list[str]:
    return [f"The check digit of {one.written} is wrong" for one in profile.identifiers.values() if one.valid is False]


def _blank_citizenship(row: Mapping[str, object], profile: Profile) -> list[str]:
    """North Korean passports were filed under a blank citizenship (OFAC, TD Bank, 2021-12-23)."""
    columns = [value for field, value in row.items() if _says_citizenship(field)]
    if any(str(value or "").strip() for value in columns):
        return []
    if any(value not in (None, "") and _says_passport(field) for field, value in row.items()):
        return ["A passport is given and no citizenship"]
    return ["The citizenship is blank"] if columns and profile.kind in {"person", "any"} else []


@lru_cache(maxsize=1 << 12)
def _says_citizenship(header: str) -> bool:
    return bool(_CITIZENSHIP.search(header))


@lru_cache(maxsize=1 << 12)
def _says_passport(header: str) -> bool:
    return bool(_PASSPORT.search(header))
