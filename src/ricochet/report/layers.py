"""Layers: places for a party's owners, in rows above it, so that no box lies on another and no line through a box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROOM, GAP, SLIM = 190.0, 28.0, 128.0
"""Width of a box, space between two, and of the lane in which a long line passes a row."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node, or a lane of a long line, in a row; `x` is its middle. Rows count upward from the subject (0)."""

    key: tuple[str, ...]
    row: int
    x: float


def ranks(subject: str, edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Row of every owner: one above the highest of what it owns. A cycle stops rising after as many rounds as nodes."""
    nodes = {one for edge in edges for one in edge} | {subject}
    found = {subject: 0}
    for _ in nodes:
        for owner, owned in edges:
            if owned in found and owner != subject:
                found[owner] = max(found.get(owner, 0), min(found[owned] + 1, len(nodes) - 1))
    used = sorted(set(found.values()))
    return {node: used.index(row) for node, row in found.items()}


def placed(rows: Mapping[str, int], edges: Sequence[tuple[str, str]], middle: float) -> list[Place]:
    """Places for all owners and lanes, each row centred on `middle`, ordered by what stands above."""
    top = max(rows.values(), default=0)
    lanes = [
        (owner, owned, row)
        for owner, owned in edges
        if owner in rows and owned in rows
        for row in range(rows[owned] + 1, rows[owner])
    ]
    found: dict[tuple[str, ...], Place] = {}
    for row in range(top, 0, -1):
        keys: list[tuple[str, ...]] = [(node,) for node, at in rows.items() if at == row]
        keys += [(owner, owned, str(at)) for owner, owned, at in lanes if at == row]
        keys.sort(key=lambda key: (_pull(key, edges, found, middle), key))
        total = sum(_size(key) for key in keys) + GAP * (len(keys) - 1)
        left = middle - total / 2
        for key in keys:
            found[key] = Place(key, row, left + _size(key) / 2)
            left += _size(key) + GAP
    return list(found.values())


def _size(key: tuple[str, ...]) -> float:
    return ROOM if len(key) == 1 else SLIM


def _pull(
    key: tuple[str, ...], edges: Sequence[tuple[str, str]], found: Mapping[tuple[str, ...], Place], middle: float
) -> float:
    """Mean place of the owners above; a lane keeps to the side of its owner, a node with none to the right."""
    above = [key[0]] if len(key) > 1 else [owner for owner, owned in edges if owned == key[0]]
    xs = [found[(one,)].x for one in above if (one,) in found]
    return sum(xs) / len(xs) if xs else middle * 2
