"""Brought: what a user brings, by its content: a table, a register's own file, or an official list."""

from collections.abc import Mapping
from typing import BinaryIO, Literal

from ricochet.sources.registers.extract import Extract
from ricochet.sources.registers.read import is_register, read_extract
from ricochet.sources.registers.ties import is_list, read_list
from ricochet.sources.tables.dealings import read_dealings
from ricochet.sources.tables.holdings import ShareUnit
from ricochet.sources.tables.listings import read_listings
from ricochet.sources.tables.parties import read_parties
from ricochet.sources.tables.register import read_register

Brought = Literal["holdings", "parties", "dealings", "listed"]


def brought(
    kind: Brought,
    name: str,
    file: BinaryIO,
    *,
    publisher: str = "user",
    mapping: Mapping[str, str] | None = None,
    share_unit: ShareUnit | None = None,
    majority: bool = False,
) -> Extract:
    """Read a table of this kind, or a register or official list, which tells whatever it holds.

    `majority`: direct consolidation (GLEIF) means more than 50. Raises DataError for a file that is neither.
    """
    if is_register(name, file):
        return read_extract(name, file, publisher=publisher, majority=majority)
    data = file.read()
    if is_list(name, data):
        return read_list(name, data)
    if kind == "holdings":
        holdings, owned = read_register(name, data, publisher=publisher, share_unit=share_unit, mapping=mapping)
        return Extract(holdings=holdings, quarantined=owned.quarantined, notices=owned.told, rows=owned.rows)
    if kind == "parties":
        known = read_parties(name, data, publisher=publisher, mapping=mapping)
        return Extract(parties=known.records, quarantined=known.quarantined, notices=known.told, rows=known.rows)
    if kind == "listed":
        named = read_listings(name, data, publisher=publisher, mapping=mapping)
        return Extract(listings=named.records, quarantined=named.quarantined, notices=named.told, rows=named.rows)
    dealt = read_dealings(name, data, publisher=publisher, mapping=mapping)
    return Extract(dealings=dealt.records, quarantined=dealt.quarantined, notices=dealt.told, rows=dealt.rows)
