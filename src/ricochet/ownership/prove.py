"""Prove: the facts behind one answer, none to spare, and for a possible answer what would decide it.

A member's proof uses only units that entered before it, so no chain ever leans on itself.
"""

from collections import deque
from fractions import Fraction

from ricochet.model.finding import Unknown
from ricochet.model.proof import Proof, Step
from ricochet.model.share import WHOLE, Share, percent
from ricochet.ownership.register import Block, Unit
from ricochet.ownership.solve import Certainty, Closure

LONGEST = 1_000
"""Parties one proof spells out, nearest first; what lies beyond is caught by a proof of its own, and said to be."""


class Prover:
    """Proofs from one closure. Each party's own facts are found once and shared by all chains through it."""

    def __init__(self, closure: Closure, certainty: Certainty) -> None:
        self._closure = closure
        self._certainty = certainty
        self._own: dict[str, tuple[tuple[Step, ...], tuple[str, ...]]] = {}

    def prove(self, party: str) -> Proof:
        """The minimal chain from the seeds to `party`: seeds first, each step needing only those before it."""
        needed, queue = {party}, deque([party])
        beyond: set[str] = set()
        while queue:
            for other in self._facts(queue.popleft())[1]:
                if other in needed:
                    continue
                if len(needed) >= LONGEST:
                    beyond.add(other)
                else:
                    needed.add(other)
                    queue.append(other)
        order = sorted(needed | beyond, key=lambda one: (self._closure.rank[one], one))
        return Proof(
            tuple(step for one in order for step in (_elsewhere(one) if one in beyond else self._facts(one)[0]))
        )

    def _facts(self, party: str) -> tuple[tuple[Step, ...], tuple[str, ...]]:
        """The steps that let a party in, and the members they rest on."""
        if party not in self._own:
            self._own[party] = self._find(party)
        return self._own[party]

    def _find(self, party: str) -> tuple[tuple[Step, ...], tuple[str, ...]]:
        closure = self._closure
        if party in closure.upward:
            return (_upward(party, closure),), (closure.upward[party],)
        if party not in closure.cause:
            return (Step(kind="listing", owner=party),), ()
        block = closure.cause[party]
        units = _enough(block, closure, party, self._certainty)
        steps = _downward(block, units, self._certainty)
        return tuple(steps), tuple(_carrier(unit, closure, party) for unit in units)


def _elsewhere(party: str) -> tuple[Step, ...]:
    return (Step(kind="rule", owner=party, text=f"{party} is reached by a proof of its own"),)


def _earlier(block: Block, closure: Closure, party: str) -> list[Unit]:
    """Units of a block with a member that entered before `party`."""
    limit = closure.rank.get(party, len(closure.rank))
    return [unit for unit in block.units if any(closure.rank.get(member, limit) < limit for member in unit.members)]


def _carrier(unit: Unit, closure: Closure, party: str) -> str:
    """The member through which a unit counts: the earliest to enter."""
    limit = closure.rank[party]
    inside = [member for member in unit.members if closure.rank.get(member, limit) < limit]
    return min(inside, key=lambda member: (closure.rank[member], member))


def _enough(block: Block, closure: Closure, party: str, certainty: Certainty) -> tuple[Unit, ...]:
    """The fewest largest units that still meet the test; all of them where only the complement meets it."""
    units = _earlier(block, closure, party)

    def size(unit: Unit) -> int:
        return unit.low if certainty == "definite" else unit.high

    chosen: list[Unit] = []
    for unit in sorted(units, key=lambda unit: (-size(unit), unit.members)):
        chosen.append(unit)
        if block.meets(sum(size(one) for one in chosen)):
            return tuple(chosen)
    return tuple(units)


def _downward(block: Block, units: tuple[Unit, ...], certainty: Certainty) -> list[Step]:
    steps = [
        Step(
            kind="joint" if stake.joint and block.test.joint else "holding",
            owner=stake.owner,
            owned=stake.owned,
            share="" if block.threshold is None else str(stake.share),
            basis=stake.basis,
            sources=stake.sources,
        )
        for unit in units
        for stake in unit.stakes
    ]
    if certainty == "definite" and block.complete and not block.meets(sum(unit.low for unit in units)):
        others = [stake for unit in block.units if unit not in units for stake in unit.stakes]
        names = ", ".join(f"{stake.owner} {stake.share}" for stake in others)
        text = f"the register is complete, and all others hold {names or 'nothing'}"
        sources = tuple(source for stake in others for source in stake.sources)
        steps.append(Step(kind="complete", owner="", owned=block.owned, text=text, sources=sources))
    return steps


def _upward(parent: str, closure: Closure) -> Step:
    child = closure.upward[parent]
    block = closure.cause[parent]
    stake = next(stake for unit in block.units for stake in unit.stakes if stake.owner == parent)
    share = "" if block.threshold is None else str(stake.share)
    return Step(
        kind="holding", owner=parent, owned=child, share=share, basis=stake.basis, text="parent", sources=stake.sources
    )


def held(block: Block, sure: Closure, may: Closure) -> Share:
    """What caught owners surely hold of a company up to what caught-or-possible owners may hold, as per cent."""
    inside = [unit for unit in block.units if any(member in sure.rank for member in unit.members)]
    maybe = [unit for unit in block.units if any(member in may.rank for member in unit.members)]
    low, low_open = _bound([stake.share for unit in inside for stake in unit.stakes], low=True)
    high, high_open = _bound([stake.share for unit in maybe for stake in unit.stakes], low=False)
    if block.capped:
        others = [stake.share for unit in block.units if unit not in maybe for stake in unit.stakes]
        left, left_open = _bound(others, low=True)
        high, high_open = min((high, high_open), (WHOLE - left, left_open), key=lambda end: (end[0], not end[1]))
    if block.complete:
        rest = [stake.share for unit in block.units if unit not in inside for stake in unit.stakes]
        right, right_open = _bound(rest, low=False)
        low, low_open = max((low, low_open), (WHOLE - right, right_open))
    if low >= WHOLE:
        return Share(WHOLE, WHOLE)
    if high > WHOLE:
        high, high_open = WHOLE, False
    if low >= high:
        return Share(low, low)
    return Share(low, high, low_open, high_open)


def _bound(shares: list[Share], *, low: bool) -> tuple[Fraction, bool]:
    if low:
        return sum((share.low for share in shares), Fraction(0)), any(share.low_open for share in shares)
    return sum((share.high for share in shares), Fraction(0)), any(share.high_open for share in shares)


def unknowns(block: Block, sure: Closure, may: Closure) -> tuple[Unknown, ...]:
    """Which open facts would decide a possible answer, each with what it must turn out to be."""
    threshold = block.test.threshold
    open_units = [unit for unit in block.units if _open(unit, sure, may)]
    firm = sum(
        (
            stake.share.low
            for unit in block.units
            if unit not in open_units and _inside(unit, sure)
            for stake in unit.stakes
        ),
        Fraction(0),
    )
    found = []
    for unit in sorted(open_units, key=lambda unit: unit.members):
        owner = " and ".join(unit.members)
        share = " + ".join(str(stake.share) for stake in unit.stakes)
        first = "" if _inside(unit, sure) else f"{owner} itself must be caught, and "
        if threshold is None or block.test.basis == "interest":
            needed = "caught" if first else "resolved"
            text = f"{first}its {block.test.basis} in {block.owned} must be confirmed"
        else:
            rest = max(threshold - firm, Fraction(0))
            sign = ">=" if block.test.comparison == "ge" else ">"
            needed = f"{sign}{percent(rest)}"
            most = sum((stake.share.high for stake in unit.stakes), Fraction(0))
            alone = most > rest or (most == rest and block.test.comparison == "ge")
            word = "at least" if sign == ">=" else "more than"
            whose = "its stake" if first else f"{owner}'s stake"
            reach = "" if alone else ", together with the other open stakes,"
            text = f"{first}{whose} in {block.owned}{reach} must be {word} {_amount(rest)} (known: {share})"
        found.append(Unknown(owner=owner, owned=block.owned, share=share, needed=needed, text=text))
    return tuple(found)


def _amount(value: Fraction) -> str:
    text = percent(value)
    return f"{text} of the whole" if "/" in text else f"{text} per cent"


def _inside(unit: Unit, closure: Closure) -> bool:
    return any(member in closure.rank for member in unit.members)


def _open(unit: Unit, sure: Closure, may: Closure) -> bool:
    if not _inside(unit, may):
        return False
    return not _inside(unit, sure) or any(not stake.share.exact for stake in unit.stakes)
