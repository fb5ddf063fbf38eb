"""Claims: sourced statements used as evidence, from a table."""

from collections.abc import Mapping

from ricochet.model.claim import Claim
from ricochet.sources.read import Read
from ricochet.sources.tables.columns import EVIDENCE, Field, Record, read_columns, records_of

FIELDS = (
    Field("subject", ("about",), ("firm_id", "party", "id"), required=True),
    Field("predicate", (), ("metric",), required=True),
    Field("value", required=True),
    Field("unit"),
    Field("as_of", (), ("date",)),
    Field("scope"),
    *EVIDENCE,
)
"""What a claim may have and the headers it goes by."""


def read_claims(
    name: str, data: bytes, *, publisher: str = "user", mapping: Mapping[str, str] | None = None
) -> Read[Claim]:
    """Read claims; the subject is the user's own id, raw. A row without subject, predicate or value is quarantined."""
    return records_of(read_columns(name, data, FIELDS, publisher=publisher, mapping=mapping), _claim)


def _claim(record: Record) -> Claim:
    return Claim(
        subject=record.need("subject"),
        predicate=record.need("predicate"),
        value=record.need("value"),
        unit=record["unit"],
        as_of=record["as_of"],
        scope=record["scope"],
        source=record.source,
    )
