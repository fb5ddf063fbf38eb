"""Quality: what is odd about a register. Oddities are solved and flagged; they change no status."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from ricochet.model.share import WHOLE, percent
from ricochet.ownership.stakes import Stake


def quality(stakes: Iterable[Stake]) -> dict[str, tuple[str, ...]]:
    """Flags by company: own shares, totals over 100, sources that contradict each other, cycles."""
    flags: dict[str, list[str]] = defaultdict(list)
    owners: dict[str, list[str]] = defaultdict(list)
    equity: dict[str, list[Stake]] = defaultdict(list)
    for stake in stakes:
        if stake.owner == stake.owned:
            flags[stake.owned].append(f"holds {stake.share} per cent of itself; its own shares count for nobody")
            continue
        owners[stake.owned].append(stake.owner)
        if stake.contradicted:
            flags[stake.owned].append(f"sources contradict each other on {stake.owner}: {stake.share} per cent")
        if stake.basis == "equity":
            equity[stake.owned].append(stake)
    for owned, held in equity.items():
        total = sum((stake.share.low for stake in held), Fraction(0))
        if total > WHOLE:
            flags[owned].append(f"the register adds up to {percent(total)} per cent")
    for ring in rings(owners):
        for member in ring:
            flags[member].append(f"part of a ring of owners: {', '.join(ring)}")
    return {party: tuple(sorted(set(found))) for party, found in sorted(flags.items())}


def rings(owners: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """Strongly connected groups of two or more (Tarjan's algorithm, without recursion: chains may be long)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[tuple[str, ...]] = []
    for root in sorted(owners):
        if root in index:
            continue
        work = [(root, iter(sorted(owners[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(sorted(owners.get(other, ())))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    ring = _pop_to(node, stack, on_stack)
                    if len(ring) > 1:
                        found.append(ring)
    return sorted(found)


def _pop_to(node: str, stack: list[str], on_stack: set[str]) -> tuple[str, ...]:
    place = stack.index(node)
    ring = tuple(sorted(stack[place:]))
    del stack[place:]
    on_stack.difference_update(ring)
    return ring
