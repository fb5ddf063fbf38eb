"""Identify: a device's traces -> who made it, under what brand, how sure, and what speaks against."""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ricochet.makers.evidence import Evidence, evidence_of
from ricochet.makers.oui import Registry
from ricochet.model.device import Device

Certainty = Literal["confirmed", "probable", "possible", "unknown"]
_ELSE = 1.0
"""Odds that somebody we do not know made it, beside makers without evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """Who made a device. `maker` is named from probable up; below that `candidates` says who may have.

    `candidates` is maker -> share of the odds, largest first; what they lack to 1 is "somebody else".
    """

    maker: str | None
    brand: str | None
    line: str
    certainty: Certainty
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    evidence: tuple[Evidence, ...]
    contradictions: tuple[str, ...]


def identify(device: Device, registry: Registry | None = None) -> Identified:
    """Weigh the evidence: within a group the strongest counts, groups add up, makers compete.

    Without the IEEE's `registry` (prefix -> registrant) hardware addresses say nothing.
    """
    return _weighed(evidence_of(device, registry or {}))


@lru_cache(maxsize=1 << 16)
def _weighed(evidence: tuple[Evidence, ...]) -> Identified:
    """What the evidence comes to: in a large inventory the same comes again and again."""
    weights = _weights(evidence)
    odds = {maker: math.exp(sum(groups.values())) for maker, groups in weights.items()}
    total = _ELSE + sum(odds.values())
    candidates = tuple(sorted(((m, o / total) for m, o in odds.items()), key=lambda pair: (-pair[1], pair[0])))
    best, confidence = candidates[0] if candidates else (None, 0.0)
    contradictions = _contradictions(weights)
    direct = any(e.maker == best and not e.relabel for e in evidence)
    certainty: Certainty = "possible" if best else "unknown"
    if confidence >= 0.75:
        certainty = "confirmed" if confidence >= 0.95 and direct and not contradictions else "probable"
    sure = certainty in {"confirmed", "probable"}
    brands = [e.brand for e in evidence if e.brand and e.maker == best]
    return Identified(
        maker=best if sure else None,
        brand=brands[0] if brands else best if sure else None,
        line=next((e.line for e in evidence if e.line and e.maker == best), ""),
        certainty=certainty,
        confidence=round(confidence, 4),
        candidates=candidates,
        evidence=evidence,
        contradictions=contradictions,
    )


def _weights(evidence: tuple[Evidence, ...]) -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for one in evidence:
        groups = weights[one.maker]
        groups[one.group] = max(one.weight, groups.get(one.group, 0.0))
    return weights


def _contradictions(weights: dict[str, dict[str, float]]) -> tuple[str, ...]:
    """Makers that two independent groups of strong evidence name differently."""
    strong = sorted((maker, group) for maker, groups in weights.items() for group, w in groups.items() if w >= 3)
    return tuple(
        f"{group} says {maker}, {other_group} says {other}"
        for at, (maker, group) in enumerate(strong)
        for other, other_group in strong[at + 1 :]
        if maker != other and group != other_group and "brand" not in {group, other_group}
    )
