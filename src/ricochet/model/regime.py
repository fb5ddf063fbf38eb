"""Regime: the law a listing carries, as dated, cited data."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Comparison = Literal["ge", "gt"]
Pooling = Literal["all", "programme", "person"]
Direction = Literal["down", "affiliates"]
Through = Literal["target", "concerning", "signatory", "director"]
Clock = Literal["day", "start"]


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

    Each of `all_of` and one of `any_of` is a condition that must hold: a nexus fact that is "yes" (a leading "!" asks
    for "no"), or a measure beside a figure ("us_content > 25"). What nobody recorded makes the finding possible;
    `recorded` rules speak only of what somebody recorded (an approval, a guarantee) and are silent without it. `kinds`
    limits the rule to those kinds of dealing, empty means any but `except_kinds`.

    `through` says where the listed party stands in the dealing: its target, the party whose goods, risk or property
    it concerns, the signatory of its contract, a director of its target. `programmes` limits the rule to parties
    listed under one of them, `effects` to listings whose own effect has one of those words; a listing that tells
    neither leaves it possible. From `after_days` after the listing the rule binds, from `before_days` no longer.
    `clock`: the rule's and the regime's dates are held against the day asked for, or the day the dealing began.
    """

    code: str
    text: str
    citation: str
    through: tuple[Through, ...] = ("target",)
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    except_kinds: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    after_days: int = 0
    before_days: int | None = None
    recorded: bool = False
    clock: Clock = "day"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """What a regime forbids, allowed for a while: a general licence, or one that a scenario supposes.

    It authorises from `since` to the day before `until`. `parties` are those in its scope, by id, entry or name (empty:
    all), with what they own; a party that somebody of `except_parties`, or anybody else listed, also owns is outside.
    `kinds`, `programmes` and `all_of` limit it as they limit a rule. `codes` are the findings it lifts.
    """

    id: str
    text: str
    citation: str
    since: date | None = None
    until: date | None = None
    parties: tuple[str, ...] = ()
    except_parties: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether the licence authorises anything on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One requirement a listing may carry, told by words in the listing's own effect (any of them)."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Requirements of one sort, strictest first, which a reached party takes over from its owners.

    `join` "strictest": the one that comes first wins. "all": they reach different things, and every one holds.
    """

    name: str
    join: Literal["strictest", "all"]
    grades: tuple[Grade, ...]
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """A government that is listed by definition, whether or not a list names it: parties of its kind and country."""

    country: str
    programme: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRule:
    """What is frozen on a clock of its own, beside the status of its owner.

    `when` "held": who held property of a party while it was caught (a dealing of `kinds`, `all_of` met) keeps it frozen
    after the party is let go, as long as those it was caught through stay listed. "minority": the part a listed
    person has in a company of `countries` that is not itself caught.
    """

    when: Literal["held", "minority"]
    text: str
    citation: str
    kinds: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


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
    licences: tuple[Licence, ...] = ()
    scales: tuple[Scale, ...] = ()
    governments: tuple[Government, ...] = ()
    property_rules: tuple[PropertyRule, ...] = ()
    acts: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    banner: str = ""

    def in_force(self, day: date) -> bool:
        """Whether this version is the law on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
