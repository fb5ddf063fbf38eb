"""Solve: the least set closed under a regime's tests (Ross & Sagiv's company control problem, as sums over owners).

Stakes are non-negative, so the set grows monotonically and a worklist finds it: every stake of a member is read
once, cycles need nothing special, and the order of entry is a rank on which proofs can stand.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ricochet.ownership.register import Block, Register, Unit

Certainty = Literal["definite", "conceivable"]


@dataclass(slots=True)
class Closure:
    """Members in order of entry: rank 0 are the seeds. `cause` is the block whose test let a member in."""

    rank: dict[str, int] = field(default_factory=dict)
    cause: dict[str, Block] = field(default_factory=dict)
    upward: dict[str, str] = field(default_factory=dict)
    """Parents let in because of a member they own: parent -> that member."""


def close(register: Register, seeds: Iterable[str], certainty: Certainty, *, affiliates: bool = False) -> Closure:
    """Everybody the tests reach from `seeds`, surely ("definite") or in some case ("conceivable").

    `affiliates` first climbs from the seeds to owners that alone meet a test, and to theirs, then flows down from all.
    Where several seeds are pooled, a test that counts one person's stakes only is sure when one owner alone meets it
    and conceivable when all together would.
    """
    closure = Closure()
    queue = sorted(set(seeds))
    pooled = len(queue) > 1
    for seed in queue:
        closure.rank[seed] = 0
    if affiliates:
        queue = _climb(register, queue, closure, certainty)
    held: dict[int, int] = defaultdict(int)
    inside: dict[int, int] = defaultdict(int)
    entered: set[tuple[int, int]] = set()
    for member in queue:  # grows while it is read
        for place, position in register.by_owner.get(member, ()):
            if (place, position) in entered:
                continue
            entered.add((place, position))
            block, unit = register.blocks[place], register.blocks[place].units[position]
            gain = unit.low if certainty == "definite" else unit.high
            alone = certainty == "definite" and pooled and block.test.pooling == "person"
            held[place] = max(held[place], gain) if alone else held[place] + gain
            inside[place] += _weight(unit, certainty)
            others = _total(block, certainty) - inside[place]
            if block.owned not in closure.rank and _met(block, held[place], others, certainty):
                closure.rank[block.owned] = len(closure.rank)
                closure.cause[block.owned] = block
                queue.append(block.owned)
    return closure


def _climb(register: Register, seeds: list[str], closure: Closure, certainty: Certainty) -> list[str]:
    queue = list(seeds)
    for member in queue:  # grows while it is read
        for place in register.by_owned.get(member, ()):
            block = register.blocks[place]
            total = _total(block, certainty)
            for unit in block.units:
                held = unit.low if certainty == "definite" else unit.high
                if not _met(block, held, total - _weight(unit, certainty), certainty):
                    continue
                for owner in unit.members:
                    if owner not in closure.rank:
                        closure.rank[owner] = len(closure.rank)
                        closure.cause[owner] = block
                        closure.upward[owner] = member
                        queue.append(owner)
    return queue


def _weight(unit: Unit, certainty: Certainty) -> int:
    """How a unit counts while it stands outside: at most what it may hold, or at least what it must."""
    return unit.high if certainty == "definite" else unit.low


def _total(block: Block, certainty: Certainty) -> int:
    return block.high if certainty == "definite" else block.low


def _met(block: Block, held: int, others: int, certainty: Certainty) -> bool:
    if certainty == "definite":
        return block.test.yields == "caught" and block.definite(held, others)
    return block.conceivable(held, others)
