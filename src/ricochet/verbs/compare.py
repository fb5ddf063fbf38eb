"""compare: two names, or two whole records: score, match or not, reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ricochet.errors import UsageError
from ricochet.model.hit import Reason
from ricochet.model.kind import KINDS, kind_of
from ricochet.screening.match import match
from ricochet.screening.ofac_score import ofac_score
from ricochet.screening.profile import profile_of_name, profile_of_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`score` in 0..1 with six decimals; `match` at the default threshold; the reasons' effects add up to the score.

    `ofac_score` is what OFAC's own search page would show for the two names (0..100); it decides nothing.
    """

    score: float
    match: bool
    reasons: tuple[Reason, ...]
    ofac_score: int | None = None


def compare(name1: str, name2: str, kind: str = "any") -> Comparison:
    """Compare two names of one kind. Raises UsageError when nobody uses that word for a kind."""
    known = kind_of(kind)
    if known is None:
        raise UsageError(f"'{kind}' is not a kind of party.", remedy=f"Use one of {', '.join(KINDS)}.")
    result = match(profile_of_name(name1, known), profile_of_name(name2, known))
    return Comparison(
        score=result.score, match=result.matched, reasons=result.reasons, ofac_score=ofac_score(name1, name2)
    )


def compare_records(query: Mapping[str, object], candidate: Mapping[str, object]) -> Comparison:
    """Compare two whole records: names, kind, birth dates, countries, gender, identifiers under any common header."""
    result = match(profile_of_row(query), profile_of_row(candidate))
    return Comparison(score=result.score, match=result.matched, reasons=result.reasons)


def compare_pairs(rows: Iterable[Mapping[str, object]]) -> Iterator[tuple[Mapping[str, object], Comparison]]:
    """Compare rows of `name1,name2[,schema]` or `{"query": {…}, "candidate": {…}}`; yields each row and its answer.

    An unknown `schema` is read as any kind. Raises UsageError when a row has neither shape.
    """
    for number, row in enumerate(rows, start=1):
        yield row, _pair(row, number)


def _pair(row: Mapping[str, object], number: int) -> Comparison:
    query, candidate = row.get("query"), row.get("candidate")
    schema = row.get("schema") or row.get("kind") or ""
    if isinstance(query, Mapping) and isinstance(candidate, Mapping):
        shared = {"schema": schema} if schema else {}
        return compare_records({**shared, **query}, {**shared, **candidate})
    if "name1" in row and "name2" in row:
        kind = kind_of(str(schema)) or "any"
        return compare(str(row["name1"] or ""), str(row["name2"] or ""), kind)
    raise UsageError(
        f"Row {number} holds no pair.", remedy="Give the columns name1 and name2, or the objects query and candidate."
    )
