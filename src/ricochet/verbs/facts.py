"""Facts: the tables a question is asked of, the user's own or the built-in case, read the same way."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import yaml

from ricochet.exposure.facts import Facts
from ricochet.model.claim import Claim
from ricochet.model.holding import Holding
from ricochet.model.quarantine import Quarantined
from ricochet.report.case import Table
from ricochet.sources.read import Read
from ricochet.sources.registers.extract import Extract
from ricochet.sources.tables.claims import read_claims
from ricochet.verbs.brought import Brought, brought
from ricochet.verbs.case import BUILT_IN
from ricochet.verbs.identify import identified

Input = tuple[str, bytes]
_BROUGHT: tuple[Brought, ...] = ("parties", "listed", "holdings", "dealings")


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

    All but the claims may be a register's file or an official list: what else it tells is taken too. Where two files
    speak of one party, the user's table of parties counts.
    """
    columns = mapping or {}
    found: dict[str, Extract | Read[Claim]] = {}
    for kind in _BROUGHT:
        if kind in inputs:
            name, data = inputs[kind]
            found[kind] = brought(kind, name, io.BytesIO(data), publisher=publisher, mapping=columns.get(kind))
    extracts = [one for one in found.values() if isinstance(one, Extract)]
    claims: Read[Claim] = Read(records=())
    if "claims" in inputs:
        found["claims"] = claims = read_claims(*inputs["claims"], publisher=publisher, mapping=columns.get("claims"))
    told = [party for one in extracts for party in one.parties]
    parties = tuple(reversed({party.id: party for party in reversed(told)}.values()))
    holdings = _together([one.holdings for one in extracts if one.holdings])
    same = tuple(pair for one in extracts for pair in one.same)
    listings = tuple(row for one in extracts for row in one.listings)
    return Tables(
        facts=Facts(
            parties=parties,
            listings=identified(listings, holdings, parties, listed=parties, same=same).listings,
            holdings=holdings,
            dealings=tuple(row for one in extracts for row in one.dealings),
        ),
        claims=claims.records,
        tables=tuple(_table(*inputs[kind], one) for kind, one in found.items()),
        quarantined=tuple(row for one in found.values() for row in one.quarantined),
        notices=tuple(notice for one in found.values() for notice in one.told),
    )


def _together(held: list[Sequence[Holding]]) -> Sequence[Holding]:
    """A single register stays in columns, which may be tens of millions of rows long."""
    return held[0] if len(held) == 1 else tuple(row for one in held for row in one)


def _table(name: str, data: bytes, read: Extract | Read[Claim]) -> Table:
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
