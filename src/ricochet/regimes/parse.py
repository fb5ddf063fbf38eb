"""Parse: the bytes of one regime file -> its versions. Strict: law is not read with a guess.

A file is a mapping. Its keys are the fields of `model.regime.Regime`, true of every version, and `versions`, a list in
which each version states `version`, its dates and whatever differs. `list_programmes` maps a list to programmes.
Days are written 2024-07-03, or 2026-07 where only the month is known. The file's name is the regime's id.
"""

import re
from dataclasses import fields
from datetime import date
from itertools import pairwise

import yaml

from ricochet.errors import DataError
from ricochet.model.period import first_day, last_day
from ricochet.model.regime import Direction, Regime
from ricochet.regimes.clauses import dealing, government, licence, property_rule, scale, switch, test
from ricochet.regimes.fields import choice, day_of, each, mapping, sequence, text_of, texts_of
from ricochet.regimes.words import ACTS, PERSONS

FROM_MEMORY = "from memory"
CONFIDENCE = ("verified", "secondary", FROM_MEMORY)
PRECISION = ("day", "month", "unknown")

_DIRECTIONS: tuple[Direction, ...] = ("down", "affiliates")

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
    shared = mapping(_load(file, data), _SHARED_KEYS, file)
    versions = sequence(shared.pop("versions", None), f"{file}: 'versions'")
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
    own = mapping(raw, _VERSION_KEYS, f"{file}: a version")
    version = text_of(own, "version", f"{file}: a version", needed=True)
    where = f"{file}: version '{version}'"
    entry = shared | own
    since, precision = day_of(entry, "since", where, first_day)
    until, _ = day_of(entry, "until", where, last_day)
    if since and until and since > until:
        raise DataError(f"{where}: 'since' {since} lies after 'until' {until}.")
    confidence = choice(entry, "confidence", CONFIDENCE, where)
    citation = text_of(entry, "citation", where, needed=confidence != FROM_MEMORY)
    if confidence == FROM_MEMORY and citation:
        raise DataError(
            f"{where}: 'citation' stands beside the confidence '{FROM_MEMORY}'.",
            remedy="What nobody has read again is shipped without a citation: say it in 'notes', or read it.",
        )
    return Regime(
        id=file.removesuffix(".yml"),
        version=version,
        name=text_of(entry, "name", where, needed=True),
        authority=text_of(entry, "authority", where, needed=True),
        forbids=text_of(entry, "forbids", where, needed=True),
        binds=texts_of(entry, "binds", where),
        citation=citation,
        confidence=confidence,
        since=since,
        until=until,
        date_precision=choice(entry, "date_precision", PRECISION, where, precision),
        status=text_of(entry, "status", where),
        lists=texts_of(entry, "lists", where),
        list_programmes=_list_programmes(entry, where),
        tests=each(entry, "tests", where, test),
        direction=choice(entry, "direction", _DIRECTIONS, where, "down"),
        flow=text_of(entry, "flow", where),
        except_countries=texts_of(entry, "except_countries", where),
        switches=each(entry, "switches", where, switch),
        dealings=each(entry, "dealings", where, dealing),
        licences=each(entry, "licences", where, licence),
        scales=each(entry, "scales", where, scale),
        governments=each(entry, "governments", where, government),
        property_rules=each(entry, "property_rules", where, property_rule),
        acts=texts_of(entry, "acts", where, ACTS),
        persons=texts_of(entry, "persons", where, PERSONS),
        exceptions=texts_of(entry, "exceptions", where),
        sources=texts_of(entry, "sources", where),
        notes=text_of(entry, "notes", where),
        banner=text_of(entry, "banner", where),
    )


def _list_programmes(entry: dict[str, object], where: str) -> tuple[tuple[str, str], ...]:
    raw = entry.get("list_programmes", {})
    lists = frozenset(texts_of(entry, "lists", where))
    by_list = mapping(raw, lists, f"{where}: 'list_programmes'")
    return tuple((name, tag) for name in by_list for tag in texts_of(by_list, name, f"{where}: 'list_programmes'"))
