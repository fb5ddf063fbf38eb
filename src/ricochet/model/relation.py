"""Relation: what a list itself says ties two parties together ("Linked To", "Owned or Controlled By")."""

from dataclasses import dataclass

from ricochet.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`party` stands in relation `type` to `other`; where the list gives only a name, `other` is "" and it is kept."""

    party: str
    type: str
    other: str
    other_name: str
    source: Source
