"""Proof: the minimal chain of facts behind an answer, seeds first, each step with its source."""

from dataclasses import dataclass
from typing import Literal

from ricochet.model.source import Source

StepKind = Literal["listing", "holding", "joint", "complete", "dealing", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One fact. For a holding: `owner` has `share` (`basis`) of `owned`; for a listing `owned` is the list."""

    kind: StepKind
    owner: str
    owned: str = ""
    share: str = ""
    basis: str = ""
    text: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """Steps in an order in which each needs only those before it; no step can be left out."""

    steps: tuple[Step, ...] = ()
