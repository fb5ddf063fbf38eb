"""Facts: the tables a question is asked of, the user's own or the built-in case, read the same way."""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from ricochet.exposure.facts import Facts
from ricochet.model.claim import Claim
from ricochet.model.quarantine import Quarantined
from ricochet.report.case import Table
from ricochet.sources.read import Read
from ricochet.sources.registers.extract import Extract
from ricochet.sources.tables.claims import read_claims
from ricochet.sources.tables.listings import read_listings
from ricochet.verbs.brought import Brought, brought
from ricochet.verbs.case import BUILT_IN

Input = tuple[str, bytes]
T = TypeVar("T")
Counted = Read[Any] | Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What the tables hold, which files they were, and what was set aside or noticed."""

    facts: Facts
    claims: tuple[Claim, ...]
    tables: tuple[Table, ...]
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]


def read_tables(
    inputs: Mapping[str, Input], *, publisher: str = "user", mapping: Mapping[str, Mapping[str, str]] | None = None
) -> Tables:
    """Read any of "parties", "listed", "holdings", "dealings" and "claims", each a name and bytes.

    Parties, holdings and dealings may be a register's file: what else it tells is taken too. Where two files speak of
    one party, the user's table of parties counts.
    """
    columns = mapping or {}

    def read(kind: str, reader: Callable[..., Read[T]]) -> Read[T]:
        if kind not in inputs:
            return Read(records=())
        return reader(*inputs[kind], publisher=publisher, mapping=columns.get(kind))

    def bring(kind: Brought) -> Extract:
        if kind not in inputs:
            return Extract()
        name, data = inputs[kind]
        return brought(kind, name, io.BytesIO(data), publisher=publisher, mapping=columns.get(kind))

    extracts = (bring("parties"), bring("holdings"), bring("dealings"))
    listings, claims = read("listed", read_listings), read("claims", read_claims)
    known = {party.id: party for one in reversed(extracts) for party in reversed(one.parties)}
    kinds = ("parties", "listed", "holdings", "dealings", "claims")
    rows: tuple[Counted, ...] = (extracts[0], listings, extracts[1], extracts[2], claims)
    found = {kind: one for kind, one in zip(kinds, rows, strict=True) if kind in inputs}
    return Tables(
        facts=Facts(
            parties=tuple(reversed(known.values())),
            listings=listings.records,
            holdings=tuple(row for one in extracts for row in one.holdings),
            dealings=tuple(row for one in extracts for row in one.dealings),
        ),
        claims=claims.records,
        tables=tuple(_table(*inputs[kind], one) for kind, one in found.items()),
        quarantined=tuple(row for one in found.values() for row in one.quarantined),
        notices=tuple(notice for one in found.values() for notice in one.told),
    )


def _table(name: str, data: bytes, read: Counted) -> Table:
    digest = hashlib.sha256(data).hexdigest()
    return Table(name=name, sha256=digest, rows=read.rows, quarantined=len(read.quarantined))


def built_in(case_id: str = BUILT_IN) -> tuple[Tables, dict[str, Any], str]:
    """The built-in case's tables, its `case.yml` and that file's SHA-256."""
    folder = files("ricochet") / "demo" / case_id
    kinds = {kind: f"{kind}.csv" for kind in ("parties", "holdings", "dealings", "claims")} | {"listed": "listings.csv"}
    inputs = {kind: (file, (folder / file).read_bytes()) for kind, file in kinds.items()}
    raw = (folder / "case.yml").read_bytes()
    about: dict[str, Any] = yaml.safe_load(raw)
    tables = replace(read_tables(inputs, publisher=case_id), notices=())  # its columns are our own
    return tables, about, hashlib.sha256(raw).hexdigest()
