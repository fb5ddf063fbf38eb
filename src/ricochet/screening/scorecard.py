"""Scorecard: a proposed change of a score's features, tried by `ricochet tune` and set nowhere else.

Every feature that a reason can tell has the factor one. A card multiplies some of them: nought leaves a feature out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ricochet.errors import UsageError
from ricochet.model.hit import Reason

FEATURES = (
    *("word", "spelling", "sound", "joined", "initial", "acronym", "nickname", "translation", "body", "number_word"),
    *("clash", "left_over", "letters", "first", "skeleton", "single", "within", "family", "common", "crossed"),
    *("number", "homophones", "legal_form", "registered", "weak_alias", "kind", "birth_date", "country", "address"),
    *("gender", "identifier", "exchanged", "one_surname"),
)
"""Features that may be weighed otherwise, as reasons name them."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Factors by feature. Raises UsageError for a feature that no reason tells, or a factor below nought."""

    factors: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for feature, factor in self.factors.items():
            if feature not in FEATURES:
                raise UsageError(f"There is no feature '{feature}'.", remedy=f"Known: {', '.join(sorted(FEATURES))}.")
            if not 0 <= factor < float("inf"):
                raise UsageError(f"The weight of '{feature}' is {factor:g}.", remedy="Give a factor from 0 on.")

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return any(factor != 1 for factor in self.factors.values())

    def __str__(self) -> str:
        """What it changes, in words."""
        said = (
            f"without {feature}" if factor == 0 else f"{feature} times {factor:g}"
            for feature, factor in sorted(self.factors.items())
        )
        return ", ".join(said)

    def of(self, feature: str) -> float:
        """The factor of a feature."""
        return self.factors.get(feature, 1.0)

    def weigh(self, told: Iterable[tuple[Reason, float]]) -> list[tuple[Reason, float]]:
        """Reasons with their log-odds as this card has them; one left out is no longer told."""
        return [(reason, size * self.of(reason.feature)) for reason, size in told if self.of(reason.feature)]


PLAIN = Scorecard()
"""The default: no feature is changed."""
