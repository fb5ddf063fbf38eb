"""Listing: a party on a publisher's list under its programmes, with dates."""

from dataclasses import dataclass
from datetime import date

from ricochet.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One entry of one list. `entry` is the publisher's own id.

    `since` is the first day in force, `until` the first day no longer (half-open, in the authority's own dates);
    None is open. `programmes` are the publisher's tags. `effect` is what the entry itself adds (licence
    policy, purpose limit). A hypothetical listing is a what-if, and says so wherever it shows. `doubt` is what is open
    about whether it applies to the party at all; "" where nothing is.
    """

    party: str
    list: str
    entry: str
    programmes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    effect: str = ""
    citation: str = ""
    hypothetical: bool = False
    doubt: str = ""
    source: Source

    def in_force(self, day: date) -> bool:
        """Whether the listing binds on the day. Listed and delisted on one day binds never."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
