"""publish: release a version that was withheld."""

from datetime import UTC, datetime

from ricochet.settings import Settings
from ricochet.snapshot.manifest import Version
from ricochet.snapshot.release import release


def publish(list_id: str, version: str, reason: str, settings: Settings) -> Version:
    """Put a withheld version of a list in force, with the reason kept; the version as it now stands.

    Raises UsageError without a reason or for a version not withheld, ListError for one not held.
    """
    return release(settings.home, list_id, version, reason, now=datetime.now(UTC))
