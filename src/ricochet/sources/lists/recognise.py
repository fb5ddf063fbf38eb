"""Recognise: which official format a file is, by its content first, then by its name; and which files are siblings.

The snapshot room calls `group` on the files of one or more folders, then `parse.parse` on each set:

    grouping = group({"2021-07-07/sdn.csv": b"...", "2021-07-07/alt.csv": b"..."})
    for files in grouping.sets:                       # FileSet(format="ofac-sdn-csv", folder="2021-07-07", ...)
        editions = parse.parse(files)                 # tuple[Edition, ...], one a list; raises DataError
    grouping.refused                                  # (path, DataError): the name promises a list, the bytes do not
    grouping.ignored                                  # (path, why): not a list, or a format nobody reads

Formats and roles: "ofac-sdn-csv" and "ofac-cons-csv" (main, add, alt, comments); "ofac-xml", "ofac-enhanced-xml",
"csl-csv", "bis-dpl" (main only). Only bytes are seen: .gz and .tar.xz are the caller's; a zip is opened here only
when it holds one of OFAC's XML files.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ricochet.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSet:
    """The sibling files of one edition: `files` maps a role to (bare file name, bytes); `paths` to the path given."""

    format: str
    folder: str
    files: Mapping[str, tuple[str, bytes]]
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What `group` made of the files: sets in the order of their paths, and every other path with its reason."""

    sets: tuple[FileSet, ...]
    refused: tuple[tuple[str, DataError], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()


def recognise(name: str, data: bytes) -> str | None:
    """Name the format and role as "format:role" ("ofac-sdn-csv:alt"); None when it is no official list.

    Raises ForeignFile when the name promises a list and the bytes are something else (HTML, JSON, nothing at all).
    Looks at the first few kilobytes only.
    """
    raise NotImplementedError(f"{name}: {len(data)}")


def group(files: Mapping[str, bytes]) -> Grouping:
    """Sort files (path -> bytes; "/" parts folders) into sets of siblings. Raises nothing for bad files."""
    raise NotImplementedError(str(len(files)))
