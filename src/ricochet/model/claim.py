"""Claim: a sourced statement used as evidence. What is only reported stays a claim."""

from dataclasses import dataclass

from ricochet.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`subject` `predicate` `value` `unit`, as of a date (as written), within a scope."""

    subject: str
    predicate: str
    value: str
    unit: str = ""
    as_of: str = ""
    scope: str = ""
    source: Source
