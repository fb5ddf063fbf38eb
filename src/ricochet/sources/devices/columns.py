"""Columns: which column of an inventory is what: by the header's words, else by what stands under it."""

import ipaddress
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import cast, get_args

import yaml

from ricochet.errors import DataError, UsageError
from ricochet.model.device import TraceKind
from ricochet.sources.devices.addresses import MAC, plain_ip, plain_mac
from ricochet.sources.tables.columns import IGNORE, key
from ricochet.sources.tables.table import show

SAMPLE = 200
"""Rows looked at where a header says nothing."""
ONCE = ("id", "address", "site", "behind", "count", "seen", "exposed")
"""What a device has one of: the first column in the order of the words counts. Of traces every column does."""
TITLES = 15
"""Rows above the header, a title and who made the list, that are passed over."""
_MOST = 0.8
"""Share of a column's filled cells that must look alike."""


@cache
def words() -> Mapping[str, str]:
    """Header in `key` form -> field."""
    text = resources.files("ricochet.sources.devices").joinpath("words.yml").read_text(encoding="utf-8")
    return {word: field for field, headers in yaml.safe_load(text).items() for word in headers}


def told_by(header: Sequence[str]) -> int:
    """How many of the cells are headers known here."""
    return sum(key(cell) in words() for cell in header)


def fields() -> tuple[str, ...]:
    """Everything a column may be read as."""
    return (*ONCE, "mac_vendor", *get_args(TraceKind))


def trace_of(field: str) -> tuple[TraceKind, str]:
    """Kind and field of the trace that a column's cells become."""
    return ("vendor", "oui") if field == "mac_vendor" else (cast("TraceKind", field), "")


def placed(
    name: str, header: Sequence[str], sample: Sequence[Sequence[str]], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Column -> field. `chosen` is the user's mapping ("-" leaves a column out).

    Raises DataError where no column tells of a device, UsageError for a mapping that names what is not there.
    """
    for column, field in chosen.items():
        if column not in header:
            raise UsageError(
                f"the mapping names the column '{show(column)}', which {name} does not have.",
                remedy=f"It has: {_listed(header)}.",
            )
        if field not in (*fields(), IGNORE):
            raise UsageError(
                f"the mapping reads '{show(column)}' as '{show(field)}', which is no field.",
                remedy=f"Fields: {', '.join(fields())}, or '-' to leave a column out.",
            )
    found = dict[str, str]()
    for at, column in enumerate(header):
        cells = [row[at].strip() for row in sample if row[at].strip()]
        if known := chosen.get(column) or words().get(key(column)) or _looks(key(column), cells):
            other = known == "mac" and column not in chosen and cells and not any(map(_has_mac, cells))
            found[column] = "address" if other and any(plain_ip(cell) != cell for cell in cells) else known
    order = list(words())
    for field in ONCE:
        same = [column for column, other in found.items() if other == field]
        same.sort(key=lambda column: (column not in chosen, order.index(key(column)) if key(column) in order else 0))
        for column in same[1:]:
            found[column] = "name" if field == "id" else IGNORE
    found = {column: field for column, field in found.items() if field != IGNORE}
    if not set(found.values()) - {"count", "seen", "exposed", "site", "id", "behind"}:
        raise DataError(
            f"{name} has no column that tells of a device. It has: {_listed(header)}.",
            remedy="Name one in a --mapping file: devices: {Your column: model}.",
        )
    return found


def _looks(header: str, cells: Sequence[str]) -> str | None:
    """What the cells under a header are, where nearly all are alike."""
    if not cells:
        return None
    if sum(bool(plain_mac(cell)) for cell in cells) >= _MOST * len(cells):
        return "mac"
    if sum(map(_is_address, cells)) >= _MOST * len(cells):
        return "address"
    return "site" if header == "address" else None


def _has_mac(cell: str) -> bool:
    return bool(plain_mac(cell) or MAC.search(cell))


def _is_address(cell: str) -> bool:
    try:
        ipaddress.ip_interface(cell)
    except ValueError:
        return False
    return not cell.isdecimal()


def _listed(header: Sequence[str]) -> str:
    more = f" and {len(header) - 30} more" if len(header) > 30 else ""
    return ", ".join(show(column) for column in header[:30]) + more
