"""Scenarios: one file with a single scenario, or with several that have names, and the combinations to ask."""

import hashlib
from dataclasses import replace
from typing import Any

import yaml

from ricochet.errors import DataError
from ricochet.model.scenario import Scenario
from ricochet.sources.tables.scenario import days_of, scenario_of

_SET = {"name", "as_of", "scenarios", "combinations"}


def read_scenarios(name: str, data: bytes) -> tuple[tuple[Scenario, ...], ...]:
    """Read what is to be asked: each answer is of the scenarios of one tuple, laid over each other in order.

    A file with `scenarios` asks each of them alone, then each of its `combinations` (lists of their names); `as_of`, a
    day or several, holds for all that state none. Raises DataError naming the place and what is allowed there.
    """
    try:
        content = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as wrong:
        line = getattr(getattr(wrong, "problem_mark", None), "line", None)
        place = f", line {line + 1}" if line is not None else ""
        raise DataError(f"{name}{place} is not YAML.", remedy="Mend the indentation or quotes there.") from None
    digest = hashlib.sha256(data).hexdigest()
    if not isinstance(content, dict) or "scenarios" not in content:
        return ((scenario_of(content, name=name, sha256=digest),),)
    for key in content:
        if key not in _SET:
            raise DataError(
                f"{name}: '{key}' is not known beside 'scenarios'.", remedy=f"Known: {', '.join(sorted(_SET))}."
            )
    try:
        days = days_of(content.get("as_of"))
    except ValueError as wrong:
        raise DataError(f"{name}: {wrong}.") from None
    named: dict[str, Scenario] = {}
    for row in _list(content, "scenarios", name):
        if not isinstance(row, dict) or not row.get("name"):
            raise DataError(f"{name}, scenarios: each needs a 'name'.")
        one = scenario_of(row, name=name, sha256=digest)
        if one.name in named:
            raise DataError(f"{name}, scenarios: two are named '{one.name}'.")
        named[one.name] = one if one.as_of else replace(one, as_of=days)
    asked = [(one,) for one in named.values()]
    return (*asked, *(_combined(row, named, name) for row in _list(content, "combinations", name)))


def _list(content: dict[str, Any], key: str, name: str) -> list[Any]:
    rows = content.get(key) or []
    if not isinstance(rows, list):
        raise DataError(f"{name}: '{key}' must be a list.", remedy="Begin each of its items with a dash.")
    return rows


def _combined(row: object, named: dict[str, Scenario], name: str) -> tuple[Scenario, ...]:
    if not isinstance(row, list) or not row:
        raise DataError(f"{name}, combinations: each is a list of names.")
    for one in row:
        if one not in named:
            raise DataError(
                f"{name}, combinations: no scenario is named '{one}'.", remedy=f"Named: {', '.join(named)}."
            )
    return tuple(named[one] for one in row)
