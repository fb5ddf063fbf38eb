"""Facts: the tables a question is asked of, the user's own or the built-in case, read the same way."""

import hashlib
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
from ricochet.sources.tables.claims import read_claims
from ricochet.sources.tables.dealings import read_dealings
from ricochet.sources.tables.holdings import read_holdings
from ricochet.sources.tables.listings import read_listings
from ricochet.sources.tables.parties import read_parties
from ricochet.verbs.case import BUILT_IN

Input = tuple[str, bytes]
T = TypeVar("T")


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
    """Read any of the tables "parties", "listed", "holdings", "dealings" and "claims", each a name and bytes."""

    def read(kind: str, reader: Callable[..., Read[T]]) -> Read[T]:
        if kind not in inputs:
            return Read(records=())
        return reader(*inputs[kind], publisher=publisher, mapping=(mapping or {}).get(kind))

    parties = read("parties", read_parties)
    listings = read("listed", read_listings)
    holdings = read("holdings", read_holdings)
    dealings = read("dealings", read_dealings)
    claims = read("claims", read_claims)
    reads: dict[str, Read[Any]] = {
        "parties": parties,
        "listed": listings,
        "holdings": holdings,
        "dealings": dealings,
        "claims": claims,
    }
    found = {kind: reads[kind] for kind in reads if kind in inputs}
    return Tables(
        facts=Facts(
            parties=parties.records, listings=listings.records, holdings=holdings.records, dealings=dealings.records
        ),
        claims=claims.records,
        tables=tuple(_table(*inputs[kind], found[kind]) for kind in found),
        quarantined=tuple(row for one in found.values() for row in one.quarantined),
        notices=tuple(notice for one in found.values() for notice in one.told),
    )


def _table(name: str, data: bytes, read: Read[Any]) -> Table:
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
