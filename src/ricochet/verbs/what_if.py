"""What if: before, after and the marginal effect of scenarios, regime by regime, alone and laid over each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from ricochet.errors import UsageError
from ricochet.exposure.facts import Facts, compose
from ricochet.exposure.what_if import WhatIf
from ricochet.exposure.what_if import what_if as ask
from ricochet.model.regime import Regime
from ricochet.model.scenario import Removal, Scenario
from ricochet.model.source import Source
from ricochet.regimes import licensed, load_regimes, regimes_on
from ricochet.sources.tables.scenario import hypothetical
from ricochet.sources.tables.scenarios import read_scenarios
from ricochet.verbs.facts import Input, Tables, built_in, read_tables
from ricochet.verbs.inputs import read_input, read_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfReport:
    """One answer a scenario (or combination) and day, in the order asked, and the tables they rest on."""

    answers: tuple[WhatIf, ...]
    tables: Tables

    @property
    def answer(self) -> WhatIf:
        """The first answer: the only one, where one thing is asked."""
        return self.answers[0]


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

    A file of several named scenarios is asked scenario by scenario, then by its combinations; others lie over each.
    With no table given the built-in case is asked. Raises UsageError for a pair, party or list that is not known,
    DataError for a file that cannot be read.
    """
    paths = {"parties": parties, "listed": listed, "holdings": holdings, "dealings": dealings}
    inputs: dict[str, Input] = {kind: read_input(path) for kind, path in paths.items() if path}
    tables = read_tables(inputs, mapping=read_mapping(mapping)) if inputs else built_in()[0]
    asked = stacked(scenarios, add, remove)
    if not asked:
        raise UsageError("Nothing to suppose.", remedy='Name a scenario file, or --add "PARTY=us-ofac-sdn".')
    regimes = load_regimes()
    today = date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    answers = []
    for scenario in asked:
        check(tables.facts, scenario, regimes)
        days = (as_of,) if as_of else scenario.as_of or (today,)
        answers += [suppose(tables.facts, scenario, regimes, day) for day in days]
    return WhatIfReport(answers=tuple(answers), tables=tables)


def stacked(paths: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> tuple[Scenario, ...]:
    """What is to be asked: the files laid over each other, once for each scenario of those that hold several."""
    choices = [read_scenarios(*read_input(path)) for path in paths]
    if add or remove:
        choices.append(((_given(add, remove),),))
    if not choices:
        return ()
    return tuple(compose(one for part in parts for one in part) for parts in product(*choices))


def suppose(facts: Facts, scenario: Scenario, regimes: Sequence[Regime], day: date) -> WhatIf:
    """Ask one what-if of facts already read; the subject is the first party the scenario changes."""
    parties = [
        *(one.party for one in scenario.add),
        *(one.party for one in scenario.remove),
        *(one.owned for one in scenario.holdings),
    ]
    before = regimes_on(regimes, day)
    after = regimes_on(licensed(regimes, scenario.licences), day, scenario.overrides)
    return ask(facts, scenario, before, after, day, parties[0] if parties else "")


def check(facts: Facts, scenario: Scenario, regimes: Sequence[Regime], *asked: str) -> None:
    """Raise UsageError, with the nearest known word, for a party asked for or in the scenario, or a list, not known."""
    import difflib  # noqa: PLC0415 - only needed to be helpful

    parties = {party.id for party in facts.parties}
    parties |= {name for row in facts.holdings for name in (row.owner, row.owned)}
    parties |= {one.party for one in facts.listings} | {d.target for d in facts.dealings}
    lists = {list_id for regime in regimes for list_id in regime.lists}
    named = [(one.party, one.list) for one in scenario.add] + [(one.party, one.list) for one in scenario.remove]
    for what, word, known in [
        *(("party", party, parties) for party in (*(one for one, _ in named), *asked)),
        *(("list", list_id, lists) for _, list_id in named),
    ]:
        if word not in known:
            near = difflib.get_close_matches(word, sorted(known), n=3)
            remedy = f"Did you mean {' or '.join(near)}?" if near else f"There are {len(known)} known."
            raise UsageError(f"No {what} '{word}' is known here.", remedy=remedy)


def _given(add: Sequence[str], remove: Sequence[str]) -> Scenario:
    source = Source(publisher="scenario", file="command line", sha256="", row=1)
    added = tuple(hypothetical(*_pair(text), source) for text in add)
    removed = tuple(Removal(party=party, list=list_id) for party, list_id in map(_pair, remove))
    words = [f"{one.party} on {one.list}" for one in added] + [f"{one.party} off {one.list}" for one in removed]
    return replace(Scenario(name=", ".join(words)), add=added, remove=removed)


def _pair(text: str) -> tuple[str, str]:
    party, equals, list_id = text.rpartition("=")
    if not (equals and party.strip() and list_id.strip()):
        raise UsageError(f"'{text}' is not PARTY=LIST.", remedy='Write for example "hikvision=us-ofac-sdn".')
    return party.strip(), list_id.strip()
