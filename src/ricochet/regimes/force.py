"""Force: which version of which regime is the law on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ricochet.errors import UsageError
from ricochet.model.regime import Licence, Regime
from ricochet.model.scenario import Override
from ricochet.regimes.words import nearest


def regimes_on(regimes: Sequence[Regime], day: date, overrides: Sequence[Override] = ()) -> tuple[Regime, ...]:
    """One version of each regime in force on the day, in the order of ids; a regime without one is left out.

    An override that switches a version off leaves the day without it; one that switches a version on puts it in the
    place of any other, with the reason as its banner. Raises UsageError for an override of something unknown.
    """
    named = {_known(regimes, override): override for override in overrides}
    said = {key: override for key, override in named.items() if override.holds(day)}
    chosen: dict[str, Regime] = {}
    for regime in sorted(regimes, key=lambda r: (r.id, r.since or date.min)):
        override = said.get((regime.id, regime.version))
        if override is None and regime.in_force(day):
            chosen.setdefault(regime.id, regime)
        elif override is not None and override.in_force:
            rival = said.get((regime.id, chosen[regime.id].version)) if regime.id in chosen else None
            if rival is not None:
                raise UsageError(
                    f"Two versions of '{regime.id}' are switched on: '{rival.version}', '{regime.version}'."
                )
            chosen[regime.id] = replace(regime, banner=f"Assumed to be in force: {override.why}")
    return tuple(chosen.values())


def licensed(regimes: Sequence[Regime], licences: Sequence[tuple[str, Licence]]) -> tuple[Regime, ...]:
    """The regimes with further licences, each in all versions of its own. Raises UsageError for an unknown regime."""
    for name, _ in licences:
        _check(name, {r.id for r in regimes}, "rule")
    return tuple(
        replace(regime, licences=(*regime.licences, *(one for name, one in licences if name == regime.id)))
        for regime in regimes
    )


def rule(regimes: Sequence[Regime], regime: str, day: date, overrides: Sequence[Override] = ()) -> Regime | None:
    """Version of one regime in force on the day, None where none is. Raises UsageError for an unknown id."""
    _check(regime, {r.id for r in regimes}, "rule")
    return next((r for r in regimes_on(regimes, day, overrides) if r.id == regime), None)


def _known(regimes: Sequence[Regime], override: Override) -> tuple[str, str]:
    _check(override.regime, {r.id for r in regimes}, "rule")
    versions = {r.version for r in regimes if r.id == override.regime}
    _check(override.version, versions, f"version of '{override.regime}'")
    return override.regime, override.version


def _check(word: str, words: set[str], what: str) -> None:
    if word not in words:
        remedy = nearest(word, words) or f"Known: {', '.join(sorted(words))}."
        raise UsageError(f"'{word}' is no {what}.", remedy=remedy)
