"""Regime: the law a listing carries, as dated, cited data."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Comparison = Literal["ge", "gt"]
Pooling = Literal["all", "programme", "person"]
Direction = Literal["down", "affiliates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One way in which ownership reaches an entity. An entity is reached when any of its regime's tests is met.

    `basis` is the kind of holding that counts. `threshold` is per cent, None where any holding of the basis is
    enough (control). `pooling`: stakes of all listed persons add up, only those under one programme, or only those
    of one person and what that person owns. `joint`: owners in a joint arrangement are each treated as
    holding the combined stake. `yields` is what a met test makes of the entity.
    """

    basis: Literal["equity", "votes", "control", "interest"]
    threshold: Fraction | None = None
    comparison: Comparison = "ge"
    pooling: Pooling = "all"
    joint: bool = False
    yields: Literal["caught", "possible"] = "caught"

    __test__ = False  # pytest: a noun of the law, not a test case


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A programme whose listings do not flow through ownership, unless another programme also lists the party."""

    programme: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DealingRule:
    """What follows from dealing with a listed or caught party: a finding's code and when it applies.

    Each of `all_of` and one of `any_of` is a nexus fact that must be "yes" (a leading "!" asks for "no"). `kinds`
    limits it to those kinds of dealing, empty means any but `except_kinds`. A fact nobody recorded makes it possible.
    `programmes` limits it to targets listed under one of those programmes (a listing that names none makes the
    finding possible). `after_days` is a period of grace: the rule binds from that many days after the listing's first.
    `recorded` rules speak only of what somebody recorded (an approval, a guarantee): unknown is left silent there.
    """

    code: str
    text: str
    citation: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    except_kinds: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    after_days: int = 0
    recorded: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One version of one regime, in force from `since` to `until` (last day, included).

    `id` is the regime's file name, `version` a label within it. `lists` seed it; `list_programmes`
    (list, programme) narrows a list to those programmes. `tests` are empty where nothing
    flows through ownership. `direction` "affiliates" also reaches parents and sisters. Entities of
    `except_countries` are not reached themselves but pass ownership on. `acts` and `persons` say in fixed words what is
    forbidden and to whom ("*" is every act); they tell whether one regime contains another.
    `confidence` grades the evidence for the text: verified, secondary, from memory.
    """

    id: str
    version: str
    name: str
    authority: str
    forbids: str
    binds: tuple[str, ...]
    citation: str
    confidence: str
    since: date | None
    until: date | None
    date_precision: str = "day"
    status: str = ""
    lists: tuple[str, ...] = ()
    list_programmes: tuple[tuple[str, str], ...] = ()
    tests: tuple[Test, ...] = ()
    direction: Direction = "down"
    flow: str = ""
    except_countries: tuple[str, ...] = ()
    switches: tuple[Switch, ...] = ()
    dealings: tuple[DealingRule, ...] = ()
    acts: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    banner: str = ""

    def in_force(self, day: date) -> bool:
        """Whether this version is the law on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
