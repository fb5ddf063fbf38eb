"""Recognise: which official format a file is, by its content first, then by its name; and which files are siblings.

The snapshot room calls `group` on the files of one or more folders, then `parse.parse` on each set:

    grouping = group({"2021-07-07/sdn.csv": b"...", "2021-07-07/alt.csv": b"..."})
    for files in grouping.sets:                       # FileSet(format="ofac-sdn-csv", folder="2021-07-07", ...)
        editions = parse.parse(files)                 # tuple[Edition, ...], one a list; raises DataError
    grouping.refused                                  # (path, DataError): the name promises a list, the bytes do not
    grouping.ignored                                  # (path, why): not a list, or a format nobody reads

Formats: "ofac-sdn-csv" and "ofac-cons-csv" (roles main, add, alt, comments); "ofac-sdn-xml", "ofac-cons-xml",
"ofac-enhanced-xml", "csl-csv" (role main only). Only bytes are seen: .gz and .tar.xz are the caller's; a zip is opened
here only when it holds one of OFAC's XML files.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ricochet.errors import DataError, ForeignFile
from ricochet.sources.lists.bytes_in import FIELD_LIMIT, unzip_head
from ricochet.sources.lists.ofac_lists import is_non_sdn

HEAD = 1 << 15
"""Bytes looked at."""
_ROLE_WORDS = re.compile(r"(?<![a-z])(?:cons|sdn|prim|add|alt|comments)(?![a-z])")
_PROMISE = re.compile(
    r"^(?:(?:sdn|add|alt|sdn_comments|cons_(?:prim|add|alt|comments))\.(?:csv|del|pip)"
    r"|(?:sdn|(?:cons|sdn)_enhanced)\.(?:xml|zip)|(?:sdn|cons)_xml\.zip|csl\.csv)$"
)
_OTHERS_TOO = re.compile(r"^consolidated\.(?:xml|csv)$")
"""Names that several publishers use: only an empty file or an error page breaks their promise."""
_DELIMITERS = (",", "@", "|")
_ENHANCED = re.compile(rb"<(?:\w+:)?sanctionsData[\s>]")
_PLAIN = re.compile(rb"<(?:\w+:)?sdnList[\s>]")
_ADVANCED = re.compile(rb"<(?:\w+:)?Sanctions[\s>]")
_PROGRAMME = re.compile(rb"<program>([^<]*)</program>")


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
    Looks at the first 32 KiB only.
    """
    bare = name.replace("\\", "/").rpartition("/")[2].lower()
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"PK"):
        head = unzip_head(data, HEAD).removeprefix(b"\xef\xbb\xbf")
    found = _xml(bare, head) if head.lstrip().startswith(b"<") else _delimited(bare, head)
    broken = _what(head) in _ERRORS
    if found is None and (_PROMISE.match(bare) or (broken and _OTHERS_TOO.match(bare))):
        raise ForeignFile(
            f"{name} is {_what(head)}, not the list its name promises.",
            remedy="Fetch it again; the last good version stays in force.",
        )
    return found


def group(files: Mapping[str, bytes]) -> Grouping:
    """Sort files (path -> bytes; "/" parts folders) into sets of siblings. Raises nothing for bad files.

    Siblings lie in one folder, have one delimiter, and the same name around the role's word ("sdn_2021-08-18.csv" goes
    with "alt_2021-08-18.csv"). A set without its main file is refused.
    """
    sets: dict[tuple[str, str, str], dict[str, str]] = {}
    refused: list[tuple[str, DataError]] = []
    ignored: list[tuple[str, str]] = []
    for path in sorted(files):
        folder, _, bare = path.replace("\\", "/").rpartition("/")
        try:
            found = recognise(bare, files[path])
        except DataError as wrong:
            refused.append((path, wrong))
            continue
        if found is None:
            ignored.append((path, _why(files[path])))
            continue
        form, role = found.split(":")
        parts = sets.setdefault((folder, form, _around(bare) if form.startswith("ofac-") else bare), {})
        if role in parts:
            refused.append((path, ForeignFile(f"{path}: the {role} file of this set is already there: {parts[role]}.")))
        else:
            parts[role] = path
    whole: list[FileSet] = []
    for (folder, form, _), parts in sets.items():
        if "main" in parts:
            members = {role: (path.replace("\\", "/").rpartition("/")[2], files[path]) for role, path in parts.items()}
            whole.append(FileSet(format=form, folder=folder, files=members, paths=parts))
        else:
            alone = [(path, ForeignFile(f"{path}: its main file is missing.")) for path in parts.values()]
            refused += alone
    whole.sort(key=lambda one: one.paths["main"])
    return Grouping(sets=tuple(whole), refused=tuple(refused), ignored=tuple(ignored))


def _around(bare: str) -> str:
    """The name without the words for list and role: equal for siblings ("sdn_2021.csv" and "sdn_comments_2021.csv")."""
    return re.sub(r"[_-]+", "-", _ROLE_WORDS.sub("", bare.lower())).lstrip("-.")


def _xml(bare: str, head: bytes) -> str | None:
    if _ENHANCED.search(head):
        return "ofac-enhanced-xml:main"
    if not _PLAIN.search(head):
        return None
    programmes = [found.decode("utf-8", "replace") for found in _PROGRAMME.findall(head)]
    return f"ofac-{'cons' if _non_sdn(bare, programmes) else 'sdn'}-xml:main"


def _delimited(bare: str, head: bytes) -> str | None:
    """By columns: CSL by its header; main 12, add 6, alt 5 with a type, comments 2 after a number, no header."""
    lines = head.decode("utf-8", "replace").splitlines()
    whole = [line for line in lines[: 40 if len(head) < HEAD else -1][:40] if line.strip("\x1a\t ")]
    if not whole:
        return None
    if "source" in (header := _cells(whole[0], ",")) and {"programs", "alt_names", "ids"} & set(header):
        return "csl-csv:main"
    for delimiter in _DELIMITERS:
        rows = [_cells(line, delimiter) for line in whole]
        if not (rows[0][0].isascii() and rows[0][0].isdigit()):
            continue
        role = _role(rows[0])
        if role is not None:
            programmes = [part for row in rows if role == "main" and len(row) == 12 for part in row[3].split("] [")]
            return f"ofac-{'cons' if _non_sdn(bare, programmes) else 'sdn'}-csv:{role}"
    return None


def _role(row: list[str]) -> str | None:
    if len(row) == 12:
        return "main"
    if len(row) == 6 and row[1].isdigit():
        return "add"
    if len(row) == 5 and row[1].isdigit() and row[2] in {"aka", "fka", "nka"}:
        return "alt"
    return "comments" if len(row) == 2 and not row[1].strip().isdigit() else None


def _cells(line: str, delimiter: str) -> list[str]:
    csv.field_size_limit(FIELD_LIMIT)
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [""])] or [""]
    except csv.Error:
        return [""]


def _non_sdn(bare: str, programmes: list[str]) -> bool:
    """By name where it says so; else most programmes must be those of the non-SDN lists."""
    if "cons" in bare or "non-sdn" in bare or "nonsdn" in bare:
        return True
    if "sdn" in bare or re.match(r"(add|alt)\b", bare):
        return False
    return 2 * sum(is_non_sdn(programme) for programme in programmes) > len(programmes) > 0


_ERRORS = frozenset({"empty", "an HTML page", "JSON"})


def _what(head: bytes) -> str:
    text = head.lstrip().lower()
    if not text.strip(b"\x1a"):
        return "empty"
    if text.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if text.startswith((b"{", b"[")):
        return "JSON"
    return "in OFAC's Advanced format" if _ADVANCED.search(head) else "something else"


def _why(data: bytes) -> str:
    what = _what(data[:HEAD])
    return "not an official list" if what == "something else" else f"not a list we read: {what}"
