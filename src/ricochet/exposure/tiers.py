"""Tiers: who deals with those who deal with a listed party. Information, never a finding: the law stops at one hop."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ricochet.model.dealing import Dealing


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """`party` is `tier` dealings away from the nearest of the targets; `through` is a shortest way, nearest first."""

    party: str
    tier: int
    through: tuple[Dealing, ...]


def tiers(dealings: Iterable[Dealing], targets: Iterable[str], day: date, depth: int = 3) -> tuple[Tier, ...]:
    """Everybody within `depth` dealings in force on `day`, by tier and id; shortest ways."""
    by_target: dict[str, list[Dealing]] = defaultdict(list)
    for dealing in dealings:
        if dealing.period.covers(day):
            by_target[dealing.target].append(dealing)
    ways: dict[str, tuple[Dealing, ...]] = dict.fromkeys(sorted(set(targets)), ())
    front = list(ways)
    for _ in range(depth):
        reached = []
        for party in front:
            for dealing in by_target.get(party, ()):
                if dealing.actor not in ways:
                    ways[dealing.actor] = (dealing, *ways[party])
                    reached.append(dealing.actor)
        front = reached
    found = (Tier(party=party, tier=len(way), through=way) for party, way in ways.items() if way)
    return tuple(sorted(found, key=lambda one: (one.tier, one.party)))
