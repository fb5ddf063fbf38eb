"""Facts: the tables a question is asked of, the user's own or the built-in case, read the same way."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

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

Input = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What the tables hold, which files they were, and what was set aside or noticed."""

    facts: Facts
    claims: tuple[Claim, ...]
    tables: tuple[Table, ...]
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]


def read_tables(inputs: Mapping[str, Input], *, publisher: str = "user") -> Tables:
    """Read any of the tables "parties", "listings", "holdings", "dealings" and "claims", each a name and bytes."""
    parties = read_parties(*inputs["parties"], publisher=publisher) if "parties" in inputs else Read(records=())
    listings = read_listings(*inputs["listings"], publisher=publisher) if "listings" in inputs else Read(records=())
    holdings = read_holdings(*inputs["holdings"], publisher=publisher) if "holdings" in inputs else Read(records=())
    dealings = read_dealings(*inputs["dealings"], publisher=publisher) if "dealings" in inputs else Read(records=())
    claims = read_claims(*inputs["claims"], publisher=publisher) if "claims" in inputs else Read(records=())
    reads: dict[str, Read[Any]] = {
        "parties": parties,
        "listings": listings,
        "holdings": holdings,
        "dealings": dealings,
        "claims": claims,
    }
    found = {kind: read for kind, read in reads.items() if kind in inputs}
    return Tables(
        facts=Facts(
            parties=parties.records, listings=listings.records, holdings=holdings.records, dealings=dealings.records
        ),
        claims=claims.records,
        tables=tuple(_table(*inputs[kind], read) for kind, read in found.items()),
        quarantined=tuple(row for read in found.values() for row in read.quarantined),
        notices=tuple(notice for read in found.values() for notice in read.notices),
    )


def _table(name: str, data: bytes, read: Read[Any]) -> Table:
    digest = hashlib.sha256(data).hexdigest()
    return Table(name=name, sha256=digest, rows=read.rows, quarantined=len(read.quarantined))


def built_in(case_id: str) -> tuple[Tables, dict[str, Any], str]:
    """The built-in case's tables, its `case.yml` and that file's SHA-256."""
    folder = files("ricochet.demo") / case_id
    kinds = ("parties", "listings", "holdings", "dealings", "claims")
    inputs = {kind: (f"{kind}.csv", (folder / f"{kind}.csv").read_bytes()) for kind in kinds}
    raw = (folder / "case.yml").read_bytes()
    about: dict[str, Any] = yaml.safe_load(raw)
    return read_tables(inputs, publisher=case_id), about, hashlib.sha256(raw).hexdigest()
