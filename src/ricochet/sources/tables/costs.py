"""Costs: what a replacement costs, from the user's own table: what, low, high, currency."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from ricochet.model.cost import Cost
from ricochet.sources.read import Read
from ricochet.sources.tables.columns import EVIDENCE, Field, Record, read_columns, records_of

FIELDS = (
    Field("what", ("model", "maker", "device"), required=True),
    Field("low", ("from", "minimum", "min"), ("cost", "price"), required=True),
    Field("high", ("to", "maximum", "max")),
    Field("currency"),
    *EVIDENCE,
)
"""What a cost may have and the headers it goes by; without `high` the cost is one figure."""


def read_costs(
    name: str, data: bytes, *, publisher: str = "user", mapping: Mapping[str, str] | None = None
) -> Read[Cost]:
    """Read costs. `what` is the beginning of a model, a maker's id, or "*" for any other device."""
    return records_of(read_columns(name, data, FIELDS, publisher=publisher, mapping=mapping), _cost)


def _cost(record: Record) -> Cost:
    low = record.parse("low", _amount)
    high = record.parse("high", _amount) if record["high"] else low
    if high < low:
        raise record.wrong("high", f"{high} is less than the low figure {low}", "Put the smaller figure first.")
    return Cost(what=record.need("what"), low=low, high=high, currency=record["currency"].upper(), source=record.source)


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "").replace("'", "").replace(" ", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"'{text}' is no amount: write 1250 or 1,250.00")
    return amount
