"""Timeline: how every regime stood, stands and would stand to one party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ricochet.errors import UsageError
from ricochet.exposure.facts import compose, overlay
from ricochet.exposure.timeline import Span
from ricochet.exposure.timeline import timeline as over_time
from ricochet.model.quarantine import Quarantined
from ricochet.regimes import licensed, load_regimes, regimes_on
from ricochet.verbs.facts import Input, built_in, read_tables
from ricochet.verbs.inputs import read_input, read_mapping
from ricochet.verbs.what_if import check, stacked


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineReport:
    """Spans by regime and day; `scenario` is what was laid over the facts, empty for nothing."""

    party: str
    scenario: str
    spans: tuple[Span, ...]
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]


def timeline(
    party: str,
    scenarios: Sequence[str] = (),
    *,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    mapping: str | None = None,
) -> TimelineReport:
    """Every span of every regime that ever reaches `party`, with the scenario files laid over the tables.

    With no table given the built-in case is asked. Raises UsageError for a party nothing knows.
    """
    paths = {"parties": parties, "listed": listed, "holdings": holdings}
    inputs: dict[str, Input] = {kind: read_input(path) for kind, path in paths.items() if path}
    tables = read_tables(inputs, mapping=read_mapping(mapping)) if inputs else built_in()[0]
    regimes = load_regimes()
    asked = stacked(scenarios)
    if len(asked) > 1:
        raise UsageError(
            "A timeline is of one scenario.", remedy="Name files with one scenario each; they are laid over each other."
        )
    scenario = compose(asked)
    check(tables.facts, scenario, regimes, party)
    today = date.today()  # noqa: DTZ011 - what the scenario leaves undated is meant from the user's own day on
    facts = overlay(tables.facts, scenario, today)
    law = licensed(regimes, scenario.licences)
    spans = over_time(facts, party, law, lambda day: regimes_on(law, day, scenario.overrides))
    return TimelineReport(
        party=party,
        scenario=scenario.name,
        spans=spans,
        quarantined=tables.quarantined,
        notices=tables.notices,
    )
