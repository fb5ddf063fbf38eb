"""Measures: what answers to labelled queries come to. Pure; the same as the suites' own score.py."""

from collections.abc import Mapping, Sequence

Row = Mapping[str, str]
Hits = Sequence[tuple[str, float]]
"""Entries and scores, the best first."""
DEPTH = 10


def top(hits: Hits) -> float:
    """The best score; 0 where nothing was found."""
    return max((score for _, score in hits), default=0.0)


def cut(negatives: Sequence[float], rate: float) -> float:
    """The score that lets this share of the negatives' best scores through."""
    return sorted(negatives, reverse=True)[int(rate * len(negatives))] + 1e-6


def recall(queries: Sequence[Row], found: Sequence[Hits], least: float = -1.0, depth: int = DEPTH) -> float:
    """Share of the positives whose entry is among the first hits with this score or more."""
    asked = [(query, hits) for query, hits in zip(queries, found, strict=True) if query["expected"]]
    return sum(
        any(entry in query["expected"].split("|") and score >= least for entry, score in hits[:depth])
        for query, hits in asked
    ) / len(asked)


def f1(scored: Sequence[tuple[float, bool]], threshold: float) -> float:
    """Harmonic mean of precision and recall of "match from this score on"."""
    right = sum(yes for score, yes in scored if score >= threshold)
    return 2 * right / (sum(score >= threshold for score, _ in scored) + sum(yes for _, yes in scored))


def area(scored: Sequence[tuple[float, bool]]) -> float:
    """Area under the curve: how often a match scores above a pair that is none, ties counted half."""
    ranked = sorted(scored)
    ranks, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        ranks += sum(yes for _, yes in ranked[start:end]) * (start + 1 + end) / 2
        start = end
    yes = sum(label for _, label in scored)
    return (ranks - yes * (yes + 1) / 2) / (yes * (len(scored) - yes))
