"""Edition: one publication of one list, as one file or set of files tells it."""

from dataclasses import dataclass
from datetime import date

from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.model.quarantine import Quarantined
from ricochet.model.relation import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything read of one list. `rows` = entries loaded + entries quarantined, exactly.

    `published` is the file's own date (None where it has none: the caller may know one from the path).
    `lacks` names the parts of the set that are missing ("alt.csv: no aliases"); empty is complete.
    `notices` are named exceptions: what was noticed and deliberately not held against the file.
    """

    list: str
    published: date | None
    parties: tuple[Party, ...]
    listings: tuple[Listing, ...]
    relations: tuple[Relation, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    rows: int = 0
    lacks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
