"""Fields: the readers of one key of a regime file. Strict, and every refusal names the file, the place and the key."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import TypeVar

from ricochet.errors import DataError
from ricochet.regimes.words import nearest

T = TypeVar("T")
S = TypeVar("S", bound=str)


def mapping(raw: object, allowed: frozenset[str], where: str) -> dict[str, object]:
    """Keys and values; a key that is not allowed is refused with its nearest."""
    if not isinstance(raw, dict):
        raise DataError(f"{where} is not a mapping.", remedy="Write 'key: value' lines.")
    for key in raw:
        if key not in allowed:
            raise DataError(f"{where}: the key '{key}' means nothing here.", remedy=nearest(str(key), allowed))
    return dict(raw)


def sequence(raw: object, where: str) -> list[object]:
    """A list, empty where there is none."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise DataError(f"{where} is not a list.", remedy="Write one line with a leading '-' for each.")
    return raw


def each(entry: dict[str, object], key: str, where: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    """Every item of a list, read one by one."""
    rows = sequence(entry.get(key), f"{where}: '{key}'")
    return tuple(read(row, f"{where}, {key} {n}") for n, row in enumerate(rows, start=1))


def text_of(entry: dict[str, object], key: str, where: str, *, needed: bool = False) -> str:
    """One text, its white space made single."""
    raw = entry.get(key, "")
    if not isinstance(raw, str):
        raise DataError(f"{where}: '{key}' is {raw!r}, not a text.", remedy="Put it in quotation marks.")
    text = " ".join(raw.split())
    if needed and not text:
        raise DataError(
            f"{where}: '{key}' is missing.", remedy="Every version states it, or the file for all versions."
        )
    return text


def texts_of(entry: dict[str, object], key: str, where: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
    """A list of texts, of fixed words where `allowed` names them."""
    rows = sequence(entry.get(key), f"{where}: '{key}'")
    texts = tuple(text_of({key: row}, key, where, needed=True) for row in rows)
    if allowed is not None:
        known = frozenset(allowed)
        for text in texts:
            if text not in known:
                raise DataError(f"{where}: '{key}' names '{text}', an unknown word.", remedy=nearest(text, known))
    return texts


def choice(entry: dict[str, object], key: str, options: Sequence[S], where: str, default: S | None = None) -> S:
    """One of a few words."""
    raw = entry.get(key, default)
    for option in options:
        if option == raw:
            return option
    said = "missing" if raw is None else f"'{raw}'"
    raise DataError(f"{where}: '{key}' is {said}.", remedy=f"Write one of: {', '.join(options)}.")


def truth(entry: dict[str, object], key: str, where: str) -> bool:
    """True or false; missing is false."""
    raw = entry.get(key, False)
    if not isinstance(raw, bool):
        raise DataError(f"{where}: '{key}' is {raw!r}.", remedy="Write true or false.")
    return raw


def per_cent(entry: dict[str, object], where: str) -> Fraction | None:
    """A whole number of per cent, or None."""
    raw = entry.get("threshold")
    if raw is None:
        return None
    if type(raw) is not int or not 0 <= raw <= 100:  # a YAML float is binary and has no place at a threshold
        raise DataError(f"{where}: 'threshold' is {raw!r}.", remedy="Write a whole number of per cent, 0 to 100.")
    return Fraction(raw)


def day_of(
    entry: dict[str, object], key: str, where: str, read: Callable[[str], date | None]
) -> tuple[date | None, str]:
    """Day and precision. Of a bare month, `read` takes the first or the last day."""
    raw = entry.get(key)
    if raw is None:
        return None, "unknown"
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw, "day"
    try:
        if isinstance(raw, str) and len(raw) == len("2026-07"):
            return read(raw), "month"
    except ValueError as wrong:
        raise DataError(f"{where}: '{key}': {wrong}.") from None
    raise DataError(f"{where}: '{key}' is {raw!r}, not a day.", remedy="Write 2024-07-03, or 2026-07 for a month.")
