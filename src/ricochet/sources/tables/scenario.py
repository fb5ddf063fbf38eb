"""Scenario: a named change to the facts, written in YAML, read strictly: an unknown key is a mistake, not a comment."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ricochet.errors import DataError
from ricochet.model.holding import BASES, Holding
from ricochet.model.listing import Listing
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.regime import Licence
from ricochet.model.scenario import Override, Removal, Scenario
from ricochet.model.share import read_share
from ricochet.model.source import Source

_TOP = {"name", "as_of", "add", "remove", "holdings", "regimes", "licences"}
_ADD = {"party", "list", "programme", "from", "to", "why"}
_REMOVE = {"party", "list", "from"}
_HOLDING = {"owner", "owned", "share", "basis", "from", "to", "source"}
_REGIME = {"regime", "version", "in_force", "why", "from", "to"}
_LICENCE = {"regime", "id", "why", "from", "to", "parties", "except", "programmes", "kinds", "needs", "codes"}
_LIFTS = ("PRIMARY", "CAUSING", "FACIL", "DESIG")
"""Findings a supposed licence lifts where it does not say."""


def scenario_of(content: object, *, name: str, sha256: str) -> Scenario:
    """A scenario from parsed YAML; `name` and `sha256` of the file stand as its source."""
    top = _keys(content, _TOP, name)
    source = Source(publisher="scenario", file=name, sha256=sha256, row=1)
    try:
        return Scenario(
            name=str(top.get("name") or name),
            add=tuple(_add(row, f"{name}, add", source) for row in _rows(top, "add", name)),
            remove=tuple(_remove(row, f"{name}, remove") for row in _rows(top, "remove", name)),
            holdings=tuple(_holding(row, f"{name}, holdings", source) for row in _rows(top, "holdings", name)),
            overrides=tuple(_override(row, f"{name}, regimes") for row in _rows(top, "regimes", name)),
            licences=tuple(_licence(row, f"{name}, licences") for row in _rows(top, "licences", name)),
            as_of=days_of(top.get("as_of")),
        )
    except ValueError as wrong:
        raise DataError(f"{name}: {wrong}.") from None


def hypothetical(party: str, list_id: str, source: Source, *, programmes: tuple[str, ...] = ()) -> Listing:
    """A listing that is only supposed, in force whenever it is asked for."""
    return Listing(party=party, list=list_id, entry="", programmes=programmes, hypothetical=True, source=source)


def _rows(top: Mapping[str, Any], key: str, name: str) -> Iterable[object]:
    rows = top.get(key) or []
    if not isinstance(rows, list):
        raise DataError(f"{name}: '{key}' must be a list.", remedy="Begin each of its items with a dash.")
    return rows


def _keys(content: object, allowed: set[str], place: str) -> Mapping[str, Any]:
    if not isinstance(content, dict):
        raise DataError(f"{place}: here must stand keys and values ({', '.join(sorted(allowed))}).")
    for key in content:
        if key not in allowed:
            raise DataError(f"{place}: '{key}' is not known here.", remedy=f"Known: {', '.join(sorted(allowed))}.")
    return content


def _text(row: Mapping[str, Any], key: str, place: str) -> str:
    value = str(row.get(key) or "").strip()
    if not value:
        raise DataError(f"{place}: '{key}' is missing.")
    return value


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else first_day(str(value or ""))


def _last(value: object) -> date | None:
    return value if isinstance(value, date) else last_day(str(value or ""))


def _add(content: object, place: str, source: Source) -> Listing:
    row = _keys(content, _ADD, place)
    return Listing(
        party=_text(row, "party", place),
        list=_text(row, "list", place),
        entry="",
        programmes=_texts(row, "programme"),
        since=_day(row.get("from")),
        until=_day(row.get("to")),
        effect=str(row.get("why") or ""),
        hypothetical=True,
        source=source,
    )


def days_of(value: object) -> tuple[date, ...]:
    """One day or a list of days. Raises ValueError for anything else."""
    found = [_day(one) for one in (value if isinstance(value, list) else [value])]
    return tuple(day for day in found if day)


def _remove(content: object, place: str) -> Removal:
    row = _keys(content, _REMOVE, place)
    return Removal(party=_text(row, "party", place), list=_text(row, "list", place), since=_day(row.get("from")))


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key) or []
    return tuple(str(one) for one in (value if isinstance(value, list) else [value]))


def _licence(content: object, place: str) -> tuple[str, Licence]:
    row = _keys(content, _LICENCE, place)
    return _text(row, "regime", place), Licence(
        id=_text(row, "id", place),
        text=str(row.get("why") or ""),
        citation="supposed in a scenario",
        since=_day(row.get("from")),
        until=_day(row.get("to")),
        parties=_texts(row, "parties"),
        except_parties=_texts(row, "except"),
        programmes=_texts(row, "programmes"),
        kinds=_texts(row, "kinds"),
        all_of=_texts(row, "needs"),
        codes=_texts(row, "codes") or _LIFTS,
    )


def _holding(content: object, place: str, source: Source) -> Holding:
    row = _keys(content, _HOLDING, place)
    basis = next((one for one in BASES if one == str(row.get("basis") or "equity")), None)
    if basis is None:
        raise DataError(f"{place}: '{row['basis']}' is no basis.", remedy=f"Known: {', '.join(BASES)}.")
    return Holding(
        owner=_text(row, "owner", place),
        owned=_text(row, "owned", place),
        share=read_share(str(row.get("share", "?"))),
        basis=basis,
        period=Period(_day(row.get("from")), _last(row.get("to"))),
        source=source,
    )


def _override(content: object, place: str) -> Override:
    row = _keys(content, _REGIME, place)
    if not isinstance(row.get("in_force"), bool):
        raise DataError(f"{place}: 'in_force' must be true or false.")
    return Override(
        regime=_text(row, "regime", place),
        version=_text(row, "version", place),
        in_force=row["in_force"],
        why=_text(row, "why", place),
        since=_day(row.get("from")),
        until=_last(row.get("to")),
    )
