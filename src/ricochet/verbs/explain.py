"""explain: why a saved answer is what it is, hit by hit; and of a near miss, what it lacked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from ricochet.errors import ForeignFile, UsageError
from ricochet.model.hit import Hit, Reason
from ricochet.model.kind import kind_of
from ricochet.model.quarantine import Quarantined
from ricochet.screening.needed import needed
from ricochet.verbs.book import read_pairs
from ricochet.verbs.screen import THRESHOLD

MOST = 3
"""Reasons against that are told of a near miss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One hit of one saved row. `why_not` is empty where the score reaches the threshold it was saved under."""

    row: int
    id: str
    name: str
    verdict: str
    hit: Hit
    why_not: tuple[str, ...]
    threshold: float = THRESHOLD

    @property
    def sentences(self) -> tuple[str, ...]:
        """The reasons in order, each with what it did to the score."""
        return tuple(f"{one.effect:+.3f} {one.text}" for one in self.hit.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Every hit that was saved, row by row. `bare` are rows saved without any; `quarantined` are no rows at all."""

    hits: tuple[Explained, ...]
    bare: tuple[int, ...]
    quarantined: tuple[Quarantined, ...]


def explain(file: str, row: int | None = None) -> Explanation:
    """Explain the saved output (jsonl) of screen, or of search; of one row only, if asked.

    Raises ForeignFile where the file holds nothing of the kind, UsageError for a row it does not hold.
    """
    book = read_pairs(file)
    found, bare, bad, seen = list[Explained](), list[int](), list(book.quarantined), set[int]()
    for number, saved in enumerate(book.rows, start=1):
        if not ("hits" in saved or "reasons" in saved):
            continue
        try:
            line = msgspec.convert(saved if "hits" in saved else {"row": number, "hits": [saved]}, _Line)
        except msgspec.ValidationError as wrong:
            bad.append(_aside(file, number, str(wrong)))
            continue
        seen.add(line.row)
        if row in {None, line.row}:
            found += _explained(line)
            bare += [] if line.hits else [line.row]
    if not seen and not bad:
        raise ForeignFile(
            f"'{file}' holds no saved hits.", remedy="Save them with: ricochet screen FILE --format jsonl --out SAVED"
        )
    if row is not None and row not in seen:
        raise UsageError(f"'{file}' has no row {row}.", remedy=f"It holds {len(seen)} rows.")
    return Explanation(hits=tuple(found), bare=tuple(bare), quarantined=tuple(bad))


def why_not(
    reasons: Iterable[Reason], score: float, threshold: float = THRESHOLD, kind: str = "any"
) -> tuple[str, ...]:
    """What a near miss lacked: the distance, what spoke most against it, what stands on one side only, what was needed.

    `kind` is that of the party asked, where it is known: a day of birth is wished for of a person only.
    """
    if score >= threshold:
        return ()
    told = list(reasons)
    against = sorted((one for one in told if one.effect < 0), key=lambda one: one.effect)
    alone = [one for one in told if bool(one.left) != bool(one.right) and one not in against[:MOST]]
    return (
        f"{threshold - score:.3f} short of the threshold {threshold:g}",
        *(f"against it: {one.text} ({one.effect:+.3f})" for one in against[:MOST]),
        *(f"unmatched: {one.text}" for one in alone),
        *(f"enough alone: {one.text} it would be {one.score:.3f}" for one in needed(told, threshold, kind)),
    )


class _Line(msgspec.Struct):
    """What is read of a saved line; the rest of it is let be."""

    row: int
    hits: tuple[Hit, ...]
    id: str = ""
    verdict: str = ""
    threshold: float = THRESHOLD
    input: Mapping[str, object] = {}


def _explained(line: _Line) -> Iterator[Explained]:
    name = next((str(value) for key, value in line.input.items() if "name" in key.lower() and value), line.id)
    kind = kind_of(str(line.input.get("kind") or line.input.get("type") or "")) or "any"
    for hit in line.hits:
        yield Explained(
            row=line.row,
            id=line.id,
            name=name,
            verdict=line.verdict,
            hit=hit,
            why_not=why_not(hit.reasons, hit.score, line.threshold, kind),
            threshold=line.threshold,
        )


def _aside(file: str, row: int, wrong: str) -> Quarantined:
    return Quarantined(
        file=file,
        row=row,
        column="",
        value="",
        reason=f"not a saved answer of screen ({wrong})",
        remedy="Save it again with --format jsonl.",
    )
