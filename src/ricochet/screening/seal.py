"""Seal: a short hash of both sides of a hit, so that a decision about it ends when either side changes.

A new edition that says the same of an entry gives the same seal, and so does a row under other headers.
"""

import hashlib

import msgspec

from ricochet.model.hit import Hit
from ricochet.screening.entry import Entry
from ricochet.screening.profile import Profile

LENGTH = 16
"""Hexadecimal digits: the chance that a changed pair keeps its seal is one in 10^19."""


def seal(asked: Profile, hit: Hit, entry: Entry | None) -> str:
    """The seal of a hit; of an embargoed place, which is no entry, by what was found of it."""
    mine = (
        asked.kind,
        [alias.text for alias in asked.names],
        asked.births,
        asked.countries,
        asked.gender,
        asked.addresses,
        sorted(asked.identifiers),
    )
    theirs: object = said_of(entry) if entry else [(one.left, one.right) for one in hit.reasons]
    return hashlib.sha256(msgspec.json.encode((mine, hit.list, hit.entry, theirs))).hexdigest()[:LENGTH]


def said_of(entry: Entry) -> tuple[object, ...]:
    """Everything that an entry says, without the file and row that say it."""
    party = entry.party
    return (
        entry.programmes,
        party.kind,
        [(name.text, name.role, name.weak) for name in party.names],
        party.births,
        party.birth_places,
        party.countries,
        party.gender,
        [(one.type, one.value, one.country) for one in party.identifiers],
        [one.text for one in party.addresses],
        [(one.label, one.text) for one in party.notes],
    )
