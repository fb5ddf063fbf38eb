"""Explanation: everything that can be said about how ownership brings a regime to one party."""

from dataclasses import dataclass
from typing import Literal

from ricochet.model.finding import Unknown
from ricochet.model.proof import Proof, Step
from ricochet.model.status import Status

Route = Literal["direct", "indirect", "cascade-down", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a party is caught or possible, or what it lacks.

    `slack` is what caught owners hold beyond the threshold, per cent of the company, negative where they fall short;
    "" where the test has no figure. `contributing` are stakes of caught owners that the proof does not need. `critical`
    are listed parties without any one of whom the answer would be another; `alternatives` are further minimal proofs.
    `look_through` is what listed parties own when stakes are multiplied along every path: a second number that decides
    nothing; "" where the register above is too large to work it out. `route`: the listed parties' own stakes are
    enough (direct), or it comes through others and they own half by looking through (indirect) or less (cascade-down).
    """

    party: str
    regime: str
    status: Status
    share: str
    by: str
    slack: str
    route: Route
    look_through: str
    proof: Proof
    contributing: tuple[Step, ...] = ()
    critical: tuple[str, ...] = ()
    alternatives: tuple[Proof, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
