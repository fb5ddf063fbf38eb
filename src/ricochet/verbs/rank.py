"""Rank: whose designation would ricochet furthest."""

from dataclasses import dataclass
from datetime import date

from ricochet.errors import UsageError
from ricochet.exposure.rank import By, Ricochet
from ricochet.exposure.rank import rank as designate
from ricochet.exposure.smallest import Smallest, smallest
from ricochet.model.quarantine import Quarantined
from ricochet.regimes import load_regimes
from ricochet.regimes import rule as version_on
from ricochet.verbs.facts import Input, built_in, read_tables
from ricochet.verbs.inputs import read_input, read_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class RankReport:
    """The league table, furthest first; ties by id. `asked` parties were listed alone.

    `smallest` answers instead where one party is to be reached.
    """

    rule: str
    as_of: date
    ranked: tuple[Ricochet, ...]
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]
    asked: int = 0
    smallest: Smallest | None = None


def rank(
    *,
    by: By = "caught",
    reach: str | None = None,
    rule: str | None = None,
    currency: str = "USD",
    limit: int | None = None,
    as_of: date | None = None,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    dealings: str | None = None,
    mapping: str | None = None,
) -> RankReport:
    """Designate every party alone and rank by companies caught, parties exposed, countries, or value in `currency`.

    Of a country's register only the first `limit` should be told, each with all it reaches.

    With `reach` the question is turned round: by which fewest further listings would the rule reach that party?
    With no table given the built-in case is ranked, with no rule its own applied. Raises UsageError for an unknown
    rule or one not in force.
    """
    paths = {"parties": parties, "listed": listed, "holdings": holdings, "dealings": dealings}
    inputs: dict[str, Input] = {kind: read_input(path) for kind, path in paths.items() if path}
    case, about, _ = built_in()
    tables = read_tables(inputs, mapping=read_mapping(mapping)) if inputs else case
    rule = rule or str(about["rule"])
    day = as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    regime = version_on(load_regimes(), rule, day)
    if regime is None:
        raise UsageError(f"No version of {rule} was in force on {day}.", remedy="Ask for another day or rule.")

    if reach is not None:
        return RankReport(
            rule=rule,
            as_of=day,
            ranked=(),
            quarantined=tables.quarantined,
            notices=tables.notices,
            smallest=smallest(tables.facts, regime, day, reach),
        )

    league = designate(tables.facts, regime, day, by=by, currency=currency, most=limit)
    return RankReport(
        rule=rule,
        as_of=day,
        ranked=league.ranked,
        asked=league.asked,
        quarantined=tables.quarantined,
        notices=tables.notices,
    )
