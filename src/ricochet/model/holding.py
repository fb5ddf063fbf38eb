"""Holding: an owner's stake in a company, as one source states it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ricochet.model.period import ALWAYS, Period
from ricochet.model.share import Share
from ricochet.model.source import Source

Basis = Literal["equity", "votes", "control", "director", "interest"]
BASES: tuple[Basis, ...] = get_args(Basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One row of a register.

    `basis`: equity (economic ownership), votes, control (may appoint the board or direct affairs), director (sits
    on the board), interest (a property interest without a percentage: trust, proxy). Owners that share a `joint`
    label in one company act jointly. `held_for` names the beneficial owner for whom `owner` is only a nominee.
    `share_class` keeps classes of stock apart. `stated` is the share in the source's own words, where they say more
    than `share` can; `seen` the last day on which the source saw the stake standing, where it tells no end.
    """

    owner: str
    owned: str
    share: Share
    basis: Basis = "equity"
    period: Period = ALWAYS
    joint: str = ""
    held_for: str = ""
    share_class: str = ""
    stated: str = ""
    seen: date | None = None
    source: Source
