"""Finding: a rule reaches a subject: status, effect, proof, sources."""

from dataclasses import dataclass
from typing import Literal

from ricochet.model.proof import Proof
from ricochet.model.source import Source
from ricochet.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """One unknown that would decide a possible answer: whose stake in what, as known, and how much it takes."""

    owner: str
    owned: str
    share: str
    needed: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A party reached, or possibly reached, through ownership under one regime.

    `share` is what caught (for possible: caught-or-possible) owners hold, in the input's grammar. `by` is the basis
    of the test that was met. `flags` are matters of data quality or caution that do not change the status.
    """

    party: str
    regime: str
    status: Status
    share: str
    by: str
    proof: Proof
    unknowns: tuple[Unknown, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What follows, or may follow, from one dealing with a listed or reached party. A finding, never a status."""

    actor: str
    target: str
    regime: str
    code: str
    status: Literal["applies", "possible"]
    kind: str
    why: str
    citation: str
    missing: tuple[str, ...] = ()
    source: Source
