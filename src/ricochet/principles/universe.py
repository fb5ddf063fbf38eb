"""Universe: the firms a principle is asked about, and everything claimed about them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import resources
from typing import Any

import yaml

from ricochet.errors import DataError
from ricochet.exposure.facts import Facts
from ricochet.model.claim import Claim
from ricochet.model.listing import Listing
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.sources.tables.claims import read_claims
from ricochet.sources.tables.columns import EVIDENCE, Field, Record, key, read_columns, records_of
from ricochet.sources.tables.listings import read_listings
from ricochet.sources.tables.table import read_table

Input = tuple[str, bytes]
BUILT_IN = "chinese-firms"
FIELDS = (
    Field("id", ("firm_id", "party_id"), ("name", "firm"), required=True),
    Field("name", ("name_en",), ("firm",)),
    Field("as_of", ("date",)),
    *EVIDENCE,
)
"""What a table of firms has beside one column a fact."""
_NO_FACTS = frozenset({"aliases", "ticker", "isin", "uscc", "note", "notes", "parent", "country", "kind"})


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm and where its row stands."""

    id: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day between which a firm without a listing is taken not to be listed, and what was looked at."""

    since: date
    until: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Universe:
    """Firms in order of the table. `day` is the day the facts speak for; None is the user's own today.

    `claims` by firm and predicate, `listings` by firm; `graph` holds the holdings and dealings that functions ask.
    """

    name: str
    firms: tuple[Firm, ...]
    claims: Mapping[tuple[str, str], tuple[Claim, ...]]
    listings: Mapping[str, tuple[Listing, ...]] = field(default_factory=dict)
    windows: Mapping[str, Window] = field(default_factory=dict)
    graph: Facts = field(default_factory=Facts)
    day: date | None = None
    quarantined: tuple[Quarantined, ...] = ()
    notices: tuple[str, ...] = ()

    def about(self, firm: str, predicate: str) -> tuple[Claim, ...]:
        """Every claim about one fact of one firm."""
        return self.claims.get((firm, predicate), ())

    def firm(self, firm_id: str) -> Firm | None:
        """The firm of that id."""
        return next((firm for firm in self.firms if firm.id == firm_id), None)


def read_universe(name: str, tables: Mapping[str, Input], *, publisher: str = "user") -> Universe:
    """Read any of the tables "firms", "claims" and "listings". Without firms, the subjects of the claims are the firms.

    In a table of firms every column that is not an id, a name or evidence is a fact; a blank cell is unknown.
    Raises DataError for a file that is none of them.
    """
    firms: tuple[tuple[Firm, tuple[Claim, ...]], ...] = ()
    quarantined: list[Quarantined] = []
    notices: list[str] = []
    if "firms" in tables:
        table = read_columns(*tables["firms"], FIELDS, publisher=publisher, group=_group)
        read = records_of(table, _firm)
        firms = read.records
        quarantined += read.quarantined
        notices += read.notices
    claims = [claim for _, row in firms for claim in row]
    if "claims" in tables:
        claimed = read_claims(*tables["claims"], publisher=publisher)
        claims += claimed.records
        quarantined += claimed.quarantined
        notices += claimed.told
    listings: tuple[Listing, ...] = ()
    if "listings" in tables:
        listed = read_listings(*tables["listings"], publisher=publisher)
        listings = listed.records
        quarantined += listed.quarantined
        notices += listed.told
    known = {firm.id: firm for firm, _ in firms}
    if len(known) < len(firms):
        twice = next(firm for firm, _ in firms if known[firm.id] is not firm)
        raise DataError(f"{name}: two rows have the id '{twice.id}'.", remedy="Give each firm its own id.")
    if "firms" not in tables:
        known = {claim.subject: Firm(claim.subject, claim.subject, claim.source) for claim in claims}
    return Universe(
        name=name,
        firms=tuple(known.values()),
        claims=_grouped(claims, lambda claim: (claim.subject, claim.predicate)),
        listings=_grouped(listings, lambda listing: listing.party),
        quarantined=tuple(quarantined),
        notices=tuple(notices),
    )


def kind_of_table(name: str, data: bytes) -> str:
    """Whether a user's file is a table of "firms" or of "claims": the latter has a predicate and a value."""
    keys = {key(column) for sheet in read_table(name, data) for column in sheet.columns}
    return "claims" if keys & {"predicate", "metric"} and "value" in keys else "firms"


def built_in(graph: Facts) -> Universe:
    """The universe that comes with the package, over the holdings and dealings of `graph`."""
    folder = resources.files("ricochet.principles") / "universe"
    tables = {kind: (f"{kind}.csv", (folder / f"{kind}.csv").read_bytes()) for kind in ("firms", "claims", "listings")}
    about: dict[str, Any] = yaml.safe_load((folder / "universe.yml").read_text("utf-8"))
    windows = {list_id: Window(row["from"], row["to"], row["source"]) for list_id, row in about["looked_up"].items()}
    universe = read_universe(about["id"], tables, publisher=about["id"])
    return replace(universe, day=about["as_of"], windows=windows, graph=graph, notices=())


def _group(header: str) -> str | None:
    return None if header in _NO_FACTS else "fact"


def _firm(record: Record) -> tuple[Firm, tuple[Claim, ...]]:
    firm = Firm(record.need("id"), record["name"] or record.need("id"), record.source)
    claims = (
        Claim(subject=firm.id, predicate=key(column), value=text, as_of=record["as_of"], source=record.source)
        for _, column, text in record.others
    )
    return firm, tuple(claims)


def _grouped(rows: Iterable[Any], by: Callable[[Any], Any]) -> dict[Any, tuple[Any, ...]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return {group: tuple(members) for group, members in found.items()}
