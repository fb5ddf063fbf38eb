"""Decision: what a person decided about a hit, with the reason; it stands as long as both sides stay what they were."""

from dataclasses import dataclass
from typing import Literal

Ruling = Literal["match", "no match"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether a party of the user's is an entry of a list. `date` as written.

    `party` is the user's own id, or empty and `name` says who. `seal` is the hit's own, as it was decided on.
    `stands`: both sides are as they were; else the decision is shown and does not count.
    """

    decision: Ruling
    reason: str
    by: str
    date: str
    list: str = ""
    entry: str = ""
    party: str = ""
    name: str = ""
    seal: str = ""
    stands: bool = False

    @property
    def clears(self) -> bool:
        """Whether it takes the hit out of review."""
        return self.stands and self.decision == "no match"
