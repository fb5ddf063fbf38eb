"""Listings: which party is on which list, from the user's own table."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ricochet.model.listing import Listing
from ricochet.model.period import first_day, last_day
from ricochet.sources.read import Read
from ricochet.sources.tables.answer import answer
from ricochet.sources.tables.columns import Field, Record, read_columns, records_of

FIELDS = (
    Field("party", ("party_id", "entity"), ("id", "firm_id", "entity_id", "name"), required=True),
    Field("list", ("list_id",), ("regime",)),
    Field("entry", ("entry_id", "uid")),
    Field("programme", ("programmes", "program", "programs")),
    Field("from", ("from_date", "start", "start_date", "since", "listed_on")),
    Field("to", ("to_date", "end", "end_date", "until", "delisted_on")),
    Field("effect"),
    Field("citation", ("cite",)),
    Field("hypothetical"),
    Field("source", ("sources", "reference"), ("source_file_or_url",)),
    Field("confidence"),
)
"""What a listing may have and the headers it goes by; only the party is needed."""


def read_listings(
    name: str, data: bytes, *, publisher: str = "user", mapping: Mapping[str, str] | None = None
) -> Read[Listing]:
    """Read listings; the party's id is the user's own, raw; a blank list stays "".

    `to` is the first day no longer in force; a partial date there is read as its last day. Programmes stand apart by
    ; or |. A row whose `from` lies after its `to` is quarantined.
    """
    table = read_columns(name, data, FIELDS, publisher=publisher, mapping=mapping)
    return records_of(table, _listing)


def _listing(record: Record) -> Listing:
    listing = Listing(
        party=record.need("party"),
        list=record["list"],
        entry=record["entry"],
        programmes=tuple(dict.fromkeys(p for part in re.split(r"[;|]", record["programme"]) if (p := part.strip()))),
        since=record.parse("from", first_day),
        effect=record["effect"],
        citation=record["citation"],
        hypothetical=record.parse("hypothetical", answer) == "yes",
        source=record.source,
    )
    until = record.parse("to", last_day)
    if until and listing.since and listing.since > until:
        raise record.wrong("to", f"'from' {listing.since} lies after 'to' {until}", "Correct one of them.")
    return replace(listing, until=until)
