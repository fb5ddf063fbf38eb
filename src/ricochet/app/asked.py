"""Asked: the lists that a command is asked to search."""

from typing import TYPE_CHECKING

from ricochet.app.talk import day_of

if TYPE_CHECKING:
    from ricochet.settings import Settings
    from ricochet.verbs.book import Searchable


def list_ids(text: str | None) -> list[str]:
    """List ids as they stand in an option, separated by commas."""
    return [name.strip() for name in text.split(",")] if text else []


def lists_asked(
    settings: "Settings",
    *,
    lists: str | None,
    against: str | None,
    also: str | None,
    as_of: str | None,
    known_on: str | None = None,
    allow_stale: bool,
) -> "Searchable":
    """The user's own list alone (`against`), else those of the snapshot, perhaps with his own beside (`also`)."""
    from ricochet.verbs.book import prepare, watchlist

    caches = settings.home / "caches"
    if against is not None:
        return watchlist(against, caches=caches, threshold=settings.threshold)
    return prepare(
        list_ids(lists),
        settings=settings,
        as_of=day_of(as_of, "--as-of"),
        known_on=day_of(known_on, "--known-on"),
        allow_stale=allow_stale,
        watchlists=[also] if also else [],
        caches=caches,
    )
