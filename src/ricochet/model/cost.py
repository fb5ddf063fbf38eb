"""Cost: what it costs to replace a device, by the user's own figures."""

from dataclasses import dataclass
from decimal import Decimal

from ricochet.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """From `low` to `high` for one device of what `what` names: the beginning of a model, a maker's id, or "*"."""

    what: str
    low: Decimal
    high: Decimal
    currency: str
    source: Source
