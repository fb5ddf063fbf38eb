"""Canaries: listed parties asked for by their own names. One that is not found means the answers cannot be relied on.

A filter was silent for six months before anybody noticed (OFAC, PayPal, 2015-03-25); a list was loaded in part for six
years (UK FCA, Starling Bank, 2024-10-02).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from ricochet.model.party import Identifier
from ricochet.screening.entry import Entry

IN_A_BATCH = 20
"""Canaries in every batch, at least, where the lists hold as many."""
_LEAST = 5
"""Letters and digits from which a printed number singles anybody out."""
_NO_KEYS = {"Government Gazette Number", "Chinese Commercial Code", "Equity Ticker"}
"""Printed as identification, but a document's number, a spelling, a share's code on one exchange among many."""
Canary = tuple[dict[str, str], Entry]
"""A row of a book, and the entry that it must be reviewed on."""


def canaries(entries: Iterable[Entry], least: int = IN_A_BATCH) -> tuple[Canary, ...]:
    """At least `least` entries by their primary names, from every list about as many.

    The same entries give the same canaries in whatever order they come: those whose hash is smallest. Entries without
    a name are never drawn; where there are fewer than `least`, all others are.
    """
    lists: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        lists[entry.list].append(entry)
    each = -(-least // len(lists)) if lists else 0
    drawn = [one for name in sorted(lists) for one in draw(lists[name], each)]
    if len(drawn) < least:
        kept = {(one.list, one.entry) for one in drawn}
        rest = [one for held in lists.values() for one in held if (one.list, one.entry) not in kept]
        drawn += draw(rest, least - len(drawn))
    return tuple((by_name(one), one) for one in drawn)


def draw(entries: Iterable[Entry], number: int) -> tuple[Entry, ...]:
    """So many entries that have a name, by the smallest SHA-256 of list and entry: no chance, and no choice."""
    named = [one for one in entries if any(char.isalnum() for name in one.party.names for char in name.text)]
    return tuple(sorted(named, key=_place)[: max(number, 0)])


def by_name(entry: Entry) -> dict[str, str]:
    """The entry as a row that knows its primary name and nothing else."""
    return {"name": entry.party.name}


def by_identifier(entry: Entry) -> dict[str, str] | None:
    """The entry as a row that knows one of its identifiers and nothing else; None where the list prints none."""
    found = [one for one in entry.party.identifiers if _single(one)]
    if not found:
        return None
    best = min(found, key=lambda one: (hashlib.sha256(f"{one.type}\n{one.value}".encode()).hexdigest(), one.type))
    return {"identifier": best.value}


def _single(identifier: Identifier) -> bool:
    return identifier.type not in _NO_KEYS and sum(char.isalnum() for char in identifier.value) >= _LEAST


def _place(entry: Entry) -> tuple[str, str, str]:
    return hashlib.sha256(f"{entry.list}\n{entry.entry}".encode()).hexdigest(), entry.list, entry.entry
