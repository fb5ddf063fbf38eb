"""Dealing: a typed edge between two parties, with the facts that tie it to a jurisdiction."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ricochet.model.period import ALWAYS, Period
from ricochet.model.share import Share
from ricochet.model.source import Source

Known = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """`actor` does `kind` with `target`: supplies, buys, distributes, banks, insures, finances, invests, employs…

    `nexus` holds facts by name ("us_person", "usd", "us_origin", …) as yes, no or unknown; a fact not named is
    unknown. `value` is None where the source states no amount; `value_text` keeps what it states. `seen` is the
    last day on which the source saw the dealing going on, where it tells no end. `concerning` is the party whose goods,
    risk or property the dealing is about, where that is not the target; `signatory` who signs for the target.
    `measures` are figures by name ("us_content"), as shares.
    """

    actor: str
    target: str
    kind: str
    value: Decimal | None = None
    value_text: str = ""
    currency: str = ""
    period: Period = ALWAYS
    seen: date | None = None
    nexus: tuple[tuple[str, Known], ...] = ()
    concerning: str = ""
    signatory: str = ""
    measures: tuple[tuple[str, Share], ...] = ()
    detail: str = ""
    source: Source

    def fact(self, name: str) -> Known:
        """One nexus fact; what nobody recorded is unknown, never no."""
        return next((value for key, value in self.nexus if key == name), "unknown")

    def measure(self, name: str) -> Share | None:
        """One measured fact; None where nobody recorded it."""
        return next((value for key, value in self.measures if key == name), None)
