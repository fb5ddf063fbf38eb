"""update: official files from a folder into a new snapshot."""

from datetime import UTC, datetime
from pathlib import Path

from ricochet.settings import Settings
from ricochet.snapshot.filing import UpdateReport, file_versions
from ricochet.snapshot.references import ReferencesReport, file_references


def update(folder: Path, settings: Settings) -> UpdateReport:
    """Read every official list below `folder` and file all its versions; the newest good one of each is in force.

    The report's `exit_code` is 3 where a file was refused, a row quarantined or a version withheld: all else is filed.
    Raises UsageError, ListError, DataError.
    """
    return file_versions(settings.home, folder, now=datetime.now(UTC))


def update_references(folder: Path, settings: Settings) -> ReferencesReport:
    """File what the folder holds on hardware addresses and vulnerabilities. Raises UsageError, ListError, DataError."""
    return file_references(settings.home, folder, datetime.now(UTC).date())
