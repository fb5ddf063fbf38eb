"""Why: one party's answer under an ownership rule in full: proof, critical listings, alternatives, distance."""

from dataclasses import dataclass
from datetime import date

from ricochet.errors import UsageError
from ricochet.exposure.explain import explain
from ricochet.model.explanation import Explanation
from ricochet.model.quarantine import Quarantined
from ricochet.regimes import load_regimes
from ricochet.regimes import rule as version_on
from ricochet.report.words import Directory
from ricochet.verbs.facts import Input, built_in, read_tables
from ricochet.verbs.inputs import read_input, read_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyReport:
    """`explanation` is None where no caught owner has a part in the party, or it is listed itself."""

    party: str
    rule: str
    as_of: date
    explanation: Explanation | None
    names: Directory
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]


def why(
    party: str,
    rule: str,
    *,
    as_of: date | None = None,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    mapping: str | None = None,
) -> WhyReport:
    """Explain how `rule` stands to `party` through ownership on the day (default: today).

    With no table given the built-in case is asked. Raises UsageError for an unknown rule or party, or a rule not in
    force on the day.
    """
    paths = {"parties": parties, "listed": listed, "holdings": holdings}
    inputs: dict[str, Input] = {kind: read_input(path) for kind, path in paths.items() if path}
    tables = read_tables(inputs, mapping=read_mapping(mapping)) if inputs else built_in()[0]
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    regime = version_on(load_regimes(), rule, day)
    if regime is None:
        raise UsageError(f"No version of {rule} was in force on {day}.", remedy="Ask for another day or rule.")
    facts = tables.facts
    known = {one.id for one in facts.parties} | {one.party for one in facts.listings}
    if party not in known and not any(party in {row.owner, row.owned} for row in facts.holdings):
        raise UsageError(f"No party '{party}' is known here.", remedy="Write its id as in the tables.")
    return WhyReport(
        party=party,
        rule=rule,
        as_of=day,
        explanation=explain(facts, regime, day, party),
        names=Directory.of(facts.parties),
        quarantined=tables.quarantined,
        notices=tables.notices,
    )
