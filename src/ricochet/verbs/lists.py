"""lists: which official lists are held, how old each is, what is in force and what is withheld."""

from dataclasses import dataclass
from datetime import date

from ricochet.settings import Settings
from ricochet.snapshot.catalogue import info
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.store import open_snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One version of one list. Field order is the contract's.

    `age_days` counts from `published` to the as-of day: None where no date is known or the version is younger than
    that day. `sha256` is the main file's. Neither in force nor withheld is history.
    """

    list: str
    title: str
    version: str
    published: date | None
    age_days: int | None
    max_age_days: int
    entries: int
    sha256: str
    in_force: bool
    withheld: bool
    why: str

    @property
    def too_old(self) -> bool:
        """Whether the version is past its age on the as-of day; unknown age is too old."""
        return self.age_days is None or self.age_days > self.max_age_days


def lists(
    settings: Settings, as_of: date, *, history: bool = False, known_on: date | None = None
) -> tuple[ListRow, ...]:
    """Rows by list id: what is withheld, then what is in force; with `history` every other version first, by date.

    Empty where nothing was ever filed. Raises DataError for a damaged store.
    """
    snapshot = open_snapshot(settings.home, known_on)
    if snapshot is None:
        return ()
    shown = [one for one in snapshot.versions() if history or one.in_force or one.withheld]
    return tuple(_row(one, as_of) for one in sorted(shown, key=lambda one: (one.list, one.in_force, one.withheld)))


def _row(version: Version, as_of: date) -> ListRow:
    about = info(version.list)
    known = version.published is not None and version.published <= as_of
    return ListRow(
        list=version.list,
        title=about.title,
        version=version.version,
        published=version.published,
        age_days=(as_of - version.published).days if version.published and known else None,
        max_age_days=about.max_age_days,
        entries=version.loaded,
        sha256=version.sha256,
        in_force=version.in_force,
        withheld=version.withheld,
        why=version.why,
    )
