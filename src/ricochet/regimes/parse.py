"""Parse: the bytes of one regime file -> its versions. Strict: law is not read with a guess.

A file is a mapping. Its keys are the fields of `model.regime.Regime`, true of every version, and `versions`, a list in
which each version states `version`, its dates and whatever differs. `list_programmes` maps a list to programmes.
Days are written 2024-07-03, or 2026-07 where only the month is known. The file's name is the regime's id.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeVar

import yaml

from ricochet.errors import DataError
from ricochet.model.period import first_day, last_day
from ricochet.model.regime import Comparison, DealingRule, Direction, Pooling, Regime, Switch, Test
from ricochet.regimes.words import ACTS, CODES, FACTS, KINDS, PERSONS, nearest

T = TypeVar("T")
S = TypeVar("S", bound=str)

Basis = Literal["equity", "votes", "control", "interest"]
Yields = Literal["caught", "possible"]

FROM_MEMORY = "from memory"
CONFIDENCE = ("verified", "secondary", FROM_MEMORY)
PRECISION = ("day", "month", "unknown")

_BASES: tuple[Basis, ...] = ("equity", "votes", "control", "interest")
_COMPARISONS: tuple[Comparison, ...] = ("ge", "gt")
_POOLINGS: tuple[Pooling, ...] = ("all", "programme", "person")
_DIRECTIONS: tuple[Direction, ...] = ("down", "affiliates")
_YIELDS: tuple[Yields, ...] = ("caught", "possible")

_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times as quick, where it was built
_VERSION_KEYS = frozenset(field.name for field in fields(Regime)) - {"id"}
_SHARED_KEYS = (_VERSION_KEYS - {"version", "since", "until", "date_precision"}) | {"versions"}


def parse_regime(file: str, data: bytes) -> tuple[Regime, ...]:
    """Read all versions of the regime in `file`, oldest first.

    Raises DataError naming the file, the place in it and the key; one wrong key refuses the file.
    """
    if not _FILE.fullmatch(file):
        raise DataError(f"'{file}' is no name for a regime file: write small letters, digits and hyphens, then .yml.")
    shared = _mapping(_load(file, data), _SHARED_KEYS, file)
    versions = _sequence(shared.pop("versions", None), f"{file}: 'versions'")
    if not versions:
        raise DataError(f"{file} states no version.", remedy="List at least one under 'versions'.")
    regimes = sorted((_regime(file, shared, raw) for raw in versions), key=lambda r: r.since or date.min)
    for one, other in pairwise(regimes):
        if one.until is None or other.since is None or one.until >= other.since:
            raise DataError(
                f"{file}: versions '{one.version}' and '{other.version}' overlap.",
                remedy="End the older one ('until', its last day) before the newer one begins.",
            )
    if len({regime.version for regime in regimes}) < len(regimes):
        raise DataError(f"{file}: two versions have one name.", remedy="Name each version differently.")
    return tuple(regimes)


def _load(file: str, data: bytes) -> object:
    try:
        loader = _LOADER(data.decode("utf-8"))
        try:
            node = loader.get_single_node()
            _refuse_twins(node, file)
            return loader.construct_document(node) if node else None
        finally:
            loader.dispose()
    except yaml.YAMLError as wrong:
        raise DataError(f"{file} is not YAML: {' '.join(str(wrong).split())}.") from None
    except (ValueError, RecursionError) as wrong:
        raise DataError(f"{file} cannot be read: {wrong}.") from None


def _refuse_twins(root: yaml.Node | None, file: str) -> None:
    """A key written twice would silently lose the first."""
    todo, seen = [root], set()
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)
        if isinstance(node, yaml.MappingNode):
            keys: set[object] = set()
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode) and key.value in keys:
                    raise DataError(f"{file} line {key.start_mark.line + 1}: the key '{key.value}' stands twice.")
                keys.add(key.value if isinstance(key, yaml.ScalarNode) else None)
                todo.append(value)


def _regime(file: str, shared: dict[str, object], raw: object) -> Regime:
    own = _mapping(raw, _VERSION_KEYS, f"{file}: a version")
    version = _text(own, "version", f"{file}: a version", needed=True)
    where = f"{file}: version '{version}'"
    entry = shared | own
    since, precision = _day(entry, "since", where, first_day)
    until, _ = _day(entry, "until", where, last_day)
    if since and until and since > until:
        raise DataError(f"{where}: 'since' {since} lies after 'until' {until}.")
    confidence = _choice(entry, "confidence", CONFIDENCE, where)
    citation = _text(entry, "citation", where, needed=confidence != FROM_MEMORY)
    if confidence == FROM_MEMORY and citation:
        raise DataError(
            f"{where}: 'citation' stands beside the confidence '{FROM_MEMORY}'.",
            remedy="What nobody has read again is shipped without a citation: say it in 'notes', or read it.",
        )
    return Regime(
        id=file.removesuffix(".yml"),
        version=version,
        name=_text(entry, "name", where, needed=True),
        authority=_text(entry, "authority", where, needed=True),
        forbids=_text(entry, "forbids", where, needed=True),
        binds=_texts(entry, "binds", where),
        citation=citation,
        confidence=confidence,
        since=since,
        until=until,
        date_precision=_choice(entry, "date_precision", PRECISION, where, precision),
        status=_text(entry, "status", where),
        lists=_texts(entry, "lists", where),
        list_programmes=_list_programmes(entry, where),
        tests=_each(entry, "tests", where, _test),
        direction=_choice(entry, "direction", _DIRECTIONS, where, "down"),
        flow=_text(entry, "flow", where),
        except_countries=_texts(entry, "except_countries", where),
        switches=_each(entry, "switches", where, _switch),
        dealings=_each(entry, "dealings", where, _dealing),
        acts=_texts(entry, "acts", where, ACTS),
        persons=_texts(entry, "persons", where, PERSONS),
        exceptions=_texts(entry, "exceptions", where),
        sources=_texts(entry, "sources", where),
        notes=_text(entry, "notes", where),
        banner=_text(entry, "banner", where),
    )


def _test(raw: object, where: str) -> Test:
    entry = _mapping(raw, frozenset(field.name for field in fields(Test)), where)
    basis = _choice(entry, "basis", _BASES, where)
    threshold = _per_cent(entry, where)
    if (threshold is None) != (basis in {"control", "interest"}):
        raise DataError(f"{where}: 'threshold' goes with equity and votes, never with control or interest.")
    return Test(
        basis=basis,
        threshold=threshold,
        comparison=_choice(entry, "comparison", _COMPARISONS, where, "ge"),
        pooling=_choice(entry, "pooling", _POOLINGS, where, "all"),
        joint=_truth(entry, "joint", where),
        yields=_choice(entry, "yields", _YIELDS, where, "caught"),
    )


def _switch(raw: object, where: str) -> Switch:
    entry = _mapping(raw, frozenset({"programme", "citation"}), where)
    return Switch(
        programme=_text(entry, "programme", where, needed=True),
        citation=_text(entry, "citation", where, needed=True),
    )


def _dealing(raw: object, where: str) -> DealingRule:
    entry = _mapping(raw, frozenset(field.name for field in fields(DealingRule)), where)
    facts = FACTS.keys() | {f"!{fact}" for fact in FACTS}
    days = entry.get("after_days", 0)
    if type(days) is not int or days < 0:
        raise DataError(f"{where}: 'after_days' is {days!r}.", remedy="Write a whole number of days.")
    return DealingRule(
        code=_choice(entry, "code", tuple(CODES), where),
        text=_text(entry, "text", where, needed=True),
        citation=_text(entry, "citation", where, needed=True),
        all_of=_texts(entry, "all_of", where, facts),
        any_of=_texts(entry, "any_of", where, facts),
        kinds=_texts(entry, "kinds", where, KINDS),
        except_kinds=_texts(entry, "except_kinds", where, KINDS),
        programmes=_texts(entry, "programmes", where),
        after_days=days,
        recorded=_flag(entry, "recorded", where),
        since=_day(entry, "since", where, first_day)[0],
        until=_day(entry, "until", where, last_day)[0],
    )


def _flag(entry: dict[str, object], key: str, where: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise DataError(f"{where}: '{key}' is {value!r}.", remedy="Write true or false.")
    return value


def _list_programmes(entry: dict[str, object], where: str) -> tuple[tuple[str, str], ...]:
    raw = entry.get("list_programmes", {})
    lists = frozenset(_texts(entry, "lists", where))
    by_list = _mapping(raw, lists, f"{where}: 'list_programmes'")
    return tuple((name, tag) for name in by_list for tag in _texts(by_list, name, f"{where}: 'list_programmes'"))


def _mapping(raw: object, allowed: frozenset[str], where: str) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise DataError(f"{where} is not a mapping.", remedy="Write 'key: value' lines.")
    for key in raw:
        if key not in allowed:
            raise DataError(f"{where}: the key '{key}' means nothing here.", remedy=nearest(str(key), allowed))
    return dict(raw)


def _sequence(raw: object, where: str) -> list[object]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise DataError(f"{where} is not a list.", remedy="Write one line with a leading '-' for each.")
    return raw


def _each(entry: dict[str, object], key: str, where: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    rows = _sequence(entry.get(key), f"{where}: '{key}'")
    return tuple(read(row, f"{where}, {key} {n}") for n, row in enumerate(rows, start=1))


def _text(entry: dict[str, object], key: str, where: str, *, needed: bool = False) -> str:
    raw = entry.get(key, "")
    if not isinstance(raw, str):
        raise DataError(f"{where}: '{key}' is {raw!r}, not a text.", remedy="Put it in quotation marks.")
    text = " ".join(raw.split())
    if needed and not text:
        raise DataError(
            f"{where}: '{key}' is missing.", remedy="Every version states it, or the file for all versions."
        )
    return text


def _texts(entry: dict[str, object], key: str, where: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
    rows = _sequence(entry.get(key), f"{where}: '{key}'")
    texts = tuple(_text({key: row}, key, where, needed=True) for row in rows)
    if allowed is not None:
        known = frozenset(allowed)
        for text in texts:
            if text not in known:
                raise DataError(f"{where}: '{key}' names '{text}', an unknown word.", remedy=nearest(text, known))
    return texts


def _choice(entry: dict[str, object], key: str, options: Sequence[S], where: str, default: S | None = None) -> S:
    raw = entry.get(key, default)
    for option in options:
        if option == raw:
            return option
    said = "missing" if raw is None else f"'{raw}'"
    raise DataError(f"{where}: '{key}' is {said}.", remedy=f"Write one of: {', '.join(options)}.")


def _truth(entry: dict[str, object], key: str, where: str) -> bool:
    raw = entry.get(key, False)
    if not isinstance(raw, bool):
        raise DataError(f"{where}: '{key}' is {raw!r}.", remedy="Write true or false.")
    return raw


def _per_cent(entry: dict[str, object], where: str) -> Fraction | None:
    raw = entry.get("threshold")
    if raw is None:
        return None
    if type(raw) is not int or not 0 <= raw <= 100:  # a YAML float is binary and has no place at a threshold
        raise DataError(f"{where}: 'threshold' is {raw!r}.", remedy="Write a whole number of per cent, 0 to 100.")
    return Fraction(raw)


def _day(entry: dict[str, object], key: str, where: str, read: Callable[[str], date | None]) -> tuple[date | None, str]:
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
