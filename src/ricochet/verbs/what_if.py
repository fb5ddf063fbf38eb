"""What if: before, after and the marginal effect of a scenario, regime by regime."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ricochet.errors import UsageError
from ricochet.exposure.facts import Facts, compose
from ricochet.exposure.what_if import WhatIf
from ricochet.exposure.what_if import what_if as ask
from ricochet.model.regime import Regime
from ricochet.model.scenario import Scenario
from ricochet.model.source import Source
from ricochet.regimes import load_regimes, regimes_on
from ricochet.sources.tables.scenario import hypothetical, read_scenario
from ricochet.verbs.facts import Input, Tables, built_in, read_tables
from ricochet.verbs.inputs import read_input, read_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfReport:
    """The answer and the tables it rests on."""

    answer: WhatIf
    tables: Tables


def what_if(
    scenarios: Sequence[str] = (),
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    as_of: date | None = None,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    dealings: str | None = None,
    mapping: str | None = None,
) -> WhatIfReport:
    """Lay scenario files and `PARTY=LIST` pairs over the tables and ask on the day (option, scenario's, or today).

    With no table given the built-in case is asked. Raises UsageError for a pair, party or list that is not known,
    DataError for a file that cannot be read.
    """
    paths = {"parties": parties, "listed": listed, "holdings": holdings, "dealings": dealings}
    inputs: dict[str, Input] = {kind: read_input(path) for kind, path in paths.items() if path}
    tables = read_tables(inputs, mapping=read_mapping(mapping)) if inputs else built_in()[0]
    stack = [read_scenario(*read_input(path)) for path in scenarios]
    if add or remove:
        stack.append(_given(add, remove))
    if not stack:
        raise UsageError("Nothing to suppose.", remedy='Name a scenario file, or --add "PARTY=us-ofac-sdn".')
    scenario = compose(stack)
    day = as_of or scenario.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    regimes = load_regimes()
    check(tables.facts, scenario, regimes)
    return WhatIfReport(answer=suppose(tables.facts, scenario, regimes, day), tables=tables)


def suppose(facts: Facts, scenario: Scenario, regimes: Sequence[Regime], day: date) -> WhatIf:
    """Ask one what-if of facts already read; the subject is the first party the scenario changes."""
    parties = [
        *(one.party for one in scenario.add),
        *(party for party, _ in scenario.remove),
        *(one.owned for one in scenario.holdings),
    ]
    before = regimes_on(regimes, day)
    after = regimes_on(regimes, day, scenario.overrides)
    return ask(facts, scenario, before, after, day, parties[0] if parties else "")


def check(facts: Facts, scenario: Scenario, regimes: Sequence[Regime]) -> None:
    """Raise UsageError, with the nearest known word, for a party or list in the scenario that nothing knows."""
    import difflib  # noqa: PLC0415 - only needed to be helpful

    parties = {party.id for party in facts.parties}
    parties |= {name for row in facts.holdings for name in (row.owner, row.owned)}
    parties |= {one.party for one in facts.listings} | {d.target for d in facts.dealings}
    lists = {list_id for regime in regimes for list_id in regime.lists}
    named = [(one.party, one.list) for one in scenario.add] + list(scenario.remove)
    for what, word, known in [
        *(("party", party, parties) for party, _ in named),
        *(("list", list_id, lists) for _, list_id in named),
    ]:
        if word not in known:
            near = difflib.get_close_matches(word, sorted(known), n=3)
            remedy = f"Did you mean {' or '.join(near)}?" if near else f"There are {len(known)} known."
            raise UsageError(f"No {what} '{word}' is known here.", remedy=remedy)


def _given(add: Sequence[str], remove: Sequence[str]) -> Scenario:
    source = Source(publisher="scenario", file="command line", sha256="", row=1)
    added = tuple(hypothetical(*_pair(text), source) for text in add)
    removed = tuple(_pair(text) for text in remove)
    words = [f"{one.party} on {one.list}" for one in added] + [f"{party} off {name}" for party, name in removed]
    return replace(Scenario(name=", ".join(words)), add=added, remove=removed)


def _pair(text: str) -> tuple[str, str]:
    party, equals, list_id = text.rpartition("=")
    if not (equals and party.strip() and list_id.strip()):
        raise UsageError(f"'{text}' is not PARTY=LIST.", remedy='Write for example "hikvision=us-ofac-sdn".')
    return party.strip(), list_id.strip()
