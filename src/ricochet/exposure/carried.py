"""Carried: the requirements a reached party takes over from the listed parties behind it, joined scale by scale.

A join on a lattice: on one scale the strictest requirement wins however small its owner's part, on another they add up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ricochet.model.finding import Carried
from ricochet.model.listing import Listing
from ricochet.model.regime import Grade, Scale


def carried(
    scales: Iterable[Scale], owners: Iterable[str], listed: Mapping[str, tuple[Listing, ...]]
) -> tuple[Carried, ...]:
    """What each scale makes of the listings of `owners`."""
    owners = tuple(owners)
    return tuple(_on(scale, owners, listed) for scale in scales)


def _on(scale: Scale, owners: tuple[str, ...], listed: Mapping[str, tuple[Listing, ...]]) -> Carried:
    found: dict[str, set[str]] = defaultdict(set)
    unstated = []
    for owner in owners:
        stated = [grade.text for grade in scale.grades if any(_says(one, grade) for one in listed.get(owner, ()))]
        for text in stated:
            found[text].add(owner)
        if not stated:
            unstated.append(owner)
    return Carried(
        scale=scale.name,
        join=scale.join,
        grades=tuple((grade.text, tuple(sorted(found[grade.text]))) for grade in scale.grades if grade.text in found),
        unstated=tuple(unstated),
        citation=scale.citation,
    )


def _says(listing: Listing, grade: Grade) -> bool:
    effect = listing.effect.casefold()
    return any(word.casefold() in effect for word in grade.words)
