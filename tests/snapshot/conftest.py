"""A toy publisher, so that filing is tested apart from the real formats.

`toy.csv`: optional first line `#2022-05-06`, then `id;kind;name` a row; a kind nobody knows is quarantined; the last
line is `end`. `toy_alt.csv` holds `id;alias` rows and is what a complete set needs.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

import pytest

from ricochet.errors import ForeignFile, TruncatedFile
from ricochet.model.kind import kind_of
from ricochet.model.listing import Listing
from ricochet.model.party import Name, Party
from ricochet.model.quarantine import Quarantined
from ricochet.model.source import Source
from ricochet.snapshot import intake
from ricochet.sources.lists import parse
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.recognise import FileSet, Grouping


def recognise(name: str, data: bytes) -> str | None:
    if not name.startswith("toy"):
        return None
    if data.startswith(b"<html"):
        raise ForeignFile(f"{name} is a web page.", remedy="Fetch it again.")
    return "toy-csv:alt" if "alt" in name else "toy-csv:main"


def group(files: Mapping[str, bytes]) -> Grouping:
    folders: dict[str, dict[str, str]] = {}
    for path in sorted(files):
        role = (recognise(PurePosixPath(path).name, b"") or "").partition(":")[2]
        folders.setdefault(str(PurePosixPath(path).parent), {})[role] = path
    return Grouping(
        sets=tuple(
            FileSet(
                format="toy-csv",
                folder=folder,
                files={role: (PurePosixPath(path).name, files[path]) for role, path in roles.items()},
                paths=roles,
            )
            for folder, roles in folders.items()
        )
    )


def parse_toy(files: FileSet) -> tuple[Edition, ...]:
    name, data = files.files["main"]
    lines = data.decode().splitlines()
    if not lines or lines.pop() != "end":
        raise TruncatedFile(f"{name} ends early.", remedy="Fetch it again.")
    published = date.fromisoformat(lines.pop(0)[1:]) if lines and lines[0].startswith("#") else None
    parties, listings, bad = [], [], []
    for row, line in enumerate(lines, 1):
        entry, kind_text, text = line.split(";")
        kind = kind_of(kind_text)
        if kind is None:
            bad.append(
                Quarantined(file=name, row=row, column="kind", value=kind_text, reason="no kind", remedy="Mend.")
            )
            continue
        source = Source(publisher="toy", file=name, sha256="", row=row)
        parties.append(Party(id=f"toy:{entry}", kind=kind, names=(Name(text=text),), source=source))
        listings.append(Listing(party=f"toy:{entry}", list="toy", entry=entry, source=source))
    return (
        Edition(
            list="toy",
            published=published,
            parties=tuple(parties),
            listings=tuple(listings),
            quarantined=tuple(bad),
            rows=len(lines),
            lacks=() if "alt" in files.files else ("toy_alt.csv: no aliases",),
        ),
    )


@pytest.fixture
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "recognise", recognise)
    monkeypatch.setattr(intake, "group", group)
    monkeypatch.setattr(parse, "parse", parse_toy)
