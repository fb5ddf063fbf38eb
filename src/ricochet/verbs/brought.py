"""Brought: holdings, parties or dealings as a user brings them: a table, or a register's file, by its content."""

from collections.abc import Mapping
from typing import BinaryIO, Literal

from ricochet.sources.registers.extract import Extract
from ricochet.sources.registers.read import is_register, read_extract
from ricochet.sources.tables.dealings import read_dealings
from ricochet.sources.tables.holdings import ShareUnit, read_holdings
from ricochet.sources.tables.parties import read_parties

Brought = Literal["holdings", "parties", "dealings"]


def brought(
    kind: Brought,
    name: str,
    file: BinaryIO,
    *,
    publisher: str = "user",
    mapping: Mapping[str, str] | None = None,
    share_unit: ShareUnit | None = None,
) -> Extract:
    """Read a table of this kind, or a register, which tells whatever it holds: parties beside holdings, say.

    Raises DataError for a file that is neither.
    """
    if is_register(name, file):
        return read_extract(name, file, publisher=publisher)
    data = file.read()
    if kind == "holdings":
        owned = read_holdings(name, data, publisher=publisher, share_unit=share_unit, mapping=mapping)
        return Extract(holdings=owned.records, quarantined=owned.quarantined, notices=owned.told, rows=owned.rows)
    if kind == "parties":
        known = read_parties(name, data, publisher=publisher, mapping=mapping)
        return Extract(parties=known.records, quarantined=known.quarantined, notices=known.told, rows=known.rows)
    dealt = read_dealings(name, data, publisher=publisher, mapping=mapping)
    return Extract(dealings=dealt.records, quarantined=dealt.quarantined, notices=dealt.told, rows=dealt.rows)
