"""Finding: a rule reaches a subject: status, effect, proof, sources."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
class Carried:
    """What a reached party takes over from its listed owners on one scale of requirements.

    `grades` are (requirement, the owners whose listings carry it), strictest first; on a scale whose strictest grade
    wins, the first decides. `unstated` are owners whose listings tell no requirement of this scale.
    """

    scale: str
    join: Literal["strictest", "all"]
    grades: tuple[tuple[str, tuple[str, ...]], ...]
    unstated: tuple[str, ...] = ()
    citation: str = ""

    @property
    def holds(self) -> tuple[str, ...]:
        """The requirements that hold: the strictest, or all."""
        found = tuple(grade for grade, _ in self.grades)
        return found[:1] if self.join == "strictest" else found


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
    carries: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What follows, or may follow, from one dealing with a listed or reached party. A finding, never a status.

    `about` is the listed or reached party where it is not the target itself (whose goods they are, who signs, who sits
    on the board), `programmes` what it is listed under. `since` is the first day the finding holds, where known.
    "authorised": forbidden but for `licence`, until `licensed_until` (the first day no longer). `missing` are the facts
    that would decide a possible finding. Value, currency and dates are the dealing's own.
    """

    actor: str
    target: str
    regime: str
    code: str
    status: Literal["applies", "possible", "authorised"]
    kind: str
    why: str
    citation: str
    about: str = ""
    programmes: tuple[str, ...] = ()
    since: date | None = None
    licence: str = ""
    licensed_until: date | None = None
    value: Decimal | None = None
    value_text: str = ""
    currency: str = ""
    missing: tuple[str, ...] = ()
    source: Source
