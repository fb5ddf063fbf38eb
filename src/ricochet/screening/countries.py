"""Countries as people write them that may be either of several, and records that say two things at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import msgspec

from ricochet.screening.gazetteer import fold

_COUNTRY = re.compile(r"country|countries|jurisdiction|domicile|nationality|citizenship|residence", re.IGNORECASE)
_KOREAS = {
    **dict.fromkeys(("kp", "prk", "north korea", "dprk", "korea north"), "north"),
    **dict.fromkeys(("kr", "kor", "south korea", "republic of korea", "korea south"), "south"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """A country's name that several bear; `embargoed` is the place among them, if one is."""

    names: tuple[str, ...]
    may_be: tuple[str, ...]
    embargoed: str = ""


@lru_cache(maxsize=1 << 12)
def says_country(header: str) -> bool:
    """Whether a column of this header holds countries."""
    return bool(_COUNTRY.search(header))


def ambiguous(text: str) -> Ambiguous | None:
    """The countries that a name may mean, where it means several."""
    return _ambiguous().get(fold(text))


def unclear_country(record: Mapping[str, object]) -> str:
    """Why a record cannot be called clear: its country may be an embargoed one, or it names both Koreas."""
    told = _countries(record)
    for text in told:
        if (found := ambiguous(text)) and found.embargoed:
            return f"'{text}' may be {' or '.join(found.may_be)}"
    koreas = {_KOREAS[folded] for text in told if (folded := " ".join(fold(text))) in _KOREAS}
    return "The record names both Koreas" if len(koreas) > 1 else ""


def doubtful_countries(record: Mapping[str, object]) -> list[str]:
    """Countries of a record that several bear and none is embargoed: "'Congo' may be …"."""
    told = ((text, ambiguous(text)) for text in _countries(record))
    return [f"'{text}' may be {' or '.join(one.may_be)}" for text, one in told if one and not one.embargoed]


def _countries(record: Mapping[str, object]) -> list[str]:
    return [str(value) for field, value in record.items() if value and says_country(field)]


@cache
def _ambiguous() -> Mapping[tuple[str, ...], Ambiguous]:
    import yaml  # noqa: PLC0415 - few names ask for the table

    raw = yaml.safe_load((resources.files("ricochet.screening") / "ambiguous_countries.yml").read_text("utf-8"))
    return {fold(name): one for one in msgspec.convert(raw, list[Ambiguous]) for name in one.names}
