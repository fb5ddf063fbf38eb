"""Catalogue: what each list is called, who publishes it and how old a copy may be. Data in lists.csv.

The age is the hard stop, past which verdicts turn undetermined: three to four missed publications or more. Pages are
text for people, never fetched. A table, because the first answer of a process waits for it, and YAML loads slowly.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

UNLISTED_AGE = 30
"""Days a list of no known interval stays fresh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInfo:
    """One list: `short` is its name within a sentence, `title` on its own.

    `max_age_days` past publication its answers turn undetermined; `page` is text for people.
    """

    id: str
    short: str
    title: str
    publisher: str
    max_age_days: int
    page: str


@cache
def catalogue() -> dict[str, ListInfo]:
    """Read every list known, by id."""
    text = (resources.files("ricochet.snapshot") / "lists.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["id"]: msgspec.convert(row, ListInfo, strict=False) for row in rows}


def info(list_id: str) -> ListInfo:
    """Describe one list; one that nobody catalogued goes by its id."""
    known = catalogue().get(list_id)
    return known or ListInfo(id=list_id, short=list_id, title=list_id, publisher="", max_age_days=UNLISTED_AGE, page="")
