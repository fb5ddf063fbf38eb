"""Parse: one set of sibling files -> one Edition a list. The only door of this room besides `recognise`.

    parse(files: FileSet) -> tuple[Edition, ...]

`files` comes from `recognise.group`. Editions are ordered by list id. `Edition.published` is the file's own date or
None (the CSV sets carry none: take it from the path). Raises DataError (ForeignFile, TruncatedFile, SchemaDrift) when
the set as a whole cannot be trusted; a single bad row is in `Edition.quarantined`.
"""

from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.recognise import FileSet


def parse(files: FileSet) -> tuple[Edition, ...]:
    """Read one set. Raises DataError."""
    raise NotImplementedError(files.format)
